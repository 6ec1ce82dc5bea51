import type { Element } from '@xmldom/xmldom';
import { addChild, all, editXml, type Parts, relationsOf } from './workbook-parts.ts';
import { columnLetters, columnNumber } from '../column-letters.ts';
import { LAST_ROW } from './workbook-cells.ts';

/** Growth of a sheet: the last used row before and after. */
export interface Growth {
  readonly before: number;
  readonly after: number;
}

const AREA = /^(\$?[A-Z]+\$?)(\d+)(?::(\$?[A-Z]+\$?)(\d+))?$/;

/** An area of the rows' own (it begins at the header or just below and reached the last row) follows them. */
function grownArea(area: string, reaching: number, { after }: Growth): string {
  const [, left = '', top = '', right = left, bottom = top] = AREA.exec(area) ?? [];
  const isOfTheRows = left !== '' && Number(top) <= 2 && Number(bottom) >= reaching && Number(bottom) < after;
  return isOfTheRows ? `${left}${top}:${right}${after}` : area;
}

function grownAreas(areas: string, growth: Growth): string {
  const reaching = Math.max(growth.before, 2);
  return areas
    .split(' ')
    .map((area) => grownArea(area, reaching, growth))
    .join(' ');
}

function growAttribute(element: Element, name: string, grow: (areas: string) => string): void {
  const areas = element.getAttribute(name);
  if (areas !== null) element.setAttribute(name, grow(areas));
}

/** Lets the sheet's filter, drop-down lists and conditional formats cover the rows that were added. */
export function growSheet(sheet: Element, growth: Growth): void {
  for (const filter of all(sheet, 'autoFilter'))
    growAttribute(filter, 'ref', (area) => grownArea(area, growth.before, growth));
  for (const rule of [...all(sheet, 'dataValidation'), ...all(sheet, 'conditionalFormatting')]) {
    growAttribute(rule, 'sqref', (areas) => grownAreas(areas, growth));
    for (const areas of all(rule, 'sqref')) areas.textContent = grownAreas(areas.textContent ?? '', growth);
  }
  for (const dimension of all(sheet, 'dimension'))
    growAttribute(dimension, 'ref', (area) =>
      area.replace(/\d+$/, (row) => String(Math.max(Number(row), growth.after))),
    );
}

const FILTER_NAME = '_xlnm._FilterDatabase';

/** Elements after the defined names in a workbook, in the standard's order (ECMA-376 part 1, CT_Workbook). */
const AFTER_NAMES = new Set(
  `calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr
   webPublishObjects extLst`.split(/\s+/),
);

/** The child of that name, made if there is none: before the first of those that the standard has `after` it. */
function childOf(parent: Element, localName: string, after: ReadonlySet<string>): Element {
  const children = [...parent.children];
  const next = children.find((each) => after.has(each.localName ?? ''));
  return children.find((each) => each.localName === localName) ?? addChild(parent, localName, {}, next);
}

/** A new name in the workbook, without what it refers to. */
export function addDefinedName(workbook: Element, attributes: Readonly<Record<string, string>>): Element {
  return addChild(childOf(workbook, 'definedNames', AFTER_NAMES), 'definedName', attributes);
}

/** Gives a new tab's filter the hidden name without which LibreOffice drops it. */
export function addFilterName(
  workbook: Element,
  { tabName, index, area }: { tabName: string; index: number; area: string },
): void {
  const name = addDefinedName(workbook, { name: FILTER_NAME, localSheetId: String(index), hidden: '1' });
  name.textContent = `'${tabName.replaceAll("'", "''")}'!${area}`;
}

/** Lets that name follow the filter. */
export function growFilterName(workbook: Element, sheetIndex: number, growth: Growth): void {
  for (const name of all(workbook, 'definedName')) {
    if (name.getAttribute('name') !== FILTER_NAME || name.getAttribute('localSheetId') !== String(sheetIndex))
      continue;
    const [tab = '', area = ''] = (name.textContent ?? '').split(/(?<=!)(?=[^!]*$)/);
    name.textContent = tab + grownArea(area, growth.before, growth);
  }
}

/** Lets a table that staff made of the tab (« Mettre sous forme de tableau ») cover the rows that were added. */
export function growTables(parts: Parts, sheetPart: string, growth: Growth): void {
  const tables = relationsOf(parts, sheetPart).filter(({ kind }) => kind === 'table');
  for (const { part } of tables)
    editXml(parts, part, (table) => {
      if (table.getAttribute('totalsRowCount')) return;
      for (const element of [table, ...all(table, 'autoFilter')])
        growAttribute(element, 'ref', (area) => grownArea(area, growth.before, growth));
    });
}

/** Elements after the drop-down lists in a sheet, in the standard's order (ECMA-376 part 1, CT_Worksheet). */
const AFTER_VALIDATIONS = new Set(
  `hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches
   ignoredErrors smartTags drawing drawingHF legacyDrawing legacyDrawingHF picture oleObjects controls webPublishItems
   tableParts extLst`.split(/\s+/),
);

/** The rules that give a cell a drop-down list. */
function listRules(sheet: Element, column: number, row: number): readonly Element[] {
  const isAround = (area: string): boolean => {
    const [, left = '', top = '', right = left, bottom = top] = AREA.exec(area) ?? [];
    return (
      columnNumber(left) <= column &&
      column <= columnNumber(right) &&
      Number(top) <= row &&
      row <= Number(bottom)
    );
  };
  return all(sheet, 'dataValidation')
    .filter((rule) => rule.getAttribute('type') === 'list')
    .filter((rule) =>
      (rule.getAttribute('sqref') ?? all(rule, 'sqref')[0]?.textContent ?? '').split(' ').some(isAround),
    );
}

/** Changes the formulas of the lists that the first row's cell of a column has, and returns whether any changed. */
export function changeLists(
  sheet: Element,
  column: number,
  change: (formula: string) => string | undefined,
): boolean {
  // Excel's own extension of the standard has the text of a formula in one element more.
  const formulas = listRules(sheet, column, 2).flatMap((rule) =>
    all(rule, 'formula1').map((formula) => all(formula, 'f')[0] ?? formula),
  );
  const changed = formulas.filter((formula) => {
    const text = change(formula.textContent ?? '');
    if (text !== undefined) formula.textContent = text;
    return text !== undefined;
  });
  return changed.length > 0;
}

/** Gives a column a drop-down list of what `formula` names, down to the last row a sheet can have, unless `row` has one. */
export function addDropDown(sheet: Element, column: number, formula: string, row: number): void {
  if (listRules(sheet, column, row).length > 0) return;
  const rules = childOf(sheet, 'dataValidations', AFTER_VALIDATIONS);
  const letters = columnLetters(column);
  const rule = addChild(rules, 'dataValidation', {
    type: 'list',
    allowBlank: '1',
    showErrorMessage: '1',
    errorTitle: 'Valeur inconnue',
    error: 'Choisissez une valeur de la liste.',
    sqref: `${letters}2:${letters}${LAST_ROW}`,
  });
  addChild(rule, 'formula1', {}).textContent = formula;
  rules.setAttribute('count', String(rules.children.length));
}

/** Has every formula computed when the workbook is next opened: results kept in the file are of the cells before. */
export function computeOnOpening(workbook: Element): void {
  childOf(workbook, 'calcPr', AFTER_NAMES).setAttribute('fullCalcOnLoad', '1');
}
