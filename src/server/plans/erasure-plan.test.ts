import { beforeEach, describe, expect, test } from 'vitest';
import type { Tab } from '../../domain/application/tab.ts';
import { INVITATIONS_TAB } from '../../domain/invitations/invitations-tab.ts';
import { ANNOUNCED_COLUMN } from '../../domain/invitations/volunteers.ts';
import type { Effect } from '../cases/effect.ts';
import type { Traces } from '../cases/erasures.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import { erasurePlan } from './erasure-plan.ts';
import type { CaseNow } from './plan.ts';
import { completeInvitation } from '../cases/invitation-requests.ts';
import { spreadsheetThrough, storeThrough } from '../../../tests/fixtures/faults.fixture.ts';
import { StoreUnavailable, type TextStore } from '../store/key-store.ts';
import { aProgrammeThatForgets } from '../../../tests/fixtures/retention.fixture.ts';

type Programme = ReturnType<typeof aProgrammeThatForgets>;

let programme: Programme;

beforeEach(() => {
  programme = aProgrammeThatForgets();
});

/** The tombstone of an erased identifier: only that it was erased. */
const TOMBSTONE = /^tombstones\/[0-9a-f]{32}$/;

async function expectNothingLeft(words: readonly string[], ids: readonly string[]): Promise<void> {
  const { keys, texts } = await programme.everything();
  expect(keys.filter((key) => ids.some((id) => key.includes(id)) && !TOMBSTONE.test(key))).toEqual([]);
  for (const word of [...words, ...ids]) expect(texts.filter((text) => text.includes(word))).toEqual([]);
}

function columnOf(tab: string, header: string): readonly string[] {
  const [headers = [], ...rows] = programme.memory.grid(tab);
  return rows.map((cells) => cells[headers.indexOf(header)] ?? '');
}

const ZOE = { givenName: 'Zoé', familyName: 'Effacée', email: 'zoe@exemple.fr', phone: '06 98 76 54 32' };
/** The same form, whenever it comes. */
const FORM = { submissionId: '0b61c1a2-6c9b-4c0e-9e0c-0d4b8f6c9b11' };
const OF_ZOE = ['Zoé', 'Effacée', 'zoe@exemple.fr', '+33698765432'];

describe('an erasure', () => {
  test('leaves nothing of the person in any tab, message or text, a mark that says nothing, and everybody else', async () => {
    const reference = await programme.youth(ZOE);
    await programme.youth();
    await programme.drain();
    const id = await programme.idOf(reference);
    const before = await programme.everything();
    expect(before.texts.filter((text) => text.includes('Zoé'))).toHaveLength(3);
    await programme.erase(id);
    await expectNothingLeft([...OF_ZOE], []);
    programme.wait(1);
    await programme.drain();
    await expectNothingLeft([...OF_ZOE, reference], [id]);
    expect(columnOf('Jeunes', 'Prénom')).toEqual(['Inès']);
    expect(await programme.marks()).toEqual(['2026-2027/youths/oui']);
  });

  test('again, or of nobody, adds no mark and erases nobody', async () => {
    const reference = await programme.youth(ZOE);
    await programme.youth();
    await programme.drain();
    const id = await programme.idOf(reference);
    for (let time = 0; time < 3; time += 1) {
      await programme.erase(id);
      programme.wait(1);
      await programme.drain();
    }
    await programme.erase('0'.repeat(32));
    programme.wait(1);
    await programme.drain();
    expect(await programme.marks()).toEqual(['2026-2027/youths/oui']);
    expect(columnOf('Jeunes', 'Prénom')).toEqual(['Inès']);
    expect((await programme.everything()).keys.filter((key) => key.includes('eras'))).toEqual([]);
  });

  test('of a company whose volunteers were being kept leaves none of them', async () => {
    const reference = await programme.company({
      'mentors[0].givenName': 'Zoé',
      'mentors[0].familyName': 'Effacée',
    });
    const { store } = programme.parts;
    const dying: TextStore = {
      ...storeThrough(store),
      set: async (key, text) => {
        if (key.includes('volunteers-announced')) throw new StoreUnavailable('panne');
        await store.set(key, text);
      },
    };
    await programme.drain({ store: dying }).catch(() => undefined);
    await programme.erase(await programme.idOf(reference));
    await expectNothingLeft(['Zoé', 'Effacée'], []);
  });

  test('is not ended by a look of another cause, minutes before a late drain is over', async () => {
    const reference = await programme.youth(ZOE);
    await programme.drain();
    const id = await programme.idOf(reference);
    const { looks, erasures } = programme.ports();
    await looks.schedule(id, programme.now());
    await programme.erase(id);
    await programme.drain();
    expect(await erasures.traces(id)).toMatchObject({ reference });
    programme.wait(0.01);
    await programme.drain();
    expect(await erasures.traces(id)).toBeUndefined();
    await expectNothingLeft([...OF_ZOE, reference], [id]);
  });

  test('cut short at its very end leaves no look of years ahead, as at the day of age', async () => {
    const reference = await programme.youth(ZOE);
    await programme.drain();
    const id = await programme.idOf(reference);
    await programme.ports().looks.schedule(id, new Date('2028-02-28T23:00:00Z'));
    await programme.erase(id);
    programme.wait(0.01);
    const { store } = programme.parts;
    let isOver = false;
    const dying: TextStore = {
      ...storeThrough(store),
      delete: async (key) => {
        if (isOver) throw new StoreUnavailable('panne');
        await store.delete(key);
        isOver = key === `cases/${id}/erased`;
      },
    };
    await expect(programme.drain({ store: dying })).rejects.toThrow(StoreUnavailable);
    expect(isOver).toBe(true);
    programme.wait(0.1);
    await programme.drain();
    await expectNothingLeft([...OF_ZOE, reference], [id]);
  });

  test('of an application that waits in the inbox keeps it from being delivered', async () => {
    await programme.youth(ZOE);
    const { inbox } = programme.ports();
    const [item] = await inbox.pending();
    await programme.erase(item?.id ?? '');
    await programme.drain();
    expect([columnOf('Jeunes', 'Prénom'), programme.sent.size]).toEqual([[], 0]);
    programme.wait(1);
    await programme.drain();
    await expectNothingLeft(OF_ZOE, [item?.id ?? '']);
    expect(await programme.marks()).toEqual([]);
  });

  test('of somebody who comes back days later with the same answers is over: the application is delivered', async () => {
    const reference = await programme.youth({ ...ZOE, ...FORM });
    await programme.company(FORM);
    await programme.drain();
    await programme.erase(await programme.idOf(reference));
    const [company = ''] = columnOf('Entreprises', 'Identifiant');
    await programme.erase(company);
    programme.wait(0.1);
    await programme.drain();
    programme.wait(3);
    programme.sent.clear();
    await programme.youth({ ...ZOE, ...FORM });
    await programme.company(FORM);
    await programme.drain();
    expect(columnOf('Jeunes', 'Prénom')).toEqual(['Zoé']);
    expect(columnOf('Invitations', 'Prénom')).toEqual(['Alix', 'Basile', 'Chloé']);
    expect([...programme.sent.values()].map(({ to }) => to)).toContain('zoe@exemple.fr');
    programme.wait(3);
    await programme.youth({ ...ZOE, ...FORM });
    await programme.drain();
    expect(columnOf('Jeunes', 'Prénom')).toEqual(['Zoé']);
    expect([...programme.sent.values()].filter(({ to }) => to === 'zoe@exemple.fr')).toHaveLength(1);
  });

  test('of somebody who applies again hours later without script, in the same words, is over', async () => {
    const reference = await programme.youth(ZOE);
    await programme.drain();
    await programme.erase(await programme.idOf(reference));
    programme.wait(0.1);
    const again = await programme.youth(ZOE);
    await programme.drain();
    expect(again).not.toBe(reference);
    expect(columnOf('Jeunes', 'Référence')).toEqual([again]);
  });

  test('holds when the same form is sent again by the page', async () => {
    const reference = await programme.youth({ ...ZOE, ...FORM });
    await programme.drain();
    const id = await programme.idOf(reference);
    await programme.erase(id);
    programme.wait(1);
    await programme.drain();
    await programme.youth({ ...ZOE, ...FORM });
    await programme.drain();
    await expectNothingLeft(OF_ZOE, [id]);
  });

  test('holds against a drain that had read the application before, and writes its row after', async () => {
    await programme.youth(ZOE);
    const [item] = await programme.ports().inbox.pending();
    const id = item?.id ?? '';
    const { memory } = programme;
    const erased = Promise.withResolvers<unknown>();
    const inserting = Promise.withResolvers<unknown>();
    const late = programme.drain({
      spreadsheet: {
        ...spreadsheetThrough(memory),
        insert: async (tab, rows) => {
          inserting.resolve(undefined);
          await erased.promise;
          await memory.insert(tab, rows);
        },
      },
    });
    await inserting.promise;
    await programme.erase(id);
    erased.resolve(undefined);
    await late;
    expect(columnOf('Jeunes', 'Prénom')).toEqual(['Zoé']);
    programme.wait(0.1);
    await programme.drain();
    await expectNothingLeft(OF_ZOE, [id]);
  });

  test('of a row that staff deleted erases the rest', async () => {
    const reference = await programme.youth(ZOE);
    await programme.drain();
    const id = await programme.idOf(reference);
    programme.memory.edit('Jeunes', ([headers = []]) => [headers]);
    await programme.erase(id);
    programme.wait(1);
    await programme.drain();
    await expectNothingLeft([...OF_ZOE, reference], [id]);
    expect(await programme.marks()).toEqual([]);
  });

  test('counts nothing of staff’s own words', async () => {
    const reference = await programme.mentor({ email: 'm@exemple.fr' });
    await programme.drain();
    programme.memory.edit('Mentors', (grid) =>
      grid.map((line, row) =>
        row === 0
          ? line
          : line.map((text) => (['Reçue', 'EuraMaterials'].includes(text) ? 'Awa l’appelle' : text)),
      ),
    );
    await programme.erase(await programme.idOf(reference));
    expect(await programme.marks()).toEqual(['2026-2027/mentors/oui']);
  });

  test('of a company takes its volunteers’ invitations, links and messages along', async () => {
    const reference = await programme.company();
    await programme.drain();
    const id = await programme.idOf(reference);
    const invitations = columnOf('Invitations', 'Identifiant');
    expect(invitations).toHaveLength(3);
    await programme.erase(id);
    programme.wait(10);
    await programme.drain();
    await expectNothingLeft(
      ['Filatures', 'Camille', 'Alix', 'Basile', 'Chloé', 'filatures.exemple', reference],
      [id, ...invitations],
    );
  });

  test('of an invited mentor takes the name out of the company’s row and of its invitation', async () => {
    const company = await programme.company();
    await programme.drain();
    const [invitation = ''] = columnOf('Invitations', 'Identifiant');
    const reference = await programme.mentor();
    const at = programme.now();
    await programme.drain();
    await completeInvitation(invitation, { at, reference }, programme.ports());
    await programme.drain();
    const id = await programme.idOf(reference);
    await programme.erase(id);
    programme.wait(1);
    await programme.drain();
    await expectNothingLeft(['Alix', 'a@filatures.exemple', reference], [id, invitation]);
    expect(columnOf('Entreprises', 'Bénévoles annoncés')).toEqual(['Basile Exemple; Chloé Exemple']);
    expect(columnOf('Entreprises', 'Référence')).toEqual([company]);
    expect(columnOf('Invitations', 'Prénom')).toEqual(['Basile', 'Chloé']);
  });
});

describe('the plan of an erasure', () => {
  const [ID, OTHER, COMPANY] = ['a'.repeat(32), 'b'.repeat(32), 'c'.repeat(32)];
  const NOW = new Date('2026-11-22T20:00:00Z');
  type Tabs = Readonly<Record<string, Readonly<Record<string, Cells>>>>;

  function aCase(tabs: Tabs, erasure: Partial<Traces> = {}): CaseNow {
    const readableRows = ({ name }: Tab) => new Map(Object.entries(tabs[name] ?? {}));
    return {
      ...{
        id: ID,
        record: undefined,
        facts: [],
        typed: new Map(),
        tracking: undefined,
        person: undefined,
        claims: [],
      },
      erasure: {
        ...{ at: NOW.toISOString(), reference: undefined, invitations: [], companies: [], pairs: [] },
        ...{ occurrences: [], ...erasure },
      },
      row: () => undefined,
      rows: readableRows,
      readableRows,
      unchangedSince: () => ({ since: NOW, readAt: NOW }),
      now: NOW,
    };
  }

  /** Its effects, once what the rows tell is noted. */
  function effectsOn(tabs: Tabs): readonly Effect[] {
    const { due } = erasurePlan('secret');
    const [first, ...others] = due(aCase(tabs)).effects;
    expect([first?.name, others]).toEqual(['trace', []]);
    return due(aCase(tabs, first?.done.erasure)).effects;
  }

  test('notes what the rows tell before any of them goes; a reference that staff emptied is nobody’s', () => {
    const effects = effectsOn({
      Jeunes: { [ID]: { Référence: ' ', 'Reçue le': '2026-11-22' }, [OTHER]: { Référence: '' } },
      Invitations: { [OTHER]: { 'Référence du mentor': '', "Référence de l'entreprise": '' } },
    });
    expect(effects.map(({ name }) => name)).toEqual(['rows']);
    expect(effects.flatMap(({ remove = [] }) => remove.map(({ row }) => row.id))).toEqual([ID]);
  });

  const REFERENCE = 'JE-7K2M9QWX';
  const aPairRow = (reference: string, startedAt: string, endedAt = '', state = '') => ({
    ...{ Référence: reference, Jeune: '', État: state },
    ...{ 'Commencé le': startedAt, 'Terminé le': endedAt },
  });
  const [FIRST, SECOND, NEVER] = ['1'.repeat(32), '2'.repeat(32), '3'.repeat(32)];
  const PAIRS = {
    [FIRST]: aPairRow('BI-22222222', '2026-09-01T18:00:00+02:00', '2026-10-09T18:00:00+02:00', 'Arrêté'),
    [SECOND]: aPairRow('BI-33333333', '2026-11-02T18:00:00+01:00', '', 'En cours'),
    [NEVER]: aPairRow('BI-44444444', '', '', 'Décliné'),
    [OTHER]: aPairRow('BI-55555555', '2026-09-01T18:00:00+01:00', '', 'En cours'),
  };
  const OF_BOTH = [SECOND, FIRST, NEVER];
  const effectsFor = (tabs: Tabs, erasure: Partial<Traces>) =>
    erasurePlan('secret').due(aCase(tabs, { reference: REFERENCE, isCounted: true, ...erasure })).effects;
  const replacedIn = (tabs: Tabs, erasure: Partial<Traces>) =>
    effectsFor(tabs, erasure).flatMap(({ name, replace = [] }) =>
      replace.map(({ tab, texts }) => [name, tab.name, ...texts].flat()),
    );

  test('leaves each line of hours to the pair under way on its day, first those that an identifier finds', () => {
    const aLine = (day: string, text: string) => ({
      Date: day,
      Participants: text,
      'Déclarée par': 'équipe',
    });
    const tabs = {
      Binômes: PAIRS,
      Heures: {
        ['4'.repeat(32)]: aLine('2026-09-08', `${REFERENCE}; JE-ZZZZZZZZ`),
        ['5'.repeat(32)]: aLine('2026-11-09', REFERENCE),
        ['8'.repeat(32)]: aLine('2026-11-10', 'je 7k2m 9qwx'),
        ['6'.repeat(32)]: aLine('2026-10-20', REFERENCE),
        ['7'.repeat(32)]: aLine('2026-09-08', 'BI-55555555'),
        'sans identifiant, 1': aLine('2026-09-09', REFERENCE),
      },
    };
    const effects = effectsFor(tabs, { pairs: OF_BOTH });
    expect(effects.flatMap(({ update = [] }) => update.map(({ row }) => Object.values(row.cells)))).toEqual([
      ['BI-22222222; JE-ZZZZZZZZ'],
      ['BI-33333333'],
      ['BI-33333333'],
    ]);
    expect(effects.flatMap(({ replace = [] }) => replace)).toEqual([]);
  });

  test('names the pairs of every row without an identifier that spells a person alike: the ledger knows their days', () => {
    const aLine = (day: string, text: string) => ({ Date: day, Participants: text });
    const tabs = (heures: Tabs[string]) => ({ Binômes: PAIRS, Heures: heures });
    const typed = {
      'sans identifiant, 1': aLine('2026-09-08', `${REFERENCE} (Zoé)`),
      'sans identifiant, 2': aLine('2026-09-08', 'je-7k2m9qwx'),
      'sans identifiant, 3': aLine('2026-11-09', `${REFERENCE}; JE-ZZZZZZZZ`),
      'sans identifiant, 4': aLine('2026-10-20', ' je 7k2m 9qwx'),
      'sans identifiant, 5': aLine('un mardi', 'JE.7K2M9QWX'),
    };
    expect(replacedIn(tabs(typed), { pairs: OF_BOTH })).toEqual([
      [
        ...['texts', 'Heures'],
        ...[REFERENCE, 'BI-22222222; BI-33333333'],
        ...['je-7k2m9qwx', 'BI-22222222'],
        ...['je 7k2m 9qwx', 'BI-33333333'],
        ...['JE.7K2M9QWX', 'BI-22222222; BI-33333333'],
      ],
    ]);
    expect(replacedIn(tabs(typed), { pairs: [NEVER] })[0]).toEqual(
      expect.not.arrayContaining([expect.stringContaining('BI-')]),
    );
    expect(effectsFor({ Heures: typed }, { pairs: ['9'.repeat(32)] })).toHaveLength(1);
  });

  test('leaves hours and attendances as they are while the pairs cannot be read', () => {
    const tabs = {
      Heures: { ['4'.repeat(32)]: { Date: '2026-09-08', Participants: REFERENCE } },
      Inscriptions: { ['5'.repeat(32)]: { Référence: REFERENCE, État: 'Venue', Date: '2026-09-08' } },
    };
    const one = aCase(tabs, { reference: REFERENCE, isCounted: true, pairs: OF_BOTH });
    const blind = (tab: Tab) => (tab.name === 'Binômes' ? undefined : one.readableRows(tab));
    expect(erasurePlan('secret').due({ ...one, readableRows: blind }).effects).toEqual([]);
    expect(
      erasurePlan('secret')
        .due(one)
        .effects.map(({ name }) => name),
    ).toEqual(['rows', 'texts']);
  });

  test('replaces the reference in every tab of rows typed by hand before it ends, and none that is a word of the team’s', () => {
    const at = new Date(NOW.getTime() - 11 * 60_000).toISOString();
    const came = { Prénom: 'Zoé', État: 'Venue', Date: '2026-09-08' };
    const tabs = {
      Binômes: PAIRS,
      Inscriptions: {
        'sans identifiant, 1': { ...came, Référence: 'je-7k2m9qwx', État: 'Absente' },
        'sans identifiant, 2': { ...came, Référence: 'JE 7K2M9QWX' },
      },
    };
    expect(replacedIn(tabs, { at, pairs: OF_BOTH })).toEqual([
      ['end', 'Heures', REFERENCE, 'effacé'],
      ['end', 'Binômes', REFERENCE, 'effacé'],
      [
        ...['end', 'Inscriptions', 'je-7k2m9qwx', 'effacé'],
        ...['JE 7K2M9QWX', 'BI-22222222', REFERENCE, 'effacé'],
      ],
    ]);
    const words = { Heures: { 'sans identifiant, 1': { Participants: 'Zoé' } } };
    expect(replacedIn(words, { at, reference: 'Zoé' })).toEqual([]);
  });

  test('takes all who leave in one round out of the row of their company', () => {
    const [first, second] = ['1'.repeat(32), '2'.repeat(32)];
    const of = (givenName: string) => ({
      "Référence de l'entreprise": 'EN-1',
      Prénom: givenName,
      Nom: 'Exemple',
    });
    const tabs: Readonly<Record<string, ReadonlyMap<string, Cells>>> = {
      Invitations: new Map([
        [first, of('Alix')],
        [second, of('Basile')],
      ]),
      Entreprises: new Map([
        [COMPANY, { Référence: 'EN-1', [ANNOUNCED_COLUMN]: 'Alix Exemple; Basile Exemple; Chloé Exemple' }],
      ]),
    };
    const leaving = [first, second].map((id) => ({
      name: 'rows',
      remove: [{ tab: INVITATIONS_TAB, row: { id, cells: {} } }],
      done: {},
    }));
    const together = erasurePlan('secret').together?.(leaving, ({ name }) => tabs[name] ?? new Map()) ?? [];
    for (const { update = [] } of together)
      expect(update.map(({ row }) => row)).toEqual([
        { id: COMPANY, cells: { [ANNOUNCED_COLUMN]: 'Chloé Exemple' } },
      ]);
    expect(together).toHaveLength(2);
  });
});
