import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  blankSheet,
  type Cell,
  type GridRange,
  type Metadata,
} from '../../../../tests/doubles/google/book.ts';
import { GoogleSheetsDouble } from '../../../../tests/doubles/google/double.ts';
import { timeOf } from '../../../../tests/support/spreadsheets.ts';
import { find, idsIn } from '../../../../tests/contracts/spreadsheet-contract.ts';
import { lastDayIn } from '../../../domain/retention/staff-dates.ts';
import { aRow, rows, YOUTHS } from '../../../../tests/fixtures/spreadsheet/rows.ts';
import { GoogleAdministration } from './google-administration.ts';
import { numberOf } from './google-guards.ts';
import { GoogleSpreadsheet } from './google-sheets.ts';
import { RowsRefused } from '../spreadsheet.ts';

// Answers of Google where the tab is not the system's alone and the texts are anybody's.

const SHEET = numberOf('Jeunes', '');
const LANGUAGES = ['en', 'es', 'fr'] as const;
const LAST = YOUTHS.columns.length;

let double: GoogleSheetsDouble;
/** Alters an answer on its way to the adapter. */
let altered: (answer: unknown) => unknown;

function reached() {
  const fetchAltered: typeof fetch = async (input, init) => {
    const answer = await double.answer(new Request(input, { ...init, signal: null }));
    if (!(answer.headers.get('content-type') ?? '').includes('json')) return answer;
    return Response.json(altered(await answer.json()), answer);
  };
  return { ...timeOf(double), fetch: fetchAltered };
}

const open = () => new GoogleSpreadsheet(double.settings(), reached());
const check = () => new GoogleAdministration(double.settings(), reached()).check([YOUTHS]);
const ids = () => idsIn(double.grid('Jeunes'));

beforeEach(async () => {
  double = new GoogleSheetsDouble();
  altered = (answer) => answer;
  await open().insert(YOUTHS, rows('r', 3));
  await open().identifiers(YOUTHS);
});

afterEach(async () => {
  await double.close();
});

const sheet = () => {
  const found = double.book.sheets.find(({ sheetId }) => sheetId === SHEET);
  if (!found) throw new Error('no tab');
  return found;
};
const changed = (changes: Partial<ReturnType<typeof sheet>>) => {
  const after = { ...sheet(), ...changes };
  double.book = {
    ...double.book,
    sheets: double.book.sheets.map((each) => (each.sheetId === SHEET ? after : each)),
  };
};
const others = (...marks: readonly Partial<Metadata>[]) => {
  const made = marks.map((mark, at) => ({
    metadataId: 900 + at,
    metadataKey: 'outil',
    metadataValue: '',
    visibility: 'DOCUMENT',
    ...mark,
  }));
  changed({ metadata: [...sheet().metadata, ...made] });
  return made;
};
const protect = (range: Omit<GridRange, 'sheetId'> = {}) => {
  const protection = {
    protectedRangeId: 7,
    range: { sheetId: SHEET, ...range },
    description: 'Ne pas toucher',
  };
  changed({ protections: [...sheet().protections, { ...protection, requestingUserCanEdit: false }] });
};
/** Leaves room for so many more cells. */
const fill = (left: number) => {
  const used = double.book.sheets.reduce((sum, each) => sum + each.rowCount * each.columnCount, 0);
  const full = blankSheet({ sheetId: 5, title: 'Grand', rowCount: 1, columnCount: 10_000_000 - used - left });
  double.book = { ...double.book, sheets: [...double.book.sheets, full] };
};

describe('marks that another tool left on the tab', () => {
  const FOREIGN: Readonly<Record<string, Partial<Metadata>>> = {
    'of a key of its own': { metadataKey: 'harvester.row-key', metadataValue: 'k-004' },
    'of the key of our plans, in no JSON': { metadataKey: 'modification', metadataValue: 'le 12, par Zoé' },
    'of the key of our plans, in JSON of its own': { metadataKey: 'modification', metadataValue: '{"a":1}' },
    'of the key of our plans, empty': { metadataKey: 'modification', metadataValue: undefined },
    'of the key of our guards': { metadataKey: 'r', metadataValue: 'rien à voir' },
    'of the key of our guards, empty': { metadataKey: 'r', metadataValue: undefined },
  };

  test.each(Object.keys(FOREIGN))('(%s) are left alone, and the tab is read and written', async (what) => {
    const foreign = others(FOREIGN[what] ?? {});
    const spreadsheet = open();
    await spreadsheet.insert(YOUTHS, [aRow('a')]);
    double.advance(601_000);
    await spreadsheet.insert(YOUTHS, [aRow('b')]);
    expect([...(await spreadsheet.identifiers(YOUTHS))]).toEqual(['r0', 'r1', 'r2', 'a', 'b']);
    expect(await spreadsheet.update(YOUTHS, [{ id: 'a', cells: { Projet: 'Bois' } }])).toEqual(new Set());
    await spreadsheet.remove(YOUTHS, ['r1']);
    expect((await spreadsheet.read(YOUTHS, ['Projet'])).get('a')).toEqual({ Projet: 'Bois' });
    expect(await spreadsheet.table(YOUTHS)).toHaveLength(5);
    expect(await check()).toEqual([]);
    expect(sheet().metadata).toEqual(expect.arrayContaining(foreign));
  });

  test('keep no row out whose number they hold', async () => {
    others({ metadataId: numberOf('Jeunes', 'a') });
    const spreadsheet = open();
    await spreadsheet.insert(YOUTHS, [aRow('a'), aRow('b')]);
    await spreadsheet.insert(YOUTHS, [aRow('a')]);
    expect([...(await spreadsheet.identifiers(YOUTHS))]).toEqual(['r0', 'r1', 'r2', 'a', 'b']);
  });

  test('blame no row when they leave no room for ours, nor when they are where we cannot see them', async () => {
    others({ metadataValue: 'x'.repeat(25_000) });
    await expect(open().insert(YOUTHS, [aRow('a')])).rejects.toMatchObject({ reason: 'marks-full' });
    changed({ metadata: [] });
    others({ metadataValue: 'x'.repeat(29_950), rows: { startIndex: 1, endIndex: 2 } });
    await expect(open().insert(YOUTHS, [aRow('a')])).rejects.toMatchObject({
      name: 'Unavailable',
      reason: 'google-refused',
    });
  });
});

describe.each(LANGUAGES)('a refusal told in « %s »', (language) => {
  beforeEach(() => {
    double.language = language;
  });

  test.each([1, 2, 3, 7])('for want of room puts none of %i rows aside and says so', async (count) => {
    fill(0);
    const before = double.book;
    const insertion = open().insert(YOUTHS, rows('a', count));
    await expect(insertion).rejects.toMatchObject({ name: 'Unavailable', reason: 'spreadsheet-full' });
    expect(double.book).toEqual(before);
  });

  test.each([1, 2, 3, 7])('for a protection puts none of %i rows aside and says so', async (count) => {
    protect();
    const before = double.book;
    const insertion = open().insert(YOUTHS, rows('a', count));
    await expect(insertion).rejects.toMatchObject({ name: 'Unavailable', reason: 'google-protected' });
    expect(double.book).toEqual(before);
    changed({ protections: [] });
    await open().insert(YOUTHS, rows('a', count));
    expect(ids()).toHaveLength(3 + count);
  });

  test.each([1, 2, 3, 7])('that nothing explains puts none of %i rows aside', async (count) => {
    double.refuses = '"requests"';
    const before = double.book;
    const insertion = open().insert(YOUTHS, rows('a', count));
    await expect(insertion).rejects.toMatchObject({ name: 'Unavailable', reason: 'google-refused' });
    expect(double.book).toEqual(before);
  });

  test.each([1, 2, 3, 7])(
    'of what %i rows hold puts them aside, each alone, and nothing else',
    async (count) => {
      double.refuses = 'poison';
      const bad = rows('bad', count).map(({ id }) => aRow(id, { Projet: 'poison' }));
      const before = double.book;
      await expect(open().insert(YOUTHS, bad)).rejects.toMatchObject({
        name: 'RowsRefused',
        ids: bad.map(({ id }) => id),
        reason: 'refused',
      });
      expect(double.book).toEqual(before);
      double.advance(60_000);
      await expect(open().insert(YOUTHS, [...rows('a', 4), ...bad])).rejects.toThrow(RowsRefused);
      expect(ids().sort()).toEqual([...rows('a', 4), ...rows('r', 3)].map(({ id }) => id).sort());
    },
  );

  test('of a change or a removal in a protected tab says so', async () => {
    protect();
    const change = [{ id: 'r1', cells: { Projet: 'Bois' } }];
    await expect(open().update(YOUTHS, change)).rejects.toMatchObject({ reason: 'google-protected' });
    await expect(open().remove(YOUTHS, ['r1'])).rejects.toMatchObject({ reason: 'google-protected' });
    expect(ids()).toEqual(['r0', 'r1', 'r2']);
  });

  test('of a change for want of room says so', async () => {
    fill(100);
    const change = open().update(YOUTHS, [{ id: 'r1', cells: { Projet: 'Bois' } }]);
    await expect(change).rejects.toMatchObject({ reason: 'spreadsheet-full' });
  });
});

describe('a protection', () => {
  test.each<Omit<GridRange, 'sheetId'>>([
    {},
    { startColumnIndex: 2, endColumnIndex: 3 },
    { startRowIndex: 3 },
  ])('that is in the way (%j) is found by « check » with its remedy', async (range) => {
    protect(range);
    const [problem, ...others] = await check();
    expect(problem?.what).toBe(
      'Dans « Jeunes », une protection (« Ne pas toucher ») empêche le site d’écrire.',
    );
    expect(problem?.remedy).toContain('ajoutez le compte de service');
    expect(others).toEqual([]);
    await expect(open().insert(YOUTHS, [aRow('a')])).rejects.toMatchObject({ reason: 'google-protected' });
  });

  test('of the titles alone is in the way of setting up, and of no row', async () => {
    protect({ startRowIndex: 0, endRowIndex: 1 });
    expect(await check()).toEqual([]);
    await open().insert(YOUTHS, [aRow('a')]);
    expect(ids()).toContain('a');
    const wider = {
      ...YOUTHS,
      columns: [...YOUTHS.columns, { header: 'Âge', width: 9, owner: 'system' }],
    } as const;
    const setUp = new GoogleAdministration(double.settings(), reached()).setUp([wider]);
    await expect(setUp).rejects.toMatchObject({ reason: 'google-protected' });
  });
});

test('a row tried and refused leaves a tab filled to its last line, and what staff type meanwhile, as they are', async () => {
  changed({ rowCount: 4, rows: sheet().rows.slice(0, 4) });
  const { metadata } = sheet();
  double.refuses = 'poison';
  let writes = 0;
  double.meanwhile = () => {
    writes += 1;
    double.edit('Jeunes', (grid) =>
      grid.map((line, row) => (row === 0 ? line : line.with(6, `projet ${writes}`))),
    );
  };
  await expect(open().insert(YOUTHS, [aRow('bad', { Projet: 'poison' })])).rejects.toMatchObject({
    ids: ['bad'],
  });
  expect(writes).toBe(3);
  expect(sheet()).toMatchObject({ rowCount: 4, metadata });
  expect(ids().map((id) => find(double.grid('Jeunes'), id)?.Projet)).toEqual([
    'projet 3',
    'projet 3',
    'projet 3',
  ]);
  expect(double.book.sheets).toHaveLength(2);
});

test('a Google that does not say why is not taken for a spreadsheet that is not shared', async () => {
  let calls = 0;
  double.fault = () => (++calls === 1 ? 403 : 503);
  await expect(open().identifiers(YOUTHS)).rejects.toMatchObject({ reason: 'google-down' });
});

test('a refusal that nothing explains is told by « check », which does not throw', async () => {
  double.refuses = '"requests"';
  expect(await check()).toHaveLength(1);
  const client = new GoogleAdministration(double.settings(), {
    ...reached(),
    fetch: async (input, init) =>
      new Request(input).url.includes('/v4/')
        ? Response.json(
            { error: { code: 400, status: 'INVALID_ARGUMENT', message: 'Non.' } },
            { status: 400 },
          )
        : await reached().fetch(input, init),
  });
  const [problem] = await client.check([YOUTHS]);
  expect(problem?.what).toMatch(/^Le tableur refuse/);
  expect(problem?.remedy.length).toBeGreaterThan(10);
});

describe('what keeps us out is told by codes', () => {
  const REASONS = [
    ['none', 'not-shared'],
    ['reader', 'not-shared'],
    ['api-off', 'api-off'],
    ['no-project', 'no-project'],
    ['wrong-scope', 'credentials'],
    ['office-file', 'not-google-sheets'],
    ['office-file-since-2026', 'not-google-sheets'],
  ] as const;
  const TEXTS = [
    'Cette action ne peut pas être effectuée.',
    'The caller does not have permission',
    'Google Sheets API has not been used in project 1 before or it is disabled.',
    'Project 1 is not found and cannot be used for API calls.',
    'This operation is not supported for this document',
    'This action would increase the number of cells in the workbook above the limit of 10000000 cells.',
    'Invalid requests[0].appendCells: You are trying to edit a protected cell or object.',
  ];
  const retold = (message: string) => (answer: unknown) => {
    const { data } = z.looseObject({ error: z.looseObject({ message: z.string() }) }).safeParse(answer);
    return data ? { error: { ...data.error, message } } : answer;
  };

  test.each(REASONS)('and not by texts: « %s » is « %s »', async (access, reason) => {
    double.access = access;
    for (const message of TEXTS) {
      altered = retold(message);
      await expect(open().insert(YOUTHS, [aRow('a')])).rejects.toMatchObject({ name: 'Unavailable', reason });
    }
  });

  test.each(REASONS)('and « check » tells « %s » with its remedy, in French', async (access) => {
    double.access = access;
    const [problem] = await check();
    expect(problem?.what).toMatch(/Google|service|feuille|fichier/);
    expect(problem?.remedy.length).toBeGreaterThan(10);
  });
});

describe('an answer without what is empty', () => {
  const emptied = (name: string) => {
    const walk = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(walk);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, each]: [string, unknown]) => [
          key,
          key === name && typeof each === 'object' ? {} : walk(each),
        ]),
      );
    };
    return walk;
  };

  test.each([
    'gridProperties',
    'dataValidation',
    'condition',
    'effectiveFormat',
    'numberFormat',
    'effectiveValue',
    'userEnteredValue',
    'basicFilter',
  ])('of « %s » is no silence of Google', async (name) => {
    altered = emptied(name);
    expect([...(await open().identifiers(YOUTHS))]).toEqual(['r0', 'r1', 'r2']);
    const problems = await check();
    expect(JSON.stringify(problems)).not.toMatch(/ne répond pas|change sans cesse/);
  });

  test('of a tab that holds nothing but its titles gives no row', async () => {
    await open().remove(YOUTHS, ['r0', 'r1', 'r2']);
    expect([...(await open().identifiers(YOUTHS))]).toEqual([]);
    expect(await open().table(YOUTHS)).toHaveLength(1);
  });
});

describe('a column of staff filled to the bottom', () => {
  const range = { sheetId: SHEET, startRowIndex: 1, startColumnIndex: LAST, endColumnIndex: LAST + 1 };
  const below = (cell: Cell) => {
    changed({ columnCount: LAST + 1 });
    const lines = Array.from({ length: 1000 }, (_, row) => [
      ...Array.from({ length: LAST }, (__, at) => sheet().rows[row]?.[at] ?? {}),
      row === 0 ? { userEnteredValue: { stringValue: 'À eux' } } : cell,
    ]);
    changed({ rows: lines });
  };
  const COLUMNS: Readonly<Record<string, () => void>> = {
    'with tick-boxes': () => {
      changed({ columnCount: LAST + 1 });
      double.apply([
        { setDataValidation: { range, rule: { condition: { type: 'BOOLEAN' }, strict: true } } },
      ]);
    },
    'with a formula that shows nothing': () =>
      below({ userEnteredValue: { formulaValue: '=IF(A2="";"";B2)' }, computed: '' }),
    'with a formula that shows something': () =>
      below({ userEnteredValue: { formulaValue: '=LEN(A2)' }, computed: '0' }),
  };

  test.each(Object.keys(COLUMNS))(
    '(%s) has new rows next to the last real one, and its lines are nobody',
    async (what) => {
      COLUMNS[what]?.();
      const spreadsheet = open();
      for (let batch = 0; batch < 3; batch += 1) {
        await spreadsheet.insert(YOUTHS, rows(`n${batch}-`, 2));
        expect((await spreadsheet.identifiers(YOUTHS)).size).toBe(5 + 2 * batch);
      }
      const expected = ['r0', 'r1', 'r2', 'n0-0', 'n0-1', 'n1-0', 'n1-1', 'n2-0', 'n2-1'];
      expect(
        double
          .grid('Jeunes')
          .map(([id]) => id)
          .slice(1, 11),
      ).toEqual([...expected, '']);
      expect(await check()).toEqual([]);
      expect((await spreadsheet.table(YOUTHS)).map(([id]) => id)).toEqual(['Identifiant', ...expected]);
      expect(sheet().rowCount).toBe(1009);
      if (what === 'with tick-boxes')
        expect(sheet().rows[9]?.[LAST]?.dataValidation).toMatchObject({ condition: { type: 'BOOLEAN' } });
    },
  );

  test('keeps a row that somebody added by hand, and one of which a box is ticked', async () => {
    COLUMNS['with tick-boxes']?.();
    const lines = sheet().rows.map((line, row) =>
      row === 6
        ? line.with(4, { userEnteredValue: { stringValue: 'Ana' } })
        : row === 8
          ? line.with(LAST, { userEnteredValue: { boolValue: true } })
          : line,
    );
    changed({ rows: lines });
    expect(await open().table(YOUTHS)).toHaveLength(6);
    expect((await check()).map(({ what }) => what)).toEqual([
      'Dans « Jeunes », des lignes n’ont pas d’identifiant : 7, 9.',
    ]);
  });

  test.each([1000, 4])('new rows have the list of the others, in a tab of %i lines', async (rowCount) => {
    changed({ rowCount, rows: sheet().rows.slice(0, rowCount) });
    await open().insert(YOUTHS, rows('a', 2));
    await open().insert(YOUTHS, rows('b', 4));
    expect(ids()).toEqual(['r0', 'r1', 'r2', 'a0', 'a1', 'b0', 'b1', 'b2', 'b3']);
    const statusAt = YOUTHS.columns.findIndex(({ header }) => header === 'Statut');
    const lists = sheet()
      .rows.slice(1, 10)
      .map((line) => line[statusAt]?.dataValidation);
    expect(lists.every((list) => list !== undefined)).toBe(true);
  });
});

describe('rows that staff hid', () => {
  test.each([1000, 4])(
    'do not hide those that are added beside them, in a tab of %i lines',
    async (rowCount) => {
      changed({ rowCount, rows: sheet().rows.slice(0, rowCount), hiddenRows: [2, 3, 4, 5] });
      await open().insert(YOUTHS, rows('a', 2));
      await open().insert(YOUTHS, rows('b', 1));
      expect(ids()).toEqual(['r0', 'r1', 'r2', 'a0', 'a1', 'b0']);
      const hidden = new Set(sheet().hiddenRows);
      expect([4, 5, 6].filter((row) => hidden.has(row))).toEqual([]);
      expect([2, 3].every((row) => hidden.has(row))).toBe(true);
    },
  );
});

describe('a table that staff made of the tab', () => {
  const table = (endRowIndex: number) => {
    changed({
      tables: [{ tableId: 't', name: 'Table1', range: { sheetId: SHEET, startRowIndex: 0, endRowIndex } }],
    });
  };

  test('that ends with the last row is told, with what mends it', async () => {
    table(4);
    const [problem, ...others] = await check();
    expect(problem?.what).toBe(
      'Dans « Jeunes », le tableau « Table1 » s’arrête à la dernière ligne : les nouvelles arrivent dessous, hors de lui.',
    );
    expect(problem?.remedy).toMatch(/^Étendez-le/);
    expect(others).toEqual([]);
    await open().insert(YOUTHS, rows('a', 2));
    expect((await open().identifiers(YOUTHS)).size).toBe(5);
    expect(ids()).toEqual(['r0', 'r1', 'r2', 'a0', 'a1']);
    expect(await check()).toHaveLength(1);
  });

  test('that goes to the bottom is fine', async () => {
    table(1000);
    expect(await check()).toEqual([]);
  });
});

describe('a spreadsheet of another language', () => {
  const contactAt = YOUTHS.columns.findIndex(({ header }) => header === 'Dernier contact');
  const typed = (days: number, shown: string) => {
    const date: Cell = {
      userEnteredValue: { numberValue: days },
      userEnteredFormat: { numberFormat: { type: 'DATE' } },
    };
    changed({ rows: sheet().rows.map((line, row) => (row === 1 ? line.with(contactAt, date) : line)) });
    const seen = (answer: unknown): unknown =>
      Array.isArray(answer)
        ? answer.map(seen)
        : typeof answer !== 'object' || answer === null
          ? answer
          : Object.fromEntries(
              Object.entries(answer).map(([key, each]: [string, unknown]) => [
                key,
                key === 'formattedValue' && typeof each === 'string' && /^\d\d\/\d\d\/\d{4}$/.test(each)
                  ? shown
                  : seen(each),
              ]),
            );
    altered = seen;
  };
  const read = async () => (await open().read(YOUTHS, ['Dernier contact'])).get('r0')?.['Dernier contact'];

  test.each([
    [46_085, '3/4/2026', '04/03 ou 03/04 ? (2026)'],
    [46_085, '3/4/26 10:30', '04/03 ou 03/04 ? (2026)'],
    [46_085, '03-04-2026', '04/03 ou 03/04 ? (2026)'],
    [46_085, '04/03/2026', '2026-03-04'],
    [46_085, '2026-03-04', '2026-03-04'],
    [46_085, '4 mars 2026', '2026-03-04'],
    [46_085, 'Mar 4, 2026', '2026-03-04'],
    [46_349, '11/23/2026', '2026-11-23'],
    [46_084, '3/3/2026', '2026-03-03'],
  ])('the day %i, shown as « %s », is read as « %s »', async (days, shown, expected) => {
    typed(days, shown);
    expect(await read()).toBe(expected);
    expect(lastDayIn('04/03 ou 03/04 ? (2026)')).toBe('unreadable');
  });

  test('has its dates read by a second call, once; no answer is long for the formats of empty cells', async () => {
    const spreadsheet = open();
    let longest = 0;
    const readings = async (): Promise<number> => {
      altered = (answer) => {
        longest = Math.max(longest, JSON.stringify(answer).length);
        return answer;
      };
      double.calls.length = 0;
      await spreadsheet.read(YOUTHS, ['Dernier contact']);
      return double.calls.filter(({ method }) => method === 'GET').length;
    };
    // The second finds the columns, whose order the first did not know.
    expect([await readings(), await readings()]).toEqual([2, 1]);
    expect(longest).toBeLessThan(5_000);
    typed(46_085, '04/03/2026');
    expect([await readings(), await readings()]).toEqual([2, 1]);
    const table = await spreadsheet.table(YOUTHS);
    expect(table[1]?.[contactAt]).toBe('2026-03-04');
    expect((await open().table(YOUTHS))[1]?.[contactAt]).toBe('2026-03-04');
  });

  test.each(['en_US', 'en_CA', 'fil_PH', 'ja_JP', 'sv_SE'])(
    '(« %s ») is told, with what mends it',
    async (locale) => {
      double.book = { ...double.book, locale };
      const [problem, ...others] = await check();
      expect(problem?.what).toContain(`(${locale})`);
      expect(problem?.remedy).toContain('« France »');
      expect(others).toEqual([]);
    },
  );

  test.each(['fr_FR', 'fr_BE', 'fr', 'en_GB', 'de_DE', 'pt_BR', '', '?'])(
    'puts the day first in « %s »',
    async (locale) => {
      double.book = { ...double.book, locale };
      expect(await check()).toEqual([]);
    },
  );
});
