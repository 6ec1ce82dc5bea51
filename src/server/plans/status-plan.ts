import { readEmail } from '../../domain/application/email.ts';
import { isFirstStatus, type Status, statusKey, statusNamed } from '../../domain/application/statuses.ts';
import type { Tab } from '../../domain/application/tab.ts';
import type { CaseRecord } from '../cases/case-store.ts';
import { contactKeys } from '../cases/contact-keys.ts';
import type { Effect } from '../cases/effect.ts';
import { type Fact, factNamed } from '../cases/facts.ts';
import { guardianFact } from '../cases/guardian-facts.ts';
import { releaseOutcome } from '../cases/company-facts.ts';
import { currentStatus, statusFact, type StatusHistory, statusHistory } from '../cases/status-facts.ts';
import type { Secret } from '../foundation/secret.ts';
import { type CaseNow, type Due, effectsOf, NOTHING_DUE, type Plan } from './plan.ts';
import { type Hold, holdOf, isTooLate, type ReopeningSettings } from './reopening.ts';
import { type StatusContent, leaveUntold, notifyOfChange } from './status-messages.ts';
import { type CachedStatus, cachedStatusText } from './cached-status.ts';
import { hasLasted, isDecided, lastsAt } from './undo.ts';
import { STATUS_QUERIES, TRACKED_AUDIENCES, type TrackedRow, trackedRowOf } from './status-rows.ts';

export interface StatusPlanSettings extends StatusContent, Pick<ReopeningSettings, 'closed'> {
  /** Season of the cases created for rows that have none. */
  readonly season: string;
  readonly secret: Secret;
}

/** A message that waits for a form to open is looked at again after this. */
const HOLD_MS = 3_600_000;
/** A date as the spreadsheet gives it. */
const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The plan for the statuses that the team gives: a change that has lasted is noted, releases whatever waited for the team, and is
 * told once, by e-mail or through the tab `À contacter`.
 */
export function statusPlan(settings: StatusPlanSettings): Plan {
  return {
    name: 'statuses',
    reads: Object.values(STATUS_QUERIES),
    due: (one) => dueFor(one, settings),
  };
}

function dueFor(one: CaseNow, settings: StatusPlanSettings): Due {
  const row = trackedRow(one);
  if (row === undefined) return NOTHING_DUE;
  const { record, facts } = one;
  const status = statusNamed(row.audience, row.status);
  if (record === undefined) return begin(row, status, one, settings);
  const history = statusHistory(facts, row.audience);
  const isChanged = history.key !== statusKey(row.status);
  const isUntold = isChanged || history.unnotified !== undefined;
  const hold = isUntold ? holdOf(row, row.status, settings) : undefined;
  const decided = isChanged && hold === undefined ? decide(history, status, row, one) : undefined;
  const last = currentStatus(facts, record);
  return {
    effects: effectsOf(
      followContact(record, row, settings),
      decided,
      release(history, row, one),
      hold === undefined ? notify(history, row, one, settings) : undefined,
    ),
    rescanAt:
      hold !== undefined || (isChanged && decided === undefined) ? nextScan(row, one, hold) : undefined,
    cached: cachedOf(row, {
      // None while that is not the status which the person's page tells.
      ...(last.status === status && { statusStart: last.statusStart }),
      ...(isChanged && status === undefined && hasLasted(tabOfRow(row), one) && { isUnknown: true }),
      ...(hold !== undefined && hasLasted(tabOfRow(row), one) && { hold }),
    }),
  };
}

function trackedRow({ id, record, facts, row }: CaseNow): TrackedRow | undefined {
  const audience = record?.audience;
  // Something happened to it: not a row that came before cases were kept.
  if (record === undefined && facts.some(({ kind }) => kind !== 'status')) return undefined;
  for (const own of audience === undefined ? TRACKED_AUDIENCES : [audience]) {
    const cells = row(STATUS_QUERIES[own].tab);
    if (cells !== undefined) return trackedRowOf(own, id, cells);
  }
  return undefined;
}

function tabOfRow({ audience }: TrackedRow): Tab {
  return STATUS_QUERIES[audience].tab;
}

function cachedOf(row: TrackedRow, status: CachedStatus): Due['cached'] {
  return { tab: tabOfRow(row), text: cachedStatusText(status) };
}

/** A form opens with a publication, of which no row tells. */
function nextScan(row: TrackedRow, one: CaseNow, hold: Hold | undefined): Date {
  const lasts = lastsAt(tabOfRow(row), one);
  return hold === undefined || lasts > one.now ? lasts : new Date(one.now.getTime() + HOLD_MS);
}

/** Tells of the first change that nobody was told of. */
function notify(
  history: StatusHistory,
  row: TrackedRow,
  one: CaseNow,
  settings: StatusPlanSettings,
): Effect | undefined {
  const change = history.unnotified;
  if (change === undefined) return undefined;
  if (row.audience === 'waiting') {
    if (history.key !== statusKey(row.status)) return undefined;
    if (isTooLate(change, history, one.facts, row.audience)) return leaveUntold(change, one.now);
  }
  return notifyOfChange(change, row, one, settings);
}

/** Creates the case of a row that came before cases were kept; its status was told, if at all, by the team. Waits while it is unknown. */
function begin(row: TrackedRow, status: Status | undefined, one: CaseNow, settings: StatusPlanSettings): Due {
  const { facts, now } = one;
  // First the status: a case without one would take the row's for a change.
  if (facts.length === 0 && status !== undefined)
    return { effects: [{ name: 'begin', done: { facts: [statusFact(0, status, now)] } }] };
  if (facts.length > 0)
    // The fact once more: the journal leaves out what is about no case.
    return { effects: [{ name: 'create', done: { record: recordOf(row, now, settings), facts } }] };
  return {
    effects: [],
    rescanAt: lastsAt(tabOfRow(row), one),
    cached: cachedOf(row, hasLasted(tabOfRow(row), one) ? { isUnknown: true } : {}),
  };
}

function recordOf(row: TrackedRow, now: Date, { secret, season }: StatusPlanSettings): CaseRecord {
  const { id, reference, audience } = row;
  const received = new Date(row.receivedAt);
  const receivedAt = (Number.isNaN(received.getTime()) ? now : received).toISOString();
  return { id, reference, audience, season, receivedAt, keys: contactKeys(secret, row) };
}

/**
 * An address and a date of birth that stand in the row open the follow-up, under the current secret; anything else in the cells
 * changes nothing.
 */
function followContact(
  record: CaseRecord,
  { email, birthDate }: TrackedRow,
  { secret }: StatusPlanSettings,
): Effect | undefined {
  const keys = {
    ...record.keys,
    ...contactKeys(secret, {
      email: readEmail(email) ?? '',
      birthDate: record.keys.birthDate !== undefined && DAY_PATTERN.test(birthDate) ? birthDate : '',
    }),
  };
  if (keys.email === record.keys.email && keys.birthDate === record.keys.birthDate) return undefined;
  return { name: 'follow-contact', done: { record: { ...record, keys } } };
}

/** Notes a change that has lasted; `undefined` while it waits, or is to a status that no list has. */
function decide(
  { nextRank }: StatusHistory,
  status: Status | undefined,
  row: TrackedRow,
  one: CaseNow,
): Effect | undefined {
  const tab = tabOfRow(row);
  if (status === undefined || !isDecided(tab, one)) return undefined;
  return { name: 'decide', done: { facts: [statusFact(nextRank, status, one.now)] } };
}

/**
 * Lets leave what waits until the team knows who asked for it: a company's invitations once it is taken on, the request to a
 * youth's guardian once the team has given any status.
 */
function release(
  { changes }: StatusHistory,
  { audience }: TrackedRow,
  { id, facts, now }: CaseNow,
): Effect | undefined {
  const given = changes.filter(({ rank }) => rank > 0);
  if (audience === 'youth' && given.some(({ key }) => !isFirstStatus(audience, key)))
    return unlessNoted(facts, { name: 'release', done: { facts: [guardianFact('released', now)] } });
  const takenOn = given.findLast(({ key }) => statusNamed(audience, key)?.isTakenOn === true);
  return (
    takenOn && unlessNoted(facts, { name: 'release', done: releaseOutcome(id, facts, takenOn.rank, now) })
  );
}

function unlessNoted(facts: readonly Fact[], effect: Effect): Effect | undefined {
  const { facts: noted = [] } = effect.done;
  return noted.every(({ name }) => factNamed(facts, name) !== undefined) ? undefined : effect;
}
