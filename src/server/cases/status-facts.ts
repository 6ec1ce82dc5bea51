import type { Audience } from '../../domain/application/form.ts';
import {
  type Status,
  statusesOf,
  statusKey,
  statusNamed,
  withdrawnStatus,
} from '../../domain/application/statuses.ts';
import type { CaseRecord } from './case-store.ts';
import { type Fact, factNamed, factOf, factsMatching } from './facts.ts';

/** Since when an application has its status; instants in ISO 8601. */
export interface StatusStart {
  /** When the change was decided upon; for a status that no change gave, when the application was received. */
  readonly at: string;
  /** When the person was notified of the change; absent until then, and for changes that notify nobody. */
  readonly notifiedAt?: string | undefined;
  /** True when no change gave it: the row came with it. */
  readonly isReception?: true | undefined;
}

export interface StartedStatus {
  readonly status: Status;
  readonly statusStart: StatusStart;
}

const CHANGE = /^status-(?<rank>\d+)-(?<key>.+)$/;
const WITHDRAWAL = 'withdrawal-';

/** A change of status that was decided upon, `status-<rank>-<key>`. Rank 0: as the row stood when its case was created. */
export interface StatusChange {
  readonly rank: number;
  /** Its `statusKey`. */
  readonly key: string;
  readonly fact: Fact;
}

/** The changes of status of an application. */
export interface StatusHistory {
  readonly changes: readonly StatusChange[];
  /** The `statusKey` that counts. */
  readonly key: string;
  /** Rank of the next change. */
  readonly nextRank: number;
  /** The first change that nobody was notified of yet. */
  readonly unnotified: StatusChange | undefined;
}

/** The fact that an application took a status. */
export function statusFact(rank: number, { label }: Pick<Status, 'label'>, at: Date): Fact {
  const detail = rank === 0 ? `Statut au début du suivi : ${label}` : `Statut : ${label}`;
  return factOf('status', `status-${rank}-${statusKey(label)}`, at, detail);
}

/** The fact of how a change was notified: by a message, not at all (`untold`), or by a letter that was given up (`lost`). */
export function notificationFact(
  way: 'message' | 'untold' | 'lost',
  { rank, key }: Pick<StatusChange, 'rank' | 'key'>,
  at: Date,
  detail?: string,
): Fact {
  return factOf('message', notificationName(way, { rank, key }), at, detail);
}

function notificationName(
  way: 'message' | 'untold' | 'lost',
  { rank, key }: Pick<StatusChange, 'rank' | 'key'>,
): string {
  return `${way}-${rank}-${key}`;
}

/** True when the letter of a change was given up for good: the team notifies the person. */
export function isLost(change: StatusChange, facts: readonly Fact[]): boolean {
  return factNamed(facts, notificationName('lost', change)) !== undefined;
}

function changesIn(facts: readonly Fact[]): readonly StatusChange[] {
  return factsMatching(facts, CHANGE)
    .map(({ fact, groups: { rank, key = '' } }) => ({ rank: Number(rank), key, fact }))
    .toSorted((a, b) => a.rank - b.rank || Date.parse(a.fact.at) - Date.parse(b.fact.at));
}

/** Reads the changes of status from the facts, and the first without a notification. */
export function statusHistory(facts: readonly Fact[], audience: Audience): StatusHistory {
  const changes = changesIn(facts);
  const last = changes.at(-1);
  const names = new Set(facts.map(({ name }) => name));
  const isOver = (change: StatusChange): boolean =>
    change.rank === 0 ||
    names.has(notificationName('message', change)) ||
    names.has(notificationName('untold', change));
  return {
    changes,
    key: last === undefined ? statusKey(statusesOf(audience)[0].label) : last.key,
    nextRank: last === undefined ? 1 : last.rank + 1,
    unnotified: changes.find((change) => !isOver(change)),
  };
}

/** The fact that the last message which somebody asked for has left; `undefined` until then, and of those who are promised none. */
export function lastMessageOf(facts: readonly Fact[], audience: Audience): Fact | undefined {
  const [first] = lastContacts(facts, audience).flatMap(
    (change) => factNamed(facts, notificationName('message', change)) ?? [],
  );
  return first;
}

function lastContacts(facts: readonly Fact[], audience: Audience): readonly StatusChange[] {
  return changesIn(facts).filter(({ key }) => statusNamed(audience, key)?.isLastContact === true);
}

/**
 * When somebody had the last message that they asked for: it left, or the team told them by means of its own. `undefined` while it
 * waits, and of those who are promised none.
 */
export function lastContactAt(facts: readonly Fact[], audience: Audience): Date | undefined {
  const last = lastContacts(facts, audience).at(-1);
  const byTeam = last?.rank === 0 ? last.fact : last && factNamed(facts, notificationName('untold', last));
  const fact = lastMessageOf(facts, audience) ?? byTeam;
  return fact && new Date(fact.at);
}

function statusFrom(
  event: Fact,
  events: readonly Fact[],
  { audience, receivedAt }: Pick<CaseRecord, 'audience' | 'receivedAt'>,
): StartedStatus | undefined {
  if (event.name.startsWith(WITHDRAWAL))
    return { status: withdrawnStatus(audience), statusStart: { at: event.at } };
  const [change] = changesIn([event]);
  const status = statusNamed(audience, change?.key ?? '');
  if (change === undefined || status === undefined) return undefined;
  // No notification went out for it, and nothing was promised since.
  if (change.rank === 0) return { status, statusStart: { at: receivedAt, isReception: true } };
  const notifiedAt = factNamed(events, notificationName('message', change))?.at;
  return { status, statusStart: { at: event.at, notifiedAt } };
}

/** The status that the facts of an application, the oldest first, give; without any, the first of the list, since the reception. */
export function currentStatus(
  events: readonly Fact[],
  file: Pick<CaseRecord, 'audience' | 'receivedAt'>,
): StartedStatus {
  const current = events.flatMap((event) => statusFrom(event, events, file) ?? []).at(-1);
  return (
    current ?? {
      status: statusesOf(file.audience)[0],
      statusStart: { at: file.receivedAt, isReception: true },
    }
  );
}
