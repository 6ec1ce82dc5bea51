import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { read, utils, type WorkBook, write } from '@e965/xlsx';
import { expect } from 'playwright/test';
import { withFile } from '../../src/server/spreadsheet/workbook/workbook-file.ts';
import type { Site } from './site.ts';

/**
 * The environment of a site whose functions can be made to live some minutes later (`wait`).
 *
 * @param story gives a story a site of its own: Playwright has tests of one environment share one, and its first row.
 */
export function laterEnvironment(story: string): Readonly<Record<string, string>> {
  return {
    NODE_OPTIONS: `--import=${path.join(import.meta.dirname, 'later-clock.ts')}`,
    LATER_BY: 'later-by',
    STORY: story,
  };
}

/** The functions live so many minutes later from now on. */
export async function wait(site: Site, minutes: number): Promise<void> {
  await writeFile(path.join(path.dirname(site.dataFolder), 'later-by'), String(minutes));
}

/** Cells that staff write into one row of a tab: the first one whose cells are as `where` says. */
export interface StaffEdit {
  readonly tab: string;
  readonly where?: Readonly<Record<string, string>>;
  readonly cells: Readonly<Record<string, string>>;
}

/** Staff open the workbook in their own program, change cells and save. */
export async function staffWrite({ workbookPath }: Site, ...edits: readonly StaffEdit[]): Promise<void> {
  // Between the reading and the saving of a program the site itself writes nothing: a program marks what it has open.
  await withFile(workbookPath, async () => {
    const book = read(await readFile(workbookPath));
    for (const edit of edits) change(book, edit);
    const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx' });
    if (!(bytes instanceof Uint8Array)) throw new Error('The workbook could not be saved.');
    await writeFile(workbookPath, bytes);
  });
}

function change({ Sheets }: WorkBook, { tab, where = {}, cells }: StaffEdit): void {
  const sheet = Sheets[tab];
  if (sheet === undefined) throw new Error(`No tab « ${tab} ».`);
  const [headers = [], ...rows] = utils.sheet_to_json<string[]>(sheet, { header: 1 });
  const row = rows.findIndex((one) =>
    Object.entries(where).every(([header, text]) => (one[headers.indexOf(header)] ?? '') === text),
  );
  if (row < 0) throw new Error(`No row of « ${tab} » has ${JSON.stringify(where)}.`);
  for (const [header, text] of Object.entries(cells))
    utils.sheet_add_aoa(sheet, [[text]], { origin: { r: row + 1, c: headers.indexOf(header) } });
}

/** Delivers until something is as it should be: a drain of the site's own may be under way, and keep ours from beginning. */
export async function expectSoon(site: Site, find: () => Promise<unknown>, value: unknown): Promise<void> {
  let isDue = false;
  const look = async () => {
    if (isDue) await site.deliver();
    isDue = true;
    return await find();
  };
  await expect.poll(look, { timeout: 90_000 }).toEqual(value);
}
