import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DoubleOptions, GoogleSheetsDouble } from '../../../../tests/doubles/google/double.ts';
import { describeService } from '../../../../tests/contracts/service-contract.ts';
import { find, idsIn } from '../../../../tests/contracts/spreadsheet-contract.ts';
import { aRow, rows, YOUTHS } from '../../../../tests/fixtures/spreadsheet/rows.ts';
import type { GoogleSheetsSettings } from './google-client.ts';
import { numberOf } from './google-guards.ts';
import { GoogleSpreadsheet } from './google-sheets.ts';
import { Unavailable } from '../spreadsheet.ts';

let double = new GoogleSheetsDouble();
let settings: GoogleSheetsSettings;
let waitedMs: number;

function open(changes: Partial<GoogleSheetsSettings> = {}): GoogleSpreadsheet {
  return new GoogleSpreadsheet(
    { ...settings, ...changes },
    {
      now: () => double.now(),
      wait: (milliseconds) => {
        waitedMs += milliseconds;
        double.advance(milliseconds);
        return Promise.resolve();
      },
    },
  );
}

async function start(options: DoubleOptions = {}): Promise<void> {
  await double.close();
  double = new GoogleSheetsDouble(options);
  settings = await double.listen();
  waitedMs = 0;
}

const ids = () => idsIn(double.grid('Jeunes'));
const youth = (id: string) => find(double.grid('Jeunes'), id);

beforeEach(() => start());

afterEach(async () => {
  await double.close();
});

/** Moves a column of the tab of the youths to before the one at `destinationIndex`. */
const moveColumn = (startIndex: number, destinationIndex: number) => () => {
  const source = {
    sheetId: numberOf('Jeunes', ''),
    dimension: 'COLUMNS',
    startIndex,
    endIndex: startIndex + 1,
  } as const;
  double.apply([{ moveDimension: { source, destinationIndex } }]);
};

describe('a spreadsheet in Google Sheets', () => {
  describeService(
    {
      double: () => double,
      start,
      open,
      tabNames: () => double.book.sheets.map(({ title }) => title),
    },
    {
      down: 'google-down',
      always: ['"requests"', 'google-refused'],
      meanwhile: {
        'sort the rows': () =>
          double.edit('Jeunes', ([headers = [], ...below]) => [headers, ...below.toReversed()]),
        'delete a row above': () => double.edit('Jeunes', (grid) => grid.filter(([id]) => id !== 'r0')),
        'insert rows above': () =>
          double.edit('Jeunes', ([headers = [], ...below]) => [
            headers,
            ['x1', 'JE-x1'],
            ['x2', 'JE-x2'],
            ...below,
          ]),
        'move a column': moveColumn(8, 3),
      },
    },
  );
});

describe('calls', () => {
  test('are one read and one write for 250 rows and as many to see that they are in place, with 20,000 rows there as with none', async () => {
    const spreadsheet = open();
    await spreadsheet.insert(YOUTHS, []);
    double.edit('Jeunes', (grid) => [
      ...grid,
      ...Array.from({ length: 20_000 }, (_, n) => [`old${n}`, `JE-${n}`]),
    ]);
    double.calls.length = 0;
    await spreadsheet.insert(YOUTHS, rows('new', 250));
    expect(double.calls.map(({ method }) => method)).toEqual(['GET', 'POST']);
    expect((await spreadsheet.identifiers(YOUTHS)).size).toBe(20_250);
    expect(double.calls.slice(3).map(({ method }) => method)).toEqual(['GET', 'POST']);
    await spreadsheet.identifiers(YOUTHS);
    expect(double.calls).toHaveLength(6);
  });

  test('share one token, renewed before its end and when it is refused', async () => {
    const spreadsheet = open();
    const tokens = () => double.calls.filter(({ path }) => path === 'token').length;
    await spreadsheet.insert(YOUTHS, [aRow('a')]);
    await spreadsheet.insert(YOUTHS, [aRow('b')]);
    expect(tokens()).toBe(1);
    double.advance(3_500_000);
    await spreadsheet.insert(YOUTHS, [aRow('c')]);
    expect(tokens()).toBe(2);
    double.revoke();
    await spreadsheet.insert(YOUTHS, [aRow('d')]);
    expect([tokens(), ids()]).toEqual([3, ['a', 'b', 'c', 'd']]);
  });

  test('get a token on a machine whose clock is hours away', async () => {
    const spreadsheet = new GoogleSpreadsheet(settings, {
      now: () => new Date(double.now().getTime() - 5 * 3_600_000),
    });
    await spreadsheet.insert(YOUTHS, [aRow('a')]);
    expect(ids()).toEqual(['a']);
  });

  test('wait for the quota, longer each time, and no longer than a drain can', async () => {
    await start({ quota: { reads: 60, writes: 0 } });
    await expect(open().insert(YOUTHS, [aRow('a')])).rejects.toMatchObject({
      reason: 'quota',
      retryAfterSeconds: 60,
    });
    expect(waitedMs).toBeGreaterThan(2_000);
    expect(waitedMs).toBeLessThanOrEqual(8_000);
    await start();
    let refusals = 2;
    double.fault = ({ writes: isWrite }) => (isWrite && refusals-- > 0 ? 429 : 'none');
    await open().insert(YOUTHS, [aRow('a')]);
    expect(ids()).toEqual(['a']);
  });
});

describe('what cannot be done is said in French', () => {
  const insertion = (spreadsheet = open()) => spreadsheet.insert(YOUTHS, [aRow('a')]);

  test.each([
    ['none', 'not-shared'],
    ['reader', 'not-shared'],
    ['api-off', 'api-off'],
  ] as const)('with access « %s »: %s', async (access, reason) => {
    double.access = access;
    await expect(insertion()).rejects.toMatchObject({ name: 'Unavailable', reason });
  });

  test('another spreadsheet, another key, half a key', async () => {
    await expect(insertion(open({ spreadsheetId: 'nowhere' }))).rejects.toMatchObject({
      reason: 'no-spreadsheet',
    });
    await expect(insertion(open({ email: 'else@essai.iam.gserviceaccount.com' }))).rejects.toMatchObject({
      reason: 'credentials',
    });
    const privateKey = settings.privateKey.slice(0, 500);
    await expect(insertion(open({ privateKey }))).rejects.toMatchObject({ reason: 'credentials' });
  });

  test('the last row that finds the spreadsheet full is not blamed', async () => {
    const spreadsheet = open();
    await spreadsheet.insert(YOUTHS, []);
    double.apply([
      {
        addSheet: { properties: { title: 'Grand', gridProperties: { rowCount: 498_200, columnCount: 20 } } },
      },
    ]);
    await expect(spreadsheet.insert(YOUTHS, rows('a', 4000))).rejects.toMatchObject({
      reason: 'spreadsheet-full',
    });
  });
});

describe('a write whose answer does not come', () => {
  test.each(['lost', 'done-but-503', 'page', 'half'] as const)(
    'after it was done (%s) is not done again',
    async (fault) => {
      const spreadsheet = open();
      await spreadsheet.insert(YOUTHS, []);
      double.fault = ({ writes: isWrite }) => (isWrite ? fault : 'none');
      await expect(spreadsheet.insert(YOUTHS, rows('a', 3))).rejects.toMatchObject({
        reason: 'unknown-outcome',
        retryAfterSeconds: 180,
      });
      double.fault = () => 'none';
      await spreadsheet.insert(YOUTHS, rows('a', 3));
      expect(ids()).toEqual(['a0', 'a1', 'a2']);
    },
  );

  test('but one of another service, was not done and is not taken for done', async () => {
    const spreadsheet = open();
    await spreadsheet.insert(YOUTHS, []);
    double.fault = ({ writes: isWrite }) => (isWrite ? 'stranger' : 'none');
    await expect(spreadsheet.insert(YOUTHS, rows('a', 3))).rejects.toMatchObject({
      reason: 'unknown-outcome',
    });
    double.fault = () => 'none';
    await spreadsheet.insert(YOUTHS, rows('a', 3));
    expect(ids()).toEqual(['a0', 'a1', 'a2']);
  });

  test('and that is done late, after it was sent again, leaves one row', async () => {
    const spreadsheet = open();
    await spreadsheet.insert(YOUTHS, []);
    double.fault = ({ writes: isWrite }) => (isWrite ? 'late' : 'none');
    await expect(spreadsheet.insert(YOUTHS, rows('a', 3))).rejects.toThrow(Unavailable);
    double.fault = () => 'none';
    await spreadsheet.insert(YOUTHS, rows('a', 3));
    expect(ids()).toEqual(['a0', 'a1', 'a2']);
    double.advance(170_000);
    await spreadsheet.insert(YOUTHS, [aRow('b')]);
    expect(ids()).toEqual(['a0', 'a1', 'a2', 'b']);
  });

  test('of another drain that read before us leaves one row: the mark of the row says so', async () => {
    const [ours, theirs] = [open(), open()];
    await ours.insert(YOUTHS, []);
    let sent = false;
    double.meanwhile = () => {
      if (sent) return;
      sent = true;
      // The other drain's write comes between our reading and our writing.
      double.apply([
        {
          appendCells: {
            sheetId: numberOf('Jeunes', ''),
            fields: 'userEnteredValue',
            rows: [{ values: [{ userEnteredValue: { stringValue: 'a0' } }] }],
          },
        },
        {
          createDeveloperMetadata: {
            developerMetadata: {
              metadataId: numberOf('Jeunes', 'a0'),
              metadataKey: 'r',
              metadataValue: `abcdef${Math.floor(double.now().getTime() / 1000).toString(36)}`,
              location: { sheetId: numberOf('Jeunes', '') },
              visibility: 'PROJECT',
            },
          },
        },
      ]);
    };
    await ours.insert(YOUTHS, rows('a', 2));
    expect(ids()).toEqual(['a0', 'a1']);
    await theirs.insert(YOUTHS, rows('a', 2));
    expect(ids()).toEqual(['a0', 'a1']);
  });

  test('marks are taken away once no late write can come, and thousands in a few minutes wait', async () => {
    const spreadsheet = open();
    for (let batch = 0; batch < 5; batch += 1) await spreadsheet.insert(YOUTHS, rows(`${batch}-`, 250));
    await expect(spreadsheet.insert(YOUTHS, rows('more', 2000))).rejects.toMatchObject({
      reason: 'guards-full',
    });
    double.advance(601_000);
    await spreadsheet.insert(YOUTHS, rows('more', 1000));
    const marks = double.book.sheets.flatMap(({ metadata }) => metadata);
    expect(marks.length).toBeLessThanOrEqual(1000);
    await expect(spreadsheet.insert(YOUTHS, rows('more', 2000))).resolves.toBeUndefined();
    expect(new Set(ids()).size).toBe(ids().length);
  });
});

describe('a row that went away before it was read back', () => {
  const withoutRows = () => double.edit('Jeunes', ([headers = []]) => [headers]);

  test('is written again once no late write of it can come, though no other row is', async () => {
    const spreadsheet = open();
    await spreadsheet.insert(YOUTHS, [aRow('a')]);
    withoutRows();
    await spreadsheet.insert(YOUTHS, [aRow('a')]);
    expect(ids()).toEqual([]);
    double.advance(601_000);
    await spreadsheet.insert(YOUTHS, [aRow('a')]);
    expect(ids()).toEqual(['a']);
  });

  test('is written again once by drains that come together', async () => {
    const [ours, theirs] = [open(), open()];
    await ours.insert(YOUTHS, [aRow('a')]);
    withoutRows();
    double.advance(601_000);
    let isTheirTurn = true;
    double.fault = ({ writes: isWrite }) => {
      if (!isWrite || !isTheirTurn) return 'none';
      // Ours is sent; before it is done, theirs is read, sent and done.
      isTheirTurn = false;
      return 'late';
    };
    await expect(ours.insert(YOUTHS, [aRow('a')])).rejects.toThrow(Unavailable);
    await theirs.insert(YOUTHS, [aRow('a')]);
    double.advance(200_000);
    expect(ids()).toEqual(['a']);
  });
});

describe('staff who rename the tab', () => {
  test('find new rows in it, and it is not made again', async () => {
    const spreadsheet = open();
    await spreadsheet.insert(YOUTHS, [aRow('a')]);
    const sheetId = numberOf('Jeunes', '');
    double.apply([
      { updateSheetProperties: { properties: { sheetId, title: "Jeunes d'ici" }, fields: 'title' } },
    ]);
    await spreadsheet.insert(YOUTHS, [aRow('b')]);
    expect(idsIn(double.grid("Jeunes d'ici"))).toEqual(['a', 'b']);
    expect([...(await open().identifiers(YOUTHS))]).toEqual(['a', 'b']);
    expect(double.book.sheets.map(({ title }) => title)).toEqual(['Feuille 1', "Jeunes d'ici"]);
  });
});

const COLUMN_MOVES: Readonly<Record<string, () => void>> = {
  'the column of the project': moveColumn(6, 2),
  'a column of their own': () => {
    double.edit('Jeunes', ([headers = [], ...below]) => [
      ['Groupe', ...headers],
      ...below.map((row) => ['', ...row]),
    ]);
  },
  'the column of the identifiers': moveColumn(0, 6),
  'two columns to the end': () => {
    moveColumn(4, 8)();
    moveColumn(4, 8)();
  },
};

describe.each(Object.keys(COLUMN_MOVES))('staff who move %s while rows are added', (what) => {
  test.each(['none', 'lost', 'late'] as const)(
    'find every text under its title (answer: %s)',
    async (fault) => {
      const spreadsheet = open();
      await spreadsheet.insert(YOUTHS, rows('old', 2));
      await spreadsheet.identifiers(YOUTHS);
      let [moves, faults] = [1, 1];
      double.meanwhile = ({ path }) => {
        if (path.includes('batchUpdate') && moves-- > 0) COLUMN_MOVES[what]?.();
      };
      double.fault = ({ writes: isWrite }) => (isWrite && faults-- > 0 ? fault : 'none');
      const added = ['n1', 'n2'].map((id) => aRow(id, { Projet: `projet ${id}` }));
      await spreadsheet.insert(YOUTHS, added).catch((error: unknown) => {
        expect(error).toBeInstanceOf(Unavailable);
      });
      double.advance(200_000);
      expect([...(await open().identifiers(YOUTHS))].length).toBeGreaterThanOrEqual(2);
      await open().insert(YOUTHS, added);
      expect([...(await open().identifiers(YOUTHS))]).toEqual(['old0', 'old1', 'n1', 'n2']);
      for (const id of ['n1', 'n2']) {
        const { Groupe = '', ...cells } = youth(id) ?? {};
        expect(Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''))).toEqual({
          Identifiant: id,
          ...aRow(id, { Projet: `projet ${id}` }).cells,
        });
        expect(Groupe).toBe('');
      }
      expect(double.grid('Jeunes')).toHaveLength(5);
      expect(double.book.sheets.map(({ title }) => title)).toEqual(['Feuille 1', 'Jeunes']);
    },
  );
});

describe('a row that stands under wrong titles until it is put right', () => {
  /** Staff do this, each time between our reading and our writing. */
  const beforeWrites = (...acts: readonly (() => void)[]): void => {
    const left = [...acts];
    double.meanwhile = ({ path }) => {
      if (path.includes('batchUpdate')) left.shift()?.();
    };
  };
  const added = (id: string) => aRow(id, { Projet: `projet ${id}`, 'Reçue le': `2026-11-${id.slice(1)}` });
  const whole = (id: string) => ({ Identifiant: id, ...added(id).cells });
  const sorted = () => double.edit('Jeunes', ([headers = [], ...below]) => [headers, ...below.toReversed()]);
  const retitled = (from: string, to: string) => () =>
    double.edit('Jeunes', ([headers = [], ...below]) => [
      headers.map((header) => (header === from ? to : header)),
      ...below,
    ]);

  test('keeps what staff write in it, under the title where they wrote it', async () => {
    const spreadsheet = open();
    await spreadsheet.insert(YOUTHS, [added('n1')]);
    beforeWrites(moveColumn(0, 6));
    await spreadsheet.insert(YOUTHS, [added('n2')]);
    const statusAt = double.grid('Jeunes')[0]?.indexOf('Statut') ?? -1;
    double.edit('Jeunes', (grid) => grid.map((line, row) => (row === 2 ? line.with(statusAt, 'Vue') : line)));
    await spreadsheet.identifiers(YOUTHS);
    expect(youth('n2')).toMatchObject({ ...whole('n2'), Statut: 'Vue' });
  });

  test.each(['Identifiant', 'Référence', 'Reçue le', 'Dernier contact'])(
    'is put right though « %s » had another title in that moment',
    async (title) => {
      const spreadsheet = open();
      await spreadsheet.insert(YOUTHS, [added('n1')]);
      await spreadsheet.identifiers(YOUTHS);
      beforeWrites(() => {
        moveColumn(0, 6)();
        moveColumn(7, 2)();
        retitled(title, 'Autre titre')();
      });
      await spreadsheet.insert(YOUTHS, [added('n2')]);
      retitled('Autre titre', title)();
      await spreadsheet.identifiers(YOUTHS);
      expect([youth('n1'), youth('n2')]).toMatchObject([whole('n1'), whole('n2')]);
      expect(youth('n2')).toMatchObject({ 'Dernier contact': '' });
    },
  );

  const expectWhole = (...all: readonly string[]): void => {
    expect(all.map(youth)).toMatchObject(all.map(whole));
    expect(double.grid('Jeunes')).toHaveLength(1 + all.length);
  };

  test('takes nothing from the row that stands in its place by then', async () => {
    const spreadsheet = open();
    await spreadsheet.insert(YOUTHS, ['n1', 'n2', 'n3'].map(added));
    await spreadsheet.identifiers(YOUTHS);
    beforeWrites(moveColumn(0, 6), sorted);
    await spreadsheet.insert(YOUTHS, ['n4', 'n5'].map(added));
    await spreadsheet.identifiers(YOUTHS);
    expectWhole('n1', 'n2', 'n3', 'n4', 'n5');
  });

  test('is told from another one that stands so', async () => {
    const spreadsheet = open();
    await spreadsheet.insert(YOUTHS, [added('n1')]);
    await spreadsheet.identifiers(YOUTHS);
    const lastTwoChangePlaces = () =>
      double.edit('Jeunes', (grid) => [...grid.slice(0, -2), ...grid.slice(-2).toReversed()]);
    beforeWrites(moveColumn(0, 6), lastTwoChangePlaces);
    await spreadsheet.insert(YOUTHS, ['n2', 'n3'].map(added));
    await spreadsheet.identifiers(YOUTHS);
    expectWhole('n1', 'n2', 'n3');
  });

  test('and is put right late, when others have done it and staff have sorted, is told from the row that gets its texts', async () => {
    const spreadsheet = open();
    await spreadsheet.insert(YOUTHS, [added('n1')]);
    await spreadsheet.identifiers(YOUTHS);
    beforeWrites(moveColumn(0, 6));
    await spreadsheet.insert(YOUTHS, [added('n2')]);
    let faults = 1;
    double.fault = ({ writes: isWrite }) => (isWrite && faults-- > 0 ? 'late' : 'none');
    await expect(spreadsheet.identifiers(YOUTHS)).rejects.toThrow(Unavailable);
    await open().identifiers(YOUTHS);
    expectWhole('n1', 'n2');
    sorted();
    double.advance(200_000);
    await open().identifiers(YOUTHS);
    expectWhole('n1', 'n2');
  });
});

test('a row with empty answers, added while columns are moved, is put right once', async () => {
  const spreadsheet = open();
  await spreadsheet.insert(YOUTHS, rows('old', 1));
  let moves = 1;
  double.meanwhile = ({ path }) => {
    if (path.includes('batchUpdate') && moves-- > 0) moveColumn(6, 2)();
  };
  await spreadsheet.insert(YOUTHS, [aRow('n1', { Projet: 'cuisine' }), aRow('n2')]);
  await spreadsheet.identifiers(YOUTHS);
  double.calls.length = 0;
  await spreadsheet.identifiers(YOUTHS);
  expect(double.calls).toHaveLength(1);
  expect([youth('n1'), youth('n2')]).toMatchObject([
    { Projet: 'cuisine', Prénom: 'Inès', 'Reçue le': '' },
    { Projet: '', Prénom: 'Inès', Statut: 'Reçue' },
  ]);
});

test('a column deleted while rows are added stops the delivery until it is back, then gets its texts', async () => {
  const spreadsheet = open();
  await spreadsheet.insert(YOUTHS, rows('old', 2));
  await spreadsheet.identifiers(YOUTHS);
  let deletions = 1;
  double.meanwhile = ({ writes: isWrite }) => {
    if (isWrite && deletions-- > 0)
      double.edit('Jeunes', (grid) => grid.map((row) => row.filter((_, at) => at !== 6)));
  };
  await spreadsheet.insert(YOUTHS, [aRow('n', { Projet: 'cuisine' })]);
  await expect(open().identifiers(YOUTHS)).rejects.toMatchObject({ headers: ['Projet'] });
  double.edit('Jeunes', ([headers = [], ...below]) => [[...headers, 'Projet'], ...below]);
  await open().identifiers(YOUTHS);
  expect(youth('n')).toMatchObject({ Projet: 'cuisine', Prénom: 'Inès', 'Dernier contact': '' });
});

test('a text is replaced in three calls, two where nobody wrote it, and in no formula', async () => {
  const spreadsheet = open();
  await spreadsheet.insert(YOUTHS, [aRow('a', { Projet: '=1+JE-a' }), aRow('b')]);
  await spreadsheet.identifiers(YOUTHS);
  double.apply([
    {
      updateCells: {
        start: { sheetId: numberOf('Jeunes', ''), rowIndex: 3, columnIndex: 6 },
        rows: [{ values: [{ userEnteredValue: { formulaValue: '="JE-a"&"JE-z"' } }] }],
        fields: 'userEnteredValue',
      },
    },
  ]);
  const texts = new Map([['JE-a', 'effacé']]);
  const callsOf = async () => {
    double.calls.length = 0;
    await spreadsheet.replaceText(YOUTHS, texts);
    return double.calls.map(({ method }) => method);
  };
  expect(await callsOf()).toEqual(['GET', 'GET', 'POST']);
  expect(youth('a')).toMatchObject({ Référence: 'effacé', Projet: '=1+effacé' });
  expect(double.grid('Jeunes').at(-1)?.[6]).toBe('="JE-a"&"JE-z"');
  expect(await callsOf()).toEqual(['GET', 'GET']);
});

test('a text that Google does not let be replaced waits, and what stands in the way is named', async () => {
  await open().insert(YOUTHS, [aRow('a')]);
  await open().identifiers(YOUTHS);
  double.book = {
    ...double.book,
    sheets: double.book.sheets.map((sheet) =>
      sheet.title === 'Jeunes'
        ? {
            ...sheet,
            protections: [
              { protectedRangeId: 7, range: { sheetId: sheet.sheetId }, requestingUserCanEdit: false },
            ],
          }
        : sheet,
    ),
  };
  await expect(open().replaceText(YOUTHS, new Map([['JE-a', 'effacé']]))).rejects.toMatchObject({
    reason: 'google-protected',
  });
});

test('what looks like a formula is sent as a text, when a row is added and when a cell is set', async () => {
  const spreadsheet = open();
  await spreadsheet.insert(YOUTHS, [aRow('a', { Projet: '=1+1' })]);
  await spreadsheet.update(YOUTHS, [{ id: 'a', cells: { Prénom: '=HYPERLINK("https://exemple.org")' } }]);
  const sheet = double.book.sheets.find(({ title }) => title === 'Jeunes');
  const values = sheet?.rows[1]?.map(({ userEnteredValue }) => userEnteredValue) ?? [];
  expect(values).toContainEqual({ stringValue: '=1+1' });
  expect(values).toContainEqual({ stringValue: '=HYPERLINK("https://exemple.org")' });
});

test('a column that staff took away before any other row came is added again', async () => {
  const tab = {
    ...YOUTHS,
    columns: [...YOUTHS.columns, { header: 'Permis', width: 12, owner: 'system' } as const],
  };
  await open().insert(YOUTHS, [aRow('a')]);
  await open().addColumns(tab, ['Permis']);
  double.edit('Jeunes', (grid) => grid.map((line) => line.slice(0, YOUTHS.columns.length)));
  double.advance(700_000);
  await open().addColumns(tab, ['Permis']);
  expect((await open().titles(tab))?.at(-1)).toBe('Permis');
});
