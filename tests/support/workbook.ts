import { readFile } from 'node:fs/promises';
import { read, utils } from '@e965/xlsx';

type Row = Readonly<Record<string, string>>;

/** The rows of a tab by header, as another library than the writer's reads them; none before there is such a tab. */
export async function readRows(workbookPath: string, tab: string): Promise<readonly Row[]> {
  const bytes = await readFile(workbookPath).catch(() => undefined);
  const sheet = bytes === undefined ? undefined : read(bytes).Sheets[tab];
  return sheet === undefined ? [] : utils.sheet_to_json<Row>(sheet, { raw: true, defval: '' });
}
