import { type Status, statusesOf, statusNamed, withdrawnStatus } from '../../domain/application/statuses.ts';
import type { CaseRecord } from '../cases/case-store.ts';
import type { Fact } from '../cases/facts.ts';

/** Since when an application has its status, as ISO 8601. */
export interface Taken {
  /** When the change was decided upon; for a status that no change gave, when the application was received. */
  readonly at: string;
  /** When the person was told of the change; absent until then, and where nothing is told. */
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

/** What the name of a change says; `undefined` of another event. Rank 0: as the row stood when its file was opened. */
export function changeIn({
  name,
}: Pick<Fact, 'name'>): { readonly rank: number; readonly key: string } | undefined {
  const { rank, key } = CHANGE.exec(name)?.groups ?? {};
  return rank === undefined || key === undefined ? undefined : { rank: Number(rank), key };
}

/** The name of the event that says when and how the person was told of a change. */
export function toldName(change: string): string {
  return change.replace('status', 'message');
}

function takenBy(
  event: Fact,
  events: readonly Fact[],
  { audience, receivedAt }: Pick<CaseRecord, 'audience' | 'receivedAt'>,
): TakenStatus | undefined {
  if (event.name.startsWith(WITHDRAWAL))
    return { status: withdrawnStatus(audience), taken: { at: event.at } };
  const change = changeIn(event);
  const status = statusNamed(audience, change?.key ?? '');
  if (status === undefined) return undefined;
  // Nobody was told of it, and nothing promised since.
  if (change?.rank === 0) return { status, taken: { at: receivedAt, isReception: true } };
  const told = events.find(({ name }) => name === toldName(event.name))?.at;
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
