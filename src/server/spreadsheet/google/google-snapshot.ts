import * as z from 'zod';
import { IDENTIFIER, type Tab } from '../../../domain/application/tab.ts';
import { columnLetters } from '../column-letters.ts';
import type { GoogleSheetsClient } from './google-client.ts';
import { Guards, isGuard, numberOf } from './google-guards.ts';
import { type Plan, planOf } from './google-plans.ts';
import { gridData, isSomebodys, oneSheet, TYPED_FIELDS, typedCell } from './google-shapes.ts';
import { DAY_ZERO, monthFirstDate, serialDate, showsMonthFirst } from '../serial-dates.ts';
import { unlessRefused, untilDone } from '../service.ts';
import { type Grid, headerKey, positions, rectangular } from '../spreadsheet.ts';

const cell = z.object({
  formattedValue: z.string().optional(),
  effectiveValue: z.object({ numberValue: z.number().optional() }).optional(),
  effectiveFormat: z
    .object({ numberFormat: z.object({ type: z.string().optional() }).optional() })
    .optional(),
});
const metadata = z.object({
  metadataId: z.number(),
  metadataKey: z.string().default(''),
  metadataValue: z.string().default(''),
});
const properties = z.object({
  sheetId: z.number().default(0),
  title: z.string().default(''),
  gridProperties: z
    .object({ rowCount: z.number().optional(), columnCount: z.number().optional() })
    .default({}),
});
const onePage = oneSheet({
  properties,
  developerMetadata: z.array(metadata).default([]),
  data: gridData(cell),
});
const titles = z.object({ sheets: z.array(z.object({ properties })).optional() });

/** The fields that every reading of cells asks for, and `others`. */
function cellFields(others: readonly string[]): string {
  return `data(rowData(values(${['formattedValue', 'effectiveValue(numberValue)', ...others].join()})))`;
}

const FORMAT_FIELDS = 'effectiveFormat(numberFormat(type))';

interface ReadCells {
  readonly data: readonly {
    readonly rowData: readonly { readonly values: readonly z.output<typeof cell>[] }[];
  }[];
}

function holdsNumber({ data }: ReadCells): boolean {
  return data.some(({ rowData }) =>
    rowData.some(({ values }) =>
      values.some(({ effectiveValue }) => effectiveValue?.numberValue !== undefined),
    ),
  );
}

/** The text that staff see in a cell; a date as `YYYY-MM-DD`, whatever its format, or both ways where its month comes first. */
function textOf({ formattedValue = '', effectiveValue, effectiveFormat }: z.output<typeof cell>): string {
  const days = effectiveValue?.numberValue;
  const type = effectiveFormat?.numberFormat?.type;
  if (days === undefined || (type !== 'DATE' && type !== 'DATE_TIME')) return formattedValue;
  const date = serialDate(days, DAY_ZERO[1900]);
  return showsMonthFirst(formattedValue, date) ? monthFirstDate(date) : date;
}

/** A tab as it was at one moment. */
export interface Snapshot {
  readonly sheetId: number;
  readonly title: string;
  readonly columnCount: number;
  /** `Infinity` when it is not said. */
  readonly rowCount: number;
  /** Index of each header, by `headerKey`. */
  readonly columns: ReadonlyMap<string, number>;
  readonly firstRow: readonly string[];
  /** Index of the row (the headers are at 0) and its identifier, from the top. */
  readonly identifiers: readonly (readonly [row: number, id: string])[];
  /** The text at a row's index in a column that was asked for. */
  readonly textAt: (row: number, header: string) => string;
  /** Rows with a text in a column that was asked for, as `identifiers` has those of its own. */
  readonly textsUnder: (header: string) => readonly (readonly [row: number, text: string])[];
  readonly guards: Guards;
  /** The system's notes on the tab: changes under way, by number. */
  readonly notes: ReadonlyMap<number, Plan>;
}

/** A title in A1 notation, always quoted: a bare one may be taken for a named range. */
export function quoted(title: string): string {
  return `'${title.replaceAll("'", "''")}'`;
}

/** The number of the sheet that we make for a tab: known again when staff rename it. */
export function sheetIdOf(tab: Tab): number {
  return numberOf(tab.name, '');
}

function titleKey(title: string): string {
  return headerKey(title).toLowerCase();
}

/** The title that a tab bears now: its own, or the one that staff gave to the sheet we made; none when there is none. */
export async function findTitle(client: GoogleSheetsClient, tab: Tab): Promise<string | undefined> {
  const { found } = await client.get(titles, 'sheets(properties(sheetId,title))');
  const sheets = (found.sheets ?? []).map(({ properties: each }) => each);
  const named = sheets.find(({ title }) => titleKey(title) === titleKey(tab.name));
  return (named ?? sheets.find(({ sheetId }) => sheetId === sheetIdOf(tab)))?.title;
}

/** The rows without an identifier in which something stands, of a tab that counts them. */
export function handTypedIn(
  { countsHandTyped }: Tab,
  { identifiers, textsUnder }: Pick<Snapshot, 'identifiers' | 'textsUnder'>,
  headers: readonly string[],
): readonly number[] {
  if (countsHandTyped !== true) return [];
  const rows = new Set(headers.flatMap((header) => textsUnder(header).map(([row]) => row)));
  return [...rows.difference(new Map(identifiers))];
}

const typedTexts = oneSheet({ data: gridData(typedCell) });
const wholeTab = oneSheet({ data: gridData(cell.extend(typedCell.shape)) });

/** Reads tabs, remembering where they and their columns stood: most often one call is enough. */
export class SnapshotReader {
  readonly #client: GoogleSheetsClient;
  readonly #titles = new Map<string, string>();
  readonly #firstRows = new Map<string, readonly string[]>();
  /** Names of the tabs in which a number was seen. */
  readonly #withNumbers = new Set<string>();

  constructor(client: GoogleSheetsClient) {
    this.#client = client;
  }

  /** The tab with its identifiers and the asked columns that exist; `undefined` when there is no such tab. @throws Unavailable */
  async read(tab: Tab, headers: readonly string[] = []): Promise<Snapshot | undefined> {
    const wanted = [...new Set([IDENTIFIER, ...headers].map(headerKey))];
    return await untilDone(async () => {
      const title = this.#titles.get(tab.name) ?? tab.name;
      // Until the headers are known, the first column is most often the one of the identifiers.
      const known = positions(this.#firstRows.get(tab.name) ?? [IDENTIFIER]);
      const columns = wanted.flatMap((header) => known.get(header) ?? []);
      const page = await this.#page(tab, title, columns);
      if (page) return this.#understand(tab, page, { wanted, columns }) ?? 'again';
      // No tab of that title, or fewer columns than when we last looked.
      this.#firstRows.delete(tab.name);
      const found = await findTitle(this.#client, tab);
      if (found === undefined) return undefined;
      this.#titles.set(tab.name, found);
      return 'again';
    });
  }

  /** The tab as staff have it, nothing when there is no such tab. @throws Refused, Unavailable */
  async table(tab: Tab): Promise<Grid> {
    const title = await findTitle(this.#client, tab);
    if (title === undefined) return [];
    const { found } = await this.#withFormats(tab, (formats) =>
      this.#client.get(wholeTab, `sheets(${cellFields([TYPED_FIELDS, ...formats])})`, [quoted(title)]),
    );
    const lines = found.sheets[0].data[0]?.rowData ?? [];
    return rectangular(
      lines.map(({ values }, row) => (row === 0 || isSomebodys(values) ? values.map(textOf) : [])),
    );
  }

  /** True when somebody typed one of these texts in a tab, below its titles, alone or in a longer one. @throws Refused, Unavailable */
  async holds({ title }: Pick<Snapshot, 'title'>, texts: readonly string[]): Promise<boolean> {
    const fields = `sheets(data(rowData(values(${TYPED_FIELDS}))))`;
    const { found } = await this.#client.get(typedTexts, fields, [quoted(title)]);
    const [, ...lines] = found.sheets[0].data[0]?.rowData ?? [];
    return lines.some(({ values }) =>
      values.some(({ userEnteredValue }) =>
        texts.some((text) => userEnteredValue?.stringValue.includes(text) === true),
      ),
    );
  }

  async #page(tab: Tab, title: string, columns: readonly number[]) {
    const ranges = columns.map((at) => `${quoted(title)}!${columnLetters(at + 1)}:${columnLetters(at + 1)}`);
    const fieldsWith = (formats: readonly string[]): string =>
      'sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),' +
      `developerMetadata(metadataId,metadataKey,metadataValue),${cellFields(formats)})`;
    return await unlessRefused(
      this.#withFormats(tab, (formats) =>
        this.#client.get(onePage, fieldsWith(formats), [`${quoted(title)}!1:1`, ...ranges]),
      ),
    );
  }

  /**
   * Reads cells, and again with their formats when one holds a number, which may be a date. Every cell of a column has a format, down
   * to the last empty one: an answer that says them is a hundred times longer.
   */
  async #withFormats<Page extends { readonly found: { readonly sheets: readonly [ReadCells] } }>(
    { name }: Tab,
    read: (formats: readonly string[]) => Promise<Page>,
  ): Promise<Page> {
    if (!this.#withNumbers.has(name)) {
      const page = await read([]);
      if (!holdsNumber(page.found.sheets[0])) return page;
      this.#withNumbers.add(name);
    }
    return await read([FORMAT_FIELDS]);
  }

  #understand(
    tab: Tab,
    { found, date }: { found: z.output<typeof onePage>; date: Date },
    { wanted, columns }: { wanted: readonly string[]; columns: readonly number[] },
  ): Snapshot | undefined {
    const [sheet] = found.sheets;
    const [top, ...below] = sheet.data;
    const firstRow = (top?.rowData[0]?.values ?? []).map(textOf);
    this.#firstRows.set(tab.name, firstRow);
    const now = positions(firstRow);
    if (wanted.some((header) => now.has(header) && !columns.includes(now.get(header) ?? -1)))
      return undefined;
    const texts = new Map(
      columns.map((at, index) => [
        at,
        (below[index]?.rowData ?? []).map(({ values }) => textOf(values[0] ?? {})),
      ]),
    );
    const notes = new Map(
      sheet.developerMetadata.flatMap((mark) => {
        const plan = planOf(mark);
        return plan ? [[mark.metadataId, plan] as const] : [];
      }),
    );
    const guards = sheet.developerMetadata.filter(isGuard);
    const others = sheet.developerMetadata.filter((mark) => !isGuard(mark) && !notes.has(mark.metadataId));
    const textsUnder = (header: string) =>
      (texts.get(now.get(headerKey(header)) ?? -1) ?? []).flatMap((text, row) =>
        row === 0 || text === '' ? [] : [[row, text] as const],
      );
    return {
      sheetId: sheet.properties.sheetId,
      title: sheet.properties.title,
      columnCount: sheet.properties.gridProperties.columnCount ?? firstRow.length,
      rowCount: sheet.properties.gridProperties.rowCount ?? Infinity,
      columns: now,
      firstRow,
      identifiers: textsUnder(IDENTIFIER),
      textsUnder,
      textAt: (row, header) => texts.get(now.get(headerKey(header)) ?? -1)?.[row] ?? '',
      guards: new Guards(tab.name, { guards, others }, date),
      notes,
    };
  }
}
