import * as z from 'zod';
import type { GoogleSheetsClient } from './google-client.ts';
import { Unavailable } from '../spreadsheet.ts';

/** Cells that a spreadsheet may have (support.google.com/drive/answer/37603). */
export const CELL_COUNT_LIMIT = 10_000_000;

const protection = z.object({
  description: z.string().default(''),
  warningOnly: z.boolean().default(false),
  requestingUserCanEdit: z.boolean().default(false),
  range: z.object({ endRowIndex: z.number().default(Infinity) }).prefault({}),
});

const overview = z.object({
  sheets: z
    .array(
      z.object({
        properties: z.object({
          sheetId: z.number().default(0),
          title: z.string().default(''),
          gridProperties: z
            .object({ rowCount: z.number().default(0), columnCount: z.number().default(0) })
            .prefault({}),
        }),
        protectedRanges: z.array(protection).default([]),
      }),
    )
    .default([]),
});
const OVERVIEW_FIELDS =
  'sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),' +
  'protectedRanges(description,warningOnly,requestingUserCanEdit,range(endRowIndex)))';

export type Overview = z.output<typeof overview>['sheets'];

/** Every sheet with its size and its protections. @throws Refused, Unavailable */
export async function readOverview(client: GoogleSheetsClient): Promise<Overview> {
  return (await client.get(overview, OVERVIEW_FIELDS)).found.sheets;
}

/** Cells of all sheets, empty ones too. */
export function cellCount(sheets: Overview): number {
  return sheets.reduce(
    (sum, { properties: { gridProperties } }) => sum + gridProperties.rowCount * gridProperties.columnCount,
    0,
  );
}

type Protection = z.output<typeof protection>;

/** True when a protection binds the account which asks. */
function binds({ warningOnly, requestingUserCanEdit }: Protection): boolean {
  return !warningOnly && !requestingUserCanEdit;
}

/** The protections that keep us from rows, which are added across all columns: one of the titles alone does not. */
export function inTheWay({ protectedRanges }: Overview[number]): readonly Protection[] {
  return protectedRanges.filter((each) => binds(each) && each.range.endRowIndex > 1);
}

/**
 * Looks for what keeps a write from a sheet, since a refusal says it in nobody knows which language.
 *
 * @param cells that the write adds at most.
 * @throws Refused, Unavailable
 */
export async function obstacleTo(
  client: GoogleSheetsClient,
  { sheetId, cells }: { readonly sheetId?: number; readonly cells: number },
): Promise<Unavailable> {
  const sheets = await readOverview(client);
  const sheet = sheets.find(({ properties }) => properties.sheetId === sheetId);
  if (sheet?.protectedRanges.some(binds)) return new Unavailable('google-protected');
  if (cellCount(sheets) + cells > CELL_COUNT_LIMIT) return new Unavailable('spreadsheet-full');
  return new Unavailable('refused');
}
