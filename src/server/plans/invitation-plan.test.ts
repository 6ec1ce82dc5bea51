import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { letterText } from '../../components/mail/letter.ts';
import { aCompany } from '../../../tests/fixtures/company.fixture.ts';
import type { TypedFixture } from '../../../tests/fixtures/youth.fixture.ts';
import {
  MAIL_DOWN,
  killedAt,
  spreadsheetThrough,
  storeThrough,
  unreliableMail,
  unreliableSpreadsheet,
  unreliableStore,
  withOwnLease,
} from '../../../tests/fixtures/faults.fixture.ts';
import { LATER, SECRET } from '../../../tests/fixtures/programme.fixture.ts';
import { StoreUnavailable, type TextStore } from '../store/key-store.ts';
import { type Link, readLink } from '../links/links.ts';
import { MailHeld } from '../mail/mail.ts';
import { companyStateIn } from '../cases/company-facts.ts';
import { nudgeVolunteers, releaseInvitations } from '../cases/company-requests.ts';
import { invitationId, invitationStateIn } from '../cases/invitation-facts.ts';
import { completeInvitation, declineInvitation, renewInvitation } from '../cases/invitation-requests.ts';
import type { Grid } from '../spreadsheet/spreadsheet.ts';
import { type Spreadsheet, Unavailable } from '../spreadsheet/spreadsheet.ts';
import {
  type InvitingProgramme,
  anInvitingProgramme,
  linkIn,
  tokenIn,
} from '../../../tests/fixtures/invitations.fixture.ts';

const ADDRESSES = ['a', 'b', 'c'].map((letter) => `${letter}@filatures.exemple`);
const [ALIX = '', BASILE = ''] = ADDRESSES;

let programme: InvitingProgramme;

beforeEach(() => {
  programme = anInvitingProgramme();
});

/** The link in the last letter to an address. */
function lastLink(address: string): Link {
  const letter = programme.lettersTo(address).at(-1);
  if (letter === undefined) throw new Error('No letter.');
  const read = readLink(SECRET, 'invitation', tokenIn(letter), new Date(0));
  if (read.state === 'invalid') throw new Error('The token is invalid.');
  return read.link;
}

async function decline(address: string): Promise<void> {
  await declineInvitation(lastLink(address).subject, programme.now(), programme.ports());
}

async function complete(address: string): Promise<void> {
  const completion = { at: programme.now(), reference: 'ME-22222222' };
  await completeInvitation(lastLink(address).subject, completion, programme.ports());
}

function columnOf(header: string): readonly (string | undefined)[] {
  return programme.rows('Invitations').map((row) => row[header]);
}

describe('a company that signs up', () => {
  test('invites each volunteer by one row, tied to its own, and one message with a link of 30 days', async () => {
    const reference = await programme.signUp();
    await programme.drain();
    expect(programme.rows('Invitations')).toMatchObject(
      ['Alix', 'Basile', 'Chloé'].map((name, index) => ({
        Statut: 'Envoyée',
        Entreprise: 'Filatures Exemple',
        "Référence de l'entreprise": reference,
        Prénom: name,
        Nom: 'Exemple',
        'E-mail': ADDRESSES[index],
        Site: 'EuraMaterials',
        'Terminée le': '',
        Signalement: '',
      })),
    );
    for (const address of ADDRESSES) {
      expect(programme.lettersTo(address)).toHaveLength(1);
      const { expires } = lastLink(address);
      expect((expires.getTime() - programme.now().getTime()) / 86_400_000).toBeCloseTo(30, 1);
    }
    expect(new Set(ADDRESSES.map((address) => lastLink(address).subject))).toEqual(
      new Set(columnOf('Identifiant')),
    );
    const [contact] = programme.lettersTo('camille@filatures.exemple');
    expect(contact && linkIn(contact).pathname).toMatch(/^\/entreprises\/suivi\/[\w-]{51}$/);
  });

  test('and sends its form again, at once or a month later, invites nobody twice', async () => {
    const form = aCompany({ submissionId: '0b61c1a2-6c9b-4c0e-9e0c-0d4b8f6c9b11' });
    await Promise.all([programme.signUp(form), programme.signUp(form)]);
    await programme.drain();
    await programme.signUp(form);
    await programme.drain();
    programme.wait(40);
    await programme.signUp(form);
    await programme.drain();
    expect(programme.rows('Invitations')).toHaveLength(3);
    expect(programme.sent.filter(({ messageId }) => messageId.includes('.invitation@'))).toHaveLength(3);
  });

  test.each<TypedFixture>([
    { companyName: 'Votre banque http://x.exemple' },
    { companyName: `Gagnez un téléphone ${'!'.repeat(60)}` },
    { companyName: 'Appelez le 06 12 34 56 78' },
    { companyName: 'moi@exemple.fr' },
    { 'mentors[0].givenName': 'x.shop', message: 'Appelez le 06 12 34 56 78' },
    { 'mentors[0].givenName': 'Appelez le 06 12 34 56 78', 'mentors[0].familyName': 'x.shop' },
  ])('is quoted by its name alone, when it is one, in every letter to a volunteer: %o', async (names) => {
    await programme.signUp(aCompany({ ...names, contactName: 'Appelez le 0612' }));
    await programme.drain();
    programme.wait(7);
    await programme.drain();
    const letters = programme.lettersTo(ALIX);
    expect(letters).toHaveLength(2);
    for (const { subject, letter } of letters) {
      const text = `${subject}\n${letterText(letter)}`;
      expect(text).not.toMatch(/banque|téléphone|Appelez|moi@|x\.|0612/);
      expect(text).toContain('companyName' in names ? 'Votre entreprise ' : 'Filatures Exemple ');
    }
  });

  test('without volunteers invites nobody and has no page to follow', async () => {
    const nobody = Object.fromEntries(
      Object.entries(aCompany()).filter(([input]) => !input.startsWith('mentors')),
    );
    await programme.signUp({ ...nobody, offers: ['visite'] });
    await programme.drain();
    expect(programme.spreadsheet.grid('Invitations')).toEqual([]);
    const [contact] = programme.sent;
    expect(contact?.letter.blocks.map(({ kind }) => kind)).not.toContain('action');
  });

  test('announcing somebody whom another application announced is another invitation, marked', async () => {
    await programme.signUp();
    await programme.drain();
    const otherwise = {
      'mentors[0].email': 'autre@filatures.exemple',
      'mentors[1].email': 'B+pro@Filatures.exemple',
    };
    await programme.signUp(aCompany({ message: 'Encore', ...otherwise }));
    await programme.drain();
    expect(columnOf('Signalement')).toEqual(['', '', '', '', 'doublon possible', 'doublon possible']);
    expect(new Set(columnOf('Identifiant')).size).toBe(6);
  });

  test('is marked alike when both applications are delivered at once', async () => {
    await programme.signUp();
    await programme.signUp(aCompany({ message: 'Encore', 'mentors[0].email': 'autre@filatures.exemple' }));
    await programme.drain();
    expect(columnOf('Signalement').toSorted()).toEqual([
      '',
      '',
      '',
      '',
      'doublon possible',
      'doublon possible',
    ]);
  });

  test('has its tab read only when something is due for an invitation', async () => {
    await programme.signUp();
    await programme.drain();
    const reads: string[] = [];
    const { spreadsheet } = programme;
    const counting: Spreadsheet = {
      ...spreadsheetThrough(spreadsheet),
      read: async (tab, headers) => {
        reads.push(tab.name);
        return await spreadsheet.read(tab, headers);
      },
    };
    programme.wait(1);
    await programme.drain({ spreadsheet: counting });
    expect(reads).toEqual([]);
  });

  test('twenty volunteers cost two writes of the spreadsheet', async () => {
    const writes: string[] = [];
    const { spreadsheet } = programme;
    const counting: Spreadsheet = {
      ...spreadsheetThrough(spreadsheet),
      insert: async (tab, rows) => {
        writes.push(tab.name);
        await spreadsheet.insert(tab, rows);
      },
    };
    const twenty = Array.from({ length: 20 }, (_, index): [string, string][] => [
      [`mentors[${index}].givenName`, 'Prénom'],
      [`mentors[${index}].familyName`, `Nom${'abcdefghijklmnopqrst'[index] ?? ''}`],
      [`mentors[${index}].email`, `p${index}@filatures.exemple`],
    ]).flat();
    await programme.signUp(aCompany(Object.fromEntries(twenty)));
    await programme.drain({ spreadsheet: counting });
    expect(writes).toEqual(['Entreprises', 'Invitations']);
    expect(programme.rows('Invitations')).toHaveLength(20);
  });
});

test('the tab is left alone by every drain as long as the spreadsheet asked for, and then has every row once', async () => {
  const calls: string[] = [];
  const { spreadsheet } = programme;
  const slow: Spreadsheet = {
    ...spreadsheetThrough(spreadsheet),
    insert: async (tab, rows) => {
      if (tab.name !== 'Invitations') {
        await spreadsheet.insert(tab, rows);
        return;
      }
      calls.push('insert');
      // Done all the same: the answer was lost.
      await spreadsheet.insert(tab, rows);
      throw new Unavailable('passing', 'panne', { retryAfterSeconds: 180 });
    },
    read: async (tab, headers) => {
      if (tab.name === 'Invitations') calls.push('read');
      return await spreadsheet.read(tab, headers);
    },
    identifiers: async (tab) => {
      if (tab.name === 'Invitations') calls.push('identifiers');
      return await spreadsheet.identifiers(tab);
    },
  };
  await programme.signUp();
  await programme.drain({ spreadsheet: slow });
  const once = [...calls];
  expect(once.at(-1)).toBe('insert');
  await Promise.all([programme.drain({ spreadsheet: slow }), programme.drain({ spreadsheet: slow })]);
  await programme.drain({ spreadsheet: slow });
  expect(calls).toEqual(once);
  expect(programme.lettersTo(ALIX)).toEqual([]);
  programme.wait(180 / 86_400);
  await programme.drain();
  expect(programme.rows('Invitations')).toHaveLength(3);
  expect(programme.lettersTo(ALIX)).toHaveLength(1);
});

describe('before anybody has let them leave', () => {
  beforeEach(() => {
    programme = anInvitingProgramme({ confirms: false });
  });

  const idOfCompany = () => programme.rows('Entreprises')[0]?.Identifiant ?? '';
  const release = async () => {
    await releaseInvitations(idOfCompany(), programme.now(), programme.ports());
  };

  test('invitations wait, without a row or a message, and what the company may do meanwhile changes nothing', async () => {
    await programme.signUp();
    for (const days of [0, 1, 8, 20]) {
      programme.wait(days);
      await programme.drain();
    }
    const ports = programme.ports();
    const ids = [0, 1, 2].map((rank) => invitationId(idOfCompany(), rank));
    const unfinished = await Promise.all(
      ids.map(async (id) => invitationStateIn(id, await ports.cases.facts(id))),
    );
    await nudgeVolunteers(idOfCompany(), { unfinished, remindedAt: programme.now() }, ports);
    await programme.drain();
    expect(programme.sent.map(({ to }) => to)).toEqual(['camille@filatures.exemple']);
    expect(programme.rows('Invitations')).toEqual([]);
  });

  test('and then each leaves once, however often and by whomever they are let go', async () => {
    await programme.signUp();
    await programme.drain();
    await Promise.all([release(), release()]);
    await programme.drain();
    await release();
    await programme.drain();
    await programme.drain();
    expect(columnOf('Statut')).toEqual(['Envoyée', 'Envoyée', 'Envoyée']);
    for (const address of ADDRESSES)
      expect(programme.sent.filter(({ to }) => to === address)).toHaveLength(1);
    expect(await programme.ports().looks.due(programme.now())).toEqual([]);
  });

  test('a request that is cut short anywhere leaves out nobody: what it did not end may be asked for again', async () => {
    let isOver = false;
    for (let nth = 1; !isOver; nth += 1) {
      programme = anInvitingProgramme({ confirms: false });
      const { parts, now, ports } = programme;
      await programme.signUp();
      await programme.drain();
      const killed = killedAt(nth, 'before');
      const dying = ports({ ...parts, store: unreliableStore(parts.store, killed.fate) });
      await releaseInvitations(idOfCompany(), now(), dying).catch(() => undefined);
      isOver = !killed.isDead();
      const company = companyStateIn(idOfCompany(), await ports().cases.facts(idOfCompany()));
      // The page offers it no more once it is done.
      if (company?.releasedAt === undefined) await release();
      await programme.drain();
      for (const address of ADDRESSES) expect(programme.lettersTo(address), `call ${nth}`).toHaveLength(1);
    }
  });

  test('a link lives from the day on which it leaves, and the reminder comes seven days later', async () => {
    await programme.signUp();
    await programme.drain();
    programme.wait(50);
    await release();
    await programme.drain();
    const days = (lastLink(ALIX).expires.getTime() - programme.now().getTime()) / 86_400_000;
    expect(days).toBeCloseTo(30, 1);
    programme.wait(6.9);
    await programme.drain();
    expect(programme.lettersTo(ALIX)).toHaveLength(1);
    programme.wait(0.2);
    await programme.drain();
    expect(programme.lettersTo(ALIX)).toHaveLength(2);
  });

  test('what the team let go before it was stored leaves once it is', async () => {
    const { people, looks, now } = programme.ports();
    await programme.signUp();
    await programme.drain({ mail: MAIL_DOWN });
    const id = idOfCompany();
    for (const name of ['volunteers-announced-3', 'delivered-row'])
      await programme.parts.store.delete(`cases/${id}/${name}`);
    await people.forget(id);
    await release();
    expect((await looks.due(now())).filter((look) => look.id !== id)).toEqual([]);
    await programme.drain();
    expect(programme.lettersTo(ALIX)).toHaveLength(1);
  });

  test('volunteers of a company that never confirms are forgotten with it', async () => {
    await programme.signUp();
    await programme.drain();
    // The company first, which tells its invitations.
    for (const days of [61, 30, 0]) {
      programme.wait(days);
      await programme.drain();
    }
    expect(programme.sent).toHaveLength(1);
    expect(await textsOf(programme.parts.store)).not.toMatch(/xemple/);
    expect(await programme.ports().looks.due(LATER)).toEqual([]);
  });

  test('the row of an invitation that was given up says so, and nobody is reminded', async () => {
    await programme.signUp();
    await programme.drain();
    await release();
    await programme.drain({ mail: { send: () => Promise.resolve({ code: '550 5.1.1' }) } });
    expect(columnOf('Statut')).toEqual(['Non remise', 'Non remise', 'Non remise']);
    expect(columnOf('Envoyée le').join()).toMatch(/^2026-/);
    programme.wait(8);
    await programme.drain();
    await release();
    await programme.drain();
    for (const address of ADDRESSES) expect(programme.lettersTo(address)).toEqual([]);
  });

  test('the row of an invitation that the mail does not take says that it is to be sent', async () => {
    await programme.signUp();
    await programme.drain();
    await release();
    await programme.drain({ mail: { send: () => Promise.reject(new MailHeld({ isForAll: true })) } });
    expect(columnOf('Statut')).toEqual(['À envoyer', 'À envoyer', 'À envoyer']);
    expect(columnOf('Envoyée le')).toEqual(['', '', '']);
    programme.wait(0.5 / 24);
    await programme.drain();
    expect(columnOf('Statut')).toEqual(['Envoyée', 'Envoyée', 'Envoyée']);
  });
});

describe('the reminder', () => {
  test('is one, after seven days, with the same link, over any number of drains', async () => {
    await programme.signUp();
    await programme.drain();
    const first = lastLink(ALIX);
    programme.wait(6.9);
    await programme.drain();
    expect(programme.lettersTo(ALIX)).toHaveLength(1);
    for (let drain = 0; drain < 5; drain += 1) {
      programme.wait(0.2);
      await programme.drain();
    }
    programme.wait(20);
    await programme.drain();
    expect(programme.sent.filter(({ to }) => to === ALIX)).toHaveLength(2);
    expect(lastLink(ALIX)).toEqual(first);
  });

  test('does not go to who finished or declined', async () => {
    await programme.signUp();
    await programme.drain();
    await complete(ALIX);
    await decline(BASILE);
    programme.wait(8);
    await programme.drain();
    expect(programme.sent.filter(({ messageId }) => messageId.includes('.reminder@'))).toHaveLength(1);
    expect(programme.lettersTo(ALIX)).toHaveLength(1);
    expect(programme.lettersTo(BASILE)).toHaveLength(1);
  });
});

describe('an end', () => {
  test('of who declines leaves nothing of the person in the store, the tab and the company’s row', async () => {
    await programme.signUp();
    await programme.drain();
    const { subject } = lastLink(ALIX);
    await decline(ALIX);
    await programme.drain();
    expect(await programme.ports().people.read(subject)).toBeUndefined();
    expect(programme.rows('Invitations')[0]).toMatchObject({
      Statut: 'Refusée',
      Prénom: '',
      Nom: '',
      'E-mail': '',
    });
    expect(programme.rows('Entreprises')[0]).toMatchObject({
      'Bénévoles annoncés': 'Basile Exemple; Chloé Exemple',
    });
    expect(await textsOf(programme.parts.store)).not.toContain('Alix');
  });

  test('of everyone at once empties the cell of names that staff had put in another order', async () => {
    await programme.signUp();
    await programme.drain();
    programme.spreadsheet.edit('Entreprises', (grid) =>
      replaced(
        grid,
        'Alix Exemple; Basile Exemple; Chloé Exemple',
        'Chloé Exemple; Alix Exemple; Basile Exemple',
      ),
    );
    for (const address of ADDRESSES) await decline(address);
    await programme.drain();
    expect(programme.rows('Entreprises')[0]).toMatchObject({ 'Bénévoles annoncés': '' });
  });

  test('whose row staff deleted brings no row back', async () => {
    await programme.signUp();
    await programme.drain();
    programme.spreadsheet.edit('Invitations', ([headers = []]) => [headers]);
    await decline(ALIX);
    programme.wait(8);
    await programme.drain();
    expect(programme.rows('Invitations')).toEqual([]);
    expect(await programme.ports().people.read(lastLink(ALIX).subject)).toBeUndefined();
  });

  test('that nobody made: the link expires, the row says so, and a month later the person is erased', async () => {
    await programme.signUp();
    await programme.drain();
    const { subject } = lastLink(ALIX);
    programme.wait(30);
    await programme.drain();
    expect(columnOf('Statut')).toEqual(['Expirée', 'Expirée', 'Expirée']);
    expect(await programme.ports().people.read(subject)).toBeDefined();
    programme.wait(30);
    await programme.drain();
    expect(await programme.ports().people.read(subject)).toBeUndefined();
    programme.wait(31);
    for (let drain = 0; drain < 2; drain += 1) await programme.drain();
    expect((await textsOf(programme.parts.store)).includes('xemple')).toBe(false);
    expect(await programme.ports().looks.due(LATER)).toEqual([]);
  });
});

function replaced(grid: Grid, from: string, to: string): Grid {
  return grid.map((line) => line.map((cell) => (cell === from ? to : cell)));
}

async function textsOf(store: TextStore): Promise<string> {
  const keys = await store.list('');
  const texts = await Promise.all(keys.map(async (key) => `${key} ${(await store.get(key)) ?? ''}`));
  return texts.join('\n');
}

test('who let their link end is forgotten in time, also while the tab cannot be written', async () => {
  await programme.signUp();
  await programme.drain();
  const { people } = programme.ports();
  const { subject } = lastLink(ALIX);
  expect((await people.ids()).has(subject)).toBe(true);
  const stuck: Spreadsheet = {
    ...spreadsheetThrough(programme.spreadsheet),
    update: () => Promise.reject(new Unavailable('passing', 'panne')),
  };
  programme.wait(61);
  await programme.drain({ spreadsheet: stuck });
  expect((await people.ids()).has(subject)).toBe(false);
});

test('a renewed link outlives the first by its own 30 days, and its row is open again', async () => {
  await programme.signUp();
  await programme.drain();
  programme.wait(35);
  await programme.drain();
  const { subject } = lastLink(ALIX);
  await renewInvitation(subject, programme.ports());
  await programme.drain();
  expect(columnOf('Statut')).toEqual(['Envoyée', 'Expirée', 'Expirée']);
  expect(lastLink(ALIX)).toMatchObject({ subject, generation: 1 });
  programme.wait(29);
  await programme.drain();
  expect(await programme.ports().people.read(subject)).toBeDefined();
  programme.wait(2);
  await programme.drain();
  expect(columnOf('Statut')).toEqual(['Expirée', 'Expirée', 'Expirée']);
  programme.wait(30);
  await programme.drain();
  expect(await programme.ports().people.read(subject)).toBeUndefined();
});

describe('a process that dies', () => {
  /** Kills a drain at each of its calls, after what `prepare` did, and looks at what a clean one then leaves. */
  async function killEverywhere(
    how: 'before' | 'after',
    prepare: (programme: InvitingProgramme) => Promise<void>,
    check: (programme: InvitingProgramme) => Promise<void>,
  ): Promise<number> {
    for (let last = 1; ; last += 1) {
      programme = anInvitingProgramme();
      await prepare(programme);
      const { store, spreadsheet, mail } = programme.parts;
      const { fate, isDead } = killedAt(last, how);
      const dying = {
        store: unreliableStore(store, fate),
        spreadsheet: unreliableSpreadsheet(spreadsheet, fate),
        mail: unreliableMail(mail, fate),
      };
      await programme.drain(dying).catch((error: unknown) => expect(error).toBeInstanceOf(StoreUnavailable));
      programme.wait(0.001);
      await programme.drain();
      await check(programme);
      if (!isDead()) return last;
    }
  }

  test.each(['before', 'after'] as const)(
    '%s any call of the delivery leaves one row and one message each, and neither comes back',
    { timeout: 60_000 },
    async (how) => {
      const calls = await killEverywhere(
        how,
        async (each) => {
          await each.signUp();
        },
        async (each) => {
          expect(
            each
              .rows('Invitations')
              .map(({ Prénom }) => Prénom)
              .toSorted(),
          ).toEqual(['Alix', 'Basile', 'Chloé']);
          for (const address of ADDRESSES) expect(each.lettersTo(address)).toHaveLength(1);
          each.spreadsheet.edit('Invitations', ([headers = []]) => [headers]);
          await each.signUp();
          const sent = each.sent.length;
          await each.drain();
          expect(each.rows('Invitations')).toEqual([]);
          expect(each.sent).toHaveLength(sent);
        },
      );
      expect(calls).toBeGreaterThan(60);
    },
  );

  test.each(['before', 'after'] as const)(
    '%s any call of the work on ends, renewals and reminders leaves each done once',
    { timeout: 60_000 },
    async (how) => {
      const calls = await killEverywhere(
        how,
        async (each) => {
          await each.signUp();
          await each.drain();
          await decline(ALIX);
          await complete(BASILE);
          each.wait(7.1);
        },
        async (each) => {
          expect(columnOf('Statut')).toEqual(['Refusée', 'Terminée', 'Envoyée']);
          expect(columnOf('Référence du mentor')).toEqual(['', 'ME-22222222', '']);
          expect(each.rows('Entreprises')[0]?.['Bénévoles annoncés']).toBe('Basile Exemple; Chloé Exemple');
          expect(ADDRESSES.map((address) => each.lettersTo(address).length)).toEqual([1, 1, 2]);
          expect(await textsOf(each.parts.store)).not.toMatch(/Alix|Basile/);
        },
      );
      expect(calls).toBeGreaterThan(30);
    },
  );
});

test('a row that staff deleted while its message waited is not brought back', async () => {
  await programme.signUp();
  await programme.drain({ mail: MAIL_DOWN });
  programme.spreadsheet.edit('Invitations', ([headers = []]) => [headers]);
  await programme.drain();
  expect(programme.rows('Invitations')).toEqual([]);
  expect(programme.lettersTo(ALIX)).toHaveLength(1);
});

test('a delivery that was overtaken by a whole life of the invitations starts none of them again', async () => {
  await programme.signUp();
  await programme.drain();
  await decline(ALIX);
  await programme.drain();
  const keys = await programme.parts.store.list('cases/');
  const [announced = ''] = keys.filter((key) => key.endsWith('/volunteers-announced-3'));
  await programme.parts.store.delete(announced);
  await programme.signUp();
  const sent = programme.sent.length;
  await programme.drain();
  expect(programme.sent).toHaveLength(sent);
  expect(columnOf('Statut')).toEqual(['Refusée', 'Envoyée', 'Envoyée']);
  expect(await textsOf(programme.parts.store)).not.toContain('Alix');
});

test('drains that overlap in any order leave one row and one message each', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      programme = anInvitingProgramme();
      await programme.signUp();
      const { store } = programme.parts;
      // Each with a lease of its own: the lease saves calls, and nothing rests on it.
      const drains = ['one', 'two'].map((lease) => {
        const inTurn = async <T>(call: () => Promise<T>): Promise<T> => {
          await scheduler.schedule(Promise.resolve());
          return await call();
        };
        return programme.drain({
          store: storeThrough(withOwnLease(store, lease), inTurn),
        });
      });
      await scheduler.waitFor(Promise.all(drains));
      await programme.drain();
      expect(columnOf('Prénom').toSorted()).toEqual(['Alix', 'Basile', 'Chloé']);
      for (const address of ADDRESSES) expect(programme.lettersTo(address)).toHaveLength(1);
    }),
    { numRuns: 25 },
  );
});

test('a spreadsheet that is down delays invitations; a mail server that is down delays messages alone', async () => {
  await programme.signUp();
  await programme.drain();
  await programme.signUp(aCompany({ companyName: 'Autre', 'mentors[0].email': 'z@exemple.fr' }));
  const { parts } = programme;
  const broken = {
    ...spreadsheetThrough(parts.spreadsheet),
    read: () => Promise.reject(new Unavailable('passing', 'panne')),
  };
  await programme.drain({ spreadsheet: broken });
  expect(programme.lettersTo('z@exemple.fr')).toEqual([]);
  await programme.drain({ mail: MAIL_DOWN });
  expect(programme.rows('Invitations')).toHaveLength(6);
  expect(programme.lettersTo('z@exemple.fr')).toEqual([]);
  await programme.drain();
  expect(programme.lettersTo('z@exemple.fr')).toHaveLength(1);
  expect(programme.logged.join('\n')).not.toMatch(/exemple\.fr|Exemple|Alix/);
});
