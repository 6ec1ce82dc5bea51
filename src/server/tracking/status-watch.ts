import type { Recruited } from '../../domain/application/form.ts';
import { statusKey, statusNamed } from '../../domain/application/statuses.ts';
import { CONTACT_TAB } from '../../domain/tracking/contact-tab.ts';
import { FILE_EVENTS } from '../../domain/tracking/journal-texts.ts';
import { UNDO_MINUTES } from '../../domain/tracking/status-words.ts';
import { IDENTIFIER_PATTERN } from '../foundation/identifier.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import type { Message } from '../letters/message.ts';
import { statusEmail } from '../letters/status-letters.ts';
import type { Mail } from '../mail/mail.ts';
import { chunks, inGroups } from '../foundation/parallel.ts';
import { onTab, reasonOf, type TabPorts } from '../spreadsheet/on-tab.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { addContacts } from './contact-list.ts';
import { contactKey } from '../cases/contact-keys.ts';
import type { Fact } from '../cases/facts.ts';
import type { TrackingSettings } from '../letters/promise.ts';
import { type DatedRow, takenAtReception } from './due-promises.ts';
import { type HistoryPorts, historyOf, keyOf } from './status-history.ts';
import { type Taken, toldName } from './status-taken.ts';
import { isToldByTeam } from '../letters/contact-row.ts';
import { changeOf, contactOf, type StatusContent, type ToldChange } from './status-messages.ts';
import { readTrackedRows, TRACKED, type TrackedRow } from './tracked-rows.ts';
import type { Snapshot } from './watch-notes.ts';

export interface WatchPorts extends HistoryPorts, TabPorts, StatusContent {
  readonly spreadsheet: Pick<Spreadsheet, 'read' | 'insert' | 'identifiers'>;
  readonly mail: Mail;
  readonly settings: TrackingSettings;
  /** What else a status that has lasted brings about, given as its `statusKey`; safe to repeat. */
  readonly onStatus?: (row: TrackedRow, key: string) => Promise<void>;
}

/** What a watch found. */
export interface Watched {
  /** The rows of each tab that could be read, and whose rows were all looked at in time. */
  readonly rows: ReadonlyMap<Recruited, readonly DatedRow[]>;
  /** Those whose status is none of their list's, for as long as a mistake may last. */
  readonly unknown: readonly TrackedRow[];
}

/** A change undone within this time is told to nobody. */
const UNDO_MS = UNDO_MINUTES * 60_000;
/** What was read longer ago may have changed: a process that was put to sleep begins anew. */
const FRESH_MS = 60_000;
/** CaseStore opened at once. */
const PARALLEL = 20;

const AUDIENCES = ['youth', 'mentor', 'company'] as const satisfies readonly Recruited[];

/** One tab as it is now, with what is to become of its rows. */
interface Round {
  readonly readAt: Date;
  readonly before: Snapshot;
  readonly settled: Map<string, Snapshot['settled'][string]>;
  readonly pending: Map<string, Snapshot['pending'][string]>;
  /** Since when rows have their status; none while a change waits. */
  readonly taken: Map<string, Taken>;
  readonly unknown: TrackedRow[];
  /** To be told by the team, written together. */
  readonly contacts: ToldChange[];
}

/** What is looked at in a row, as a text that names nobody. */
function markOf({ status, email }: TrackedRow, { secret }: Pick<WatchPorts, 'secret'>): string {
  return `${statusKey(status)} ${contactKey(secret, 'email', email).slice(0, 16)}`;
}

/** Decides on a change that has lasted, and gives its event; `undefined` while it waits. */
async function decide(
  row: TrackedRow,
  rank: number,
  round: Round,
  { cases, now }: WatchPorts,
): Promise<Fact | undefined> {
  const { id, audience } = row;
  const key = statusKey(row.status);
  const seen = round.before.pending[id];
  const since = seen?.key === key ? seen.since : round.readAt.toISOString();
  round.pending.set(id, { key, since });
  if (round.readAt.getTime() - Date.parse(since) < UNDO_MS) return undefined;
  const status = statusNamed(audience, key);
  if (status === undefined) round.unknown.push(row);
  if (status === undefined || now().getTime() - round.readAt.getTime() > FRESH_MS) return undefined;
  const name = `status-${rank}-${key}`;
  const at = now().toISOString();
  await cases.note(id, { name, kind: 'status', at, detail: `Statut : ${status.label}` });
  return await cases.fact(id, name);
}

/** Notes how a change was told, then that nothing is left to do about it. */
async function noteTold(
  { name, at, status, row }: ToldChange,
  toldAt: Date,
  by: string,
  round: Round,
  { cases, watchNotes }: WatchPorts,
): Promise<void> {
  const told = toldAt.toISOString();
  await cases.note(row.id, {
    name: toldName(name),
    kind: 'message',
    at: told,
    detail: `${by} (statut ${status})`,
  });
  await watchNotes.markTold(row.id, name);
  const taken = round.taken.get(row.id);
  // Not of a change before the last.
  if (taken?.at === at.toISOString()) round.taken.set(row.id, { ...taken, told });
}

/** Says whether the message of a change has left; what the team tells waits for the others. */
async function tell(row: TrackedRow, event: Fact, round: Round, ports: WatchPorts): Promise<boolean> {
  const { settings, watchNotes, onStatus, now } = ports;
  await onStatus?.(row, keyOf(event));
  const change = changeOf(row, event, ports);
  if (change === undefined) {
    await watchNotes.markTold(row.id, event.name);
    return true;
  }
  if (isToldByTeam(row)) {
    round.contacts.push(change);
    return false;
  }
  // The instant that the page counts from too, should the promised day be past.
  const toldAt = now();
  const left = await attemptEmail(statusEmail(change, toldAt, settings), ports);
  if (left === 'taken') await noteTold(change, toldAt, FILE_EVENTS.emailed, round, ports);
  // By the team then, which has the words of the status with the row.
  if (left === 'given-up') round.contacts.push(change);
  return left === 'taken';
}

async function attemptEmail(
  message: Message,
  { mail }: Pick<WatchPorts, 'mail'>,
): Promise<'taken' | 'given-up' | 'waits'> {
  try {
    return (await mail.send(message)) === undefined ? 'taken' : 'given-up';
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    return 'waits';
  }
}

/** Does what a row's status asks for; it is settled once nothing is left to do. */
async function lookAt(row: TrackedRow, round: Round, ports: WatchPorts): Promise<void> {
  const key = statusKey(row.status);
  const history = await historyOf(row, ports);
  const isChanged = history?.told !== key;
  const decided = isChanged ? await decide(row, history?.rank ?? 0, round, ports) : undefined;
  const taken = decided === undefined ? history?.taken : { at: decided.at };
  if (taken !== undefined) round.taken.set(row.id, taken);
  for (const event of [...(history?.untold ?? []), ...(decided === undefined ? [] : [decided])])
    if (!(await tell(row, event, round, ports))) return;
  if (isChanged && decided === undefined) return;
  round.pending.delete(row.id);
  round.settled.set(row.id, { mark: markOf(row, ports), taken: round.taken.get(row.id) });
}

/** Without a file, the row alone says since when it waits. */
function noteReception(row: TrackedRow, { taken }: Round): void {
  const reception = takenAtReception(row);
  if (reception !== undefined && !taken.has(row.id)) taken.set(row.id, reception);
}

/** A file that cannot be read keeps no other from its turn. */
async function attempt(row: TrackedRow, round: Round, ports: WatchPorts): Promise<void> {
  try {
    await lookAt(row, round, ports);
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    noteReception(row, round);
    ports.onFailure?.(error);
    ports.log('status-waits', { id: row.id, reason: reasonOf(error) });
  }
}

/**
 * Looks at the rows that have changed, or waited long enough; what is left at `deadline` waits as it was. Says whether nothing is.
 */
async function lookAtRows(
  rows: readonly TrackedRow[],
  round: Round,
  ports: WatchPorts,
  deadline: Date,
): Promise<boolean> {
  const [known, others] = [rows.filter(isOurs), rows.filter((row) => !isOurs(row))];
  for (const row of others) noteReception(row, round);
  const open = known.filter((row) => !isAsBefore(row, round, ports));
  let left = 0;
  for (const group of chunks(open, PARALLEL)) {
    if (ports.now() < deadline) await Promise.all(group.map(async (row) => await attempt(row, round, ports)));
    else {
      left += group.length;
      for (const row of group) keepWaiting(row, round);
    }
  }
  return left === 0;
}

/** Not a row of the team's own. */
function isOurs({ id }: TrackedRow): boolean {
  return IDENTIFIER_PATTERN.test(id);
}

function keepWaiting({ id }: TrackedRow, { before, pending }: Round): void {
  if (before.pending[id] !== undefined) pending.set(id, before.pending[id]);
}

/** Whether a row's file need not be opened: it is settled, or its change still waits. */
function isAsBefore(row: TrackedRow, round: Round, ports: WatchPorts): boolean {
  const { before, settled, taken, readAt } = round;
  const [seen, settledBefore] = [before.pending[row.id], before.settled[row.id]];
  if (settledBefore?.mark === markOf(row, ports)) {
    settled.set(row.id, settledBefore);
    if (settledBefore.taken !== undefined) taken.set(row.id, settledBefore.taken);
    return true;
  }
  if (seen?.key !== statusKey(row.status) || readAt.getTime() - Date.parse(seen.since) >= UNDO_MS)
    return false;
  keepWaiting(row, round);
  return true;
}

/** Adds to the tab `À contacter` those whom the team tells, and notes which are there. */
async function askTeam(round: Round, ports: WatchPorts): Promise<void> {
  const toldAt = ports.now();
  const added = await addContacts(
    round.contacts.map((change) => ({ ...contactOf(change, toldAt, ports.settings), change })),
    ports,
  );
  await inGroups(added, PARALLEL, async ({ change }) => {
    await noteTold(change, toldAt, FILE_EVENTS.contacted, round, ports);
  });
}

async function watchTab(
  audience: Recruited,
  ports: WatchPorts,
  deadline: Date,
): Promise<
  { readonly rows: readonly DatedRow[] | undefined; readonly unknown: readonly TrackedRow[] } | undefined
> {
  const { watchNotes, spreadsheet, now } = ports;
  const startedAt = now();
  const before = await watchNotes.latest(audience, startedAt);
  const rows = await onTab(
    TRACKED[audience].tabName,
    ports,
    async () => await readTrackedRows(audience, spreadsheet),
  );
  if (rows === undefined) return undefined;
  const round: Round = {
    readAt: now(),
    before,
    settled: new Map(),
    pending: new Map(),
    taken: new Map(),
    unknown: [],
    contacts: [],
  };
  const isWhole = await lookAtRows(rows, round, ports, deadline);
  await onTab(CONTACT_TAB.name, ports, async () => await askTeam(round, ports));
  const after = {
    settled: Object.fromEntries(round.settled),
    pending: Object.fromEntries(round.pending),
  };
  const isNew = round.pending.size > 0 || JSON.stringify(after) !== JSON.stringify(before);
  if (isNew) await watchNotes.keep(audience, startedAt, after);
  const dated = rows.map((row) => ({ ...row, taken: round.taken.get(row.id) }));
  return { rows: isWhole ? dated : undefined, unknown: round.unknown };
}

/**
 * Tells people of what became of their application: reads the statuses of every tab, keeps a change for fifteen minutes,
 * then tells it once, by e-mail or through the tab `À contacter`. Safe to repeat, to interrupt and to run in parallel;
 * what fails waits for the next time. Throws `StoreUnavailable`.
 */
export async function watchStatuses(ports: WatchPorts, deadline: Date): Promise<Watched> {
  const rows = new Map<Recruited, readonly DatedRow[]>();
  const unknown: TrackedRow[] = [];
  for (const audience of AUDIENCES) {
    if (ports.now() >= deadline) break;
    const watched = await watchTab(audience, ports, deadline);
    if (watched === undefined) continue;
    if (watched.rows !== undefined) rows.set(audience, watched.rows);
    unknown.push(...watched.unknown);
  }
  return { rows, unknown };
}
