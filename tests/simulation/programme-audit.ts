import { APPLICATION } from '../../src/domain/application/tabs.ts';
import { REGISTRATION, REGISTRATIONS_TAB } from '../../src/domain/events/registrations-tab.ts';
import { AUTHORISATION, AUTHORISATIONS_TAB } from '../../src/domain/guardian/authorisations-tab.ts';
import { HOURS_LINE, HOURS_TAB } from '../../src/domain/hours/hours-tab.ts';
import { YOUTHS_TAB } from '../../src/domain/pairs/pair-row.ts';
import { PAIR, PAIRS_TAB } from '../../src/domain/pairs/pairs-tab.ts';
import { CaseStore } from '../../src/server/cases/case-store.ts';
import { eventKey, registrationsIn } from '../../src/server/cases/registration-facts.ts';
import { TYPED_LENGTHS, TYPED_STATES } from '../fixtures/ledger.fixture.ts';
import { rowsByHeader } from '../fixtures/programme.fixture.ts';
import type { RecordingStore } from '../doubles/recording-store.ts';
import type { Agenda } from './agenda.ts';
import type { Applicants } from './applicants.ts';
import type { Bookkeepers } from './bookkeepers.ts';
import type { DeclaringMentors } from './declaring-mentors.ts';
import { type EventMomentDamage, type EventWatch, isMinor, type Line, seated } from './event-watch.ts';
import type { PairWatch } from './pair-watch.ts';
import type { Sheets } from './sheets.ts';

/** Violations of what events and hours promise, counted; every figure should be 0. */
export interface ProgrammeDamage extends EventMomentDamage {
  /** Places that stay free in the end while somebody waits. */
  placesWasted: number;
  /** People who asked to come and were neither answered nor refused. */
  wishesUnanswered: number;
  /** Pairs whose `Heures` is not what the lines say. */
  hoursWrong: number;
  /** Meetings that mentors noted and that are no line. */
  meetingsLost: number;
  /** Lines more than one of one meeting, or of one event by itself. */
  linesDoubled: number;
}

/** What happened around events and hours in a story. */
export interface ProgrammeTold {
  readonly lines: number;
  /** Minutes that count, of all pairs. */
  readonly minutes: number;
  readonly declared: number;
  readonly placed: number;
  readonly waiting: number;
  readonly came: number;
}

interface Scene {
  readonly sheets: Sheets;
  readonly store: RecordingStore;
  readonly applicants: Applicants;
  readonly agenda: Agenda;
  readonly pairWatch: PairWatch;
  readonly eventWatch: EventWatch;
  readonly bookkeepers: Bookkeepers;
  readonly mentors: DeclaringMentors;
}

/** The rows of the tabs as they stand in the end. */
interface Rows {
  readonly lines: readonly Line[];
  readonly registrations: readonly Line[];
  readonly pairs: readonly Line[];
  readonly youths: readonly Line[];
  readonly authorisations: readonly Line[];
}

async function rowsOf(sheets: Sheets): Promise<Rows> {
  const read = async ({ name }: { readonly name: string }) => rowsByHeader(await sheets.grid(name));
  return {
    lines: await read(HOURS_TAB),
    registrations: await read(REGISTRATIONS_TAB),
    pairs: await read(PAIRS_TAB),
    youths: await read(YOUTHS_TAB),
    authorisations: await read(AUTHORISATIONS_TAB),
  };
}

/** Compares the rows of registrations and hours, and what was said of them, with what people and staff did. */
export async function auditedProgramme(
  scene: Scene,
): Promise<{ readonly damage: ProgrammeDamage; readonly told: ProgrammeTold }> {
  const { eventWatch, agenda, mentors, sheets } = scene;
  await eventWatch.observe();
  const rows = await rowsOf(sheets);
  const totals = rows.pairs.map((row) => ({
    shown: minutesIn(row[PAIR.hours]),
    reckoned: reckoned(row, rows, agenda),
  }));
  const told = (what: string): number => eventWatch.told.get(what) ?? 0;
  return {
    damage: {
      ...eventWatch.damage,
      minorsLetIn: eventWatch.damage.minorsLetIn + minorsLetIn(scene, rows),
      placesWasted: placesWasted(rows, agenda),
      wishesUnanswered: await wishesUnanswered(scene, rows),
      hoursWrong: totals.filter(({ shown, reckoned: right }) => shown !== right).length,
      ...(await auditedMeetings(scene, rows)),
    },
    told: {
      lines: rows.lines.length,
      minutes: totals.reduce((sum, one) => sum + one.reckoned, 0),
      declared: mentors.declared.filter(({ isConfirmed }) => isConfirmed).length,
      placed: told('registered') + told('promoted'),
      waiting: told('waiting'),
      came: rows.registrations.filter(hasCome).length,
    },
  };
}

function hasCome(row: Line): boolean {
  return (row[REGISTRATION.state] ?? '').toLowerCase() === 'venue';
}

/** Minors who have a place in the end, and whose guardian does not agree now. */
function minorsLetIn({ applicants, agenda }: Scene, { registrations, authorisations }: Rows): number {
  const minors = new Map(
    [...applicants.applied].flatMap(([id, applied]) => {
      const [body] = applied.bodies;
      return body !== undefined && isMinor(applied) ? [[body.reference, id] as const] : [];
    }),
  );
  const agreed = new Set(
    authorisations.filter((row) => row[AUTHORISATION.state] === 'Accordée').map((row) => row.Identifiant),
  );
  return seated(registrations, agenda.ahead.title).filter((row) => {
    const id = minors.get(row[REGISTRATION.reference] ?? '');
    return id !== undefined && !agreed.has(id);
  }).length;
}

function placesWasted({ registrations }: Rows, { ahead }: Agenda): number {
  const waiting = registrations.filter(
    (row) => row[REGISTRATION.event] === ahead.title && row[REGISTRATION.state] === "Liste d'attente",
  );
  const free = (ahead.places ?? Infinity) - seated(registrations, ahead.title).length;
  return Math.max(0, Math.min(free, waiting.length));
}

async function wishesUnanswered(
  { applicants, store, agenda: { ahead } }: Scene,
  { registrations }: Rows,
): Promise<number> {
  const answered = new Set(
    registrations
      .filter((row) => row[REGISTRATION.event] === ahead.title)
      .map((row) => row[REGISTRATION.reference]),
  );
  const cases = new CaseStore(store);
  let unanswered = 0;
  for (const [id, { bodies }] of applicants.applied) {
    const own = registrationsIn(await cases.facts(id)).find(({ key }) => key === eventKey(ahead.slug));
    if (own !== undefined && own.end === undefined && (own.isLeft || !answered.has(bodies[0]?.reference)))
      unanswered += 1;
  }
  return unanswered;
}

async function auditedMeetings(
  { mentors, pairWatch, bookkeepers, agenda, store, sheets }: Scene,
  { lines }: Rows,
): Promise<Pick<ProgrammeDamage, 'meetingsLost' | 'linesDoubled'>> {
  const byEvent = lines.filter(
    (line) => line[HOURS_LINE.event] === agenda.today.title && line.Identifiant !== '',
  );
  let [meetingsLost, linesDoubled] = [0, Math.max(0, byEvent.length - 1)];
  const cases = new CaseStore(store);
  for (const { minutes, pairId, once, isConfirmed } of mentors.declared) {
    const own = lines.filter((line) => minutesIn(line[HOURS_LINE.duration]) === minutes);
    const takenAway = bookkeepers.deleted.filter(({ duration }) => minutesIn(duration) === minutes);
    // As every row: one that staff delete before it was read back is written again, once (docs/decisions/0015-safeguards.md).
    const readBack = await cases.fact(pairId, `pair-hours-${once}`);
    const forGoodMs = readBack === undefined ? Infinity : Date.parse(readBack.at) + sheets.lateMs;
    const isForGood = takenAway.some(({ at }) => at.getTime() >= forGoodMs);
    linesDoubled += Math.max(0, own.length - (isForGood ? 0 : 1));
    const isOver = pairWatch.pairs.get(pairId)?.isOver !== false;
    if (own.length === 0 && isConfirmed && takenAway.length === 0 && !isOver) meetingsLost += 1;
  }
  return { meetingsLost, linesDoubled };
}

/** A length of time in minutes: as staff type it here, or as the system writes it. */
function minutesIn(text = ''): number {
  const [, hours, rest = '0'] = /^(\d+) h(?: (\d\d))?$/.exec(text) ?? [];
  const [, alone] = /^(\d+) min$/.exec(text) ?? [];
  return (
    TYPED_LENGTHS[text] ?? (hours === undefined ? Number(alone ?? 0) : Number(hours) * 60 + Number(rest))
  );
}

/** `YYYY-MM-DD`, `DD/MM/YYYY` or « 3 novembre 2026 » as a day; `''` for anything else. */
function dayIn(text = ''): string {
  const [iso] = /^\d{4}-\d\d-\d\d/.exec(text) ?? [];
  const [, day = '', month = '', year = ''] =
    /^(\d+)\/(\d\d)\/(\d{4})$/.exec(text.replace(' novembre ', '/11/')) ?? [];
  return iso ?? (year === '' ? '' : `${year}-${month}-${day.padStart(2, '0')}`);
}

/** The minutes of a pair by the rows as they stand. */
function reckoned(pair: Line, { lines, registrations, youths }: Rows, { today }: Agenda): number {
  const started = dayIn(pair[PAIR.startedAt]);
  const isBegun = ['En cours', 'En pause'].includes(pair[PAIR.state] ?? '');
  if (started === '' && !isBegun) return 0;
  const ended = isBegun ? '' : dayIn(pair[PAIR.endedAt]);
  const youth = pair[PAIR.youth] ?? '';
  const isThere = youths.some((row) => row[APPLICATION.reference] === youth);
  const names = [pair[PAIR.reference] ?? '', ...(isThere ? [youth] : [])].filter((name) => name !== '');
  const came = registrations
    .filter((row) => row[REGISTRATION.event] === today.title && hasCome(row))
    .map((row) => row[REGISTRATION.reference] ?? '');
  const isOwn = (line: Line): boolean => {
    const participants = (line[HOURS_LINE.participants] ?? '').toUpperCase();
    const named =
      participants === '' && line[HOURS_LINE.event] === today.title ? came.join(' ') : participants;
    return names.some((name) => named.includes(name));
  };
  return lines
    .filter((line) => {
      const day = dayIn(line[HOURS_LINE.date]);
      const isInTime = day !== '' && day >= started && day < '2030' && (ended === '' || day <= ended);
      return isInTime && TYPED_STATES[line[HOURS_LINE.state] ?? ''] === true && isOwn(line);
    })
    .reduce((sum, line) => sum + minutesIn(line[HOURS_LINE.duration]), 0);
}
