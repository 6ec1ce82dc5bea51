import { formatDay } from '../../domain/french-dates.ts';
import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import { NOTICE_DAYS, daysAfter } from '../../domain/retention/term.ts';
import { chunks, inGroups } from '../foundation/parallel.ts';
import { type Failure, type StepName, Steps } from '../runs/steps.ts';
import { scheduleSlice } from './nightly-slice.ts';
import { PeopleStore } from '../cases/people-store.ts';
import { writeJournal } from '../executor/journal.ts';
import { ERASED_TOGETHER, eraseApplications } from '../retention/erase.ts';
import { eraseInvitations, forgetAside } from '../retention/leftovers.ts';
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

/** Notes under way at once. */
const PARALLEL = 20;

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
async function noteAll({ announce, wait, doubts }: Survey, { cases, now }: RetentionPorts): Promise<void> {
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

/** Acts on the ids a few together, one batch after the other until `deadline`; gives how many are left. A failure is the batch's own. */
async function batchByBatch(
  ids: readonly string[],
  { now, onFailure }: RetentionPorts,
  deadline: Date,
  act: (batch: readonly string[]) => Promise<void>,
): Promise<number> {
  let left = ids.length;
  for (const batch of chunks(ids, ERASED_TOGETHER)) {
    if (now() >= deadline) break;
    left -= batch.length;
    try {
      await act(batch);
    } catch (error) {
      onFailure?.(error);
    }
  }
  return left;
}

/** Looks at everybody, and reports what cannot be read. */
async function survey(ports: RetentionPorts): Promise<Survey> {
  const found = await surveyRetention(ports);
  for (const error of [...found.unread.map((one) => one.error), ...found.failures]) ports.onFailure?.(error);
  return found;
}

/**
 * One night: announces in the tab `Journal` whose data leave in thirty days, erases those whose notice is over, then forgets old
 * marks and counters, and has a slice of the cases looked at. Each step has its own failure and keeps no other from its turn. Safe to run at any moment; what is left at
 * `deadline` waits for the next run, which looks again at everybody: a contact meanwhile puts the erasure off. Throws nothing.
 */
export async function runRetention(ports: RetentionPorts, deadline: Date): Promise<Night> {
  const steps = new Steps(ports.log);
  const step = <T>(name: StepName, act: (ofStep: RetentionPorts) => Promise<T>): Promise<T | undefined> =>
    steps.run(name, (onFailure) => act({ ...ports, onFailure }));

  const found = (await step('survey', survey)) ?? NOTHING_FOUND;
  const erase = found.erase.map(({ id }) => id);
  await step('announcements', (ofStep) => noteAll(found, ofStep));
  const left = await step('erasures', (ofStep) =>
    batchByBatch(erase, ofStep, deadline, async (batch) => {
      await eraseApplications(batch, ofStep);
    }),
  );
  const leftInvitations = await step('old-invitations', (ofStep) =>
    batchByBatch(found.invitations, ofStep, deadline, (batch) => eraseInvitations(batch, ofStep)),
  );
  await step('journal', (ofStep) => writeJournal(ofStep, deadline));
  await step('put-aside', forgetAside);
  await step('old-marks', (ofStep) => forgetOldMarks(ofStep, deadline));
  await step('counters', (ofStep) => forgetOldDays(ofStep, deadline));
  await step('cases', (ofStep) =>
    scheduleSlice({ ...ofStep, people: new PeopleStore(ofStep.store) }, deadline),
  );
  return { ...found, met: steps.failures, left: (left ?? 0) + (leftInvitations ?? 0) };
}
