import type { sheets_v4 } from '@googleapis/sheets';
import type { Tab } from '../../../domain/application/tab.ts';
import type { GoogleSheetsClient } from './google-client.ts';
import { listRequest } from './google-layout.ts';
import { gridData, LIST_FIELDS, listCell, oneSheet } from './google-shapes.ts';
import { quoted, type Snapshot } from './google-snapshot.ts';
import { completedOptions, headerKey } from '../spreadsheet.ts';

const firstRow = oneSheet({ data: gridData(listCell) });

/** Returns the requests that have the drop-down lists of a tab offer the options that they lack. @throws Refused, Unavailable */
export async function optionRequests(
  client: GoogleSheetsClient,
  { sheetId, title, columns }: Snapshot,
  tab: Tab,
): Promise<readonly sheets_v4.Schema$Request[]> {
  const { found } = await client.get(firstRow, `sheets(data(rowData(values(${LIST_FIELDS}))))`, [
    `${quoted(title)}!2:2`,
  ]);
  const [row] = found.sheets[0].data[0]?.rowData ?? [];
  return tab.columns.flatMap((column) => {
    const at = columns.get(headerKey(column.header));
    const list = at === undefined ? undefined : row?.values[at]?.dataValidation;
    if (at === undefined || list?.condition.type !== 'ONE_OF_LIST') return [];
    const offered = list.condition.values.map(({ userEnteredValue }) => userEnteredValue);
    const options = completedOptions(column, offered);
    return options === undefined ? [] : [listRequest(sheetId, { ...column, at, options }, list.strict)];
  });
}
