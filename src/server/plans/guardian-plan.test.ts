import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { letterText } from '../../components/mail/letter.ts';
import { SPREADSHEETS } from '../../../tests/support/spreadsheets.ts';
import { type TypedFixture, submittedValues } from '../../../tests/fixtures/youth.fixture.ts';
import {
  spreadsheetThrough,
  storeThrough,
  unreliableSpreadsheet,
} from '../../../tests/fixtures/faults.fixture.ts';
import { MailUnavailable } from '../mail/mail.ts';
import { MemorySpreadsheet } from '../../../tests/doubles/memory-spreadsheet.ts';
import { eraseCases } from '../store/case-keys.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import { type Spreadsheet, Unavailable } from '../spreadsheet/spreadsheet.ts';
import { personFact } from '../cases/pair-facts.ts';
import { requestAgain } from '../cases/guardian-requests.ts';
import { awaitedGuardians } from '../schedule/awaited-guardians.ts';
import { takeConsent } from '../answers/take-consent.ts';
import {
  type ProgrammeOfMinors,
  aProgrammeOfMinors,
  anAgreement,
  tokenIn,
} from '../../../tests/fixtures/guardian.fixture.ts';
import { SETTINGS } from '../../../tests/fixtures/programme.fixture.ts';
import { viewAuthorisation } from '../answers/guardian-view.ts';
import { requestMessage } from '../letters/guardian-letters.ts';

const GUARDIAN = 'camille@exemple.fr';
const YOUTH = 'ines@exemple.fr';

let programme: ProgrammeOfMinors;

beforeEach(() => {
  programme = aProgrammeOfMinors();
});

/** The token of the last message to somebody. */
function tokenOf(address = GUARDIAN): string {
  const letter = programme.lettersTo(address).at(-1);
  if (letter === undefined) throw new Error('No letter.');
  return tokenIn(letter);
}

async function viewOf(token: string) {
  return await viewAuthorisation(token, programme.viewPorts());
}

async function answer(token: string, overrides = {}): Promise<void> {
  const view = await viewOf(token);
  if (view.kind !== 'open') throw new Error(`The link is ${view.kind}.`);
  const errors = await takeConsent(
    submittedValues(anAgreement(overrides)),
    view.state,
    programme.viewPorts(),
  );
  expect(errors).toBeUndefined();
}

async function stateOf(reference: string): Promise<string | undefined> {
  return (await programme.authorisations()).find((row) => row['Référence'] === reference)?.['État'];
}

/** A spreadsheet whose every call of one method fails, or every call. */
function failing(spreadsheet: Spreadsheet, ...methods: readonly (keyof Spreadsheet)[]): Spreadsheet {
  const fail = () => Promise.reject(new Unavailable('passing', 'panne'));
  const failures = Object.fromEntries(methods.map((method) => [method, fail]));
  return { ...spreadsheetThrough(spreadsheet, methods.length === 0 ? fail : undefined), ...failures };
}

/** A spreadsheet whose n-th call fails, its work done or not. */
function failingOnce(spreadsheet: Spreadsheet, n: number, isDone: boolean): Spreadsheet {
  let calls = 0;
  return unreliableSpreadsheet(spreadsheet, () => {
    calls += 1;
    if (calls !== n) return 'none';
    return isDone ? 'after' : 'before';
  });
}

describe('a guardian is asked', () => {
  test('by one e-mail with a link, once the youth’s row is there, and the tab says so', async () => {
    const reference = await programme.apply();
    await programme.drain();
    await programme.drain();
    expect(await programme.authorisations()).toMatchObject([
      {
        Référence: reference,
        État: 'Demandée',
        'Prénom du jeune': 'Inès',
        'Responsable légal': 'Camille Exemple',
      },
    ]);
    expect(programme.sent).toHaveLength(1);
    expect(programme.sent[0]).toMatchObject({ to: GUARDIAN, subject: 'Votre accord pour Inès' });
    expect(await viewOf(tokenOf())).toMatchObject({ kind: 'open', answer: undefined });
    expect(await programme.events(reference)).toEqual(['guardian-asked-0']);
    expect(await programme.contacts()).toEqual([]);
  });

  test.each([
    [{}, 'écrivez-lui, elle vous dit'],
    [{ contactPhone: '03 20 00 00 00' }, 'appelez le 03 20 00 00 00'],
    [
      { contactAddress: '1 rue de l’Exemple, 59000 Lille' },
      'Association Le Moment, 1 rue de l’Exemple, 59000 Lille.',
    ],
  ])(
    'by a letter that says who asks, for what, in three languages, and where paper goes: %o',
    (contact, where) => {
      const link = {
        subject: 'a'.repeat(32),
        purpose: 'authorisation',
        generation: 0,
        expires: new Date('2026-12-06'),
      } as const;
      const youth = { reference: 'JE-22222222', givenName: 'Inès', guardian: '' };
      const about = { id: 'a', event: 'guardian-request-0', to: GUARDIAN };
      const { letter } = requestMessage('first', about, youth, link, { ...SETTINGS, ...contact });
      const text = letterText(letter);
      for (const said of [
        'l’association Le Moment',
        '20 heures avec une ou un mentor',
        SETTINGS.support,
        where,
      ])
        expect(text).toContain(said);
      expect(text).toContain('https://site.test/autorisation/papier/JE-22222222\n');
      const translations = letter.blocks.filter(({ kind }) => kind === 'translation');
      expect(translations).toMatchObject([{ language: 'en' }, { language: 'ar' }]);
      for (const translation of translations) expect(JSON.stringify(translation).length).toBeGreaterThan(400);
    },
  );

  test('by the team when there is a telephone only, with the text and the link to copy', async () => {
    const reference = await programme.apply({ guardianEmail: '' });
    await programme.drain();
    await programme.drain();
    expect(programme.sent).toEqual([]);
    const contacts = await programme.contacts();
    const text = contacts[0]?.['Texte à copier'] ?? '';
    expect(contacts).toMatchObject([
      {
        Référence: reference,
        Prénom: 'Camille Exemple',
        Téléphone: '+33698765432',
        Motif: 'Demander l’accord du responsable légal',
        'Lien SMS': `sms:+33698765432?body=${encodeURIComponent(text)}`,
      },
    ]);
    expect(await viewOf(tokenIn(text))).toMatchObject({ kind: 'open' });
  });

  test('never by the youth’s own address or number: the team is told, and a corrected contact is asked', async () => {
    const own = { guardianEmail: 'Ines+maman@exemple.fr', guardianPhone: '+33 6 12 34 56 78' };
    const reference = await programme.apply(own);
    await programme.drain();
    await programme.drain();
    expect(programme.sent).toEqual([]);
    expect(await stateOf(reference)).toBe('À vérifier');
    expect(await programme.contacts()).toMatchObject([
      { Référence: reference, Prénom: 'Inès', Téléphone: '+33612345678' },
    ]);
    await programme.staffWrite('Jeunes', reference, { 'E-mail du responsable': GUARDIAN });
    await programme.drain();
    await programme.drain();
    expect(await stateOf(reference)).toBe('Demandée');
    expect(programme.lettersTo(GUARDIAN)).toHaveLength(1);
    expect(await viewOf(tokenOf())).toMatchObject({ kind: 'open' });
  });

  test.each([
    ['address', { 'E-mail': 'ines.neuve@exemple.fr' }],
    ['number', { Téléphone: '+33711223344' }],
    ['address and number', { 'E-mail': '', Téléphone: '+33711223344' }],
  ])('nor by what was the youth’s own before their %s was corrected', async (_, corrected) => {
    const own = { guardianEmail: 'Ines+maman@exemple.fr', guardianPhone: '+33 6 12 34 56 78' };
    const reference = await programme.apply(own);
    await programme.drain();
    programme.wait(1);
    await programme.staffWrite('Jeunes', reference, corrected);
    for (let day = 0; day < 9; day += 1) {
      await programme.drain();
      programme.wait(1);
    }
    expect(programme.sent).toEqual([]);
    expect(JSON.stringify(await programme.contacts())).not.toContain('/autorisation/');
    expect(await stateOf(reference)).toBe('À vérifier');
  });

  test('nor by what the team gave and was the youth’s own then; who was asked before stays the guardian', async () => {
    const reference = await programme.apply({ guardianEmail: '', guardianPhone: '06 98 76 54 32' });
    await programme.drain();
    // The youth writes the guardian's number as theirs for a day: the guardian has been asked there.
    const days = async (cells: Record<string, string>) => {
      await programme.staffWrite('Jeunes', reference, cells);
      programme.wait(1);
      await programme.drain();
      await programme.drain();
    };
    await days({ Téléphone: '+33698765432' });
    await days({ Téléphone: '+33612345678' });
    programme.wait(7);
    await programme.drain();
    const asked = await programme.contacts();
    expect(asked.map((row) => [row.Motif, row.Téléphone])).toContainEqual([
      'Relancer le responsable légal',
      '+33698765432',
    ]);
    await days({ 'Téléphone du responsable': '+33612345678' });
    await days({ Téléphone: '+33711223344' });
    programme.wait(15);
    await programme.drain();
    await programme.staffWrite('Autorisations', reference, { État: 'Demandée' });
    await programme.drain();
    await programme.drain();
    const toYouth = (await programme.contacts()).filter((row) => row['Téléphone'] === '+33612345678');
    expect(JSON.stringify(toYouth)).not.toContain('/autorisation/');
  });

  test.each<TypedFixture>([
    { guardianName: 'Gagnez http://x.exemple' },
    { guardianName: 'Appelez le 06 12 34 56 78' },
    { givenName: 'banque-exemple.shop' },
    { givenName: 'Appelez le 06 12 34 56 78' },
    { givenName: 'moi@exemple.fr' },
  ])('by a letter that quotes nothing but the youth’s first name, when it is one: %o', async (names) => {
    await programme.apply(names);
    await programme.drain();
    programme.wait(7);
    await programme.drain();
    const letters = programme.lettersTo(GUARDIAN);
    expect(letters).toHaveLength(2);
    for (const { subject, letter } of letters) {
      expect(`${subject} ${letterText(letter)}`).not.toMatch(/Gagnez|Appelez|banque|moi@|0612/);
      expect(subject).toContain('givenName' in names ? 'votre enfant' : 'Inès');
      expect(letterText(letter)).toMatch(/^Bonjour,\n/);
    }
  });

  test('not when the youth is of age, nor once more when the delivery is repeated', async () => {
    await programme.apply({ birthYear: '2006' });
    await programme.drain();
    expect(await programme.authorisations()).toEqual([]);
    expect(programme.sent).toEqual([]);
  });

  test('by a link of their own for each of two brothers', async () => {
    const first = await programme.apply();
    const second = await programme.apply({
      givenName: 'Noé',
      email: 'noe@exemple.fr',
      phone: '06 55 55 55 55',
    });
    await programme.drain();
    const letters = programme.lettersTo(GUARDIAN);
    expect(letters.map(({ subject }) => subject).toSorted()).toEqual([
      'Votre accord pour Inès',
      'Votre accord pour Noé',
    ]);
    const ofNoe = letters.find(({ subject }) => subject.endsWith('Noé'));
    if (ofNoe !== undefined) await answer(tokenIn(ofNoe));
    await programme.drain();
    expect([await stateOf(first), await stateOf(second)]).toEqual(['Demandée', 'Accordée']);
  });

  test('as a guardian when the same person is a mentor too', async () => {
    await programme.applyAsMentor({ email: GUARDIAN, phone: '06 98 76 54 32' });
    const reference = await programme.apply();
    await programme.drain();
    expect(programme.lettersTo(GUARDIAN).map(({ subject }) => subject)).toEqual(['Votre accord pour Inès']);
    await answer(tokenOf());
    await programme.drain();
    expect(await stateOf(reference)).toBe('Accordée');
  });

  test('again at the corrected address, and the former link dies', async () => {
    const reference = await programme.apply();
    await programme.drain();
    const former = tokenOf();
    programme.wait(1);
    await programme.staffWrite('Jeunes', reference, { 'E-mail du responsable': 'dominique@exemple.fr' });
    await programme.drain();
    expect(await viewOf(former)).toMatchObject({ kind: 'replaced' });
    expect(await viewOf(tokenOf('dominique@exemple.fr'))).toMatchObject({ kind: 'open' });
    expect(programme.lettersTo(GUARDIAN)).toHaveLength(1);
  });

  test('once more after seven days, and the link ends after fourteen', async () => {
    const reference = await programme.apply();
    await programme.drain();
    programme.wait(7);
    for (let day = 0; day < 3; day += 1) {
      await programme.drain();
      programme.wait(1);
    }
    expect(programme.sent.map(({ subject }) => subject)).toEqual([
      'Votre accord pour Inès',
      'Votre réponse pour Inès',
    ]);
    expect(tokenOf()).toBe(tokenIn(programme.lettersTo(GUARDIAN)[0] ?? ''));
    programme.wait(4);
    await programme.drain();
    await programme.drain();
    expect(await stateOf(reference)).toBe('Expirée');
    expect(await viewOf(tokenOf())).toMatchObject({ kind: 'expired', isOnItsWay: false });
    expect((await programme.events(reference)).filter((name) => name.includes('expired'))).toHaveLength(1);
  });

  test('again on demand from an ended link, at most once an hour, to the address that is kept', async () => {
    const reference = await programme.apply();
    await programme.drain();
    programme.wait(15);
    await programme.drain();
    const former = tokenOf();
    const id = await programme.idOf(reference);
    await requestAgain(id, programme.viewPorts());
    await requestAgain(id, programme.viewPorts());
    await programme.drain();
    await programme.drain();
    expect(await viewOf(former)).toMatchObject({ kind: 'replaced', isOnItsWay: true });
    expect(programme.lettersTo(GUARDIAN).map(({ subject }) => subject)).toEqual([
      'Votre accord pour Inès',
      'Votre nouveau lien pour Inès',
    ]);
    expect(await viewOf(tokenOf())).toMatchObject({ kind: 'open' });
    expect(await stateOf(reference)).toBe('Demandée');
  });
});

describe('before anybody has confirmed', () => {
  beforeEach(() => {
    programme = aProgrammeOfMinors(new MemorySpreadsheet(), { confirms: false });
  });

  test('and the team deletes the row while the request is to leave, nobody is said to be asked', async () => {
    const reference = await programme.apply();
    await programme.drain();
    await programme.release(reference);
    const tabs = programme.parts.spreadsheet;
    const update: Spreadsheet['update'] = async (tab, rows) => {
      await programme.staffRemove('Autorisations', reference);
      return await tabs.update(tab, rows);
    };
    await programme.drain({ spreadsheet: { ...spreadsheetThrough(tabs), update } });
    await programme.drain();
    expect(programme.sent).toEqual([]);
    expect(await programme.events(reference)).toEqual(['guardian-held-0']);
  });

  test('a guardian is not written to, the tab and the journal say so, and the link lives from when it leaves', async () => {
    const reference = await programme.apply();
    for (const days of [0, 0.1, 10]) {
      programme.wait(days);
      await programme.drain();
    }
    expect(programme.sent).toEqual([]);
    expect(await programme.authorisations()).toMatchObject([
      { État: 'Pas encore demandée', 'Demandée le': '', 'Responsable légal': 'Camille Exemple' },
    ]);
    expect(await programme.events(reference)).toEqual(['guardian-held-0']);
    const awaited = await awaitedGuardians(programme.parts.spreadsheet, programme.now());
    expect(awaited).toEqual([{ reference, state: 'Pas encore demandée' }]);
    await Promise.all([programme.release(reference), programme.release(reference)]);
    await programme.drain();
    await programme.drain();
    expect(programme.sent).toHaveLength(1);
    const [row] = await programme.authorisations();
    expect(row).toMatchObject({ État: 'Demandée' });
    expect(row?.['Demandée le']).toMatch(/^2026-12-0[2-4]T/);
    programme.wait(13);
    expect(await viewOf(tokenOf())).toMatchObject({ kind: 'open' });
    programme.wait(1.1);
    expect(await viewOf(tokenOf())).toMatchObject({ kind: 'expired' });
  });

  test('the team lets it go by « Demandée », and what else it chooses ends it', async () => {
    const [first, second] = [await programme.apply(), await programme.apply({ givenName: 'Noé' })];
    await programme.drain();
    await programme.drain();
    await programme.staffWrite('Autorisations', first, { État: 'Demandée' });
    await programme.staffWrite('Autorisations', second, { État: 'Accordée' });
    await programme.release(second);
    await programme.drain();
    await programme.drain();
    expect(programme.sent.map(({ subject }) => subject)).toEqual(['Votre accord pour Inès']);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['Demandée', 'Accordée']);
  });

  test('a paper that comes meanwhile is the answer', async () => {
    const reference = await programme.apply();
    await programme.drain();
    await programme.staffWrite('Autorisations', reference, { 'Papier reçu le': '2026-11-23' });
    await programme.drain();
    await programme.release(reference);
    await programme.drain();
    await programme.drain();
    expect(programme.sent).toEqual([]);
    expect(await stateOf(reference)).toBe('Accordée');
  });

  test('the team’s list of whom to call waits for nothing, and no corrected address of the youth makes a letter of it', async () => {
    const reference = await programme.apply({ email: GUARDIAN, guardianEmail: GUARDIAN });
    await programme.drain();
    await programme.drain();
    expect(await programme.contacts()).toHaveLength(1);
    await programme.staffWrite('Jeunes', reference, { 'E-mail': 'autre@exemple.fr' });
    await programme.drain();
    await programme.drain();
    expect(programme.sent).toEqual([]);
    // The address was the youth's own: the number stays the way.
    expect(await stateOf(reference)).toBe('Demandée');
  });

  test('a youth who leaves meanwhile has nobody asked', async () => {
    const reference = await programme.apply();
    await programme.drain();
    await programme.staffWrite('Jeunes', reference, { Statut: 'Retirée' });
    await programme.release(reference);
    await programme.drain();
    expect(programme.sent).toEqual([]);
  });
});

describe('an answer', () => {
  test('is not kept as it was typed although a drain ends before it is forgotten', async () => {
    await programme.apply();
    await programme.drain();
    await answer(tokenOf());
    const { store } = programme.parts;
    const isTyped = (key: string): boolean => key.startsWith('typed/');
    const dying = {
      ...storeThrough(store),
      delete: (key: string) =>
        isTyped(key) ? Promise.reject(new StoreUnavailable('panne')) : store.delete(key),
    };
    await programme.drain({ store: dying }).catch(() => undefined);
    expect(await store.list('typed/')).toHaveLength(1);
    await programme.drain();
    expect(await store.list('typed/')).toEqual([]);
  });

  test('is in the tab after the drain, what was typed is erased beside it, and the youth is told once', async () => {
    const reference = await programme.apply({ preferredContact: 'email' });
    await programme.drain();
    await answer(tokenOf());
    await programme.drain();
    await programme.drain();
    expect(await programme.authorisations()).toMatchObject([
      {
        État: 'Accordée',
        'Répondue par': 'Camille Exemple',
        Qualité: 'Sa mère',
        "Contact d'urgence": 'Dominique Exemple',
        "Téléphone d'urgence": '+33611223344',
        Déclaration: 'oui (version 2026-11, le 2026-11-22)',
      },
    ]);
    expect(programme.lettersTo(YOUTH).map(({ subject }) => subject)).toEqual([
      'Ton responsable légal a donné son accord',
    ]);
    expect(await programme.events(reference)).toEqual(['guardian-asked-0', 'guardian-accepted-<ms>']);
    const keys = (await programme.parts.store.list('')).filter((key) =>
      /^(?:cases|typed|look|seen)\//.test(key),
    );
    const kept = await Promise.all(keys.map((key) => programme.parts.store.get(key)));
    expect(keys.concat(kept.map((text) => text ?? '')).join(' ')).not.toMatch(
      /exemple|Camille|Dominique|0?6 ?11/i,
    );
  });

  test('replaced by another until the link ends leaves both dated, the last in the tab', async () => {
    const reference = await programme.apply();
    await programme.drain();
    await answer(tokenOf());
    await programme.drain();
    programme.wait(1);
    await answer(tokenOf(), { decision: 'non', emergencyName: '', emergencyPhone: '' });
    await programme.drain();
    expect(await programme.authorisations()).toMatchObject([{ État: 'Refusée', "Contact d'urgence": '' }]);
    expect(await programme.events(reference)).toEqual([
      'guardian-asked-0',
      'guardian-accepted-<ms>',
      'guardian-refused-<ms>',
    ]);
    // The youth prefers an SMS: the team tells.
    expect((await programme.contacts()).map(({ Motif }) => Motif)).toEqual([
      'Dire au jeune que son responsable a répondu',
      'Dire au jeune que son responsable a répondu',
    ]);
  });

  test('sent twice is one', async () => {
    const reference = await programme.apply();
    await programme.drain();
    await Promise.all([answer(tokenOf()), answer(tokenOf())]);
    await answer(tokenOf());
    await programme.drain();
    await answer(tokenOf());
    await programme.drain();
    expect(await programme.contacts()).toHaveLength(1);
    expect(await stateOf(reference)).toBe('Accordée');
  });

  test('to a row that the team deleted is noted, and what was typed is erased', async () => {
    const reference = await programme.apply();
    await programme.drain();
    await answer(tokenOf());
    await programme.staffRemove('Autorisations', reference);
    await programme.drain();
    await programme.drain();
    expect(await programme.authorisations()).toEqual([]);
    expect(await programme.events(reference)).toContain('guardian-accepted-<ms>');
    expect(await viewOf(tokenOf())).toEqual({ kind: 'over' });
  });
});

describe('what the team does in the spreadsheet', () => {
  test('« Demandée » again after a refusal brings a new link, and the former dies', async () => {
    const reference = await programme.apply();
    await programme.drain();
    const former = tokenOf();
    await answer(former, { decision: 'non' });
    await programme.drain();
    await programme.staffWrite('Autorisations', reference, { État: ' demandee' });
    await programme.drain();
    await programme.drain();
    expect(await viewOf(former)).toMatchObject({ kind: 'replaced' });
    expect(await viewOf(tokenOf())).toMatchObject({ kind: 'open', answer: undefined });
    expect(programme.lettersTo(GUARDIAN)).toHaveLength(2);
    expect(await stateOf(reference)).toBe('Demandée');
  });

  test('a paper that was received is an agreement, once; what the team chose itself stays', async () => {
    const reference = await programme.apply();
    await programme.drain();
    await programme.staffWrite('Autorisations', reference, {
      'Papier reçu le': '2026-11-30',
      'Papier reçu par': 'Awa',
    });
    await programme.drain();
    expect(await stateOf(reference)).toBe('Accordée');
    expect(await programme.events(reference)).toContain('guardian-paper-0');
    await programme.staffWrite('Autorisations', reference, { État: 'Refusée' });
    programme.wait(8);
    await programme.drain();
    expect(await programme.authorisations()).toMatchObject([{ État: 'Refusée', 'Papier reçu par': 'Awa' }]);
    await programme.staffWrite('Autorisations', reference, { État: 'Demandée' });
    await programme.drain();
    expect(programme.lettersTo(GUARDIAN)).toHaveLength(1);
    await programme.staffWrite('Autorisations', reference, { 'Papier reçu le': '' });
    await programme.drain();
    expect(programme.lettersTo(GUARDIAN)).toHaveLength(2);
  });

  test('an état chosen by hand ends the reminders', async () => {
    const reference = await programme.apply();
    await programme.drain();
    await programme.staffWrite('Autorisations', reference, { État: 'Accordée' });
    programme.wait(20);
    await programme.drain();
    expect(programme.lettersTo(GUARDIAN)).toHaveLength(1);
    expect(await stateOf(reference)).toBe('Accordée');
  });

  test.each(['Retirée', 'Non retenue', 'Terminée', 'Arrêtée'])(
    'a youth at « %s » is asked nothing more, and comes back when the status does',
    async (status) => {
      const reference = await programme.apply();
      await programme.drain();
      await programme.staffWrite('Jeunes', reference, { Statut: status });
      programme.wait(8);
      await programme.drain();
      expect(await viewOf(tokenOf())).toEqual({ kind: 'over' });
      expect(programme.lettersTo(GUARDIAN)).toHaveLength(1);
      expect(await awaitedGuardians(programme.parts.spreadsheet, programme.now())).toEqual([]);
      await programme.staffWrite('Jeunes', reference, { Statut: 'Entretien' });
      await programme.drain();
      expect(await viewOf(tokenOf())).toMatchObject({ kind: 'open' });
    },
  );

  test('a youth whose row is deleted, or who is erased, needs nothing any more', async () => {
    const [deleted, erased] = [await programme.apply(), await programme.apply({ givenName: 'Noé' })];
    await programme.drain();
    const tokens = programme.lettersTo(GUARDIAN).map(tokenIn);
    await programme.staffRemove('Jeunes', deleted);
    const erasedId = await programme.idOf(erased);
    await eraseCases(programme.parts.store, [{ id: erasedId }]);
    await programme.drain();
    expect(await Promise.all(tokens.map(viewOf))).toEqual([{ kind: 'over' }, { kind: 'over' }]);
    expect(await programme.parts.store.list(`cases/${erasedId}/`)).toEqual([]);
  });
});

test('an answer has the youth’s pairs looked at: they begin, or stop meeting, by it', async () => {
  const reference = await programme.apply();
  await programme.drain();
  const { store } = programme.parts;
  const pairId = 'b'.repeat(32);
  await programme.cases.note(await programme.idOf(reference), personFact(pairId, 'asked', programme.now()));
  await answer(tokenOf());
  await programme.drain();
  expect(await stateOf(reference)).toBe('Accordée');
  expect(await store.list(`cases/${pairId}/`)).toEqual([`cases/${pairId}/pair-told-authorisation`]);
});

test('at eighteen the authorisation lapses, given or not, and the link says so', async () => {
  const reference = await programme.apply({ birthDay: '25', birthMonth: '11', birthYear: '2008' });
  const other = await programme.apply({
    givenName: 'Noé',
    birthDay: '25',
    birthMonth: '11',
    birthYear: '2008',
  });
  await programme.drain();
  const [first = '', second = ''] = programme.lettersTo(GUARDIAN).map(tokenIn);
  await answer(first);
  await programme.drain();
  programme.wait(3);
  await programme.drain();
  await programme.drain();
  expect([await stateOf(reference), await stateOf(other)]).toEqual(['Majeur', 'Majeur']);
  expect([await viewOf(first), await viewOf(second)]).toEqual([{ kind: 'adult' }, { kind: 'adult' }]);
  expect(await programme.events(other)).toEqual(['guardian-asked-0', 'guardian-adult']);
  // Staff may have the last word.
  await programme.staffWrite('Autorisations', other, { État: 'Accordée' });
  await programme.drain();
  expect(await stateOf(other)).toBe('Accordée');
});

describe('whatever fails', () => {
  test('a mail server down for a day delays the request and doubles nothing', async () => {
    const reference = await programme.apply();
    const down = { send: () => Promise.reject(new MailUnavailable(undefined)) };
    await programme.drain({ mail: down });
    programme.wait(1);
    await programme.drain({ mail: down });
    expect(await programme.events(reference)).toEqual([]);
    await programme.drain();
    await programme.drain();
    expect(programme.sent).toHaveLength(1);
    expect(await stateOf(reference)).toBe('Demandée');
  });

  test.each([[['insert']], [['read']], [['identifiers']], [[]]] as const)(
    'a spreadsheet that fails at %j delays the request, and it leaves once',
    async (methods) => {
      const reference = await programme.apply();
      await programme.drain();
      const other = await programme.apply({ givenName: 'Noé' });
      await programme.drain({ spreadsheet: failing(programme.parts.spreadsheet, ...methods) });
      await programme.drain();
      await programme.drain();
      expect([await stateOf(reference), await stateOf(other)]).toEqual(['Demandée', 'Demandée']);
      expect(programme.sent).toHaveLength(2);
    },
  );

  test('a spreadsheet that asks for time is left alone until then', async () => {
    const reference = await programme.apply();
    await programme.drain();
    await answer(tokenOf());
    const busy = new Unavailable('passing', 'panne', { retryAfterSeconds: 180 });
    const asking = { ...failing(programme.parts.spreadsheet), read: () => Promise.reject(busy) };
    await programme.drain({ spreadsheet: asking });
    await programme.drain();
    expect(await stateOf(reference)).toBe('Demandée');
    programme.wait(0.01);
    await programme.drain();
    expect(await stateOf(reference)).toBe('Accordée');
  });

  test('a spreadsheet that takes no answer keeps it for later, readable meanwhile', async () => {
    const reference = await programme.apply();
    await programme.drain();
    await answer(tokenOf());
    await programme.drain({ spreadsheet: failing(programme.parts.spreadsheet, 'update') });
    expect(await stateOf(reference)).toBe('Demandée');
    expect(await programme.contacts()).toEqual([]);
    expect(await viewOf(tokenOf())).toMatchObject({
      kind: 'open',
      answer: { decision: 'accepted', isNoted: false },
    });
    await programme.drain();
    expect(await programme.authorisations()).toMatchObject([
      { État: 'Accordée', 'Répondue par': 'Camille Exemple' },
    ]);
  });

  test.each([false, true])(
    'a spreadsheet that fails at any one call, its work done: %s, ends with each step done once',
    async (isDone) => {
      for (let call = 1; call < 12; call += 1) {
        programme = aProgrammeOfMinors();
        const faulty = { spreadsheet: failingOnce(programme.parts.spreadsheet, call, isDone) };
        const reference = await programme.apply({ guardianEmail: '' });
        await programme.drain(faulty);
        await programme.drain(faulty);
        await programme.drain(faulty);
        const [asked] = await programme.contacts();
        await answer(tokenIn(asked?.['Texte à copier'] ?? ''), { decision: 'non' });
        await programme.drain(faulty);
        await programme.drain(faulty);
        const told = (await programme.contacts()).map(({ Motif }) => Motif);
        expect(told.toSorted(), `call ${call}`).toEqual([
          'Demander l’accord du responsable légal',
          'Dire au jeune que son responsable a répondu',
        ]);
        expect(await stateOf(reference)).toBe('Refusée');
        expect(await programme.events(reference)).toEqual(['guardian-asked-0', 'guardian-refused-<ms>']);
      }
    },
  );

  test('a drain that dies after any write leaves a state from which the next goes on, with every message once', async () => {
    for (let step = 1; step < 40; step += 1) {
      programme = aProgrammeOfMinors();
      const reference = await programme.apply({ preferredContact: 'email' });
      let writes = 0;
      const { store } = programme.parts;
      const dying = {
        ...storeThrough(store),
        set: async (key: string, text: string) => {
          if ((writes += 1) > step) throw new Error('killed');
          await store.set(key, text);
        },
      };
      await programme.drain({ store: dying }).catch(() => undefined);
      programme.wait(0.01);
      await programme.drain();
      await answer(tokenOf());
      writes = 0;
      await programme.drain({ store: dying }).catch(() => undefined);
      programme.wait(0.01);
      await programme.drain();
      expect(await programme.authorisations(), `after ${step} writes`).toMatchObject([
        { Référence: reference, État: 'Accordée', 'Répondue par': 'Camille Exemple' },
      ]);
      expect(programme.lettersTo(GUARDIAN)).toHaveLength(1);
      expect(programme.lettersTo(YOUTH)).toHaveLength(1);
      expect(await programme.events(reference)).toEqual(['guardian-asked-0', 'guardian-accepted-<ms>']);
    }
  });
});

describe.each(SPREADSHEETS)('in $name', ({ open }) => {
  test('a request, an answer, a paper and a birthday are in the tab', async () => {
    const { spreadsheet, close } = await open();
    onTestFinished(close);
    programme = aProgrammeOfMinors(spreadsheet);
    const first = await programme.apply();
    const second = await programme.apply({ givenName: 'Noé' });
    await programme.drain();
    expect([await stateOf(first), await stateOf(second)]).toEqual(['Demandée', 'Demandée']);
    const [token = ''] = programme
      .lettersTo(GUARDIAN)
      .filter(({ subject }) => subject.endsWith('Inès'))
      .map(tokenIn);
    await answer(token);
    await programme.staffWrite('Autorisations', second, { 'Papier reçu le': '2026-11-23' });
    await programme.drain();
    expect([await stateOf(first), await stateOf(second)]).toEqual(['Accordée', 'Accordée']);
    programme.wait(600);
    await programme.drain();
    expect([await stateOf(first), await stateOf(second)]).toEqual(['Majeur', 'Majeur']);
  });
});

test('the guardians who are awaited are told by reference and state', async () => {
  const reference = await programme.apply();
  const answered = await programme.apply({ givenName: 'Noé' });
  await programme.drain();
  const [, token = ''] = programme.lettersTo(GUARDIAN).map(tokenIn);
  await answer(token);
  await programme.drain();
  const awaited = await awaitedGuardians(programme.parts.spreadsheet, programme.now());
  expect(awaited).toEqual([{ reference, state: 'Demandée' }]);
  expect(answered).not.toBe(reference);
});

test('without any minor, the spreadsheet is left alone', async () => {
  programme = aProgrammeOfMinors(failing(new MemorySpreadsheet()));
  await programme.drain();
  expect(programme.logged).toEqual([]);
});
