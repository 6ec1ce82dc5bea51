import { describe, expect, test } from 'vitest';
import { columnLetters, columnNumber } from '../column-letters.ts';
import { type NewCell, readCells, readSharedStrings, withRowsAdded } from './workbook-cells.ts';
import { NotAWorkbook } from './workbook-parts.ts';

type Cell = readonly [row: number, column: number, text: string];

function cellsOf(xml: string, strings: readonly string[] = []): readonly Cell[] {
  const cells: Cell[] = [];
  readCells(xml, strings, ({ row, column, text }) => cells.push([row, column, text]));
  return cells;
}

function added(xml: string, ...lines: readonly (readonly NewCell[])[]): string {
  return withRowsAdded(
    xml,
    readCells(xml, [], () => undefined),
    lines,
    () => 7,
  );
}

const NEW: readonly NewCell[] = [{ column: 2, text: 'n', style: undefined }];

describe('reading a sheet', () => {
  test('gives the text of every kind of cell, and none of the empty ones', () => {
    const row = [
      '<c r="A1" t="s"><v>1</v></c>',
      '<c r="B1" t="inlineStr"><is><r><t>en </t></r><r><t><![CDATA[deux]]></t></r><rPh><t>x</t></rPh></is></c>',
      '<c r="C1" t="str"><f>A1</f><v>_x0041_</v></c>',
      '<c r="AA1"><v>3.5</v></c>',
      '<c r="AB1" s="4"/>',
    ].join('');
    expect(
      cellsOf(`<worksheet><sheetData><row r="1">${row}</row></sheetData></worksheet>`, ['zéro', 'un']),
    ).toEqual([
      [1, 1, 'un'],
      [1, 2, 'en deux'],
      [1, 3, 'A'],
      [1, 27, '3.5'],
    ]);
  });

  test('tells what somebody typed from formulas and boxes that are not ticked', () => {
    const typed: boolean[] = [];
    const row =
      '<c><v>1</v></c><c t="str"><f>A1</f><v>x</v></c><c t="b"><v>0</v></c><c t="b"><v>1</v></c><c t="b"><f>A1</f><v>1</v></c><c t="str"><v>y</v></c>';
    readCells(`<w><sheetData><row>${row}</row></sheetData></w>`, [], ({ isTyped }) => typed.push(isTyped));
    expect(typed).toEqual([true, false, false, true, false, true]);
  });

  test('follows a writer that numbers neither rows nor cells, and one that prefixes every name', () => {
    expect(
      cellsOf(
        '<w><sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c><v>3</v></c></row></sheetData></w>',
      ),
    ).toEqual([
      [1, 1, '1'],
      [1, 2, '2'],
      [5, 1, '3'],
    ]);
    const prefixed =
      '<x:w xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:w>';
    expect(cellsOf(prefixed)).toEqual([[1, 1, '1']]);
    expect(added(prefixed, NEW)).toContain(
      '</x:row><x:row r="2"><x:c r="B2" t="s"><x:v>7</x:v></x:c></x:row>',
    );
  });

  test('fails on XML that is not well-formed, or holds no rows', () => {
    expect(() => cellsOf('<w><sheetData><row></sheetData></w>')).toThrow(NotAWorkbook);
    expect(() => cellsOf('<w/>')).toThrow(NotAWorkbook);
  });
});

describe('adding rows', () => {
  const row2 = '<row r="2"><c r="B2" t="s"><v>7</v></c></row>';

  test.each([
    ['into nothing', '<w><sheetData/></w>', `<sheetData>${row2.replaceAll('2"', '1"')}</sheetData>`],
    [
      'after the last used row, wherever surrogate pairs and line ends shift positions',
      '<w>👩🏽‍🎓\r\n<sheetData>\r\n<row r="1"><c r="A1"><v>👩🏽‍🎓\r\n</v></c></row>\r\n</sheetData></w>',
      `<sheetData>\r\n<row r="1"><c r="A1"><v>👩🏽‍🎓\r\n</v></c></row>${row2}</sheetData>`,
    ],
    [
      'in place of the empty rows that stood there, before those that follow',
      '<w><sheetData><row r="1"><c><v>1</v></c></row><row r="2"><c s="3"/></row><row r="9" ht="30"/></sheetData></w>',
      `<sheetData><row r="1"><c><v>1</v></c></row>${row2}<row r="9" ht="30"/></sheetData>`,
    ],
    [
      'after a row that holds a formula without a result',
      '<w><sheetData><row r="1"><c><f>1+1</f></c></row></sheetData></w>',
      `<sheetData><row r="1"><c><f>1+1</f></c></row>${row2}</sheetData>`,
    ],
  ])('%s', (_, before, after) => {
    expect(added(before, NEW)).toBe(after);
  });
});

test('shared strings are read without how they are pronounced', () => {
  const xml =
    '<sst><si><t>un</t></si><si><r><t>de</t></r><r><t>ux</t></r><rPh><t>x</t></rPh></si><si/></sst>';
  expect(readSharedStrings(xml)).toEqual(['un', 'deux', '']);
});

test.each([
  [1, 'A'],
  [26, 'Z'],
  [27, 'AA'],
  [703, 'AAA'],
  [16_384, 'XFD'],
])('column %i is %s', (column, letters) => {
  expect(columnLetters(column)).toBe(letters);
  expect(columnNumber(`$${letters}$12`)).toBe(column);
});
