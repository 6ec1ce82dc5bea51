import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { unzip } from '../../src/server/spreadsheet/workbook/workbook-parts.ts';
import type { Site } from './site.ts';

/** Every byte of the site's folder that holds a trace of somebody, file by file; what is compressed is opened. */
export async function filesWith({ dataFolder }: Site, traces: readonly string[]): Promise<readonly string[]> {
  const folder = path.dirname(dataFolder);
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((name) => !name.startsWith(path.join(folder, 'emulation')));
  const found: string[] = [];
  for (const name of names) {
    const bytes = await readFile(name).catch(() => undefined);
    // A drain has just removed it.
    if (bytes === undefined) continue;
    const parts = name.endsWith('.xlsx') ? [...(await unzip(bytes)).values()] : [bytes];
    const text = [name, ...parts.map((part) => new TextDecoder().decode(part))].join('\n');
    if (traces.some((trace) => text.toLowerCase().includes(trace.toLowerCase())))
      found.push(path.relative(folder, name));
  }
  return found;
}
