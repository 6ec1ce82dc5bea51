import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes the files of the messages about these rows; a folder that was never made holds none. */
export async function eraseFromOutbox(folder: string, rowIds: readonly string[]): Promise<void> {
  const ids = new Set(rowIds);
  const files = existsSync(folder) ? await readdir(folder) : [];
  for (const file of files)
    if (ids.has(file.replace(/\..*$/, ''))) await rm(join(folder, file), { force: true });
}
