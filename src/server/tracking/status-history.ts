import { statusesOf, statusKey, statusNamed } from '../../domain/application/statuses.ts';
import { EMAIL_PATTERN } from '../../domain/application/text.ts';
import type { CaseRecord, CaseStore } from '../cases/case-store.ts';
import { contactKeys } from '../cases/contact-keys.ts';
import type { Fact } from '../cases/facts.ts';
import { changeIn, lastTaken, type Taken } from './status-taken.ts';
import type { TrackedRow } from './tracked-rows.ts';
import type { WatchNotes } from './watch-notes.ts';
import type { Secret } from '../foundation/secret.ts';

export interface HistoryPorts {
  readonly cases: CaseStore;
  readonly watchNotes: WatchNotes;
  /** Of the cases that rows older than the cases get. */
  readonly season: string;
  readonly secret: Secret;
  readonly now: () => Date;
}

/** A date as the spreadsheet gives it. */
const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** The changes of status of an application that were decided upon. */
export interface History {
  /** The `statusKey` that counts. */
  readonly told: string;
  /** Of the next change. */
  readonly rank: number;
  /** Those whose message has not left, in their order. */
  readonly untold: readonly Fact[];
  /** Since when the row has its status; `undefined` while that is not the one which the person's page tells. */
  readonly taken: Taken | undefined;
}

function rankOf(event: Fact): number {
  return changeIn(event)?.rank ?? 0;
}

/** The `statusKey` of a change. */
export function keyOf(event: Fact): string {
  return changeIn(event)?.key ?? '';
}

/**
 * Opens the file of a row that came before cases were kept; its status was told, if at all, by the team.
 * Gives none while the status is unknown.
 */
async function beginFile(
  row: TrackedRow,
  { cases, secret, season, now }: HistoryPorts,
): Promise<CaseRecord | undefined> {
  const { id, reference, audience } = row;
  const key = statusKey(row.status);
  const status = statusNamed(audience, key);
  if (status === undefined) return undefined;
  const at = now().toISOString();
  const detail = `Statut au début du suivi : ${status.label}`;
  await cases.note(id, { name: `status-0-${key}`, kind: 'status', at, detail });
  const received = new Date(row.receivedAt);
  const file = {
    id,
    reference,
    audience,
    season,
    receivedAt: Number.isNaN(received.getTime()) ? at : received.toISOString(),
    keys: contactKeys(secret, row),
  };
  await cases.keep(file);
  return file;
}

/**
 * An address and a date of birth that stand in the row open the follow-up, under the current secret; anything else in the cells
 * changes nothing.
 */
async function followContact(
  file: CaseRecord,
  { email, birthDate }: TrackedRow,
  { cases, secret }: HistoryPorts,
): Promise<void> {
  const keys = {
    ...file.keys,
    ...contactKeys(secret, {
      email: EMAIL_PATTERN.test(email) ? email : '',
      birthDate: file.keys.birthDate !== undefined && DAY_PATTERN.test(birthDate) ? birthDate : '',
    }),
  };
  if (keys.email !== file.keys.email || keys.birthDate !== file.keys.birthDate)
    await cases.keep({ ...file, keys });
}

/** What was decided for a row; `undefined` while its status is unknown and nothing else is known of it either. */
export async function historyOf(row: TrackedRow, ports: HistoryPorts): Promise<History | undefined> {
  const { cases, watchNotes } = ports;
  const { id, audience } = row;
  const known = await cases.read(id);
  const file = known ?? (await beginFile(row, ports));
  if (file === undefined) return undefined;
  if (known !== undefined) await followContact(known, row, ports);
  // Before the events: what is dealt with by then has the instant at which it was told among them.
  const told = await watchNotes.told(id);
  const events = await cases.facts(id);
  const changes = events
    .filter((event) => changeIn(event) !== undefined)
    .toSorted((a, b) => rankOf(a) - rankOf(b) || Date.parse(a.at) - Date.parse(b.at));
  const last = changes.at(-1);
  const { status, taken } = lastTaken(events, file);
  return {
    told: last === undefined ? statusKey(statusesOf(audience)[0].label) : keyOf(last),
    rank: last === undefined ? 1 : rankOf(last) + 1,
    untold: changes.filter((event) => rankOf(event) > 0 && !told.has(event.name)),
    taken: statusNamed(audience, row.status) === status ? taken : undefined,
  };
}
