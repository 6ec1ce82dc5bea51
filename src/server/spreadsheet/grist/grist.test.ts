import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../../../tests/doubles/faults.ts';
import type { ColumnInfo } from '../../../../tests/doubles/grist/document.ts';
import { type DoubleOptions, GristDouble } from '../../../../tests/doubles/grist/double.ts';
import { describeService } from '../../../../tests/contracts/service-contract.ts';
import { find, idsIn, withCell } from '../../../../tests/contracts/spreadsheet-contract.ts';
import { aRow, MENTORS, rows, YOUTHS } from '../../../../tests/fixtures/spreadsheet/rows.ts';
import { GristSpreadsheet } from './grist.ts';
import { GristAdministration } from './grist-administration.ts';
import type { GristSettings } from './grist-client.ts';

let double = new GristDouble();
let settings: GristSettings;
let waitedMs: number;

/** A drain with a clock of its own, that waits in turns of the event loop. */
function open(changes: Partial<GristSettings> = {}): GristSpreadsheet {
  let ownMs = 0;
  return new GristSpreadsheet(
    { ...settings, ...changes },
    {
      now: () => new Date(ownMs),
      wait: async (milliseconds) => {
        ownMs += milliseconds;
        waitedMs += milliseconds;
        double.advance(milliseconds);
        for (let turn = 0; turn < milliseconds; turn += 1)
          await new Promise((resolve) => setImmediate(resolve));
      },
    },
  );
}

async function start(options: DoubleOptions = {}): Promise<void> {
  await double.close();
  double = new GristDouble(options);
  settings = await double.listen();
  waitedMs = 0;
}

const ids = (tableId = 'Jeunes') => idsIn(double.grid(tableId));
const youth = (id: string) => find(double.grid('Jeunes'), id);
const staffWrite = (id: string, header: string, text: string) => {
  double.edit('Jeunes', (grid) => withCell(grid, id, header, text));
};

beforeEach(() => start());

afterEach(async () => {
  await double.close();
});

describe('a spreadsheet in Grist', () => {
  describeService(
    { double: () => double, start, open, tabNames: () => double.document.map(({ id }) => id) },
    {
      down: 'grist-down',
      always: ['Identifiant', 'grist-refused'],
      meanwhile: {
        'sort the rows': () =>
          double.edit('Jeunes', ([headers = [], ...below]) => [headers, ...below.toReversed()]),
        'delete a row above': () => double.edit('Jeunes', (grid) => grid.filter(([id]) => id !== 'r0')),
        'delete the last row and add one, which has its number': () => {
          double.apply([
            ['BulkRemoveRecord', 'Jeunes', [6]],
            ['BulkAddRecord', 'Jeunes', [null], { Identifiant: ['x1'], Prenom: ['Awa'] }],
          ]);
        },
        'give two rows each other’s identifier': () => {
          double.apply([['BulkUpdateRecord', 'Jeunes', [2, 6], { Identifiant: ['r5', 'r1'] }]]);
        },
      },
    },
  );
});

describe('calls', () => {
  test('are one read and one write for 250 rows, with 20,000 rows there as with none', async () => {
    const spreadsheet = open();
    await spreadsheet.insert(YOUTHS, []);
    const old = Array.from({ length: 20_000 }, (_, n) => `old${n}`);
    double.apply([['BulkAddRecord', 'Jeunes', old.map(() => null), { Identifiant: old }]]);
    double.calls.length = 0;
    await spreadsheet.insert(YOUTHS, rows('new', 250));
    expect(double.calls.map(({ method }) => method)).toEqual(['GET', 'PUT']);
    double.calls.length = 0;
    expect(await spreadsheet.update(YOUTHS, [{ id: 'new7', cells: { Statut: 'Entretien' } }])).toEqual(
      new Set(),
    );
    expect(double.calls.map(({ method }) => method)).toEqual(['GET', 'GET', 'PUT']);
    expect((await spreadsheet.identifiers(YOUTHS)).size).toBe(20_250);
  });

  test('hold less than the megabyte that Grist takes', async () => {
    const many = rows('a', 60).map((row) => ({
      ...row,
      cells: { ...row.cells, Projet: 'é'.repeat(20_000) },
    }));
    await open().insert(YOUTHS, many);
    expect(ids()).toEqual(many.map(({ id }) => id));
    expect(double.calls.filter(({ method }) => method === 'PUT')).toHaveLength(3);
    const tooLong = {
      Projet: 'é'.repeat(50_000),
      Prénom: '\u{1F393}'.repeat(25_000),
      Référence: '"'.repeat(50_000),
      Téléphone: '"'.repeat(50_000),
    };
    await expect(open().insert(YOUTHS, [aRow('b', tooLong), aRow('c')])).rejects.toMatchObject({
      name: 'RowsRefused',
      ids: ['b'],
      reason: 'too-long',
    });
  });

  test('that are too many at once wait, longer each time, and none is lost', async () => {
    await start({ turns: 50 });
    await open().insert(YOUTHS, []);
    const batches = Array.from({ length: 20 }, (_, n) => rows(`${n}-`, 5));
    await Promise.all(batches.map((batch) => open().insert(YOUTHS, batch)));
    expect(double.crowdedOut).toBeGreaterThan(0);
    expect(ids().sort()).toEqual(
      batches
        .flat()
        .map(({ id }) => id)
        .sort(),
    );
  });

  test('wait no longer than a drain can, and not at all when the day’s are used up', async () => {
    double.fault = () => 429;
    await expect(open().insert(YOUTHS, [aRow('a')])).rejects.toMatchObject({
      reason: 'grist-busy',
      retryAfterSeconds: 60,
    });
    expect(waitedMs).toBeGreaterThan(2_000);
    expect(waitedMs).toBeLessThanOrEqual(8_010);
    double.fault = () => 'none';
    double.callsLeft = 0;
    waitedMs = 0;
    await expect(open().insert(YOUTHS, [aRow('a')])).rejects.toMatchObject({
      reason: 'grist-quota',
      retryAfterSeconds: 3600,
    });
    expect(waitedMs).toBe(0);
  });
});

describe('what cannot be done is said in French', () => {
  const insertion = (spreadsheet = open()) => spreadsheet.insert(YOUTHS, [aRow('a')]);

  test.each(['none', 'reader'] as const)('with access « %s »', async (access) => {
    double.access = access;
    await expect(insertion()).rejects.toMatchObject({ name: 'Unavailable', reason: 'grist-access' });
  });

  test('another document, another key, and the key is not told', async () => {
    await expect(insertion(open({ docId: 'nowhere' }))).rejects.toMatchObject({ reason: 'grist-document' });
    const failure: unknown = await insertion(open({ apiKey: 'secret-key' })).catch((error: unknown) => error);
    expect(failure).toMatchObject({ reason: 'grist-key' });
    expect(failure instanceof Error && [failure.message, failure.stack, failure.cause].join()).not.toContain(
      'secret-key',
    );
  });

  test.each(['page', 'half', 500, 'before', 'stranger'] as const)(
    'writes that always end in « %s »',
    async (fault) => {
      double.fault = () => fault;
      await expect(insertion()).rejects.toMatchObject({ reason: 'grist-down' });
      await expect(insertion()).rejects.toThrow(/^Grist ne répond pas : .*vérifiez GRIST_URL\.$/);
    },
  );
});

test('a refusal of one way of writing alone is nobody’s fault', async () => {
  await open().insert(YOUTHS, []);
  double.refuses = '"require"';
  await expect(open().insert(YOUTHS, [aRow('a')])).rejects.toMatchObject({ reason: 'grist-refused' });
});

test.each(['Projet', 'BulkRemoveRecord', 'Identifiant'])(
  'an access rule (« %s ») blames no row, leaves nothing, and is found by the check',
  async (word) => {
    await open().insert(YOUTHS, rows('r', 1));
    double.denies = word;
    const before = double.document;
    const insertion = open().insert(YOUTHS, [aRow('a', { Projet: 'Bois' })]);
    if (word !== 'BulkRemoveRecord')
      await expect(insertion).rejects.toMatchObject({ reason: 'grist-access' });
    else await insertion;
    if (word !== 'BulkRemoveRecord') expect(double.document).toEqual(before);
    const [problem, ...others] = await new GristAdministration(settings).check([YOUTHS]);
    expect(problem?.what).toMatch(/permissions? avancée|n’a pas le droit d’écrire/);
    expect(problem?.remedy).toMatch(/permissions avancées/i);
    expect(others).toEqual([]);
  },
);

test('rows that an access rule hides are told, and not added again', async () => {
  double.hidesRows = true;
  await open().insert(YOUTHS, rows('r', 2));
  expect(await open().identifiers(YOUTHS)).toEqual(new Set());
  await expect(open().insert(YOUTHS, rows('r', 2))).rejects.toMatchObject({ reason: 'grist-access' });
  double.hidesRows = false;
  await open().insert(YOUTHS, rows('r', 2));
  expect(idsIn(double.grid('Jeunes'))).toEqual(['r0', 'r1']);
});

test('a date in a column that puts the month first is told both ways', async () => {
  await open().insert(YOUTHS, rows('r', 1));
  const info = (dateFormat: string) => ({ type: 'Date', widgetOptions: JSON.stringify({ dateFormat }) });
  double.apply([
    ['AddVisibleColumn', 'Jeunes', 'Vu', { label: 'Vu', isFormula: false, ...info('MM/DD/YYYY') }],
    ['BulkUpdateRecord', 'Jeunes', [1], { Vu: [Date.UTC(2026, 2, 4) / 1000] }],
  ]);
  const read = async () => (await open().read(YOUTHS, ['Vu'])).get('r0');
  expect(await read()).toEqual({ Vu: '04/03 ou 03/04 ? (2026)' });
  for (const format of ['DD/MM/YYYY', 'YYYY-MM-DD', 'MMMM D, YYYY']) {
    double.apply([['ModifyColumn', 'Jeunes', 'Vu', info(format)]]);
    expect(await read()).toEqual({ Vu: '2026-03-04' });
  }
});

test('what the check tries leaves nothing, and no number is lost', async () => {
  await open().insert(YOUTHS, rows('r', 2));
  const before = double.document;
  expect(await new GristAdministration(settings).check([YOUTHS])).toEqual([]);
  expect(double.document).toEqual(before);
});

describe('columns', () => {
  beforeEach(async () => {
    await open().insert(YOUTHS, [aRow('a')]);
  });

  test('are texts, the choices of a status, and say which table they are of', () => {
    const columns = double.table('Jeunes')?.columns ?? [];
    expect(columns.find(({ label }) => label === 'Statut')).toMatchObject({
      type: 'Choice',
      widgetOptions: JSON.stringify({ choices: ['Reçue', 'À compléter', 'Entretien', 'Acceptée'] }),
    });
    expect(columns.filter(({ type }) => type === 'Text')).toHaveLength(YOUTHS.columns.length - 1);
    expect(columns.map(({ id }) => id)).not.toContain('Table_faite_a_l_instant');
  });

  test.each([
    ['numbers', { type: 'Numeric' }],
    ['dates', { type: 'Date' }],
    ['a formula', { isFormula: true, formula: '$Projet' }],
  ])('that became %s stop the delivery, for texts would not stay what they are', async (_, change) => {
    double.apply([['ModifyColumn', 'Jeunes', 'Telephone', change]]);
    const before = double.grid('Jeunes');
    const row = aRow('b', { Téléphone: '007' });
    await expect(open().insert(YOUTHS, [row])).rejects.toMatchObject({ reason: 'grist-column' });
    await expect(open().update(YOUTHS, [{ ...row, id: 'a' }])).rejects.toMatchObject({
      reason: 'grist-column',
    });
    expect(double.grid('Jeunes')).toEqual(before);
  });

  test('of the team’s own may be of any type and are read as text', async () => {
    double.apply([
      ['AddVisibleColumn', 'Jeunes', 'Vue_le', { label: 'Vue le', type: 'Date', isFormula: false }],
      [
        'AddVisibleColumn',
        'Jeunes',
        'Appel',
        { label: 'Appel', type: 'DateTime:Europe/Paris', isFormula: false },
      ],
      ['AddVisibleColumn', 'Jeunes', 'Themes', { label: 'Thèmes', type: 'ChoiceList', isFormula: false }],
      ['AddVisibleColumn', 'Jeunes', 'Vu', { label: 'Vu', type: 'Bool', isFormula: false }],
      ['AddVisibleColumn', 'Jeunes', 'Note', { label: 'Note', type: 'Numeric', isFormula: false }],
      ['AddVisibleColumn', 'Jeunes', 'Places', { label: 'Places', type: 'Int', isFormula: false }],
      ['AddVisibleColumn', 'Jeunes', 'Ami', { label: 'Ami', type: 'Ref:Jeunes', isFormula: false }],
      [
        'AddVisibleColumn',
        'Jeunes',
        'Lettres',
        { label: 'Lettres', type: 'Numeric', isFormula: true, formula: 'len($Projet)' },
      ],
      [
        'BulkUpdateRecord',
        'Jeunes',
        [1],
        {
          Vue_le: [Date.UTC(2026, 10, 22) / 1000],
          Appel: [Date.UTC(2026, 10, 21, 23, 30) / 1000],
          Themes: [['L', 'bois', 'cuisine']],
          Vu: [true],
          Note: [12.5],
        },
      ],
    ]);
    await open().insert(YOUTHS, [aRow('b')]);
    const own = ['Vue le', 'Appel', 'Thèmes', 'Vu', 'Note', 'Places', 'Ami', 'Lettres'];
    const read = await open().read(YOUTHS, own);
    expect(read.get('a')).toEqual({
      'Vue le': '2026-11-22',
      Appel: '2026-11-22',
      Thèmes: 'bois; cuisine',
      Vu: 'oui',
      Note: '12.5',
      Places: '',
      Ami: '',
      Lettres: '0',
    });
    expect(read.get('b')).toEqual({
      ...Object.fromEntries(own.map((header) => [header, ''])),
      Lettres: '0',
    });
  });

  test('of numbers and tick-boxes make no row of one in which nobody wrote', async () => {
    double.apply([
      ['AddVisibleColumn', 'Jeunes', 'Vu', { type: 'Bool', isFormula: false }],
      ['AddVisibleColumn', 'Jeunes', 'Note', { type: 'Numeric', isFormula: false }],
      [
        'AddVisibleColumn',
        'Jeunes',
        'Formule',
        { type: 'Numeric', isFormula: true, formula: 'len($Projet)' },
      ],
      ['BulkAddRecord', 'Jeunes', [null, null], { Prenom: ['', 'Sans identifiant'] }],
    ]);
    const [headers = [], ...below] = await open().table(YOUTHS);
    expect(below.map((line) => [line[headers.indexOf('Prénom')], line[headers.indexOf('Note')]])).toEqual([
      ['Inès', '0'],
      ['Sans identifiant', '0'],
    ]);
  });

  test('are given in the order of staff, whose page may be gone; those that are hidden come last', async () => {
    const reversed = YOUTHS.columns.map(({ header }) => header).reverse();
    double.edit('Jeunes', (grid) => grid.map((line) => line.toReversed()));
    expect((await open().table(YOUTHS))[0]).toEqual(reversed);
    expect(double.table('Jeunes')?.columns.map(({ label }) => label)).toEqual(reversed.toReversed());

    double.apply([['AddColumn', 'Jeunes', 'Cachee', { type: 'Text', isFormula: false }]]);
    double.apply([['BulkUpdateRecord', 'Jeunes', [1], { Cachee: ['secret'] }]]);
    expect((await open().table(YOUTHS)).map((line) => line.at(-1))).toEqual(['Cachee', 'secret']);

    double.document = double.document.map((table) => ({ ...table, viewRef: 0 }));
    expect((await open().table(YOUTHS))[0]).toEqual([...reversed.toReversed(), 'Cachee']);
  });

  /** An initialisation formula that runs after changes of the columns with these identifiers. */
  const after = (...columnIds: string[]): ColumnInfo => {
    const columns = double.table('Jeunes')?.columns ?? [];
    const refs = columns.filter(({ id }) => columnIds.includes(id)).map(({ ref }) => ref);
    return { formula: '$Prenom.upper()', recalcWhen: 0, recalcDeps: ['L', ...refs] };
  };
  const becomes = (info: ColumnInfo) => {
    double.apply([['ModifyColumn', 'Jeunes', 'Projet', info]]);
  };

  test.each<[string, () => ColumnInfo]>([
    ['any change of the row', () => ({ formula: '$Prenom.upper()', recalcWhen: 2 })],
    ['the cell itself', () => after('Projet', 'Statut')],
  ])(
    'with an initialisation formula that follows %s stop the delivery, for Grist would undo it',
    async (_, info) => {
      becomes(info());
      const before = double.grid('Jeunes');
      const change = [{ id: 'a', cells: { Projet: 'Bois' } }];
      await expect(open().update(YOUTHS, change)).rejects.toMatchObject({ reason: 'grist-column' });
      await expect(open().insert(YOUTHS, [aRow('b', { Projet: 'Bois' })])).rejects.toMatchObject({
        reason: 'grist-column',
      });
      expect(double.grid('Jeunes')).toEqual(before);
    },
  );

  test.each<[string, () => ColumnInfo]>([
    ['for new rows', () => ({ formula: '$Prenom.upper()' })],
    ['that never runs', () => ({ formula: '$Prenom.upper()', recalcWhen: 1 })],
    ['that follows another column', () => after('Statut')],
  ])('with an initialisation formula %s keep what the site writes', async (_, info) => {
    becomes(info());
    await open().update(YOUTHS, [{ id: 'a', cells: { Projet: 'Bois', Statut: 'Entretien' } }]);
    expect(youth('a')).toMatchObject({ Projet: 'Bois', Statut: 'Entretien' });
    await open().insert(YOUTHS, [aRow('b', { Projet: 'Bois' })]);
    expect(youth('b')).toMatchObject({ Projet: 'Bois' });
  });

  test('whose identifier staff change, even between our reading and our writing, are found by their title', async () => {
    double.apply([['RenameColumn', 'Jeunes', 'Projet', 'Idee']]);
    let isRenamed = false;
    double.meanwhile = () => {
      if (!isRenamed) double.apply([['RenameColumn', 'Jeunes', 'Telephone', 'Mobile']]);
      isRenamed = true;
    };
    await open().insert(YOUTHS, rows('b', 1));
    await open().insert(YOUTHS, rows('b', 3));
    await open().update(YOUTHS, [{ id: 'b1', cells: { Projet: 'Bois', Téléphone: '' } }]);
    expect(youth('b0')).toMatchObject({ Téléphone: '+33612345678', Projet: '' });
    expect(youth('b1')).toMatchObject({ Téléphone: '', Projet: 'Bois' });
    expect(ids()).toEqual(['a', 'b0', 'b1', 'b2']);
  });
});

test('of two rows with one identifier the first in the order of staff counts, whatever their numbers', async () => {
  await open().insert(YOUTHS, rows('a', 2));
  double.apply([['BulkAddRecord', 'Jeunes', [null], { Identifiant: ['a0'], Statut: ['Acceptée'] }]]);
  double.document = double.document.map((table) => ({
    ...table,
    rows: new Map([...table.rows].map(([number, row]) => [number, { ...row, manualSort: -number }])),
  }));
  expect((await open().read(YOUTHS, ['Statut'])).get('a0')).toEqual({ Statut: 'Acceptée' });
});

describe('a write whose answer does not come', () => {
  let left: number;
  beforeEach(async () => {
    await open().insert(YOUTHS, []);
    left = 1;
  });
  const once = (fault: Fault) => {
    double.fault = ({ writes }) => (writes && left-- > 0 ? fault : 'none');
  };

  test.each(['lost', 'done-but-503', 'page', 'half', 'stranger'] as const)(
    'whether it was done or not (%s) is sent again at once and done once',
    async (fault) => {
      once(fault);
      await open().insert(YOUTHS, rows('a', 3));
      expect(ids()).toEqual(['a0', 'a1', 'a2']);
      left = 1;
      await open().update(YOUTHS, [{ id: 'a1', cells: { Statut: 'Entretien' } }]);
      expect(youth('a1')?.Statut).toBe('Entretien');
      left = 1;
      await open().remove(YOUTHS, ['a1']);
      expect(ids()).toEqual(['a0', 'a2']);
    },
  );

  test('and that is done late leaves one row, with what staff wrote in it since', async () => {
    once('late');
    await open().insert(YOUTHS, rows('a', 3));
    staffWrite('a1', 'Statut', 'Acceptée');
    staffWrite('a2', 'Prénom', 'Inès-Marie');
    const before = double.grid('Jeunes');
    double.advance(170_000);
    expect(double.grid('Jeunes')).toEqual(before);
  });

  test('of an update leaves what staff wrote since', async () => {
    await open().insert(YOUTHS, rows('a', 3));
    once('late');
    await open().update(YOUTHS, [{ id: 'a1', cells: { Statut: 'Entretien' } }]);
    expect(youth('a1')?.Statut).toBe('Entretien');
    staffWrite('a1', 'Statut', 'Acceptée');
    double.advance(170_000);
    expect(youth('a1')?.Statut).toBe('Acceptée');
  });

  test('of a removal leaves the person who has that row’s number by then', async () => {
    await open().insert(YOUTHS, rows('a', 3));
    once('late');
    await open().remove(YOUTHS, ['a2']);
    await open().insert(YOUTHS, [aRow('new')]);
    const numberOf = double.table('Jeunes')?.rows.get(3)?.Identifiant;
    expect(numberOf).toBe('new');
    double.advance(170_000);
    expect(ids()).toEqual(['a0', 'a1', 'new']);
  });

  test('of a new table leaves one table', async () => {
    once('late');
    await open().insert(MENTORS, [{ id: 'm', cells: { Nom: 'Diallo' } }]);
    double.advance(170_000);
    await open().insert(MENTORS, [{ id: 'n', cells: { Nom: 'Sané' } }]);
    expect(double.document.map(({ id }) => id)).toEqual(['Table1', 'Jeunes', 'Mentors']);
    expect(ids('Mentors')).toEqual(['m', 'n']);
  });
});

test('before grist-core 1.7.13, which tells nothing of what a write did, all is written', async () => {
  double.isOld = true;
  const spreadsheet = open();
  await spreadsheet.insert(YOUTHS, rows('a', 3));
  expect(await spreadsheet.update(YOUTHS, [{ id: 'a1', cells: { Statut: 'Entretien' } }])).toEqual(new Set());
  await spreadsheet.remove(YOUTHS, ['a2']);
  expect([ids(), youth('a1')?.Statut]).toEqual([['a0', 'a1'], 'Entretien']);
});

test('an update that finds no row any more tells that it is absent', async () => {
  const spreadsheet = open();
  await spreadsheet.insert(YOUTHS, rows('a', 2));
  double.meanwhile = () => {
    double.apply([['BulkRemoveRecord', 'Jeunes', [2]]]);
  };
  const changes = rows('a', 2).map(({ id }) => ({ id, cells: { Statut: 'Entretien' } }));
  expect(await spreadsheet.update(YOUTHS, changes)).toEqual(new Set(['a1']));
  expect(youth('a0')?.Statut).toBe('Entretien');
});

describe('a text that begins with U+FEFF, which Grist keeps and does not tell', () => {
  const MARKED = '\uFEFFCuisine';

  beforeEach(async () => {
    await open().insert(YOUTHS, [aRow('a', { Projet: MARKED, Prénom: '\uFEFF' }), aRow('b')]);
    double.calls.length = 0;
  });

  test('is written as it was sent, and once', async () => {
    expect(youth('a')).toMatchObject({ Projet: MARKED, Prénom: '\uFEFF' });
    await open().update(YOUTHS, [{ id: 'a', cells: { Projet: MARKED, Prénom: '\uFEFF' } }]);
    expect(double.calls.filter(({ writes }) => writes)).toEqual([]);
    await open().update(YOUTHS, [{ id: 'b', cells: { Projet: MARKED } }]);
    expect(youth('b')?.Projet).toBe(MARKED);
  });

  test.each([
    ['one cell', { Projet: 'Bois' }],
    ['a cell, of which nothing else is left', { Prénom: '' }],
    ['two cells', { Projet: 'Bois', Prénom: 'Léa' }],
    ['cells beside others', { Projet: 'Bois', Statut: 'Entretien', Téléphone: '' }],
    ['a cell by another such text', { Projet: '\uFEFFBois' }],
  ])('is replaced: %s', async (_, cells) => {
    const before = youth('a');
    expect(await open().update(YOUTHS, [{ id: 'a', cells }])).toEqual(new Set());
    expect((await open().read(YOUTHS, Object.keys(cells))).get('a')).toEqual(
      Object.fromEntries(Object.entries(cells).map(([header, text]) => [header, text.replace('\uFEFF', '')])),
    );
    const others = Object.keys(before ?? {}).filter((header) => !(header in cells));
    for (const header of others) expect(youth('a')?.[header]).toBe(before?.[header]);
  });

  test('does not hide what staff write meanwhile', async () => {
    let isDone = false;
    double.meanwhile = () => {
      if (!isDone) staffWrite('a', 'Projet', 'Vu avec elle');
      isDone = true;
    };
    await open().update(YOUTHS, [{ id: 'a', cells: { Projet: 'Bois' } }]);
    expect(youth('a')?.Projet).toBe('Bois');
  });
});

describe('a text that is replaced', () => {
  const texts = new Map([['JE-a', 'effacé']]);

  test('takes one write, and none where nobody wrote it', async () => {
    await open().insert(YOUTHS, [aRow('a', { Projet: 'JE-a' }), aRow('b', { Projet: 'JE-a' })]);
    const callsOf = async () => {
      double.calls.length = 0;
      await open().replaceText(YOUTHS, texts);
      return double.calls.map(({ method }) => method);
    };
    expect(await callsOf()).toEqual(['GET', 'GET', 'PUT', 'GET', 'GET']);
    expect(await callsOf()).toEqual(['GET', 'GET']);
    expect([youth('a')?.Projet, youth('b')?.Projet]).toEqual(['effacé', 'effacé']);
  });

  test('is found behind a U+FEFF, and in no formula', async () => {
    await open().insert(YOUTHS, [aRow('a', { Projet: '\uFEFFJE-a et JE-a' }), aRow('b')]);
    double.apply([
      ['AddVisibleColumn', 'Jeunes', 'Copie', { type: 'Text', isFormula: true, formula: '$Projet' }],
      [
        'AddVisibleColumn',
        'Jeunes',
        'Suivi',
        { type: 'Text', isFormula: false, formula: '$Projet', recalcWhen: 2 },
      ],
      ['BulkUpdateRecord', 'Jeunes', [2], { Suivi: ['JE-a'] }],
    ]);
    await open().replaceText(YOUTHS, texts);
    expect(youth('a')).toMatchObject({ Référence: 'effacé', Projet: 'effacé et effacé' });
    expect(youth('b')?.Suivi).toBe('JE-a');
  });

  test('in a column that takes no text is told: nothing of it stays in silence', async () => {
    await open().insert(YOUTHS, [aRow('a')]);
    double.apply([
      ['AddVisibleColumn', 'Jeunes', 'Choix', { type: 'ChoiceList', isFormula: false }],
      ['BulkUpdateRecord', 'Jeunes', [1], { Choix: [['L', 'JE-z', 'JE-a']] }],
    ]);
    await expect(open().replaceText(YOUTHS, texts)).rejects.toMatchObject({ reason: 'grist-reference' });
    double.apply([['ModifyColumn', 'Jeunes', 'Choix', { type: 'Text' }]]);
    double.apply([['BulkUpdateRecord', 'Jeunes', [1], { Choix: ['JE-z; JE-a'] }]]);
    await open().replaceText(YOUTHS, texts);
    expect(youth('a')).toMatchObject({ Référence: 'effacé', Choix: 'JE-z; effacé' });
  });
});

describe('a document over the limits of its plan', () => {
  beforeEach(async () => {
    await open().insert(YOUTHS, rows('a', 4));
    double.isOverLimit = true;
  });

  test('takes nothing, blames no row, and says what to do; all goes in when there is room', async () => {
    for (const task of [
      () => open().insert(YOUTHS, rows('b', 8)),
      () => open().insert(MENTORS, []),
      () => open().update(YOUTHS, [{ id: 'a1', cells: { Statut: 'Entretien' } }]),
    ]) {
      await expect(task()).rejects.toMatchObject({
        name: 'Unavailable',
        reason: 'grist-full',
        retryAfterSeconds: 3600,
      });
      await expect(task()).rejects.toThrow(/supprimez des lignes.*ou passez à une formule plus grande/);
    }
    expect(waitedMs).toBe(0);
    double.isOverLimit = false;
    await open().insert(YOUTHS, rows('b', 8));
    expect(ids()).toHaveLength(12);
  });

  test('is read, and people are still erased from it', async () => {
    expect((await open().identifiers(YOUTHS)).size).toBe(4);
    await open().remove(YOUTHS, ['a1', 'a3']);
    expect(ids()).toEqual(['a0', 'a2']);
  });
});

describe('a read between whose calls staff rename', () => {
  /** Before the rows are read, so many times. */
  const renamedBefore = (times: number, rename: () => void) => {
    let left = times;
    double.fault = ({ method, path }) => {
      if (method === 'GET' && path.endsWith('/records') && left > 0) {
        left -= 1;
        rename();
      }
      return 'none';
    };
  };
  let tableId: string;
  const renameTable = () => {
    const next = `${tableId}_`;
    double.apply([['RenameTable', tableId, next]]);
    tableId = next;
  };

  beforeEach(async () => {
    await open().insert(YOUTHS, [aRow('a')]);
    tableId = 'Jeunes';
  });

  test('the table begins again', async () => {
    renamedBefore(1, renameTable);
    expect(await open().identifiers(YOUTHS)).toEqual(new Set(['a']));
    renamedBefore(1, renameTable);
    expect((await open().read(YOUTHS, ['Statut'])).size).toBe(1);
    renamedBefore(1, renameTable);
    expect(await open().table(YOUTHS)).toHaveLength(2);
  });

  test('a column begins again', async () => {
    renamedBefore(1, () => double.apply([['RenameColumn', 'Jeunes', 'Identifiant', 'Cle']]));
    expect(await open().update(YOUTHS, [{ id: 'a', cells: { Statut: 'Entretien' } }])).toEqual(new Set());
    expect(youth('a')?.Statut).toBe('Entretien');
  });

  test('again and again, ends in words of ours', async () => {
    renamedBefore(99, renameTable);
    for (const task of [
      () => open().identifiers(YOUTHS),
      () => open().read(YOUTHS, ['Statut']),
      () => open().table(YOUTHS),
      () => open().update(YOUTHS, [{ id: 'a', cells: { Statut: 'Entretien' } }]),
    ])
      await expect(task()).rejects.toMatchObject({ name: 'Unavailable', reason: 'grist-refused' });
  });
});

test('a column that Grist does not add is told in words of ours', async () => {
  await open().insert(YOUTHS, [aRow('a')]);
  double.apply([['RemoveColumn', 'Jeunes', 'Projet']]);
  double.refuses = 'Projet';
  await expect(open().addColumns(YOUTHS, ['Projet'])).rejects.toMatchObject({
    name: 'Unavailable',
    reason: 'grist-refused',
  });
  double.refuses = undefined;
  double.isOverLimit = true;
  await expect(open().addColumns(YOUTHS, ['Projet'])).rejects.toMatchObject({ reason: 'grist-full' });
  double.isOverLimit = false;
  await open().addColumns(YOUTHS, ['Projet']);
  expect(await open().titles(YOUTHS)).toEqual([
    ...YOUTHS.columns.map(({ header }) => header).filter((header) => header !== 'Projet'),
    'Projet',
  ]);
});

test('a table has the French title, and the identifier that Grist makes of it', async () => {
  const tab = { ...MENTORS, name: 'À contacter' };
  await open().insert(tab, [{ id: 'm', cells: { Nom: 'Diallo' } }]);
  await open().insert(tab, [{ id: 'n', cells: { Nom: 'Sané' } }]);
  expect(double.document.map(({ id, title }) => [id, title])).toEqual([
    ['Table1', 'Table1'],
    ['A_contacter', 'À contacter'],
  ]);
  expect(double.table('A_contacter')?.columns.map(({ id, label }) => [id, label])).toEqual([
    ['Identifiant', 'Identifiant'],
    ['Statut', 'Statut'],
    ['Nom', 'Nom'],
    ['Notes_de_l_equipe', "Notes de l'équipe"],
  ]);
  expect(ids('A_contacter')).toEqual(['m', 'n']);
});

test('a table whose name staff wrote in capitals is taken as it is', async () => {
  await open().insert(YOUTHS, [aRow('a')]);
  double.apply([
    ['ModifyColumn', 'Jeunes', 'Identifiant', { description: '' }],
    ['RenameTable', 'Jeunes', 'JEUNES'],
  ]);
  await open().insert(YOUTHS, [aRow('b')]);
  expect(ids('JEUNES')).toEqual(['a', 'b']);
});

describe('staff who rename the table', () => {
  test('and keep a copy of it find new rows in the first', async () => {
    await open().insert(YOUTHS, [aRow('a')]);
    const { description = '' } = double.table('Jeunes')?.columns[0] ?? {};
    double.apply([
      ['RenameTable', 'Jeunes', 'Jeunes_2026'],
      ['AddTable', 'Copie', [{ id: 'Identifiant', type: 'Text', isFormula: false }]],
      ['ModifyColumn', 'Copie', 'Identifiant', { description }],
    ]);
    await open().insert(YOUTHS, [aRow('b')]);
    expect([ids('Jeunes_2026'), ids('Copie')]).toEqual([['a', 'b'], []]);
  });

  test('find new rows in it, and it is not made again', async () => {
    const spreadsheet = open();
    await spreadsheet.insert(YOUTHS, [aRow('a')]);
    double.apply([['RenameTable', 'Jeunes', 'Jeunes_2026']]);
    await spreadsheet.insert(YOUTHS, [aRow('b')]);
    expect([...(await open().identifiers(YOUTHS))]).toEqual(['a', 'b']);
    double.apply([['RenameTable', 'Jeunes_2026', 'Jeunes_2027']]);
    await spreadsheet.insert(YOUTHS, [aRow('c')]);
    expect(ids('Jeunes_2027')).toEqual(['a', 'b', 'c']);
    expect(double.document.map(({ id }) => id)).toEqual(['Table1', 'Jeunes_2027']);
  });
});

test('a cell that staff fill between our reading and our writing is read again, and what we were told to write stands', async () => {
  await open().insert(YOUTHS, [aRow('a')]);
  let isDone = false;
  double.meanwhile = () => {
    if (!isDone) staffWrite('a', 'Statut', 'Acceptée');
    isDone = true;
  };
  await open().update(YOUTHS, [{ id: 'a', cells: { Statut: 'Entretien' } }]);
  expect(youth('a')?.Statut).toBe('Entretien');
});
