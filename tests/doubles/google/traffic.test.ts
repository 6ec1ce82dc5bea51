import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { generateKeyPair, importPKCS8, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { GoogleSheetsClient } from '../../../src/server/spreadsheet/google/google-client.ts';
import { blankSheet, type Cell, type Sheet } from './book.ts';
import { GoogleSheetsDouble } from './double.ts';

// The double is held to what Google's service answered to others. The recordings are not this project's to give away: they stand
// beside it where they are, and the small set below, written by hand, holds the double where they are not.

const FILE = path.resolve(import.meta.dirname, '../../../../shared/data/google-traffic.json');
const HERE = '/v4/spreadsheets/SPREADSHEET';

const exchange = z.object({
  say: z.string(),
  method: z.string(),
  path: z.string(),
  body: z.unknown().optional(),
  status: z.number(),
  answer: z.unknown(),
});
type Exchange = z.output<typeof exchange>;

const recorded = existsSync(FILE)
  ? z.object({ exchanges: z.array(exchange) }).parse(JSON.parse(readFileSync(FILE, 'utf8'))).exchanges
  : [];

/** State of the double before an exchange, and the parts of the exchange that are not recorded. */
interface Situation {
  readonly given?: (double: GoogleSheetsDouble, exchange: Exchange) => void | Promise<void>;
  readonly body?: unknown;
  readonly path?: string;
  /** Names of numbers that the service draws, and of what the recorded service says of another one. */
  readonly varies?: readonly string[];
  /** Reason or name of the error that the adapter throws for a refusal. */
  readonly told?: string;
}

const sheets =
  (...all: readonly Partial<Sheet>[]) =>
  (double: GoogleSheetsDouble): void => {
    double.book = {
      ...double.book,
      sheets: all.map((changes, at) => blankSheet({ sheetId: at, ...changes })),
    };
  };
const rows = (title: string, ...lines: readonly (readonly Cell[])[]) =>
  sheets({ title: 'Sheet1' }, { title, rows: lines });
const note = (text: string): Cell => ({ note: text });
const access = (given: GoogleSheetsDouble['access']) => (double: GoogleSheetsDouble) => {
  double.access = given;
};
const failing = (status: 500 | 503) => (double: GoogleSheetsDouble) => {
  double.fault = () => status;
};
const batch = (...requests: readonly object[]) => ({ requests });
const mark = (metadataId: number, metadataValue = '') => ({
  createDeveloperMetadata: {
    developerMetadata: {
      metadataId,
      metadataKey: 'k',
      metadataValue,
      location: { sheetId: 0 },
      visibility: 'PROJECT',
    },
  },
});
const text = (stringValue: string, sheetId = 0) => ({
  updateCells: {
    start: { sheetId, rowIndex: 0, columnIndex: 0 },
    rows: [{ values: [{ userEnteredValue: { stringValue } }] }],
    fields: 'userEnteredValue',
  },
});
const values = (...ranges: readonly string[]) => ({
  valueInputOption: 'RAW',
  data: ranges.map((range) => ({ range, values: [['x']] })),
});
const filtered = (double: GoogleSheetsDouble): void => {
  sheets({ title: 'Sheet1', rowCount: 20, columnCount: 20 })(double);
  double.apply([{ setBasicFilter: { filter: { range: { sheetId: 0 } } } }]);
};
const protectedBy = (
  requestingUserCanEdit: boolean,
  editors?: Readonly<Record<string, readonly string[]>>,
) => {
  const ends = { startRowIndex: 0, endRowIndex: 2, startColumnIndex: 0, endColumnIndex: 2 };
  const protection = { protectedRangeId: 1, range: { sheetId: 0, ...ends }, requestingUserCanEdit, editors };
  return sheets({ title: 'Sheet1', protections: [protection] });
};
const notShared = { given: access('none'), told: 'not-shared' };
const notes = rows(
  'Sheet1 bis',
  [note('read my note')],
  [{}, note("Or don't")],
  [note('another note'), {}, note('test')],
);

/** By a part of what each recording says of itself. */
const SITUATIONS: readonly (readonly [RegExp, Situation])[] = [
  [/masked read of an empty sheet/, {}],
  [
    /a cell without the asked field is \{\}/,
    {
      given: (double) => {
        notes(double);
        double.book = {
          ...double.book,
          sheets: [{ ...blankSheet({ title: 'Sheet1' }), rows: double.book.sheets[1]?.rows ?? [] }],
        };
      },
    },
  ],
  [
    /a whole row without the asked field|a range whose first row has nothing/,
    { given: rows('worksheet 2', [note('the first time')], [], [{}, note('two sheets')]) },
  ],
  [
    /only formatted, never filled/,
    {
      given: (double, { answer }) => {
        const format = z.object({
          sheets: z.tuple([
            z.object({
              data: z.tuple([
                z.object({
                  rowData: z.tuple([
                    z.object({
                      values: z.tuple([z.object({ userEnteredFormat: z.record(z.string(), z.unknown()) })]),
                    }),
                  ]),
                }),
              ]),
            }),
          ]),
        });
        const [cell] = format.parse(answer).sheets[0].data[0].rowData[0].values;
        sheets({ title: 'Sheet1', rows: [[], [{ userEnteredFormat: cell.userEnteredFormat }]] })(double);
      },
    },
  ],
  [/keeps the parent object|a list that is empty is absent|values\.get of an empty cell/, {}],
  [/addNamedRange replies/, { varies: ['namedRangeId'] }],
  [
    /deleteNamedRange/,
    {
      given: (double) => {
        double.book = {
          ...double.book,
          namedRanges: [{ namedRangeId: '220755387', name: 'a', range: { sheetId: 0 } }],
        };
      },
    },
  ],
  [/addSheet replies its properties/, { varies: ['sheetId'] }],
  [/deleteSheet replies/, { given: sheets({}, { sheetId: 1_877_059_582, title: 'b' }) }],
  [/addProtectedRange/, { varies: ['protectedRangeId'] }],
  [
    /(setDataValidation|copyPaste|deleteDimension|insertDimension|updateDimensionProperties) replies|four updateCells|setBasicFilter over a whole/,
    {},
  ],
  [/comes back with bounds/, { given: filtered }],
  [/after clearBasicFilter/, { given: sheets({ title: 'Sheet1', rowCount: 20, columnCount: 20 }) }],
  [/names it and its kind/, { told: 'Refused' }],
  [/a spreadsheet that is not shared/, notShared],
  [/a spreadsheet that does not exist/, {}],
  [/a body of a wrong shape/, {}],
  [
    /protectedRanges as/,
    { given: protectedBy(true, { users: ['someone@example.org'] }), varies: ['protectedRangeId'] },
  ],
  [/frozen rows/, { given: sheets({ title: 'Sheet1', frozenRowCount: 2 }) }],
  [
    /made from an \.xlsx/,
    {
      given: sheets({
        sheetId: 1_873_450_312,
        title: 'Jobs',
        otherGridProperties: { rowGroupControlAfter: true, columnGroupControlAfter: true },
      }),
    },
  ],
  [
    /a sheetId of the caller/,
    {
      given: sheets({}, { title: 'b' }, { title: 'c' }),
      body: batch({
        addSheet: {
          properties: { sheetId: 7001, title: 'Scratch', gridProperties: { rowCount: 100, columnCount: 30 } },
        },
      }),
    },
  ],
  [
    /one invalid request among valid ones/,
    {
      given: sheets({}, { title: 'b' }),
      body: batch(text('x'), text('y', 1), text('z', 999_999)),
      told: 'Refused',
    },
  ],
  [
    /developer metadata of another project/,
    {
      given: sheets({
        sheetId: 1_873_450_312,
        metadata: [
          {
            metadataId: 1,
            metadataKey: 'harvester.row-key',
            metadataValue: 'k-004',
            visibility: 'DOCUMENT',
            rows: { startIndex: 4, endIndex: 5 },
          },
        ],
      }),
    },
  ],
  [
    /room for developer metadata used up/,
    {
      body: batch(...Array.from({ length: 197 }, (_, n) => mark(n + 1, 'x'.repeat(n < 196 ? 150 : 900)))),
      told: 'Refused',
    },
  ],
  [
    /quota of writes/,
    {
      given: async (double) => {
        for (let sent = 0; sent < 60; sent += 1)
          await send(double, { method: 'POST', path: `${HERE}:batchUpdate`, body: batch(text('x')) });
      },
      body: batch(text('x')),
      varies: ['window_start_time'],
      told: 'quota',
    },
  ],
  [/the token’s scope does not reach/, { path: '/v4/spreadsheets/another' }],
  [/values:batchUpdate, one invalid range/, { body: values('Sheet1!A1', 'NoSuchTab!A1') }],
  // Recorded from Gmail: Sheets has the same front end, without Gmail's old `errors` and names.
  [
    /403 of a token without the scope/,
    {
      given: access('wrong-scope'),
      path: HERE,
      varies: ['errors', 'service', 'method'],
      told: 'credentials',
    },
  ],
  [/front end does not know/, {}],
  [
    /a developer metadata id that exists/,
    {
      given: (double) => {
        double.apply([
          {
            createDeveloperMetadata: {
              developerMetadata: {
                metadataId: 12_345,
                metadataKey: 'k',
                location: { sheetId: 0 },
                visibility: 'PROJECT',
              },
            },
          },
        ]);
      },
      body: batch(mark(12_345)),
      told: 'Refused',
    },
  ],
  [
    /a title that is taken/,
    { body: batch({ addSheet: { properties: { title: 'Sheet1' } } }), told: 'Refused' },
  ],
  [
    /account in Spanish/,
    {
      given: (double) => {
        sheets({ title: 'metadata' })(double);
        double.language = 'es';
      },
      body: batch({ addSheet: { properties: { title: 'metadata' } } }),
      told: 'Refused',
    },
  ],
  [
    /a sheetId that is taken/,
    { body: batch({ addSheet: { properties: { sheetId: 0, title: 'b' } } }), told: 'Refused' },
  ],
  [/a protected range, account in English/, { given: protectedBy(false), body: values('Sheet1!A1') }],
  [
    /limit of cells/,
    {
      body: batch({
        updateSheetProperties: {
          properties: { sheetId: 0, gridProperties: { rowCount: 1_000_000, columnCount: 26 } },
          fields: 'gridProperties',
        },
      }),
      told: 'Refused',
    },
  ],
  [/50,001 characters/, { body: batch(text('x'.repeat(50_001))), told: 'Refused' }],
  [/not converted \(older text\)/, { given: access('office-file'), told: 'not-google-sheets' }],
  [/not converted \(text of 2026\)/, { given: access('office-file-since-2026'), told: 'not-google-sheets' }],
  [
    /unknown name: the message says nothing|a range that starts past|a whole column past|a tab that does not exist/,
    {},
  ],
  [/a key that the API does not know/, { body: batch({ frobnicate: {} }) }],
  [
    /no fields in a request/,
    { body: batch({ repeatCell: { range: { sheetId: 0 }, cell: {} } }), told: 'Refused' },
  ],
  [/no requests/, { body: batch(), told: 'Refused' }],
  [
    /every row below the headers/,
    {
      given: sheets({ title: 'Sheet1', frozenRowCount: 1 }),
      body: batch({
        deleteDimension: { range: { sheetId: 0, dimension: 'ROWS', startIndex: 1, endIndex: 1000 } },
      }),
      told: 'Refused',
    },
  ],
  [/the API is not enabled/, { given: access('api-off'), told: 'api-off' }],
  [/project of the key is new or deleted/, { given: access('no-project'), told: 'no-project' }],
  [/Google is down/, { given: failing(503), told: 'google-down' }],
  [/Google failed/, { given: failing(500), told: 'google-down' }],
  [
    /two ranges of one sheet/,
    { given: sheets({ title: 'Sheet1', rows: [[{ userEnteredValue: { stringValue: 'x' } }]] }) },
  ],
  [/by its author: a token$/, { varies: ['access_token'] }],
  [/the key was deleted/, { told: 'credentials' }],
  [
    /the account was deleted/,
    {
      given: (double) => {
        double.tokenRefusal = 'account-gone';
      },
      told: 'credentials',
    },
  ],
  [/the clock is wrong/, {}],
  [
    /another client/,
    {
      given: (double) => {
        double.tokenRefusal = 'no-client';
      },
      told: 'credentials',
    },
  ],
];

/** Made as our own are, or with a key or a clock that are not. */
async function assertion(double: GoogleSheetsDouble, wrong: 'key' | 'clock' | undefined): Promise<string> {
  const { email, privateKey, tokenUrl } = double.settings();
  const key =
    wrong === 'key'
      ? (await generateKeyPair('RS256')).privateKey
      : await importPKCS8(privateKey.replaceAll('\\n', '\n'), 'RS256');
  const issuedAt = Math.floor(double.now().getTime() / 1000) - (wrong === 'clock' ? 7200 : 0);
  return await new SignJWT({ scope: 'https://www.googleapis.com/auth/spreadsheets' })
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(email)
    .setAudience(tokenUrl)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + (wrong === 'clock' ? 10_000 : 3600))
    .sign(key);
}

async function send(
  double: GoogleSheetsDouble,
  { method, path: to, body }: Pick<Exchange, 'method' | 'path' | 'body'>,
): Promise<Response> {
  const url = new URL(to, double.settings().apiUrl);
  const headers = { authorization: `Bearer ${double.aToken()}` };
  const sent = typeof body === 'string' ? body : JSON.stringify(body ?? {});
  return await double.answer(new Request(url, { method, headers, ...(method !== 'GET' && { body: sent }) }));
}

/** A JSON value without the named keys, at whatever depth. */
function without(names: readonly string[], value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => without(names, each));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !names.includes(name));
  return Object.fromEntries(kept.map(([name, each]: [string, unknown]) => [name, without(names, each)]));
}

/** The parts of ours that were recorded too: who publishes an answer shortens it, but a list that it does not hold was not there. */
function recordedPart(ours: unknown, theirs: unknown): unknown {
  if (Array.isArray(ours) && Array.isArray(theirs))
    return ours.map((each, at) => recordedPart(each, theirs[at]));
  if (typeof ours !== 'object' || ours === null || typeof theirs !== 'object' || theirs === null) return ours;
  return Object.fromEntries(
    Object.entries(ours).flatMap(([name, each]: [string, unknown]) =>
      name in theirs || Array.isArray(each) ? [[name, recordedPart(each, Reflect.get(theirs, name))]] : [],
    ),
  );
}

/** Outcome of the same request sent by the adapter to this double: `done`, or the reason or name of the error. */
async function told(double: GoogleSheetsDouble, method: string, body: unknown): Promise<string> {
  const client = new GoogleSheetsClient(double.settings(), {
    fetch: async (input, init) => await double.answer(new Request(input, { ...init, signal: null })),
    now: () => double.now(),
    wait: (milliseconds) => {
      double.advance(milliseconds);
      return Promise.resolve();
    },
  });
  const { requests } = z.object({ requests: z.array(z.looseObject({})).default([]) }).parse(body ?? {});
  try {
    if (method === 'POST') await client.batchUpdate(requests);
    else await client.get(z.looseObject({}), 'sheets(properties)');
    return 'done';
  } catch (error) {
    return z
      .object({ name: z.string(), reason: z.string().optional() })
      .transform(({ name, reason }) => reason ?? name)
      .parse(error);
  }
}

async function hold(given: Exchange, situation: Situation): Promise<void> {
  const double = new GoogleSheetsDouble({ spreadsheetId: 'SPREADSHEET' });
  double.language = 'en';
  sheets({ title: 'Sheet1' })(double);
  await situation.given?.(double, given);
  const before = double.book;
  const isToken = given.path === '/token';
  const wrong = given.say.includes('the key was deleted')
    ? 'key'
    : given.say.includes('the clock')
      ? 'clock'
      : undefined;
  const body =
    isToken && typeof given.body === 'string'
      ? given.body.replace('JWT', await assertion(double, wrong))
      : (situation.body ?? given.body);
  const answer = await send(double, { ...given, path: situation.path ?? given.path, body });
  expect(answer.status).toBe(given.status);
  if (typeof given.answer === 'string') {
    expect(await answer.text()).toContain(given.answer);
    return;
  }
  const { varies = [] } = situation;
  const isWhole = given.method === 'GET' && given.status === 200 && !given.path.includes('fields=');
  const json: unknown = await answer.json();
  const isOld = !JSON.stringify(given.answer).includes('commentUpdateState');
  const names = isOld ? [...varies, 'commentUpdateState'] : varies;
  const ours = without(names, isWhole ? recordedPart(json, given.answer) : json);
  expect(ours).toEqual(without(names, given.answer));
  if (given.status >= 400) expect(double.book).toBe(before);
  if (situation.told !== undefined && wrong === undefined)
    expect(await (isToken ? told(double, 'GET', undefined) : told(double, given.method, body))).toBe(
      situation.told,
    );
}

describe.skipIf(recorded.length === 0)('the double answers as Google’s service was recorded', () => {
  test('each recording has one situation, and each situation a recording', () => {
    for (const { say } of recorded)
      expect(
        SITUATIONS.filter(([words]) => words.test(say)).map(([words]) => words.source),
        say,
      ).toHaveLength(1);
    for (const [words] of SITUATIONS)
      expect(
        recorded.some(({ say }) => words.test(say)),
        words.source,
      ).toBe(true);
  });

  test.each(recorded.map((each) => [each.say, each] as const))('%s', async (say, each) => {
    await hold(each, SITUATIONS.find(([words]) => words.test(say))?.[1] ?? {});
  });
});

/** Behaviour on which the adapter relies most, known from Google's documentation and from third-party reports. */
const FACTS: readonly (readonly [
  string,
  Situation,
  Pick<Exchange, 'path' | 'status' | 'answer'> & { readonly method?: string },
])[] = [
  [
    'what is empty is left out: no row, no mark, no list',
    {},
    {
      path: `${HERE}?ranges=Sheet1&fields=sheets(developerMetadata,protectedRanges,data(rowData(values(formattedValue))))`,
      status: 200,
      answer: { sheets: [{ data: [{}] }] },
    },
  ],
  [
    'a cell and a row without what is asked are empty objects; those at the end are left out',
    { given: rows('b', [], [{}, { userEnteredValue: { stringValue: 'x' } }, note('n')], [note('n')]) },
    {
      path: `${HERE}?ranges=b&fields=sheets.data.rowData.values.formattedValue`,
      status: 200,
      answer: { sheets: [{ data: [{ rowData: [{}, { values: [{}, { formattedValue: 'x' }] }] }] }] },
    },
  ],
  [
    'the object around a field that is absent stays',
    { given: rows('b', [{ dataValidation: { condition: { type: 'BOOLEAN' }, strict: true } }]) },
    {
      path: `${HERE}?ranges=b&fields=sheets(properties(gridProperties(frozenRowCount)),data(rowData(values(dataValidation(condition(values))))))`,
      status: 200,
      answer: {
        sheets: [
          {
            properties: { gridProperties: {} },
            data: [{ rowData: [{ values: [{ dataValidation: { condition: {} } }] }] }],
          },
        ],
      },
    },
  ],
  [
    'a range past its first cells tells where it begins; the number 0 is not told in a range',
    { given: filtered },
    {
      path: `${HERE}?ranges=Sheet1!B3&fields=sheets(basicFilter(range(sheetId,endRowIndex)),data(startRow,startColumn,rowData))`,
      status: 200,
      answer: {
        sheets: [{ basicFilter: { range: { endRowIndex: 20 } }, data: [{ startRow: 2, startColumn: 1 }] }],
      },
    },
  ],
  [
    'a refusal names the request and its kind, and says why in the language of the account',
    {
      given: (double) => {
        double.language = 'fr';
      },
      body: batch(text('x'), text('y', 9)),
      told: 'Refused',
    },
    {
      method: 'POST',
      path: `${HERE}:batchUpdate`,
      status: 400,
      answer: {
        error: {
          code: 400,
          status: 'INVALID_ARGUMENT',
          message: 'Invalid requests[1].updateCells: Cette action ne peut pas être effectuée.',
        },
      },
    },
  ],
  [
    'a protected range refuses who is not among its editors',
    { given: protectedBy(false), body: batch(text('x')), told: 'Refused', varies: ['message'] },
    {
      method: 'POST',
      path: `${HERE}:batchUpdate`,
      status: 400,
      answer: { error: { code: 400, status: 'INVALID_ARGUMENT' } },
    },
  ],
  [
    'and lets through who is',
    { given: protectedBy(true), body: batch(text('x')), told: 'done' },
    { method: 'POST', path: `${HERE}:batchUpdate?fields=replies`, status: 200, answer: { replies: [{}] } },
  ],
  [
    'an .xlsx kept in Drive is refused by its status',
    { given: access('office-file'), told: 'not-google-sheets', varies: ['message'] },
    { path: HERE, status: 400, answer: { error: { code: 400, status: 'FAILED_PRECONDITION' } } },
  ],
  [
    'a project that may not use the interface is told by nothing but a text',
    { given: access('no-project'), told: 'no-project', varies: ['message'] },
    { path: HERE, status: 403, answer: { error: { code: 403, status: 'PERMISSION_DENIED' } } },
  ],
  [
    'as is a spreadsheet that is not shared',
    { ...notShared, varies: ['message'] },
    { path: HERE, status: 403, answer: { error: { code: 403, status: 'PERMISSION_DENIED' } } },
  ],
];

describe('the double answers as Google’s service is known to', () => {
  test.each(FACTS)('%s', async (say, situation, fact) => {
    await hold({ say, method: 'GET', ...fact }, situation);
  });
});
