import { formatDay } from '../../domain/french-dates.ts';
import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import { daysAfter } from '../../domain/days-after.ts';
import { NOTICE_DAYS } from '../../domain/retention/term.ts';
import { chunks, inGroups } from '../foundation/parallel.ts';
import { type Failure, type StepName, Steps } from '../runs/steps.ts';
import { countFigures } from './count-figures.ts';
import { scheduleSlice } from './nightly-slice.ts';
import { Asks } from '../cases/asks.ts';
import { ERASED_TOGETHER, type ExecutePorts, Execution } from '../executor/execute.ts';
import { writeJournal } from '../executor/journal.ts';
import { erasurePlan } from '../plans/erasure-plan.ts';
import { forgetAside } from '../retention/leftovers.ts';
import { forgetOldDays, forgetOldMarks } from '../retention/old-marks.ts';
import type { RetentionPorts } from '../retention/retention-ports.ts';
import { type Due, type Survey, announcement, surveyRetention } from '../retention/survey.ts';

/** Findings and results of a night. */
export interface Night extends Survey {
  /** Failure of each step: the others were done all the same. */
  readonly met: readonly Failure[];
  /** Erasures that are due and were not begun in time: for the next run. */
  readonly left: number;
}

const NOTHING_FOUND: Survey = {
  announce: [],
  wait: [],
  erase: [],
  doubts: [],
  invitations: [],
  unread: [],
  failures: [],
};

export type NightPorts = RetentionPorts &
  Omit<ExecutePorts, 'report'> & { readonly onFailure?: (error: unknown) => void };

/** Notes under way at once. */
const PARALLEL = 20;

/** Tells the asks of a night from a person's own. */
const ONCE = '0'.repeat(16);

/** The first day on which somebody may be erased, who is announced today. */
export function erasureDay({ term }: Pick<Due, 'term'>, announcedOn: IsoDate): IsoDate {
  return [term, daysAfter(announcedOn, NOTICE_DAYS)].toSorted().at(-1) ?? term;
}

function announcementText(due: Due, today: IsoDate): string {
  const day = formatDay(erasureDay(due, today));
  if (due.isTold) return `Effacement prévu le ${day} : le message de réouverture est parti.`;
  return `Effacement prévu le ${day} : aucun contact depuis le ${formatDay(due.lastContact)}. Une date plus récente dans « Dernier contact » le repousse.`;
}

const DOUBT =
  'Effacement impossible : « Dernier contact » ou « Reçue le » n’est pas une date plausible. Écrivez-la ainsi : 12/03/2026.';

/** Notes the Journal's lines of the day: one event and one row all the same, whatever was cut short. */
async function noteAll({ announce, wait, doubts }: Survey, { cases, now }: NightPorts): Promise<void> {
  const at = now();
  const today = parisDate(at);
  const notes = [
    ...[...announce, ...wait].map((due) => ({
      id: due.id,
      name: announcement(due.term),
      detail: announcementText(due, today),
    })),
    ...doubts
      .filter(({ why }) => why === 'contact')
      .map(({ id, term }) => ({ id, name: `retention-doubt-${term}`, detail: DOUBT })),
  ];
  await inGroups(notes, PARALLEL, ({ id, ...event }) =>
    cases.note(id, { ...event, kind: 'retention', at: at.toISOString() }),
  );
}

/**
 * Asks for erasures and does them, a few together until `deadline`, so that a contact puts off those that are left, of which it gives the
 * number. What fails is done by a later drain, as if the person had asked. Throws `StoreUnavailable`.
 */
async function erase(
  ids: readonly string[],
  execution: Execution,
  ports: NightPorts,
  deadline: Date,
): Promise<number> {
  const { store, now } = ports;
  const asks = new Asks(store);
  // However often a night is run, it asks once.
  const at = new Date(parisDate(now()));
  let left = ids.length;
  for (const batch of chunks(ids, ERASED_TOGETHER)) {
    if (now() >= deadline) break;
    await inGroups(batch, PARALLEL, (id) => asks.ask(id, { kind: 'erase', at, once: ONCE }));
    await execution.run({ isScan: false, erases: new Map(), deadline });
    left -= batch.length;
  }
  return left;
}

/** Looks at everybody, and reports what cannot be read. */
async function survey(ports: NightPorts): Promise<Survey> {
  const found = await surveyRetention(ports);
  for (const error of [...found.unread.map((one) => one.error), ...found.failures]) ports.onFailure?.(error);
  return found;
}

/**
 * One night: announces in the tab `Journal` whose data leave in thirty days, counts the figures, erases those whose notice is over, then
 * forgets old marks and counters, and has a slice of the cases looked at. Each step has its own failure and keeps no other from its turn. Safe to run at any moment; what is left at
 * `deadline` waits for the next run, which looks again at everybody: a contact meanwhile puts the erasure off. Throws nothing.
 */
export async function runRetention(ports: NightPorts, deadline: Date): Promise<Night> {
  const steps = new Steps(ports.log);
  const step = <T>(name: StepName, act: (ofStep: NightPorts) => Promise<T>): Promise<T | undefined> =>
    steps.run(name, (onFailure) => act({ ...ports, onFailure }));

  const found = (await step('survey', survey)) ?? NOTHING_FOUND;
  const ids = [...found.erase.map(({ id }) => id), ...found.invitations];
  await step('announcements', (ofStep) => noteAll(found, ofStep));
  const execution = new Execution([erasurePlan(ports.secret)], {
    ...ports,
    report: steps.report.bind(steps),
  });
  await step('figures', (ofStep) => countFigures(execution, ofStep));
  const left = await step('erasures', (ofStep) => erase(ids, execution, ofStep, deadline));
  await step('journal', (ofStep) => writeJournal(ofStep, deadline));
  await step('put-aside', forgetAside);
  await step('old-marks', (ofStep) => forgetOldMarks(ofStep, deadline));
  await step('counters', (ofStep) => forgetOldDays(ofStep, deadline));
  await step('cases', (ofStep) => scheduleSlice(ofStep, deadline));
  return { ...found, met: steps.failures, left: left ?? ids.length };
}
