import { APPLICATION, PROPOSAL, tabOf } from '../../src/domain/application/tabs.ts';
import { mentorForm } from '../../src/domain/application/mentor.ts';
import { youthForm } from '../../src/domain/application/youth.ts';
import type { ProgrammeEvent } from '../../src/domain/events/programme-event.ts';
import { REGISTRATION, REGISTRATIONS_TAB } from '../../src/domain/events/registrations-tab.ts';
import { AUTHORISATION, AUTHORISATIONS_TAB } from '../../src/domain/guardian/authorisations-tab.ts';
import { PAIR, PAIRS_TAB } from '../../src/domain/pairs/pairs-tab.ts';
import { CONTACT_TAB } from '../../src/domain/tracking/contact-tab.ts';
import { DAY } from '../fixtures/programme.fixture.ts';
import { aMentor } from '../fixtures/mentor.fixture.ts';
import { anEvent } from '../fixtures/registrations.fixture.ts';
import { aMinor, aYouth, type TypedFixture } from '../fixtures/youth.fixture.ts';
import { dayAfter, Desk } from './season-desk.ts';

const FIRST = '2026-11-23';
const LAST = '2027-12-20';
/** From then on nothing happens for months: a day a week is played. */
const CALM = '2027-07-15';
const DAYS = { proposed: '2026-12-01', begun: '2026-12-04', over: '2027-06-15' } as const;
/** As every five minutes, on a day on which somebody did something: what a drain saw of a change that waits is believed for a quarter of an hour. */
const AFTERWARDS = ['12:01', '12:08', '12:18', '12:25'];
/** From one meeting that a mentor notes to the next. */
const BETWEEN_MEETINGS = 14;

/** Two people, from the proposal to six months after their end. */
interface Pair {
  /** Row of the table that counts the youth. */
  readonly kind: string;
  readonly youth: TypedFixture;
  readonly mentor: string;
  /** Nothing is heard of them once they have begun. */
  readonly isSilent?: true;
  /** The youth answers at the end, and agrees to be asked again in six months. */
  readonly answersAtEnd?: true;
}

const PAIRS: readonly Pair[] = [
  {
    kind: 'jeune majeur, par e-mail',
    youth: aYouth({ email: 'ines@exemple.fr', phone: '' }),
    mentor: 'claire@exemple.fr',
    answersAtEnd: true,
  },
  {
    kind: 'mineur, responsable par e-mail',
    youth: aMinor({
      email: 'nora@exemple.fr',
      phone: '',
      guardianPhone: '',
      guardianEmail: 'nadia@exemple.fr',
    }),
    mentor: 'marc@exemple.fr',
  },
  {
    kind: 'jeune majeur, par SMS',
    youth: aYouth({ email: '', preferredContact: 'sms' }),
    mentor: 'jeanne@exemple.fr',
  },
  {
    kind: 'jeune majeur, dont on n’a plus de nouvelles',
    youth: aYouth({ email: 'yanis@exemple.fr', phone: '' }),
    mentor: 'paul@exemple.fr',
    isSilent: true,
  },
];

/** The agenda as it is published on a day: one visit, one that is moved, one that is cancelled. */
function agendaOn(day: string): readonly ProgrammeEvent[] {
  const moved = day < '2027-01-20' ? '2027-02-10' : '2027-02-17';
  return [
    anEvent({ slug: 'decembre' }),
    anEvent({ slug: 'fevrier', title: 'Le son d’un film', start: `${moved}T14:00`, end: `${moved}T17:00` }),
    anEvent({
      slug: 'avril',
      title: 'Le marché à cinq heures',
      start: '2027-04-14T09:00',
      end: '2027-04-14T11:00',
      cancelled: day >= '2027-04-06',
    }),
  ];
}

type Side = 'youth' | 'mentor';
type Cells = Readonly<Record<string, string>>;

/** The answers of a youth at the end, with the agreement to be asked again in six months. */
const ENDING = { intent: 'ending', question: 'end', project: 'yes', next: 'studies', later: 'yes' };

/** On which day a youth says that they come, and to what. */
const WISHES = new Map([
  ['2026-12-07', 'decembre'],
  ['2027-01-11', 'fevrier'],
  ['2027-04-01', 'avril'],
]);
/** On which days the team notes who came. */
const NOTED = ['2026-12-17', '2027-02-18'];

/** A pair of the season, with the rows of its people. */
interface Lived extends Pair {
  readonly youthRow: Cells;
  readonly mentorRow: Cells;
}

/** A season of pairs: everything that was sent from the proposals on. */
export interface PairSeason {
  readonly desk: Desk;
  readonly pairs: readonly Lived[];
  readonly sent: Desk['sent'];
  readonly contacts: readonly Cells[];
}

/**
 * Four pairs from their proposal to six months after their end, day by day, on everything that a deployed site runs: they answer, meet, come
 * to events, fall silent, end. Its time is its own; nothing sleeps.
 */
export async function playPairs(): Promise<PairSeason> {
  const desk: Desk = new Desk(`${FIRST}T07:00:00Z`, {
    dead: new Set(),
    downOn: '',
    events: () => agendaOn(desk.today),
  });
  const pairs = await recruit(desk);
  const [letters, rows] = [desk.sent.length, desk.rows(CONTACT_TAB).length];
  for (let day: string = DAYS.proposed; day <= LAST; day = dayAfter(day, day < CALM ? 1 : 7)) {
    await desk.drainFor(day, ['08:05']);
    const isBusy = await live(day, pairs, desk);
    await desk.drainFor(day, isBusy ? AFTERWARDS : []);
    await desk.drainFor(day, ['19:00']);
  }
  return { desk, pairs, sent: desk.sent.slice(letters), contacts: desk.rows(CONTACT_TAB).slice(rows) };
}

/** They apply, and the team takes them on. */
async function recruit(desk: Desk): Promise<readonly Lived[]> {
  for (const { youth, mentor } of PAIRS) {
    await desk.post(youthForm.apiPath, youth);
    await desk.post(mentorForm.apiPath, aMentor({ email: mentor }));
  }
  await desk.drainFor(FIRST, ['09:00', '09:10']);
  const [youths, mentors] = [desk.rows(tabOf(youthForm)), desk.rows(tabOf(mentorForm))];
  const pairs = PAIRS.map((pair, at) => ({
    ...pair,
    youthRow: youths[at] ?? {},
    mentorRow: mentors[at] ?? {},
  }));
  for (const { youthRow, mentorRow, youth } of pairs) {
    await desk.write(tabOf(youthForm), youthRow.Identifiant ?? '', { Statut: 'Acceptée' });
    await desk.write(tabOf(mentorForm), mentorRow.Identifiant ?? '', {
      Statut: 'Disponible',
      'Formé le': '2026-11-10',
      'B3 vu le': '2026-11-12',
      'B3 vu par': 'Awa',
    });
    const cells = { [AUTHORISATION.reference]: youthRow.Référence ?? '', [AUTHORISATION.state]: 'Accordée' };
    if ('guardianName' in youth) {
      await desk.spreadsheet.insert(AUTHORISATIONS_TAB, [{ id: youthRow.Identifiant ?? '', cells }]);
      await desk.write(AUTHORISATIONS_TAB, youthRow.Identifiant ?? '', cells);
    }
  }
  await desk.drainFor(FIRST, ['10:01', '10:08', '10:18', '10:25']);
  return pairs;
}

/** Does what a day brings, and says whether that was anything. */
async function live(day: string, pairs: readonly Lived[], desk: Desk): Promise<boolean> {
  const acts = [
    ...pairs.flatMap((pair) => actsOf(day, pair, desk)),
    ...(NOTED.includes(day) ? [noteWhoCame] : []),
  ];
  for (const act of acts) await act(desk);
  return acts.length > 0;
}

type Act = (desk: Desk) => Promise<void>;

function actsOf(day: string, pair: Lived, desk: Desk): readonly Act[] {
  const row = rowOf(pair, desk)?.Identifiant ?? '';
  const set =
    (cells: Cells): Act =>
    () =>
      desk.write(PAIRS_TAB, row, cells);
  const send =
    (side: Side, body: TypedFixture): Act =>
    () =>
      toPage(pair, side, desk, { ...body, pair: row });
  switch (day) {
    case DAYS.proposed: {
      const proposed = { [PROPOSAL.proposed]: pair.mentorRow.Référence ?? '' };
      return [() => desk.write(tabOf(youthForm), pair.youthRow.Identifiant ?? '', proposed)];
    }
    case dayAfter(DAYS.proposed, 1):
      return [send('mentor', { intent: 'accept' })];
    case dayAfter(DAYS.proposed, 2):
      return [send('youth', { intent: 'accept' })];
    case DAYS.begun:
      return [set({ [PAIR.state]: 'En cours', [PAIR.firstMeeting]: '2026-12-09 18:00' })];
    case DAYS.over:
      return [set({ [PAIR.state]: pair.isSilent ? 'Arrêté' : 'Terminé' })];
    case dayAfter(DAYS.over, 2):
      return pair.answersAtEnd ? [send('youth', ENDING)] : [];
    default:
      return pair.isSilent ? [] : goOn(day, send);
  }
}

/** Meetings that the mentor notes, and events that the youth comes to. */
function goOn(day: string, send: (side: Side, body: TypedFixture) => Act): readonly Act[] {
  const days = (Date.parse(day) - Date.parse(DAYS.begun)) / DAY;
  const isMeeting = day > DAYS.begun && day < DAYS.over && days % BETWEEN_MEETINGS === 0;
  const [dateYear = '', dateMonth = '', dateDay = ''] = day.split('-');
  const meeting = { kind: 'meeting', duration: '1 h', dateDay, dateMonth, dateYear };
  const event = WISHES.get(day);
  return [
    ...(isMeeting
      ? [send('mentor', { intent: 'hours', once: String(days).padStart(16, '0'), ...meeting })]
      : []),
    ...(event === undefined ? [] : [send('youth', { intent: 'register', event })]),
  ];
}

/** The team writes down whoever had a place at an event that is over. */
async function noteWhoCame(desk: Desk): Promise<void> {
  for (const { Identifiant: id = '', ...cells } of desk.rows(REGISTRATIONS_TAB))
    if (cells[REGISTRATION.state] === 'Inscrite' && (cells[REGISTRATION.date] ?? '') < desk.today)
      await desk.write(REGISTRATIONS_TAB, id, { [REGISTRATION.state]: 'Venue' });
}

function rowOf({ youthRow }: Lived, desk: Desk): Cells | undefined {
  return desk.rows(PAIRS_TAB).find((row) => row[PAIR.youth] === youthRow[APPLICATION.reference]);
}

/** Sends a form of somebody's own page. */
async function toPage(
  { youth, mentor, youthRow, mentorRow }: Lived,
  side: Side,
  desk: Desk,
  body: TypedFixture,
): Promise<void> {
  const row = side === 'youth' ? youthRow : mentorRow;
  const email = side === 'youth' ? String(youth.email) : mentor;
  const { birthDay = '', birthMonth = '', birthYear = '' } = youth;
  const known = email === '' ? { birthDay, birthMonth, birthYear } : { email };
  const path = await desk.post('/suivi/', { reference: row[APPLICATION.reference] ?? '', ...known });
  await desk.post(path, body);
}
