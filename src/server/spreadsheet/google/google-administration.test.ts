import { sheets as officialClient } from '@googleapis/sheets';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GoogleSheetsDouble } from '../../../../tests/doubles/google/double.ts';
import { withCell } from '../../../../tests/contracts/spreadsheet-contract.ts';
import { aRow, MENTORS, rows, YOUTHS } from '../../../../tests/fixtures/spreadsheet/rows.ts';
import { GoogleAdministration } from './google-administration.ts';
import type { GoogleSheetsSettings } from './google-client.ts';
import { numberOf } from './google-guards.ts';
import { GoogleSpreadsheet } from './google-sheets.ts';

const TABS = [YOUTHS, MENTORS];
const SHEET = numberOf('Jeunes', '');

let double: GoogleSheetsDouble;
let settings: GoogleSheetsSettings;
const administration = (changes: Partial<GoogleSheetsSettings> = {}) =>
  new GoogleAdministration({ ...settings, ...changes }, { now: () => double.now() });

beforeEach(async () => {
  double = new GoogleSheetsDouble();
  settings = await double.listen();
});

afterEach(async () => {
  await double.close();
});

const changeTitles = (change: (titles: readonly string[]) => readonly string[]) => {
  double.edit('Jeunes', ([titles = [], ...below]) => [change(titles), ...below]);
};

describe('setting up', () => {
  test('makes every tab in an empty spreadsheet, and « Lisez-moi » first; again changes nothing', async () => {
    expect(await administration().setUp(TABS)).toHaveLength(3);
    expect(double.book.sheets.map(({ title }) => title)).toEqual([
      'Lisez-moi',
      'Feuille 1',
      'Jeunes',
      'Mentors',
    ]);
    const youths = double.book.sheets.find(({ title }) => title === 'Jeunes');
    expect(youths).toMatchObject({ frozenRowCount: 1, columnCount: 9, protections: [{ warningOnly: true }] });
    expect(youths?.basicFilter).toBeDefined();
    expect(double.grid('Jeunes')).toEqual([YOUTHS.columns.map(({ header }) => header)]);
    const before = double.book;
    expect(await administration().setUp(TABS)).toEqual([]);
    expect(double.book).toEqual(before);
    expect(await administration().check(TABS)).toEqual([]);
  });

  test('adds to a tab that staff had begun what it lacks, right of what is there, and leaves its rows', async () => {
    double.apply([
      {
        addSheet: {
          properties: { sheetId: 7, title: 'jeunes', gridProperties: { rowCount: 20, columnCount: 4 } },
        },
      },
    ]);
    double.edit('jeunes', () => [
      ['Prénom', 'Notes', 'Statut', 'Identifiant'],
      ['Ana', 'à voir', 'Reçue', 'a'],
    ]);
    await administration().setUp([YOUTHS]);
    expect(double.grid('jeunes')).toEqual([
      ['Prénom', 'Notes', 'Statut', 'Identifiant', 'Référence', 'Reçue le', 'Téléphone', 'Projet'],
      ['Ana', 'à voir', 'Reçue', 'a', '', '', '', ''],
    ]);
    const spreadsheet = new GoogleSpreadsheet(settings, { now: () => double.now() });
    await spreadsheet.insert(YOUTHS, [aRow('b')]);
    expect((await spreadsheet.read(YOUTHS, ['Téléphone'])).get('b')).toEqual({ Téléphone: '+33612345678' });
    // Google takes the title for the same name.
    expect((await administration().check([YOUTHS])).map(({ what }) => what)).toEqual([]);
  });
});

describe('checking a broken spreadsheet says what is wrong and how to mend it', () => {
  beforeEach(async () => {
    await administration().setUp(TABS);
    const spreadsheet = new GoogleSpreadsheet(settings, { now: () => double.now() });
    await spreadsheet.insert(YOUTHS, rows('r', 4));
    await spreadsheet.identifiers(YOUTHS);
    expect(await administration().check(TABS)).toEqual([]);
  });

  const breaks: readonly (readonly [string, () => unknown, RegExp, RegExp])[] = [
    ['not shared', () => (double.access = 'none'), /n’est pas partagée/, /« Éditeur »/],
    ['shared for reading only', () => (double.access = 'reader'), /pas y écrire/, /« Éditeur »/],
    ['interface off', () => (double.access = 'api-off'), /n’est pas activée/, /Activez-la/],
    [
      'tab deleted',
      () => double.apply([{ deleteSheet: { sheetId: SHEET } }]),
      /« Jeunes » manque/,
      /spreadsheet:setup/,
    ],
    [
      'tab renamed',
      () =>
        double.apply([
          { updateSheetProperties: { properties: { sheetId: SHEET, title: 'Ados' }, fields: 'title' } },
        ]),
      /« Jeunes » s’appelle maintenant « Ados »/,
      /Redonnez-lui le nom « Jeunes »/,
    ],
    [
      'column renamed',
      () => changeTitles((titles) => titles.map((title) => (title === 'Téléphone' ? 'Tél' : title))),
      /« Téléphone » manque/,
      /Redonnez ce titre/,
    ],
    [
      'column doubled',
      () => changeTitles((titles) => [...titles, 'Statut']),
      /deux colonnes s’appellent « Statut »/,
      /la seconde/,
    ],
    [
      'a row above the titles',
      () => double.edit('Jeunes', (grid) => [['Rentrée 2026'], ...grid]),
      /titres sont en ligne 2/,
      /ligne 1/,
    ],
    [
      'a row copied',
      () => double.edit('Jeunes', (grid) => [...grid, ...grid.slice(2, 3)]),
      /identifiant déjà pris : 6/,
      /une seule ligne/,
    ],
    [
      'an identifier erased',
      () => double.edit('Jeunes', (grid) => withCell(grid, 'r2', 'Identifiant', '')),
      /n’ont pas d’identifiant : 4/,
      /Historique/,
    ],
    [
      'a status of its own',
      () => double.edit('Jeunes', (grid) => withCell(grid, 'r3', 'Statut', 'Ok !')),
      /« Statut » a une valeur .* ligne 5/,
      /de la liste/,
    ],
    [
      'list removed',
      () =>
        double.apply([
          { setDataValidation: { range: { sheetId: SHEET, startColumnIndex: 3, endColumnIndex: 4 } } },
        ]),
      /« Statut » n’a plus sa liste/,
      /spreadsheet:setup/,
    ],
    [
      'header no longer frozen',
      () =>
        double.apply([
          {
            updateSheetProperties: {
              properties: { sheetId: SHEET, gridProperties: { frozenRowCount: 0 } },
              fields: 'gridProperties.frozenRowCount',
            },
          },
        ]),
      /n’est plus figée/,
      /spreadsheet:setup/,
    ],
    [
      'nearly full',
      () =>
        double.apply([
          {
            addSheet: {
              properties: { title: 'Archives', gridProperties: { rowCount: 460_000, columnCount: 20 } },
            },
          },
        ]),
      /cellules, sur 10 millions/,
      /Supprimez/,
    ],
  ];

  test.each(breaks)('%s', async (_, breakIt, what, remedy) => {
    breakIt();
    const problems = await administration().check(TABS);
    expect(problems.some((problem) => what.test(problem.what) && remedy.test(problem.remedy))).toBe(true);
    expect(JSON.stringify(problems)).not.toMatch(/Inès|\+336/);
  });

  test('wrong spreadsheet, wrong key', async () => {
    expect(await administration({ spreadsheetId: 'x' }).check(TABS)).toMatchObject([
      { remedy: 'Vérifiez GOOGLE_SHEETS_ID.' },
    ]);
    expect(await administration({ privateKey: 'x' }).check(TABS)).toMatchObject([
      { what: 'Google refuse le compte de service' },
    ]);
  });

  test('what setting up can mend, it mends', async () => {
    double.apply([
      { setDataValidation: { range: { sheetId: SHEET, startColumnIndex: 3, endColumnIndex: 4 } } },
      {
        updateSheetProperties: {
          properties: { sheetId: SHEET, gridProperties: { frozenRowCount: 0 } },
          fields: 'gridProperties.frozenRowCount',
        },
      },
    ]);
    await administration().setUp(TABS);
    expect(await administration().check(TABS)).toEqual([]);
  });
});

describe('the double, driven by Google’s own client', () => {
  const client = () =>
    officialClient({
      version: 'v4',
      rootUrl: `${settings.apiUrl}/`,
      headers: { Authorization: `Bearer ${token}` },
      retry: false,
      validateStatus: () => true,
    });
  let token = '';

  beforeEach(async () => {
    await administration().setUp([YOUTHS]);
    token = double.aToken();
    double.language = 'en';
  });

  const refusal = async (requests: readonly object[]) => {
    const { status, data } = await client().spreadsheets.batchUpdate({
      spreadsheetId: settings.spreadsheetId,
      requestBody: { requests: [...requests] },
    });
    return JSON.stringify([status, data]);
  };

  test('answers what the client understands', async () => {
    const { spreadsheetId } = settings;
    const { data } = await client().spreadsheets.get({
      spreadsheetId,
      ranges: ["'Jeunes'!1:1"],
      includeGridData: true,
    });
    expect(data.sheets?.[0]?.data?.[0]?.rowData?.[0]?.values?.[0]?.formattedValue).toBe('Identifiant');
    const { data: values } = await client().spreadsheets.values.get({
      spreadsheetId,
      range: "'Jeunes'!A1:B2",
    });
    expect(values.values).toEqual([['Identifiant', 'Référence']]);
  });

  test.each([
    [
      'a field that there is not',
      [{ appendCells: { sheetId: SHEET, rows: [], fields: 'userEnteredValue', tab: 'Jeunes' } }],
      /400.*Unknown name \\"tab\\" at 'requests\[0\].append_cells'/,
    ],
    [
      'two requests in one',
      [
        {
          deleteSheet: { sheetId: SHEET },
          appendDimension: { sheetId: SHEET, dimension: 'ROWS', length: 1 },
        },
      ],
      /400/,
    ],
    [
      'a formula without its sign',
      [
        {
          appendCells: {
            sheetId: SHEET,
            rows: [{ values: [{ userEnteredValue: { formulaValue: '1' } }] }],
            fields: '*',
          },
        },
      ],
      /400/,
    ],
    [
      '50,001 characters',
      [
        {
          appendCells: {
            sheetId: SHEET,
            rows: [{ values: [{ userEnteredValue: { stringValue: 'x'.repeat(50_001) } }] }],
            fields: 'userEnteredValue',
          },
        },
      ],
      /400.*50000 characters/,
    ],
    ['a sheet that there is not', [{ deleteSheet: { sheetId: 5 } }], /400.*No grid with id: 5/],
  ])('refuses %s', async (_, requests, message) => {
    expect(await refusal(requests)).toMatch(message);
  });

  test('refuses a whole batch for its last request: a number of metadata that is taken', async () => {
    const mark = {
      createDeveloperMetadata: {
        developerMetadata: {
          metadataId: 9,
          metadataKey: 'k',
          location: { sheetId: SHEET },
          visibility: 'PROJECT',
        },
      },
    };
    const append = {
      appendCells: {
        sheetId: SHEET,
        rows: [{ values: [{ userEnteredValue: { stringValue: 'a' } }] }],
        fields: 'userEnteredValue',
      },
    };
    expect(await refusal([append, mark])).toMatch(/^\[200/);
    expect(await refusal([append, mark])).toMatch(
      /400.*requests\[1\].createDeveloperMetadata.*already exists/,
    );
    expect(double.grid('Jeunes').slice(1)).toEqual([['a', '', '', '', '', '', '', '', '']]);
  });

  test('does what makes `values.append` a trap: it looks for a table, and a bare name finds another column', async () => {
    const { spreadsheetId } = settings;
    double.edit('Jeunes', ([titles = []]) => [titles, ['a', 'JE-a'], ['', '', '', '', 'note', 'isolée']]);
    await client().spreadsheets.values.append({
      spreadsheetId,
      range: 'Jeunes',
      valueInputOption: 'USER_ENTERED',
      requestBody: { values: [['b', '=1+1']] },
    });
    const last = double.grid('Jeunes').at(-1) ?? [];
    expect(last.indexOf('b')).not.toBe(-1);
    expect(
      double.book.sheets.some(({ rows: all }) =>
        all.some((row) => row.some((cell) => cell.userEnteredValue?.formulaValue === '=1+1')),
      ),
    ).toBe(true);
  });

  test('replaces texts as is documented, and says how many', async () => {
    const OWN = 77;
    double.apply([{ addSheet: { properties: { sheetId: OWN, title: 'Essai' } } }]);
    const search = async (findReplace: object) => {
      const values = [
        { userEnteredValue: { stringValue: 'Google Sheets' } },
        { userEnteredValue: { stringValue: 'sheets' } },
        { userEnteredValue: { formulaValue: '="e"' } },
      ];
      const { status, data } = await client().spreadsheets.batchUpdate({
        spreadsheetId: settings.spreadsheetId,
        requestBody: {
          requests: [
            {
              updateCells: {
                start: { sheetId: OWN, rowIndex: 0, columnIndex: 0 },
                rows: values.map((value) => ({ values: [value] })),
                fields: 'userEnteredValue',
              },
            },
            { findReplace: { find: 'e', replacement: 'o', ...findReplace } },
          ],
        },
      });
      return [status, data.replies?.at(-1)?.findReplace, double.grid('Essai').map(([text]) => text)];
    };
    expect(await search({ sheetId: OWN, matchCase: true, includeFormulas: false })).toEqual([
      200,
      { valuesChanged: 2, rowsChanged: 2, sheetsChanged: 1, occurrencesChanged: 5 },
      ['Googlo Shoots', 'shoots', '="e"'],
    ]);
    const below = { range: { sheetId: OWN, startRowIndex: 1 } };
    expect(await search({ ...below, find: 'SHEETS', matchEntireCell: true })).toEqual([
      200,
      { valuesChanged: 1, rowsChanged: 1, sheetsChanged: 1, occurrencesChanged: 1 },
      ['Google Sheets', 'o', '="e"'],
    ]);
    expect(await search({ ...below, includeFormulas: true, matchCase: true })).toEqual([
      200,
      { valuesChanged: 1, formulasChanged: 1, rowsChanged: 2, sheetsChanged: 1, occurrencesChanged: 3 },
      ['Google Sheets', 'shoots', '="o"'],
    ]);
    expect(await search({ ...below, find: 'absent' })).toEqual([200, {}, expect.anything()]);
    expect(await refusal([{ findReplace: { find: '', replacement: 'x', ...below } }])).toMatch(/^\[400/);
    expect(await refusal([{ findReplace: { find: 'x', ...below, sheetId: OWN } }])).toMatch(/^\[400/);
  });

  test('answers errors in Google’s form', async () => {
    token = 'stale';
    const { data } = await client().spreadsheets.get({ spreadsheetId: settings.spreadsheetId });
    expect(data).toMatchObject({ error: { code: 401, status: 'UNAUTHENTICATED' } });
  });
});
