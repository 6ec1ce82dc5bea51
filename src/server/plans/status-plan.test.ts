import { beforeEach, describe, expect, test } from 'vitest';
import templates from '../../content/messages/messages.json' with { type: 'json' };
import { letterText } from '../../components/mail/letter.ts';
import { CONTACT_TAB } from '../../domain/tracking/contact-tab.ts';
import { JOURNAL_TAB } from '../../domain/tracking/journal-tab.ts';
import { DAY, LATER, SECRET } from '../../../tests/fixtures/programme.fixture.ts';
import {
  MAIL_DOWN,
  killedAt,
  spreadsheetThrough,
  storeThrough,
  unreliableMail,
  unreliableStore,
} from '../../../tests/fixtures/faults.fixture.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import { Unavailable } from '../spreadsheet/spreadsheet.ts';
import { Asks } from '../cases/asks.ts';
import { CaseStore } from '../cases/case-store.ts';
import { contactKey } from '../cases/contact-keys.ts';
import { execute } from '../executor/execute.ts';
import { writeJournal } from '../executor/journal.ts';
import { askPlan } from './ask-plan.ts';
import { statusPlan } from './status-plan.ts';
import {
  aPerson,
  aWatchedTeam,
  type Person,
  subjectsOf,
  type WatchedTeam,
  withColumn,
} from '../../../tests/fixtures/watch.fixture.ts';

let team: WatchedTeam;
let ines: Person;

beforeEach(async () => {
  team = aWatchedTeam(templates);
  ines = aPerson();
  await team.receive([ines]);
  await team.watch();
});

/** Watches every five minutes for so long. */
async function watchFor(minutes: number): Promise<void> {
  for (let past = 0; past < minutes; past += 5) {
    team.wait(5);
    await team.watch();
  }
}

describe('a change of status', () => {
  test('is told once, a quarter of an hour after it is seen', async () => {
    team.setStatus(ines, 'Acceptée');
    await team.watch();
    await watchFor(10);
    expect(subjectsOf(team)).toEqual([]);
    await watchFor(60);
    expect(subjectsOf(team)).toEqual([`Ta candidature est acceptée (${ines.reference})`]);
    expect(team.order).toEqual([`${ines.id}.status-1-acceptee@site.test`]);
    expect(await team.changes(ines)).toEqual(['status-1-acceptee']);
  });

  test('undone within a quarter of an hour is told to nobody', async () => {
    team.setStatus(ines, 'Non retenue');
    await team.watch();
    await watchFor(10);
    team.setStatus(ines, 'Reçue');
    await watchFor(60);
    expect(subjectsOf(team)).toEqual([]);
    expect(await team.changes(ines)).toEqual([]);
  });

  test('that the person asked for has its quarter of an hour too, and staff may set it back', async () => {
    await watchFor(60);
    const ports = team.ports();
    const plans = [askPlan({ ...ports.settings, secret: SECRET, teamEmail: undefined }), statusPlan(ports)];
    const drain = () => execute(plans, ports, { isScan: true, deadline: LATER });
    await new Asks(team.store).ask(ines.id, { kind: 'withdraw', at: team.now(), once: '1'.repeat(16) });
    await drain();
    await watchFor(10);
    expect(subjectsOf(team)).toEqual([]);
    team.setStatus(ines, 'Reçue');
    await watchFor(60);
    expect(subjectsOf(team)).toEqual([]);
    await new Asks(team.store).ask(ines.id, { kind: 'withdraw', at: team.now(), once: '2'.repeat(16) });
    await drain();
    await watchFor(15);
    expect(subjectsOf(team)).toEqual([`Ta candidature est retirée (${ines.reference})`]);
  });

  test('changed again waits anew, and only the last is told', async () => {
    team.setStatus(ines, 'Non retenue');
    await team.watch();
    await watchFor(10);
    team.setStatus(ines, 'Acceptée');
    await watchFor(15);
    expect(subjectsOf(team)).toEqual([]);
    await watchFor(60);
    expect(await team.changes(ines)).toEqual(['status-1-acceptee']);
    expect(subjectsOf(team)).toHaveLength(1);
  });

  test('back to one that was told long ago is a change of its own', async () => {
    for (const status of ['Entretien', 'Acceptée', 'Entretien']) {
      team.setStatus(ines, status);
      await watchFor(30);
    }
    expect(await team.changes(ines)).toEqual([
      'status-1-entretien',
      'status-2-acceptee',
      'status-3-entretien',
    ]);
    expect(team.outbox.size).toBe(3);
  });

  test('says by when the answer comes, in working days of Lille, and calls the person by name', async () => {
    team.setStatus(ines, 'Acceptée');
    await watchFor(30);
    const [message] = team.outbox.values();
    const text = letterText(message?.letter ?? expect.fail());
    expect(text).toContain('Bonjour Inès,');
    expect(text).toContain('au plus tard le lundi 30\u00A0novembre 2026');
    expect(text).toContain('https://site.test/suivi/');
    expect(text).not.toMatch(/[{}]/);
    expect(message?.letter.title).toBe('Ta candidature est acceptée');
    expect(message).toMatchObject({ to: ines.cells['E-mail'], replyTo: 'contact@exemple.org' });
  });

  test('without a message is dated in the journal, and that is all', async () => {
    const company = aPerson('company');
    await team.receive([company]);
    team.setStatus(company, 'Contactée');
    await watchFor(60);
    expect(await team.changes(company)).toEqual(['status-1-contactee']);
    expect([team.outbox.size, await team.contacts()]).toEqual([0, []]);
  });

  test('is dated in the journal with what was sent, without a name or an address', async () => {
    team.setStatus(ines, 'Acceptée');
    await watchFor(30);
    await writeJournal(team.ports(), LATER);
    const lines = await team.spreadsheet.read(JOURNAL_TAB, ['Date', 'Référence', 'Onglet', 'Événement']);
    const start = ['2026-11-23T10:20:00+01:00', ines.reference, 'Jeunes'];
    expect([...lines.values()].map((cells) => Object.values(cells)).toSorted()).toEqual([
      [...start, 'E-mail envoyé (statut Acceptée)'],
      [...start, 'Statut : Acceptée'],
    ]);
  });

  test('in other capitals, spaces or apostrophes is none', async () => {
    team.setStatus(ines, "Liste d'attente");
    await watchFor(30);
    team.setStatus(ines, ' liste  D’ATTENTE ');
    const { unknown } = await team.watch();
    await watchFor(60);
    expect([unknown, team.outbox.size, await team.changes(ines)]).toEqual([
      [],
      1,
      ['status-1-liste-d-attente'],
    ]);
  });

  test('on the waiting list or refused names other associations where there are some, and reads well without', async () => {
    const association = {
      name: 'Exemple Mentors',
      what: 'Un exemple.',
      whom: 'Les jeunes.',
      url: 'https://exemple.org',
    };
    team.setStatus(ines, "Liste d'attente");
    await watchFor(30);
    team.setStatus(ines, 'Non retenue');
    team.wait(5);
    await team.watch();
    team.wait(15);
    await team.watch({ associations: [association] });
    const [waiting, refused] = [...team.outbox.values()].map(({ letter }) => letterText(letter));
    expect(waiting).toContain('31\u00A0août 2027');
    expect(waiting).not.toContain('associations');
    expect(refused).toContain('D’autres associations de mentorat');
    expect(refused).toContain('https://exemple.org');
  });
});

describe('rows that were there before', () => {
  test('are noted as they stand and told nothing; what changes afterwards is told', async () => {
    const old = aPerson('mentor', { Statut: 'Disponible' });
    await team.receive([old], { known: false });
    await watchFor(60);
    expect(team.outbox.size).toBe(0);
    expect(await team.cases.read(old.id)).toMatchObject({ reference: old.reference, audience: 'mentor' });
    team.setStatus(old, 'En pause');
    await watchFor(60);
    expect(await team.changes(old)).toEqual(['status-0-disponible', 'status-1-en-pause']);
    expect(subjectsOf(team)).toEqual([`Votre engagement est en pause (${old.reference})`]);
  });

  test('have their line in the journal although it is written before the case is', async () => {
    const old = aPerson('mentor', { Statut: 'Disponible' });
    await team.receive([old], { known: false });
    const store = {
      ...storeThrough(team.store),
      set: (key: string, text: string) =>
        key === `cases/${old.id}/case`
          ? Promise.reject(new StoreUnavailable('panne'))
          : team.store.set(key, text),
    };
    const ports = { ...team.ports(), cases: new CaseStore(store) };
    await expect(team.watch(ports)).rejects.toThrow(StoreUnavailable);
    await writeJournal(team.ports(), LATER);
    await team.watch();
    await writeJournal(team.ports(), LATER);
    const lines = await team.spreadsheet.read(JOURNAL_TAB, ['Référence', 'Événement']);
    expect([...lines.values()]).toEqual([
      { Référence: old.reference, Événement: 'Statut au début du suivi : Disponible' },
    ]);
  });

  test('and have an identifier of the team’s own are left alone', async () => {
    const own = { ...aPerson(), id: 'ajoutée à la main' };
    await team.receive([own], { known: false });
    team.setStatus(own, 'Acceptée');
    await watchFor(60);
    expect([team.outbox.size, team.logged]).toEqual([0, []]);
  });
});

describe('whom the team tells', () => {
  test.each([
    ['prefers a text message', { 'Contact préféré': 'Un SMS' }],
    ['prefers a call', { 'Contact préféré': 'Un appel' }],
    ['has no address', { 'E-mail': '', 'Contact préféré': 'Un e-mail' }],
  ])('is in the tab once, with the text and its link: who %s', async (_, cells) => {
    const sam = aPerson('youth', cells);
    await team.receive([sam]);
    team.setStatus(sam, 'Entretien');
    await watchFor(60);
    expect(team.outbox.size).toBe(0);
    const [row, ...others] = await team.contacts();
    expect(others).toEqual([]);
    expect(row?.cells).toMatchObject({
      Référence: sam.reference,
      Prénom: 'Inès',
      Téléphone: '+33612345678',
      Motif: 'Statut : Entretien',
      'Fait le': '',
    });
    const text = row?.cells['Texte à copier'] ?? '';
    expect(text).toContain(
      `Bonjour Inès, c'est Mentorat d'excellence. Nous avons lu ta candidature ${sam.reference}`,
    );
    expect(row?.cells['Lien SMS']).toBe(`sms:+33612345678?body=${encodeURIComponent(text)}`);
  });

  test.each([
    ['a text message', 'Un SMS'],
    ['a call', 'Un appel'],
    ['something of the team’s own', 'Le soir'],
  ])('is not who prefers %s and has an e-mail address alone: nobody could', async (_, preferred) => {
    const sam = aPerson('youth', { Téléphone: '', 'Contact préféré': preferred });
    await team.receive([sam]);
    team.setStatus(sam, 'Entretien');
    await watchFor(60);
    expect([...team.outbox.values()].map(({ to }) => to)).toEqual([sam.cells['E-mail']]);
    expect(await team.contacts()).toEqual([]);
  });

  test('does not come back once the team has deleted the row', async () => {
    const sam = aPerson('youth', { 'Contact préféré': 'Un SMS' });
    await team.receive([sam]);
    team.setStatus(sam, 'Entretien');
    await watchFor(30);
    team.edit(CONTACT_TAB.name, ([headers = []]) => [headers]);
    await watchFor(60);
    expect(await team.contacts()).toEqual([]);
  });

  test('waits while the tab lacks a column, and keeps no e-mail from leaving', async () => {
    const sam = aPerson('youth', { 'Contact préféré': 'Un SMS' });
    await team.receive([sam]);
    await team.spreadsheet.insert(CONTACT_TAB, []);
    team.edit(CONTACT_TAB.name, ([headers = []]) => [
      headers.map((header) => (header === 'Texte à copier' ? 'Texte' : header)),
    ]);
    team.setStatus(sam, 'Entretien');
    team.setStatus(ines, 'Entretien');
    await watchFor(60);
    expect(team.outbox.size).toBe(1);
    expect(team.failures[0]).toMatchObject({ name: 'MissingColumns', tab: 'À contacter' });
    team.edit(CONTACT_TAB.name, ([headers = []]) => [
      headers.map((header) => (header === 'Texte' ? 'Texte à copier' : header)),
    ]);
    await watchFor(5);
    expect(await team.contacts()).toHaveLength(1);
  });
});

describe('a status that no list has', () => {
  test('is told to the team after a quarter of an hour, and never guessed', async () => {
    team.setStatus(ines, 'Acceptéee');
    expect((await team.watch()).unknown).toEqual([]);
    team.wait(15);
    expect((await team.watch()).unknown.map(({ reference }) => reference)).toEqual([ines.reference]);
    team.setStatus(ines, 'Acceptée');
    await watchFor(60);
    expect((await team.watch()).unknown).toEqual([]);
    expect(await team.changes(ines)).toEqual(['status-1-acceptee']);
  });

  test('may be none at all, also of a row that was there before', async () => {
    const old = aPerson('youth', { Statut: '' });
    await team.receive([old], { known: false });
    await team.watch();
    team.wait(15);
    expect((await team.watch()).unknown.map(({ reference }) => reference)).toEqual([old.reference]);
    team.setStatus(old, 'Terminée');
    await watchFor(60);
    expect(await team.changes(old)).toEqual(['status-0-terminee']);
    expect(team.outbox.size).toBe(0);
  });
});

test('a row that staff delete is told nothing, and nothing more when it comes back', async () => {
  team.setStatus(ines, 'Acceptée');
  await team.watch();
  let kept: readonly (readonly string[])[] = [];
  team.edit('Jeunes', (grid) => {
    kept = grid;
    return grid.slice(0, 1);
  });
  await watchFor(60);
  expect(team.outbox.size).toBe(0);
  team.edit('Jeunes', () => kept);
  await watchFor(60);
  expect(team.outbox.size).toBe(1);
});

test('a mail server that is down for a day delays the messages, which then leave once and in order', async () => {
  const down = { mail: MAIL_DOWN };
  for (const status of ['Entretien', 'Acceptée']) {
    team.setStatus(ines, status);
    for (let past = 0; past < 12 * 60; past += 5) {
      team.wait(5);
      await team.watch(down);
    }
  }
  expect(await team.changes(ines)).toEqual(['status-1-entretien', 'status-2-acceptee']);
  await watchFor(30);
  expect(team.order).toEqual([
    `${ines.id}.status-1-entretien@site.test`,
    `${ines.id}.status-2-acceptee@site.test`,
  ]);
});

test('a message that leaves after the day it would have promised counts its days from then', async () => {
  const down = { mail: MAIL_DOWN };
  team.setStatus(ines, 'Entretien');
  for (let past = 0; past < 30; past += 5) {
    team.wait(5);
    await team.watch(down);
  }
  expect(await team.changes(ines)).toEqual(['status-1-entretien']);
  team.wait(20 * 24 * 60);
  await team.watch();
  const [message] = team.outbox.values();
  const text = letterText(message?.letter ?? expect.fail()).replaceAll(/\s/g, ' ');
  // Sent on Sunday 13 December.
  expect(text).toContain('au plus tard le vendredi 18 décembre 2026');
  expect(text).not.toContain('novembre');
  const { at } = (await team.cases.fact(ines.id, 'message-1-entretien')) ?? {};
  expect(at?.slice(0, 10)).toBe('2026-12-13');
});

test.each(['2027-10-31T00:50:00Z', '2027-03-28T00:50:00Z'])(
  'a quarter of an hour is one also in the night when the clocks change (%s)',
  async (start) => {
    team.advance(Date.parse(start) - team.now().getTime());
    team.setStatus(ines, 'Acceptée');
    await team.watch();
    await watchFor(10);
    expect(team.outbox.size).toBe(0);
    await watchFor(5);
    expect(team.outbox.size).toBe(1);
  },
);

test('a tab that cannot be read waits, and keeps no other from its turn', async () => {
  const mentor = aPerson('mentor');
  await team.receive([mentor]);
  team.setStatus(mentor, 'Entretien');
  team.setStatus(ines, 'Entretien');
  const { spreadsheet } = team;
  const broken = {
    spreadsheet: {
      ...spreadsheetThrough(spreadsheet),
      read: (...[tab, headers]: Parameters<typeof spreadsheet.read>) =>
        tab.name === 'Jeunes'
          ? Promise.reject(new Unavailable('passing', 'panne'))
          : spreadsheet.read(tab, headers),
    },
  };
  for (let past = 0; past < 30; past += 5) {
    team.wait(5);
    const { rows } = await team.watch(broken);
    expect(rows.has('youth')).toBe(false);
  }
  expect(subjectsOf(team)).toEqual([`Faisons connaissance (${mentor.reference})`]);
  await watchFor(30);
  expect(team.outbox.size).toBe(2);
});

test('an address that staff write opens the follow-up from the next watch on; what is no address, nothing', async () => {
  const keyOf = async () => (await team.cases.read(ines.id))?.keys.email;
  const write = async (text: string): Promise<void> => {
    team.edit('Jeunes', withColumn('E-mail', new Map([[ines.id, text]])));
    await team.watch();
  };
  await write('Neuve@exemple.fr');
  expect(await keyOf()).toBe(contactKey(team.ports().secret, 'email', 'neuve@exemple.fr'));
  await write('à demander');
  await write('');
  expect(await keyOf()).toBe(contactKey(team.ports().secret, 'email', 'neuve@exemple.fr'));
  team.setStatus(ines, 'Acceptée');
  await write('encore@exemple.fr');
  await watchFor(20);
  expect(await keyOf()).toBe(contactKey(team.ports().secret, 'email', 'encore@exemple.fr'));
});

test('rows that did not change cost one look at each tab, however many', async () => {
  await team.receive(Array.from({ length: 300 }, () => aPerson()));
  await team.watch();
  await team.watch();
  team.store.calls = 0;
  await team.watch();
  expect(team.store.calls).toBeLessThan(15);
});

test('a watch that a sleeping machine finishes long afterwards tells nothing of what it read', async () => {
  team.setStatus(ines, 'Non retenue');
  await team.watch();
  team.wait(15);
  const { spreadsheet } = team;
  let hasRead = false;
  let looks = 0;
  await team.watch({
    spreadsheet: {
      ...spreadsheetThrough(spreadsheet),
      read: async (...asked) => {
        const cells = await spreadsheet.read(...asked);
        hasRead = true;
        return cells;
      },
    },
    now: () => {
      if (hasRead) looks += 1;
      return new Date(team.now().getTime() + (looks > 1 ? 3_600_000 : 0));
    },
  });
  expect(await team.changes(ines)).toEqual([]);
});

test('a clock that was wrong for a while leaves no memory that stands for a later one', async () => {
  team.advance(DAY);
  team.setStatus(ines, 'Non retenue');
  await team.watch();
  team.advance(-DAY);
  team.setStatus(ines, 'Acceptée');
  await team.watch();
  await watchFor(15);
  expect(await team.changes(ines)).toEqual(['status-1-acceptee']);
});

describe('a watch killed at any of its calls', () => {
  /** A team with one change to be told by e-mail, one by the team, one noted only, all due. */
  async function withChangesDue(): Promise<{ team: WatchedTeam; people: readonly Person[] }> {
    const busy = aWatchedTeam(templates);
    const people = [
      aPerson(),
      aPerson('youth', { 'Contact préféré': 'Un SMS' }),
      aPerson('company'),
      aPerson('mentor'),
    ];
    await busy.receive(people.slice(0, 3));
    await busy.receive(people.slice(3), { known: false });
    await busy.watch();
    for (const person of people)
      busy.setStatus(person, person.audience === 'company' ? 'Contactée' : 'Entretien');
    await busy.watch();
    busy.wait(15);
    return { team: busy, people };
  }

  test.each(['before', 'after'] as const)('%s its effect tells each change once', async (how) => {
    let last = 0;
    for (let died = true; died;) {
      last += 1;
      const { team: busy, people } = await withChangesDue();
      const { fate, isDead } = killedAt(last, how);
      await busy
        .watch({ store: unreliableStore(busy.store, fate), mail: unreliableMail(busy.mail, fate) })
        .catch((error: unknown) => expect(error).toBeInstanceOf(StoreUnavailable));
      died = isDead();
      for (const minutes of [1, 15, 5]) {
        busy.wait(minutes);
        await busy.watch();
      }
      for (const person of people)
        expect((await busy.changes(person)).filter((name) => !name.startsWith('status-0'))).toHaveLength(1);
      expect(busy.order).toHaveLength(2);
      expect(await busy.contacts()).toHaveLength(1);
    }
    expect(last).toBeGreaterThan(60);
  });
});
