import type { Element } from '@xmldom/xmldom';
import type { Tab } from '../../../domain/application/tab.ts';
import { all } from './workbook-parts.ts';
import { addDefinedName } from './workbook-ranges.ts';

const MARK = '_onglet_';

/** The hidden name that refers to a tab's first cell: spreadsheet programs let it follow a sheet that is renamed. */
function markOf({ name }: Tab): string {
  return MARK + name.normalize('NFD').replaceAll(/[^A-Za-z0-9]/g, '');
}

function marksIn(workbook: Element): readonly Element[] {
  return all(workbook, 'definedName').filter(
    (each) => each.getAttribute('name')?.startsWith(MARK) === true && !each.hasAttribute('localSheetId'),
  );
}

function findMark(workbook: Element, tab: Tab): Element | undefined {
  return marksIn(workbook).find((each) => each.getAttribute('name') === markOf(tab));
}

function sheetIn({ textContent }: Element): string | undefined {
  const { quoted, bare } =
    /^(?:'(?<quoted>(?:[^']|'')+)'|(?<bare>[^'!]+))!\$A\$1$/.exec(textContent ?? '')?.groups ?? {};
  return quoted?.replaceAll("''", "'") ?? bare;
}

/** The current name of a tab's sheet; `undefined` when nothing says it. */
export function markedSheet(workbook: Element, tab: Tab): string | undefined {
  const mark = findMark(workbook, tab);
  return mark && sheetIn(mark);
}

/** The names of the sheets that are known to be tabs. */
export function markedSheets(workbook: Element): ReadonlySet<string | undefined> {
  return new Set(marksIn(workbook).map(sheetIn));
}

/** Has a tab known again by its sheet, whatever staff call it. */
export function markSheet(workbook: Element, tab: Tab, sheetName: string): void {
  const mark = findMark(workbook, tab) ?? addDefinedName(workbook, { name: markOf(tab), hidden: '1' });
  const reference = `'${sheetName.replaceAll("'", "''")}'!$A$1`;
  if (markedSheet(workbook, tab) !== sheetName) mark.textContent = reference;
}
