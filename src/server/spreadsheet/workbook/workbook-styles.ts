import { Element } from '@xmldom/xmldom';
import { addChild, all, NotAWorkbook, serializeXml } from './workbook-parts.ts';

/** The number format « Text » (`@`): what is typed into such a cell stays as typed. */
const TEXT_FORMAT = '49';

function table(styles: Element, localName: string): Element {
  const [element] = all(styles, localName);
  if (!element) throw new NotAWorkbook('incomplete styles');
  return element;
}

/** Adds an entry at the end of one of the tables of styles and gives its index. */
function append(entries: Element, entry: Element): number {
  entries.appendChild(entry);
  return counted(entries);
}

/** Sets a table's count after an addition and gives the index of its last entry. */
function counted(entries: Element): number {
  entries.setAttribute('count', String(entries.children.length));
  return entries.children.length - 1;
}

function copyOf(entries: Element, index: number): Element {
  const copy = (entries.children[index] ?? entries.children[0])?.cloneNode(true);
  if (!(copy instanceof Element)) throw new NotAWorkbook('empty table of styles');
  return copy;
}

/** The index of a cell style that is like the one at `index`, for text. @throws NotAWorkbook */
export function textStyle(styles: Element, index: number): number {
  const formats = table(styles, 'cellXfs');
  if (formats.children[index]?.getAttribute('numFmtId') === TEXT_FORMAT) return index;
  const wanted = copyOf(formats, index);
  wanted.setAttribute('numFmtId', TEXT_FORMAT);
  wanted.setAttribute('applyNumberFormat', '1');
  const known = [...formats.children].findIndex((format) => serializeXml(format) === serializeXml(wanted));
  return known >= 0 ? known : append(formats, wanted);
}

/** The index of a new cell style for headers: bold, wrapped, on a pale ground. @throws NotAWorkbook */
export function headerStyle(styles: Element): number {
  const fonts = table(styles, 'fonts');
  const bold = copyOf(fonts, 0);
  if (all(bold, 'b').length === 0) addChild(bold, 'b', {}, bold.firstChild);
  const fontId = append(fonts, bold);

  const fills = table(styles, 'fills');
  const fill = addChild(fills, 'fill', {});
  addChild(addChild(fill, 'patternFill', { patternType: 'solid' }), 'fgColor', { rgb: 'FFE6ECF5' });
  const fillId = counted(fills);

  const formats = table(styles, 'cellXfs');
  const format = copyOf(formats, textStyle(styles, 0));
  const attributes = {
    fontId: String(fontId),
    applyFont: '1',
    fillId: String(fillId),
    applyFill: '1',
    applyAlignment: '1',
  };
  for (const [name, value] of Object.entries(attributes)) format.setAttribute(name, value);
  for (const alignment of all(format, 'alignment')) format.removeChild(alignment);
  addChild(format, 'alignment', { vertical: 'center', wrapText: '1' }, format.firstChild);
  return append(formats, format);
}

/** Number formats that show a date or a time, of those that every workbook has (ECMA-376 part 1, 18.8.30). */
function isBuiltInDate(format: number): boolean {
  return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 45 && format <= 58);
}

/** Parts of a format's code that are no letters of a date: quoted texts, escapes, colours and conditions. */
const NOT_LETTERS = /"[^"]*"|\\.|_.|\[[^\]]*\]/g;

/** « 3/4/2026 » for 4 March, where the format itself says so: that of Windows' own short date is the reader's. */
const MONTH_FIRST = /^[^dmy]*m{1,2}[^dmy]+d{1,2}(?!d)/i;

export type DateOrder = 'day-first' | 'month-first';

/** The cell styles that show a number as a date, by index. @throws NotAWorkbook */
export function dateStyles(styles: Element): ReadonlyMap<number, DateOrder> {
  const codes = new Map(
    all(styles, 'numFmt').map((format) => [
      format.getAttribute('numFmtId'),
      (format.getAttribute('formatCode') ?? '').replace(NOT_LETTERS, '').replaceAll(/general/gi, ''),
    ]),
  );
  const formats = [...table(styles, 'cellXfs').children].map((format) => format.getAttribute('numFmtId'));
  return new Map(
    formats.flatMap((id, index): readonly (readonly [number, DateOrder])[] => {
      const code = codes.get(id);
      const isDate = code === undefined ? isBuiltInDate(Number(id)) : /[dmy]/i.test(code);
      return isDate ? [[index, MONTH_FIRST.test(code ?? '') ? 'month-first' : 'day-first']] : [];
    }),
  );
}
