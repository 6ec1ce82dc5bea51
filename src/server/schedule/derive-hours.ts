import { parisDate } from '../../domain/eligibility/age.ts';
import { REGISTRATIONS_TAB } from '../../domain/events/registrations-tab.ts';
import type { ProgrammeEvent } from '../../domain/events/programme-event.ts';
import { HOURS_LINE, HOURS_TAB } from '../../domain/hours/hours-tab.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import { PAIR, PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import type { DerivePorts } from '../executor/derived-cells.ts';
import type { Execution } from '../executor/execute.ts';
import { cellHmac } from '../executor/derived-memory.ts';
import { eventLinesDue } from '../plans/event-lines.ts';
import { hoursCells } from '../plans/hours-cells.ts';
import { type HoursRows, ledgerPairOf, showsHours } from '../../domain/hours/ledger-rows.ts';
import type { Matter } from '../plans/point.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { withTabBackoff } from '../spreadsheet/tab-backoff.ts';
import { writeColumns } from './derived-columns.ts';

export interface DeriveHoursPorts extends DerivePorts {
  readonly spreadsheet: DerivePorts['spreadsheet'] & Pick<Spreadsheet, 'insert'>;
  readonly now: () => Date;
}

export interface DeriveHoursOptions {
  readonly silenceDays: number;
  /** `undefined` while the agenda cannot be read. */
  readonly events: readonly ProgrammeEvent[] | undefined;
  readonly deadline: Date;
}

/** The rows of the five tabs; `undefined` where one cannot be read, which is reported, or no pair has begun. */
async function rowsOf(scan: Pick<Execution, 'read'>): Promise<HoursRows | undefined> {
  const pairs = await scan.read(PAIRS_TAB, 'hours');
  if (pairs === undefined || ![...pairs.values()].some(showsHours)) return undefined;
  const youths = await scan.read(YOUTHS_TAB, 'hours');
  const mentors = await scan.read(MENTORS_TAB, 'hours');
  const lines = await scan.read(HOURS_TAB, 'hours');
  const registrations = await scan.read(REGISTRATIONS_TAB, 'hours');
  return youths && mentors && lines && registrations && { lines, registrations, pairs, youths, mentors };
}

/** The team writes in the tab before the system does: it is there once the first pair has begun. Idempotent; what fails waits for the next drain. */
async function provideTab({ lines, pairs }: HoursRows, ports: DeriveHoursPorts): Promise<void> {
  const isFirst = [...pairs.values()].some(
    (cells) => ledgerPairOf(cells).hasBegun && cells[PAIR.hours] === '',
  );
  if (lines.size > 0 || !isFirst) return;
  await withTabBackoff(HOURS_TAB.name, ports, () => ports.spreadsheet.insert(HOURS_TAB, []));
}

/** Remembers each line that was written: one that the team takes away does not come back. What fails waits for the next drain. */
async function writeEventLines(
  rows: HoursRows,
  events: readonly ProgrammeEvent[],
  ports: DeriveHoursPorts,
): Promise<void> {
  const { memory, secret, spreadsheet, now } = ports;
  const known = await memory.read(HOURS_TAB.name);
  const due = eventLinesDue(rows, events, new Set(Object.keys(known)), now());
  if (due.length === 0) return;
  const insert = async () => {
    await spreadsheet.insert(HOURS_TAB, due);
    return true;
  };
  if ((await withTabBackoff(HOURS_TAB.name, ports, insert, due.length)) === undefined) return;
  const header = HOURS_LINE.event;
  const written = due.map(({ id, cells: { [header]: title = '' } }) => {
    const hmac = cellHmac(secret, { tab: HOURS_TAB.name, id, header }, title);
    return [id, { [header]: { hmac, undone: 0 } }] as const;
  });
  await memory.save(HOURS_TAB.name, { ...known, ...Object.fromEntries(written) });
}

/**
 * Writes `Heures` and `Dernier signe` of the pairs that have begun where they differ, after a scan and from the rows that it read; gives
 * what the team is to be told of the ledger. Throws `StoreUnavailable`.
 */
export async function deriveHours(
  scan: Pick<Execution, 'read'>,
  ports: DeriveHoursPorts,
  { silenceDays, events, deadline }: DeriveHoursOptions,
): Promise<readonly Matter[]> {
  const rows = await rowsOf(scan);
  if (rows === undefined) return [];
  await provideTab(rows, ports);
  if (events !== undefined) await writeEventLines(rows, events, ports);
  const { hours, lastSigns, matters } = hoursCells(rows, parisDate(ports.now()), silenceDays);
  const columns = [
    { header: PAIR.hours, texts: hours },
    { header: PAIR.lastSign, texts: lastSigns },
  ];
  return [...matters, ...(await writeColumns(PAIRS_TAB, rows.pairs, columns, ports, deadline))];
}
