import { AlertNotes } from './alert-notes.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import messages from '../../content/messages/messages.json' with { type: 'json' };
import settings from '../../content/settings/site.json' with { type: 'json' };
import { aRunningSite } from '../../../tests/support/running-site.ts';
import { letterText } from '../../components/mail/letter.ts';
import { aCompany } from '../../../tests/fixtures/company.fixture.ts';
import type { Recruited } from '../../domain/application/form.ts';
import { aMentor } from '../../../tests/fixtures/mentor.fixture.ts';
import { isFirstStatus, statusesOf } from '../../domain/application/statuses.ts';
import { aYouth } from '../../../tests/fixtures/youth.fixture.ts';
import { daysAfter } from '../../domain/days-after.ts';
import { formatWeekday } from '../../domain/french-dates.ts';
import { isWorkingDay, workingDayAfter, workingDayBefore } from '../../domain/working-days/working-days.ts';
import { accepted, DAY, SETTINGS, TEAM } from '../../../tests/fixtures/programme.fixture.ts';
import { Inbox } from '../cases/inbox.ts';
import type { Message } from '../letters/message.ts';
import { MailUnavailable } from '../mail/mail.ts';
import { sendDigest } from './digest.ts';
import { CaseStore } from '../cases/case-store.ts';
import { promiseBegins } from '../letters/promise.ts';
import { statedWords } from '../letters/stated-words.ts';
import { TRACKED } from '../plans/status-rows.ts';
import { trackingOf } from '../answers/tracking-view.ts';
import {
  aPerson,
  aWatchedTeam,
  CountingStore,
  type Person,
  withColumn,
  type WatchedTeam,
} from '../../../tests/fixtures/watch.fixture.ts';
import type { ScannedRows } from './scanned-rows.ts';

// « Le point » reminds the team of every answer that a letter and a page promise, of the same day.

const AUDIENCES = ['youth', 'mentor', 'company'] as const satisfies readonly Recruited[];
const FIXTURES = {
  youth: aYouth({ email: 'a@exemple.fr', preferredContact: 'email' }),
  mentor: aMentor({ email: 'a@exemple.fr' }),
  company: aCompany({ email: 'a@exemple.fr' }),
};
const PROMISED = AUDIENCES.flatMap((audience) =>
  statusesOf(audience)
    .filter(({ isPromised }) => isPromised === true)
    .map(({ label }) => ({ audience, label })),
);
const DOWN = { mail: { send: () => Promise.reject(new MailUnavailable('panne')) } };

/** The day of the answer on the page of an application, past or to come; `undefined` when none is promised. */
async function pageDay(cases: CaseStore, reference: string, now: Date, promiseDays: number) {
  const file = (await cases.read((await cases.idOf(reference)) ?? '')) ?? expect.fail();
  const state = {
    file,
    form: TRACKED[file.audience === 'waiting' ? expect.fail() : file.audience],
    events: await cases.facts(file.id),
    pending: [],
    renewal: undefined,
    isFromMailbox: true,
  };
  return trackingOf(state, {
    now: () => now,
    promiseBegins: (since, notifiedAt) => promiseBegins(since, notifiedAt, promiseDays),
    wordsOf: (...[of, status, today]) =>
      statedWords(of, status, today, {
        ...SETTINGS,
        promiseDays,
        templates: messages,
        associations: [],
        seasonEndsOn: settings.seasonEndsOn,
      }),
  }).promisedOn;
}

/** Titles under which a letter to the team names a reference, news apart. */
function titlesOf(letter: Message | undefined, reference: string): readonly string[] {
  if (letter === undefined) return [];
  return letterText(letter.letter)
    .split('\n')
    .filter(
      (text) => text.includes(reference) && !/^(Nouvelles|À appeler|Jeunes acceptés sans mentor)/.test(text),
    )
    .map((text) => text.slice(0, text.indexOf(' : ')));
}

/** Titles in « Le point » for an answer on a day: late once, then each week. */
function titlesOn(day: string, promised: string): readonly string[] {
  if (day === workingDayBefore(promised)) return [`Réponse promise pour le ${formatWeekday(promised)}`];
  if (day === promised) return ['Réponse promise pour aujourd’hui'];
  const late = workingDayAfter(promised, 1);
  const weeks = (Date.parse(day) - Date.parse(late)) / (7 * DAY);
  return weeks >= 0 && Number.isInteger(weeks) ? ['En retard'] : [];
}

test.each(PROMISED)(
  'the letter, the page and « Le point » name the same day to $audience, « $label »',
  async ({ audience, label }) => {
    const site = aRunningSite();
    const form = TRACKED[audience];
    const ports = { inbox: new Inbox(site.store), now: site.now };
    const reference = await accepted(form, FIXTURES[audience], ports);
    await site.schedule(0);
    if (!isFirstStatus(audience, label)) {
      // On another day than that of the reception.
      site.setClock('2026-11-25T16:00:00Z');
      const [id = ''] = site.column(form.tabName, 'Identifiant');
      site.spreadsheet.edit(form.tabName, withColumn('Statut', new Map([[id, label]])));
      for (let past = 0; past < 30; past += 5) await site.schedule(5);
    }
    const letter = site.sent.filter(({ to }) => to === 'a@exemple.fr').at(-1) ?? expect.fail();
    const promised = await pageDay(new CaseStore(site.store), reference, site.now(), settings.promiseDays);
    expect(letterText(letter.letter)).toContain(`au plus tard le ${formatWeekday(promised ?? '')}`);
    for (let day = '2026-11-26'; day < '2026-12-23'; day = daysAfter(day, 1)) {
      if (!isWorkingDay(day)) continue;
      site.setClock(`${day}T07:01:00Z`);
      site.sent.length = 0;
      await site.schedule(0);
      const point = site.sent.find(({ subject }) => subject.startsWith('Le point'));
      expect(titlesOf(point, reference), day).toEqual(titlesOn(day, promised ?? ''));
    }
  },
);

let team: WatchedTeam;
let ines: Person;

beforeEach(async () => {
  team = aWatchedTeam(messages);
  ines = aPerson();
  await team.receive([ines]);
  await team.watch();
});

async function watchFor(minutes: number, changes: Parameters<typeof team.watch>[0] = {}): Promise<void> {
  for (let past = 0; past < minutes; past += 5) {
    team.wait(5);
    await team.watch(changes);
  }
}

function setClock(instant: string): void {
  team.advance(Date.parse(instant) - team.now().getTime());
}

/** Letters to the team by the subject's first word, from a watch; as if it had read nothing that day yet. */
async function lettersFrom({ rows }: Pick<ScannedRows, 'rows'>): Promise<ReadonlyMap<string, Message>> {
  const sent = new Map<string, Message>();
  const store = new CountingStore();
  await sendDigest(rows, {
    alertNotes: new AlertNotes(store, team.now),
    store,
    unknownStatuses: [],
    programme: [],
    held: [],
    spreadsheet: team.spreadsheet,
    awaitedGuardians: () => Promise.resolve([]),
    mail: {
      send: (message) =>
        Promise.resolve(void sent.set(message.subject.startsWith('Le point') ? 'point' : 'alarm', message)),
    },
    settings: SETTINGS,
    teamEmail: TEAM,
    now: team.now,
  });
  return sent;
}

/** Under what « Le point » of a morning names somebody, after a drain. */
async function pointOn(
  day: string,
  person: Person = ines,
  changes: Parameters<typeof team.watch>[0] = {},
): Promise<readonly string[]> {
  setClock(`${day}T07:30:00Z`);
  const letters = await lettersFrom(await team.watch(changes));
  return titlesOf(letters.get('point'), person.reference);
}

/** The answer to who has `Acceptée` since Monday 23 November is promised for Monday 30. */
async function accept(person: Person = ines): Promise<void> {
  team.setStatus(person, 'Acceptée');
  await watchFor(30);
}

async function toContact(person: Person, text: string): Promise<void> {
  team.edit(TRACKED[person.audience].tabName, withColumn('Dernier contact', new Map([[person.id, text]])));
  await team.watch();
}

describe('« Le point »', () => {
  test('names who was accepted the working day before, on the day, and each day that they wait longer', async () => {
    await accept();
    expect(await pointOn('2026-11-26')).toEqual([]);
    expect(await pointOn('2026-11-27')).toEqual(['Réponse promise pour le lundi 30\u00A0novembre 2026']);
    expect(await pointOn('2026-11-30')).toEqual(['Réponse promise pour aujourd’hui']);
    expect(await pointOn('2026-12-01')).toEqual(['En retard']);
    expect(await pointOn('2026-12-24')).toEqual(['En retard']);
  });

  test.each([
    ['23/11/2026', []],
    ['2026-11-24', []],
    ['20/11/2026', ['En retard']],
    ['rappeler', ['En retard']],
  ])('with « %s » in « Dernier contact » says %j of who was accepted on the 23rd', async (text, titles) => {
    await accept();
    await toContact(ines, text);
    expect(await pointOn('2026-12-02')).toEqual(titles);
  });

  test('stops with the status, and begins anew with the next that promises', async () => {
    await accept();
    setClock('2026-12-01T10:00:00Z');
    team.setStatus(ines, 'Entretien');
    await watchFor(30);
    expect(await pointOn('2026-12-02')).toEqual([]);
    expect(await pointOn('2026-12-08')).toEqual(['Réponse promise pour aujourd’hui']);
    team.setStatus(ines, "Liste d'attente");
    await watchFor(30);
    expect(await pointOn('2026-12-10')).toEqual([]);
  });

  test('promises nothing of whom a pair has taken on', async () => {
    await accept();
    team.setStatus(ines, 'En binôme');
    await watchFor(30);
    for (const day of ['2026-11-27', '2026-11-30', '2026-12-01']) expect(await pointOn(day), day).toEqual([]);
  });

  test('counts from the change that was told, not from when it was typed', async () => {
    // Typed at 23:50 on Monday, told on Tuesday.
    setClock('2026-11-23T22:50:00Z');
    await accept();
    expect(await pointOn('2026-11-30')).toEqual(['Réponse promise pour le mardi 1er\u00A0décembre 2026']);
    expect(await pointOn('2026-12-01')).toEqual(['Réponse promise pour aujourd’hui']);
  });

  test('goes on as before when a change is undone within a quarter of an hour', async () => {
    await accept();
    setClock('2026-12-01T07:05:00Z');
    team.setStatus(ines, 'Entretien');
    await watchFor(10);
    team.setStatus(ines, 'Acceptée');
    await watchFor(5);
    expect(await pointOn('2026-12-01')).toEqual(['En retard']);
    const other = aPerson();
    await team.receive([other]);
    team.setStatus(other, 'Acceptée');
    await watchFor(10);
    team.setStatus(other, 'Reçue');
    await watchFor(5);
    // Received on 23 November by the row, and on 1 December by its file, which the page reads.
    expect(await pointOn('2026-12-08', other)).toEqual(['Réponse promise pour aujourd’hui']);
  });

  test('counts a first status that was given back from then, whatever was noted before', async () => {
    await accept();
    await toContact(ines, '24/11/2026');
    setClock('2026-12-01T10:00:00Z');
    team.setStatus(ines, 'Reçue');
    await team.watch();
    setClock('2026-12-01T10:10:00Z');
    // No promise is running while the change may be undone.
    expect(titlesOf((await lettersFrom(await team.watch())).get('point'), ines.reference)).toEqual([]);
    await watchFor(20);
    expect(await pointOn('2026-12-07')).toEqual(['Réponse promise pour le mardi 8\u00A0décembre 2026']);
    expect(await pageDay(team.cases, ines.reference, team.now(), 5)).toBe('2026-12-08');
  });

  test('says late what a mail that was down kept from being told, then counts from when it was', async () => {
    team.setStatus(ines, 'Acceptée');
    await watchFor(30, DOWN);
    expect(await pointOn('2026-11-30', ines, DOWN)).toEqual(['Réponse promise pour aujourd’hui']);
    expect(await pointOn('2026-12-10', ines, DOWN)).toEqual(['En retard']);
    // On Friday 11 December: five working days lead to Friday 18.
    expect(await pointOn('2026-12-11')).toEqual([]);
    expect(await pageDay(team.cases, ines.reference, team.now(), 5)).toBe('2026-12-18');
    expect(await pointOn('2026-12-17')).toEqual(['Réponse promise pour le vendredi 18\u00A0décembre 2026']);
    expect(await pointOn('2026-12-18')).toEqual(['Réponse promise pour aujourd’hui']);
  });

  test('counts what the team tells from when the text stood in « À contacter »', async () => {
    const sam = aPerson('youth', { 'Contact préféré': 'Un SMS' });
    await team.receive([sam]);
    await team.watch();
    await accept(sam);
    const [row] = await team.contacts();
    expect(row?.cells['Texte à copier']).toContain('au plus tard le lundi 30');
    expect(await pointOn('2026-11-30', sam)).toEqual(['Réponse promise pour aujourd’hui']);
  });

  test('names nobody twice whose message of a former status waits as well', async () => {
    team.setStatus(ines, 'Entretien');
    await watchFor(30, DOWN);
    setClock('2026-12-03T10:00:00Z');
    team.setStatus(ines, 'Acceptée');
    await watchFor(30, DOWN);
    expect(await pointOn('2026-12-04')).toEqual([]);
    expect(await pointOn('2026-12-10')).toEqual(['Réponse promise pour aujourd’hui']);
  });

  test('finds the day again in the events when what the watch saw is lost, or no longer read', async () => {
    await accept();
    for (const text of [undefined, '{"settled":{"a":"acceptee 0"},"pending":{}}', '{']) {
      for (const key of await team.store.list('seen/'))
        await (text === undefined ? team.store.delete(key) : team.store.set(key, text));
      expect(await pointOn('2026-11-30')).toEqual(['Réponse promise pour aujourd’hui']);
    }
  });

  test('waits for a watch that had the time to look at every row', async () => {
    await accept();
    for (const key of await team.store.list('seen/')) await team.store.delete(key);
    setClock('2026-11-30T07:30:00Z');
    let looks = 0;
    const hurried = await team.watch({
      now: () => new Date(team.now().getTime() + ((looks += 1) > 2 ? 4 * 1_000_000_000_000 : 0)),
    });
    expect([hurried.rows.has('youth'), (await lettersFrom(hurried)).size]).toEqual([false, 0]);
    expect(await pointOn('2026-11-30')).toEqual(['Réponse promise pour aujourd’hui']);
  });

  test('says nothing of a row that staff deleted, and as much as before when it is back', async () => {
    await accept();
    let kept: readonly (readonly string[])[] = [];
    team.edit('Jeunes', (grid) => {
      kept = grid;
      return grid.slice(0, 1);
    });
    expect(await pointOn('2026-12-01')).toEqual([]);
    team.edit('Jeunes', () => kept);
    expect(await pointOn('2026-12-02')).toEqual(['En retard']);
  });

  test('invents no day for a row of the team’s own, and keeps that of one which arrived', async () => {
    const own = (status: string, cells = {}) => ({
      ...aPerson('youth', { Statut: status, ...cells }),
      id: `à la main ${status}${JSON.stringify(cells)}`,
    });
    const [arrived, changed, undated] = [
      own('Reçue'),
      own('Acceptée'),
      own('Reçue', { 'Reçue le': 'lundi' }),
    ];
    await team.receive([arrived, changed, undated], { known: false });
    expect(await pointOn('2026-12-01', arrived)).toEqual(['En retard']);
    expect(await pointOn('2026-12-01', changed)).toEqual([]);
    expect(await pointOn('2026-12-01', undated)).toEqual([]);
  });

  test('counts for a row older than its file from its reception, as its page does', async () => {
    const old = aPerson('mentor', { Statut: 'Disponible', 'Reçue le': '2026-11-20T10:00:00+01:00' });
    await team.receive([old], { known: false });
    expect(await pointOn('2026-11-26', old)).toEqual([
      'Réponse promise pour le vendredi 27\u00A0novembre 2026',
    ]);
    expect(await pageDay(team.cases, old.reference, team.now(), 5)).toBe('2026-11-27');
    await toContact(old, '20/11/2026');
    expect(await pointOn('2026-11-30', old)).toEqual([]);
  });

  test('keeps the day of the reception when staff change « Reçue le »', async () => {
    team.edit('Jeunes', withColumn('Reçue le', new Map([[ines.id, 'hier']])));
    expect(await pointOn('2026-11-30')).toEqual(['Réponse promise pour aujourd’hui']);
  });

  test('goes by the row alone where the file cannot be read', async () => {
    const [other] = [aPerson()];
    await team.receive([other]);
    await team.store.set(`cases/${other.id}/case`, '{"version":99}');
    expect(await pointOn('2026-11-30', other)).toEqual(['Réponse promise pour aujourd’hui']);
    team.failures.length = 0;
  });

  test('names twenty a line, of who waits longest, and no more than fifteen lines', async () => {
    const people = Array.from({ length: 30 }, () => aPerson());
    await team.receive(people);
    await team.watch();
    for (const person of people) team.setStatus(person, 'Acceptée');
    await watchFor(30);
    setClock('2026-12-02T07:30:00Z');
    const letters = await lettersFrom(await team.watch());
    const text = letterText((letters.get('point') ?? expect.fail()).letter);
    const [late = ''] = text.split('\n').filter((one) => one.startsWith('En retard'));
    expect(late.match(/JE-/g)).toHaveLength(20);
    expect(late).toMatch(/ et 11 de plus\.$/);
    expect(text.split('\n').filter((one) => one !== '').length).toBeLessThanOrEqual(15);
    expect(text).not.toMatch(/Inès|@exemple\.fr|336\d{6}/);
  });
});

test('the afternoon’s alarm names who was accepted after the digest, to be answered the next working day', async () => {
  const hurried = { settings: { ...SETTINGS, promiseDays: 1, seasonEndsOn: '2027-08-31' } };
  await watchFor(30, hurried);
  setClock('2026-12-01T09:00:00Z');
  await watchFor(5, hurried);
  team.setStatus(ines, 'Acceptée');
  await watchFor(30, hurried);
  setClock('2026-12-01T13:00:00Z');
  const sent: Message[] = [];
  const look = async () => {
    const { rows } = await team.watch(hurried);
    await sendDigest(rows, {
      alertNotes: new AlertNotes(team.store, team.now),
      store: team.store,
      unknownStatuses: [],
      programme: [],
      held: [],
      spreadsheet: team.spreadsheet,
      awaitedGuardians: () => Promise.resolve([]),
      mail: { send: (message) => Promise.resolve(void sent.push(message)) },
      settings: hurried.settings,
      teamEmail: TEAM,
      now: team.now,
    });
  };
  await look();
  await look();
  const alarm = sent.filter(({ subject }) => subject.startsWith('À voir'));
  expect(alarm.map((letter) => titlesOf(letter, ines.reference))).toEqual([
    ['Réponse promise pour le mercredi 2\u00A0décembre 2026'],
  ]);
});

test('a thousand settled rows cost the calls of one, of the store and of the spreadsheet', async () => {
  const { spreadsheet } = team;
  let reads = 0;
  const counted = {
    spreadsheet: {
      insert: spreadsheet.insert.bind(spreadsheet),
      update: spreadsheet.update.bind(spreadsheet),
      identifiers: spreadsheet.identifiers.bind(spreadsheet),
      remove: spreadsheet.remove.bind(spreadsheet),
      replaceText: spreadsheet.replaceText.bind(spreadsheet),
      read: (...asked: Parameters<typeof spreadsheet.read>) => {
        reads += 1;
        return spreadsheet.read(...asked);
      },
    },
  };
  const costOn = async (day: string): Promise<readonly number[]> => {
    await team.watch();
    [team.store.calls, reads] = [0, 0];
    expect(await pointOn(day, ines, counted)).toEqual(['Réponse promise pour aujourd’hui']);
    return [team.store.calls, reads];
  };
  await accept();
  const one = await costOn('2026-11-30');
  expect(one[1]).toBe(4);
  const others = Array.from({ length: 1_000 }, () => aPerson());
  // Promised for another day.
  setClock('2026-11-24T10:00:00Z');
  await team.receive(others);
  await team.watch();
  team.edit('Jeunes', withColumn('Statut', new Map(others.map(({ id }) => [id, 'Entretien']))));
  await watchFor(30);
  expect(await costOn('2026-11-30')).toEqual(one);
});
