import type { sheets_v4 } from '@googleapis/sheets';
import * as z from 'zod';
import { IDENTIFIER } from '../../../domain/application/tab.ts';
import { ROWS_AT, deletingUndoLog, rowRange, traceTitle } from './google-changes.ts';
import type { GoogleSheetsClient } from './google-client.ts';
import { asCalledNow, type Correction, rightPlaces } from './google-insertions.ts';
import type { Plan } from './google-plans.ts';
import { gridData, oneSheet } from './google-shapes.ts';
import { quoted, type Snapshot } from './google-snapshot.ts';
import { unlessRefused } from '../service.ts';
import { headerKey, positions } from '../spreadsheet.ts';

type Request = sheets_v4.Schema$Request;

const value = z.object({
  stringValue: z.string().exactOptional(),
  numberValue: z.number().exactOptional(),
  boolValue: z.boolean().exactOptional(),
  formulaValue: z.string().exactOptional(),
});
const tracePage = oneSheet({
  data: gridData(z.object({ formattedValue: z.string().optional(), userEnteredValue: value.optional() })),
});
const TRACE_FIELDS = 'sheets(data(rowData(values(formattedValue,userEnteredValue))))';

type Line = readonly {
  readonly formattedValue?: string | undefined;
  readonly userEnteredValue?: z.output<typeof value> | undefined;
}[];

/** A change with the state that it met, as its undo log shows it. */
interface Trace {
  readonly traceId: number;
  readonly plan: Plan;
  readonly headers: readonly string[];
  /** The rows of the plan, before it and (cells set) after it. */
  readonly before: readonly Line[];
  readonly after: readonly Line[];
}

function textsOf(line: Line): readonly string[] {
  return line.map(({ formattedValue = '' }) => formattedValue);
}

async function readTrace(
  client: GoogleSheetsClient,
  traceId: number,
  plan: Plan,
): Promise<Trace | undefined> {
  const title = quoted(traceTitle(traceId));
  const last = ROWS_AT + 2 * plan.rows.length;
  const ranges = [`${title}!1:1`, ...(last > ROWS_AT ? [`${title}!${ROWS_AT + 1}:${last}`] : [])];
  const page = await unlessRefused(client.get(tracePage, TRACE_FIELDS, ranges));
  if (!page) return undefined;
  const [top, copies] = page.found.sheets[0].data;
  const lineAt = (index: number): Line => copies?.rowData[index]?.values ?? [];
  return {
    traceId,
    plan,
    headers: textsOf(top?.rowData[0]?.values ?? []),
    before: plan.rows.map((_, index) => lineAt(index)),
    after: plan.rows.map((_, index) => lineAt(plan.rows.length + index)),
  };
}

function textThen({ headers }: Trace, line: Line, header: string): string {
  return line[positions(headers).get(header) ?? -1]?.formattedValue ?? '';
}

/** True when the columns stood where they had been seen. */
function isInOrder({ plan, headers }: Trace): boolean {
  return plan.columns.every(([header, at]) => headerKey(headers[at] ?? '') === header);
}

/** Requests that reconcile inserted rows; none when they were written under the right titles. */
async function misplaced(
  client: GoogleSheetsClient,
  trace: Trace,
  snapshot: Snapshot,
): Promise<readonly Correction[]> {
  if (isInOrder(trace)) return [];
  const { found } = await client.get(tracePage, TRACE_FIELDS, [quoted(traceTitle(trace.traceId))]);
  const [, ...lines] = found.sheets[0].data[0]?.rowData ?? [];
  const { columns } = trace.plan;
  return rightPlaces(
    columns,
    asCalledNow(trace.headers, snapshot, columns),
    lines.map(({ values }) => textsOf(values)),
  );
}

/** The rows of the plan, by their place in it, that were others when it was carried out: sorted, moved or deleted meanwhile. */
function mistaken(trace: Trace): readonly number[] {
  const { plan, before } = trace;
  const asSeen = isInOrder(trace);
  return plan.rows.flatMap(([id], index) =>
    asSeen && textThen(trace, before[index] ?? [], plan.idUnder ?? IDENTIFIER) === id ? [] : [index],
  );
}

/** Puts rows that were deleted by mistake back, below the headers, each cell under the header it was under. */
function restoring(
  { sheetId, firstRow, columns }: Snapshot,
  trace: Trace,
  rows: readonly number[],
): readonly Request[] {
  const { traceId, headers, before } = trace;
  const sameColumns = headers.every((header, at) => (firstRow[at] ?? '') === header);
  const target = (at: number) => (sameColumns ? at : (columns.get(headerKey(headers[at] ?? '')) ?? at));
  const cell = (sheet: number, row: number, at: number) => ({
    ...rowRange(sheet, row, at + 1),
    startColumnIndex: at,
  });
  return rows
    .filter((index) => before[index]?.some(({ userEnteredValue }) => userEnteredValue !== undefined))
    .flatMap((index): readonly Request[] => [
      { insertDimension: { range: { sheetId, dimension: 'ROWS', startIndex: 1, endIndex: 2 } } },
      ...(before[index] ?? []).map((_, at) => ({
        copyPaste: {
          source: cell(traceId, ROWS_AT + index, at),
          destination: cell(sheetId, 1, target(at)),
          pasteType: 'PASTE_NORMAL',
        },
      })),
    ]);
}

function corrections(trace: Trace, rows: readonly number[]): readonly Correction[] {
  const { plan, headers, before, after } = trace;
  return rows.flatMap((index) => {
    const [was, is] = [before[index] ?? [], after[index] ?? []];
    // The identifier itself may have been set by mistake: only what it is since is still in the row.
    const id = textThen(trace, is, IDENTIFIER) || textThen(trace, is, plan.idUnder ?? IDENTIFIER);
    const telling = [IDENTIFIER, plan.idUnder ?? IDENTIFIER];
    const isTaken = telling.some((title) => textThen(trace, was, title) !== textThen(trace, is, title));
    const taken = isTaken
      ? { taken: new Map(telling.map((title) => [title, textThen(trace, was, title)])) }
      : {};
    const line = new Map(headers.map((header, at) => [headerKey(header), is[at]?.formattedValue ?? '']));
    return plan.columns.flatMap(([, at]): readonly Correction[] => {
      const [header = '', mistake = ''] = [headers[at], is[at]?.formattedValue];
      const same = (was[at]?.formattedValue ?? '') === mistake;
      return same || id === '' || header === ''
        ? []
        : [
            {
              id,
              line,
              ...taken,
              isInserted: false,
              header,
              value: was[at]?.userEnteredValue ?? {},
              mistake,
            },
          ];
    });
  });
}

/** A change noted on the tab. */
interface Change {
  readonly traceId: number;
  readonly plan: Plan;
}

/** The last first, rows that were added after all others: what met a wrong row is compensated before what it was meant for is tried again. */
export function inReconcilingOrder({ notes }: Snapshot): readonly Change[] {
  const changes = [...notes].map(([traceId, plan]) => ({ traceId, plan }));
  const isInsert = ({ plan }: Change): number => (plan.kind === 'insert' ? 1 : 0);
  return changes.toReversed().sort((a, b) => isInsert(a) - isInsert(b));
}

/**
 * Reconciles one change noted on the tab: its undo log is deleted once it met what it expected; rows deleted by mistake come back.
 * `correct` compensates cells set by mistake and says whether it had to: their undo log stays until it is known to have met the right rows.
 *
 * @returns whether the tab is no longer as in the snapshot.
 * @throws Unavailable
 */
export async function reconcile(
  client: GoogleSheetsClient,
  snapshot: Snapshot,
  { traceId, plan }: Change,
  correct: (corrections: readonly Correction[]) => Promise<boolean>,
): Promise<boolean> {
  const trace = await readTrace(client, traceId, plan);
  if (!trace) {
    await client.takes(deletingUndoLog(traceId, false));
    return true;
  }
  const wrong = mistaken(trace);
  if (plan.kind === 'set' && (await correct(corrections(trace, wrong)))) return true;
  if (plan.kind === 'insert' && (await correct(await misplaced(client, trace, snapshot)))) return true;
  const restored = plan.kind === 'remove' ? restoring(snapshot, trace, wrong) : [];
  // Refused when another drain reconciled it first.
  await client.takes([...restored, ...deletingUndoLog(traceId, true)]);
  return wrong.length > 0 || !isInOrder(trace);
}
