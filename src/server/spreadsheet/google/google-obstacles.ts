import * as z from 'zod';
import type { Tab } from '../../../domain/application/tab.ts';
import type { Problem } from '../administration.ts';
import type { GoogleSheetsClient } from './google-client.ts';
import type { GoogleReason } from './google-unavailable.ts';
import type { Grid } from '../spreadsheet.ts';

/** Cells that a spreadsheet may have (support.google.com/drive/answer/37603). */
export const CELL_COUNT_LIMIT = 10_000_000;

const protection = z.object({
  description: z.string().default(''),
  warningOnly: z.boolean().default(false),
  requestingUserCanEdit: z.boolean().default(false),
  range: z.object({ endRowIndex: z.number().default(Infinity) }).prefault({}),
});

/** A table that staff made of a part of a sheet (« Convertir en tableau »). */
const table = z.object({
  name: z.string().default(''),
  range: z.object({ endRowIndex: z.number().default(Infinity) }).prefault({}),
});

const overview = z.object({
  properties: z.object({ locale: z.string().default('') }).prefault({}),
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
        tables: z.array(table).default([]),
      }),
    )
    .default([]),
});
const OVERVIEW_FIELDS =
  'properties(locale),sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),' +
  'protectedRanges(description,warningOnly,requestingUserCanEdit,range(endRowIndex)),tables(name,range(endRowIndex)))';

export type Overview = z.output<typeof overview>['sheets'];

/** Every sheet with its size, its protections and tables, and the language in which the spreadsheet reads dates. @throws Refused, Unavailable */
export async function readWhole(client: GoogleSheetsClient): Promise<z.output<typeof overview>> {
  return (await client.get(overview, OVERVIEW_FIELDS)).found;
}

/** Every sheet. @throws Refused, Unavailable */
export async function readOverview(client: GoogleSheetsClient): Promise<Overview> {
  return (await readWhole(client)).sheets;
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
): Promise<GoogleReason> {
  const sheets = await readOverview(client);
  const sheet = sheets.find(({ properties }) => properties.sheetId === sheetId);
  if (sheet?.protectedRanges.some(binds)) return 'google-protected';
  if (cellCount(sheets) + cells > CELL_COUNT_LIMIT) return 'spreadsheet-full';
  return 'google-refused';
}

/** True of a locale such as `en_US`, in which 03/04/2026 is 4 March. */
function putsMonthFirst(locale: string): boolean {
  try {
    const format = new Intl.DateTimeFormat(locale.replaceAll('_', '-'));
    const kinds = format.formatToParts(0).map(({ type }) => type);
    return kinds.indexOf('month') < kinds.indexOf('day');
  } catch {
    return false;
  }
}

/** Google reads what staff type as the spreadsheet's locale has it, whatever theirs. */
export function localeProblems({ locale }: { readonly locale: string }): readonly Problem[] {
  if (locale === '' || !putsMonthFirst(locale)) return [];
  return [
    {
      what: `La feuille de calcul est réglée sur un pays où le mois vient avant le jour (${locale}) : Google peut y lire 03/04/2026 comme le 4 mars.`,
      remedy: 'Dans « Fichier > Paramètres », choisissez « France » ; puis vérifiez les dates déjà saisies.',
    },
  ];
}

/** Rows are added below the last one: a table that ends there does not take them in. */
export function tableProblems(tab: Tab, grid: Grid, sheet: Overview[number] | undefined): readonly Problem[] {
  const lastRow = grid.findLastIndex((line) => line.some((text) => text !== ''));
  return (sheet?.tables ?? [])
    .filter(({ range }) => range.endRowIndex <= lastRow + 1)
    .map(({ name }) => ({
      what: `Dans « ${tab.name} », le tableau « ${name} » s’arrête à la dernière ligne : les nouvelles arrivent dessous, hors de lui.`,
      remedy:
        'Étendez-le jusqu’en bas de la feuille (« Modifier la plage du tableau »), ou annulez la conversion en tableau.',
    }));
}
