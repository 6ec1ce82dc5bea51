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

/** Since when an application has its status, as ISO 8601. */
export interface Taken {
  /** When the change was decided upon; for a status that no change gave, when the application was received. */
  readonly at: string;
  /** When the person was notified of the change; absent until then, and for changes that notify nobody. */
  readonly told?: string | undefined;
  /** No change gave it: the row came with it. */
  readonly isReception?: true | undefined;
}

export interface TakenStatus {
  readonly status: Status;
  readonly taken: Taken;
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
  /** The first change without a notification yet. */
  readonly untold: StatusChange | undefined;
}

/** The fact that an application took a status. */
export function statusFact(rank: number, { label }: Pick<Status, 'label'>, at: Date): Fact {
  const detail = rank === 0 ? `Statut au début du suivi : ${label}` : `Statut : ${label}`;
  return factOf('status', `status-${rank}-${statusKey(label)}`, at, detail);
}

/** The fact of how a change was notified: by a message, not at all (`untold`), or by a letter that was given up (`lost`). */
export function tellingFact(
  telling: 'message' | 'untold' | 'lost',
  { rank, key }: Pick<StatusChange, 'rank' | 'key'>,
  at: Date,
  detail?: string,
): Fact {
  return factOf('message', tellingName(telling, { rank, key }), at, detail);
}

function tellingName(
  telling: 'message' | 'untold' | 'lost',
  { rank, key }: Pick<StatusChange, 'rank' | 'key'>,
): string {
  return `${telling}-${rank}-${key}`;
}

/** True when the letter of a change was given up for good: the team tells it. */
export function isLost(change: StatusChange, facts: readonly Fact[]): boolean {
  return factNamed(facts, tellingName('lost', change)) !== undefined;
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
    names.has(tellingName('message', change)) ||
    names.has(tellingName('untold', change));
  return {
    changes,
    key: last === undefined ? statusKey(statusesOf(audience)[0].label) : last.key,
    nextRank: last === undefined ? 1 : last.rank + 1,
    untold: changes.find((change) => !isOver(change)),
  };
}

function takenBy(
  event: Fact,
  events: readonly Fact[],
  { audience, receivedAt }: Pick<CaseRecord, 'audience' | 'receivedAt'>,
): TakenStatus | undefined {
  if (event.name.startsWith(WITHDRAWAL))
    return { status: withdrawnStatus(audience), taken: { at: event.at } };
  const [change] = changesIn([event]);
  const status = statusNamed(audience, change?.key ?? '');
  if (change === undefined || status === undefined) return undefined;
  // No notification went out for it, and nothing was promised since.
  if (change.rank === 0) return { status, taken: { at: receivedAt, isReception: true } };
  const told = factNamed(events, tellingName('message', change))?.at;
  return { status, taken: { at: event.at, told } };
}

/** The last status that the events of an application, the oldest first, tell of; without any, the first of all, since its reception. */
export function lastTaken(
  events: readonly Fact[],
  file: Pick<CaseRecord, 'audience' | 'receivedAt'>,
): TakenStatus {
  const taken = events.flatMap((event) => takenBy(event, events, file) ?? []).at(-1);
  return taken ?? { status: statusesOf(file.audience)[0], taken: { at: file.receivedAt, isReception: true } };
}
