import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { read, utils, write } from '@e965/xlsx';
import { expect } from 'playwright/test';
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

/** Staff open the workbook in their own program, change one cell of the first row and save. */
export async function staffWrite(site: Site, tab: string, header: string, text: string): Promise<void> {
  const book = read(await readFile(site.workbookPath));
  const sheet = book.Sheets[tab];
  if (sheet === undefined) throw new Error(`No tab « ${tab} ».`);
  const [headers = []] = utils.sheet_to_json<string[]>(sheet, { header: 1 });
  utils.sheet_add_aoa(sheet, [[text]], { origin: { r: 1, c: headers.indexOf(header) } });
  const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx' });
  if (!(bytes instanceof Uint8Array)) throw new Error('The workbook could not be saved.');
  await writeFile(site.workbookPath, bytes);
}

/** A drain of the site's own may be under way, and keep ours from beginning. */
export async function expectSoon(site: Site, find: () => Promise<unknown>, value: unknown): Promise<void> {
  const look = async () => {
    await site.deliver();
    return await find();
  };
  await expect.poll(look, { timeout: 30_000 }).toEqual(value);
}
