import type { Element } from '@xmldom/xmldom';
import type { Tab } from '../../../domain/application/tab.ts';
import { all } from './workbook-parts.ts';
import { addDefinedName } from './workbook-ranges.ts';

/** The hidden name that refers to a tab's first cell: spreadsheet programs let it follow a sheet that is renamed. */
function markOf({ name }: Tab): string {
  return `_onglet_${name.normalize('NFD').replaceAll(/[^A-Za-z0-9]/g, '')}`;
}

function findMark(workbook: Element, tab: Tab): Element | undefined {
  return all(workbook, 'definedName').find(
    (each) => each.getAttribute('name') === markOf(tab) && !each.hasAttribute('localSheetId'),
  );
}

/** The current name of a tab's sheet; `undefined` when nothing says it. */
export function markedSheet(workbook: Element, tab: Tab): string | undefined {
  const reference = findMark(workbook, tab)?.textContent ?? '';
  const { quoted, bare } =
    /^(?:'(?<quoted>(?:[^']|'')+)'|(?<bare>[^'!]+))!\$A\$1$/.exec(reference)?.groups ?? {};
  return quoted?.replaceAll("''", "'") ?? bare;
}

/** Has a tab known again by its sheet, whatever staff call it. */
export function markSheet(workbook: Element, tab: Tab, sheetName: string): void {
  const mark = findMark(workbook, tab) ?? addDefinedName(workbook, { name: markOf(tab), hidden: '1' });
  const reference = `'${sheetName.replaceAll("'", "''")}'!$A$1`;
  if (markedSheet(workbook, tab) !== sheetName) mark.textContent = reference;
}
