import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import * as z from 'zod';
import type { GoogleSheetsSettings } from '../../../src/server/spreadsheet/google-client.ts';
import { ApiError, type Book, type Cell, invalid, type Sheet, shown, usedRows } from './book.ts';
import type { Call } from '../faults.ts';
import { ServiceDouble, type ServiceOptions } from '../service-double.ts';
import { findRange, masked, rangeName, spreadsheetResource, valuesOf } from './reading.ts';
import { applyRequests, batchUpdate } from './requests.ts';

const EMAIL = 'site@essai.iam.gserviceaccount.com';
const SCOPE = 'https://www.googleapis.com/auth/spreadsheets';
const TOKEN_SECONDS = 3600;
/** Google's quotas for one user of one project (developers.google.com/workspace/sheets/api/limits). */
const QUOTA = { reads: 60, writes: 60 };

/** One key for every double of a process: making one takes a while. */
let keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } | undefined;
let privateKeyText: string | undefined;

function ourKeys() {
  return (keys ??= generateKeyPairSync('rsa', { modulusLength: 2048 }));
}

const STATUSES: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

export interface DoubleOptions extends ServiceOptions {
  readonly quota?: { readonly reads: number; readonly writes: number };
}

type Grid = readonly (readonly string[])[];

/**
 * Google Sheets and its token service on this machine, for one spreadsheet: strict about what it is sent.
 * The part of the protocol that is here is the one of `spreadsheets.get`, `batchUpdate`, `values.get`, `values.append`.
 */
export class GoogleSheetsDouble extends ServiceDouble<GoogleSheetsSettings> {
  readonly spreadsheetId = randomUUID();
  /** Who may do what: as if shared with the service account. */
  access: 'editor' | 'reader' | 'none' | 'api-off' = 'editor';
  book: Book = { title: 'Candidatures', sheets: [blank()] };
  readonly #quota: { readonly reads: number; readonly writes: number };
  readonly #tokens = new Map<string, number>();
  #recent: { readonly atMs: number; readonly writes: boolean }[] = [];

  constructor({ quota = QUOTA, ...options }: DoubleOptions = {}) {
    super(options);
    this.#quota = quota;
  }

  settings(): GoogleSheetsSettings {
    privateKeyText ??= ourKeys()
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString()
      .replaceAll('\n', '\\n');
    return {
      spreadsheetId: this.spreadsheetId,
      apiUrl: this.origin,
      tokenUrl: `${this.origin}/token`,
      email: EMAIL,
      privateKey: privateKeyText,
    };
  }

  /** A token as its token service gives them. */
  aToken(): string {
    const token = randomUUID();
    this.#tokens.set(token, this.now().getTime() + TOKEN_SECONDS * 1000);
    return token;
  }

  /** Forgets every token it gave: they are refused from now on. */
  revoke(): void {
    this.#tokens.clear();
  }

  /** What staff see in a tab. */
  grid(title: string): Grid {
    const sheet = this.book.sheets.find((each) => each.title === title);
    if (!sheet) return [];
    const rows = sheet.rows.slice(0, usedRows(sheet));
    const width = Math.max(0, ...rows.map((row) => row.findLastIndex((cell) => shown(cell) !== '') + 1));
    return rows.map((row) => Array.from({ length: width }, (_, at) => shown(row[at] ?? {})));
  }

  /** Staff change a tab, which stays text. */
  edit(title: string, change: (grid: Grid) => Grid): void {
    const rows = change(this.grid(title)).map((line) =>
      line.map((text): Cell => (text === '' ? {} : { userEnteredValue: { stringValue: text } })),
    );
    this.book = {
      ...this.book,
      sheets: this.book.sheets.map((sheet) =>
        sheet.title === title
          ? { ...sheet, rows, columnCount: Math.max(sheet.columnCount, ...rows.map((row) => row.length)) }
          : sheet,
      ),
    };
  }

  /** Staff do in their browser what these requests say. */
  apply(requests: z.input<typeof batchUpdate>['requests']): void {
    this.book = applyRequests(this.book, batchUpdate.parse({ requests }).requests);
  }

  async answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const [, root = '', kind = ''] = url.pathname.split('/');
    const path =
      root === 'token' ? 'token' : url.pathname.slice(`/v4/spreadsheets/${this.spreadsheetId}`.length);
    const writes = request.method !== 'GET' && path !== 'token';
    const call: Call = { method: request.method, path: decodeURIComponent(path), writes };
    this.note(call);
    const text = await request.text();
    return await this.under(path === 'token' ? 'none' : this.fault(call), () =>
      path === 'token'
        ? this.#token(text)
        : this.#api(request, url, call, { text, known: root === 'v4' && kind === 'spreadsheets' }),
    );
  }

  protected failure(status: number): Response {
    return this.#refusal(new ApiError(status, STATUSES[status] ?? '', 'Fault'));
  }

  #refusal({ code, status, message }: ApiError): Response {
    return this.json({ error: { code, message, status } }, code);
  }

  async #token(text: string): Promise<Response> {
    const form = new URLSearchParams(text);
    if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer')
      return this.json({ error: 'unsupported_grant_type', error_description: 'Invalid grant_type' }, 400);
    try {
      const { payload } = await jwtVerify(form.get('assertion') ?? '', ourKeys().publicKey, {
        algorithms: ['RS256'],
        audience: `${this.origin}/token`,
        issuer: EMAIL,
        currentDate: this.now(),
        requiredClaims: ['iat', 'exp', 'scope'],
      });
      const { iat = 0, exp = 0, scope } = payload;
      const nowSeconds = this.now().getTime() / 1000;
      if (iat > nowSeconds + 60 || iat < nowSeconds - 3600 || exp - iat > 3600)
        throw new errors.JWTInvalid(
          'Token must be a short-lived token (60 minutes) and in a reasonable timeframe.',
        );
      if (scope !== SCOPE) throw new errors.JWTInvalid('Invalid OAuth scope or ID token audience provided.');
    } catch (error) {
      const description = error instanceof Error ? error.message : '';
      return this.json({ error: 'invalid_grant', error_description: description }, 400);
    }
    const token = this.aToken();
    return this.json({ access_token: token, expires_in: TOKEN_SECONDS - 1, token_type: 'Bearer' });
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- as the token's: an answer that comes later
  async #api(
    request: Request,
    url: URL,
    call: Call,
    { text, known }: { text: string; known: boolean },
  ): Promise<Response> {
    try {
      this.#admit(request, call, known && url.pathname.split('/')[3]?.split(':')[0] === this.spreadsheetId);
      if (call.writes) this.meanwhile(call);
      return this.json(this.#operation(call, url.searchParams, text));
    } catch (error) {
      if (error instanceof ApiError) return this.#refusal(error);
      throw error;
    }
  }

  #admit(request: Request, { writes }: Call, known: boolean): void {
    const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? '';
    if ((this.#tokens.get(token) ?? 0) < this.now().getTime())
      throw new ApiError(
        401,
        'UNAUTHENTICATED',
        'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
      );
    if (this.access === 'api-off')
      throw new ApiError(
        403,
        'PERMISSION_DENIED',
        'Google Sheets API has not been used in project 1 before or it is disabled.',
      );
    if (!known) throw new ApiError(404, 'NOT_FOUND', 'Requested entity was not found.');
    if (this.access === 'none' || (this.access === 'reader' && writes))
      throw new ApiError(403, 'PERMISSION_DENIED', 'The caller does not have permission');
    this.#recent = this.#recent.filter(({ atMs }) => atMs > this.now().getTime() - 60_000);
    if (
      this.#recent.filter((each) => each.writes === writes).length >=
      (writes ? this.#quota.writes : this.#quota.reads)
    )
      throw new ApiError(
        429,
        'RESOURCE_EXHAUSTED',
        `Quota exceeded for quota metric '${writes ? 'Write' : 'Read'} requests' and limit '${writes ? 'Write' : 'Read'} requests per minute per user' of service 'sheets.googleapis.com'.`,
      );
    this.#recent.push({ atMs: this.now().getTime(), writes });
  }

  #operation({ method, path }: Call, query: URLSearchParams, text: string): unknown {
    const fields = query.get('fields');
    if (method === 'GET' && path === '') {
      const withData = fields === null ? query.get('includeGridData') === 'true' : /\bdata\b|\*/.test(fields);
      return masked(
        spreadsheetResource(this.spreadsheetId, this.book, query.getAll('ranges'), withData),
        fields,
      );
    }
    if (method === 'POST' && path === ':batchUpdate') {
      const body = parseBody(batchUpdate, text);
      if (this.refuses !== undefined && text.includes(this.refuses))
        throw invalid('Invalid requests[0].appendCells: a cell that the service refuses.');
      this.book = applyRequests(this.book, body.requests);
      const updated = body.includeSpreadsheetInResponse
        ? {
            updatedSpreadsheet: spreadsheetResource(
              this.spreadsheetId,
              this.book,
              body.responseRanges ?? [],
              body.responseIncludeGridData ?? false,
            ),
          }
        : {};
      return masked(
        { spreadsheetId: this.spreadsheetId, replies: body.requests.map(() => ({})), ...updated },
        fields,
      );
    }
    const [, range = '', verb] = /^\/values\/(.+?)(:append)?$/.exec(path) ?? [];
    if (method === 'GET' && range !== '' && verb === undefined) {
      const { sheet, area } = findRange(this.book, range);
      return { range: rangeName(sheet, area), majorDimension: 'ROWS', values: valuesOf(sheet, area) };
    }
    if (method === 'POST' && verb === ':append') return this.#appendValues(range, query, text);
    throw new ApiError(404, 'NOT_FOUND', 'Requested entity was not found.');
  }

  /** After the last table that the range touches, from that table's first column: wherever a blank column begins another. */
  #appendValues(range: string, query: URLSearchParams, text: string): unknown {
    const option = query.get('valueInputOption');
    if (option !== 'RAW' && option !== 'USER_ENTERED')
      throw invalid("'valueInputOption' is required but not specified");
    const { values } = parseBody(
      z.strictObject({
        values: z.array(z.array(z.string())),
        majorDimension: z.string().optional(),
        range: z.string().optional(),
      }),
      text,
    );
    const { sheet, area } = findRange(this.book, range);
    const { bottom, left } = lastTable(sheet, area);
    const start = { sheetId: sheet.sheetId, rowIndex: bottom, columnIndex: left };
    const rows = values.map((line) => ({
      values: line.map((each) => ({
        userEnteredValue:
          option === 'USER_ENTERED' && each.startsWith('=') ? { formulaValue: each } : { stringValue: each },
      })),
    }));
    const appended = {
      top: bottom,
      bottom: bottom + rows.length,
      left,
      right: left + Math.max(1, ...values.map((line) => line.length)),
    };
    this.apply([{ updateCells: { start, rows, fields: 'userEnteredValue' } }]);
    return {
      spreadsheetId: this.spreadsheetId,
      tableRange: rangeName(sheet, area),
      updates: { updatedRange: rangeName(sheet, appended), updatedRows: rows.length },
    };
  }
}

function blank(): Sheet {
  return {
    sheetId: 0,
    title: 'Feuille 1',
    hidden: false,
    rowCount: 1000,
    columnCount: 26,
    frozenRowCount: 0,
    rows: [],
    metadata: [],
    protections: [],
  };
}

/** The lowest block of cells that hold something, bounded by blank rows and columns, within reach of an area. */
function lastTable(
  sheet: Sheet,
  { top, left, right }: { top: number; left: number; right: number },
): { bottom: number; left: number } {
  const filled = (row: number, column: number) => shown(sheet.rows[row]?.[column] ?? {}) !== '';
  for (let row = usedRows(sheet) - 1; row >= top; row -= 1)
    for (let column = right - 1; column >= left; column -= 1)
      if (filled(row, column)) {
        let first = column;
        while (first > 0 && sheet.rows.some((_, each) => filled(each, first - 1))) first -= 1;
        return { bottom: row + 1, left: first };
      }
  return { bottom: top, left };
}

function camelToSnake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Parses as Google does: a field that it does not know is an error that names it. */
function parseBody<T>(shape: z.ZodType<T>, text: string): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalid('Invalid JSON payload received. Unexpected token.');
  }
  const parsed = shape.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = (issue?.path ?? [])
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${camelToSnake(String(part))}`))
    .join('')
    .slice(1);
  if (issue?.code === 'unrecognized_keys')
    throw invalid(
      `Invalid JSON payload received. Unknown name "${issue.keys[0] ?? ''}" at '${path}': Cannot find field.`,
    );
  throw invalid(`Invalid value at '${path}': ${issue?.message ?? ''}`);
}
