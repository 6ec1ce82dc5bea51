import { READINESS } from '../../domain/application/tabs.ts';
import { lastDay } from '../../domain/events/days.ts';
import { endOf, type ProgrammeEvent, startOf } from '../../domain/events/programme-event.ts';
import { eventOf, hasCome, REGISTRATION, REGISTRATIONS_TAB } from '../../domain/events/registrations-tab.ts';
import { MENTORS_TAB } from '../../domain/pairs/pair-row.ts';
import { eventKey, isNoted, registrationFact, registrationId } from '../cases/registration-facts.ts';
import { IDENTIFIER_PATTERN } from '../foundation/identifier.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import { type CaseNow, type Due, NOTHING_DUE, type Plan } from './plan.ts';
import { guestNow, REGISTRATION_QUERIES } from './registration-rows.ts';
import { isDecided, lastsAt } from './undo.ts';

export interface TrainingSettings {
  /** The published events; `undefined` while they cannot be read. */
  readonly events: readonly ProgrammeEvent[] | undefined;
  readonly now: Date;
}

/** Who came is noted by then: until then a row is looked for that the team may be the first to write in the tab. */
const NOTED_MS = 14 * 24 * 3_600_000;

/** A mentor's row that says that they came to a training. */
interface Attended {
  readonly id: string;
  readonly event: ProgrammeEvent;
}

/**
 * The plan for mentors who came to a training: `Venue` fills an empty `Formé le` with its day, once. What the team writes there, or empties
 * again, is the team's.
 */
export function trainingPlan({ events = [], now }: TrainingSettings): Plan {
  const trainings = events.filter(({ kind }) => kind === 'training');
  const isNoting = trainings.some(
    (event) => startOf(event) <= now && now.getTime() < endOf(event).getTime() + NOTED_MS,
  );
  return {
    name: 'registrations',
    reads: REGISTRATION_QUERIES.map((query) =>
      isNoting && (query.tab === REGISTRATIONS_TAB || query.tab === MENTORS_TAB)
        ? { ...query, isAlwaysScanned: true }
        : query,
    ),
    due: (one) => (trainings.length === 0 ? NOTHING_DUE : dueFor(one, trainings)),
    related: (_, rowsIfRead) => {
      const rows = rowsIfRead(REGISTRATIONS_TAB);
      return rows === undefined ? [] : untrained(rowsIfRead(MENTORS_TAB), rows, trainings);
    },
  };
}

/** True of a row that the team typed: nobody knows since when its cells stand. */
function isByHand(id: string): boolean {
  return !IDENTIFIER_PATTERN.test(id);
}

function referenceIn(cells: Cells): string {
  return (cells[REGISTRATION.reference] ?? '').trim();
}

function trainingIn(cells: Cells, trainings: readonly ProgrammeEvent[]): ProgrammeEvent | undefined {
  return eventOf(cells[REGISTRATION.event] ?? '', trainings, cells[REGISTRATION.date]);
}

/** Mentors whom a row typed by hand says to be trained: no change of such a row is seen. */
function untrained(
  mentors: ReadonlyMap<string, Cells> = new Map(),
  rows: ReadonlyMap<string, Cells>,
  trainings: readonly ProgrammeEvent[],
): readonly string[] {
  const references = new Set(
    [...rows].flatMap(([id, cells]) =>
      isByHand(id) && hasCome(cells) && trainingIn(cells, trainings) !== undefined
        ? [referenceIn(cells)]
        : [],
    ),
  );
  return [...mentors].flatMap(([id, cells]) =>
    references.has(referenceIn(cells)) && cells[READINESS.trainedOn]?.trim() === '' ? [id] : [],
  );
}

function dueFor(one: CaseNow, trainings: readonly ProgrammeEvent[]): Due {
  const guest = one.record?.audience === 'mentor' ? guestNow(one) : undefined;
  // Without the column, nothing can be said there.
  if (guest === undefined || one.row(MENTORS_TAB)?.[READINESS.trainedOn]?.trim() !== '') return NOTHING_DUE;
  const attended = [...one.rows(REGISTRATIONS_TAB)].flatMap(([id, cells]): readonly Attended[] => {
    if (!hasCome(cells) || referenceIn(cells) !== guest.reference) return [];
    const own = trainings.find(({ slug }) => registrationId(one.id, eventKey(slug)) === id);
    const event = own ?? trainingIn(cells, trainings);
    return event === undefined || isNoted(named(event), 'trained', one.facts) ? [] : [{ id, event }];
  });
  const [first] = attended;
  if (first === undefined) return NOTHING_DUE;
  const begins = startOf(first.event);
  if (one.now < begins) return { effects: [], lookAt: begins };
  return fill(first, one);
}

function named({ slug }: ProgrammeEvent) {
  return { key: eventKey(slug), rank: 0 };
}

function fill({ id, event }: Attended, one: CaseNow): Due {
  const watched = { unchangedSince: () => one.unchangedSince(REGISTRATIONS_TAB, id), now: one.now };
  if (!isByHand(id) && !isDecided(REGISTRATIONS_TAB, watched))
    return { effects: [], lookAt: lastsAt(REGISTRATIONS_TAB, watched) };
  const cells = { [READINESS.trainedOn]: lastDay(event.end) };
  const line = `Formation suivie : « ${event.title} »`;
  return {
    effects: [
      {
        name: 'trained',
        update: [{ tab: MENTORS_TAB, row: { id: one.id, cells } }],
        done: { facts: [registrationFact(named(event), 'trained', one.now, line)] },
      },
    ],
  };
}
