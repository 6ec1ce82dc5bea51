import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import * as z from 'zod';
import type { GoogleSheetsSettings } from '../../../src/server/spreadsheet/google/google-client.ts';
import type { Call } from '../faults.ts';
import { ServiceDouble, type ServiceOptions } from '../service-double.ts';
import type { Assumption } from './assumed.ts';
import { ApiError, blankSheet, type Book, type Cell, invalid, type Sheet, shown, usedRows } from './book.ts';
import {
  type Found,
  findRange,
  masked,
  metadataResource,
  rangeName,
  spreadsheetResource,
  valuesOf,
  violation,
} from './reading.ts';
import { applyRequests, batchUpdate, type Sender } from './requests.ts';

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

const PROJECT = 1;
const CONSOLE = `https://console.developers.google.com/apis/api/sheets.googleapis.com/overview?project=${PROJECT}`;
const ENABLE = `by visiting ${CONSOLE} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`;

function errorInfo(reason: string, metadata: Readonly<Record<string, string>>): object {
  return { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com', metadata };
}

function help(description: string, url: string): object {
  return { '@type': 'type.googleapis.com/google.rpc.Help', links: [{ description, url }] };
}

function forbidden(message: string, details: readonly object[] = []): ApiError {
  return new ApiError(403, 'PERMISSION_DENIED', message, details);
}

function overQuota(kind: 'Read' | 'Write', limit: number, now: Date): ApiError {
  const name = `${kind}RequestsPerMinutePerUser`;
  return new ApiError(
    429,
    'RESOURCE_EXHAUSTED',
    `Quota exceeded for quota metric '${kind} requests' and limit '${kind} requests per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:${PROJECT}'.`,
    [
      errorInfo('RATE_LIMIT_EXCEEDED', {
        window_start_time: String(Math.floor(now.getTime() / 60_000) * 60),
        quota_metric: `sheets.googleapis.com/${kind.toLowerCase()}_requests`,
        quota_location: 'global',
        service: 'sheets.googleapis.com',
        quota_unit: '1/min/{project}/{user}',
        quota_limit: name,
        consumer: `projects/${PROJECT}`,
        quota_limit_value: String(limit),
      }),
      help('Request a higher quota limit.', 'https://cloud.google.com/docs/quotas/help/request_increase'),
    ],
  );
}

/** Google's error responses by status, for injected faults and denied access. */
const FAILURES: Readonly<Record<number, ApiError>> = {
  401: new ApiError(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.'),
  403: forbidden('The caller does not have permission'),
  500: new ApiError(500, 'INTERNAL', 'Internal error encountered.'),
  503: new ApiError(503, 'UNAVAILABLE', 'The service is currently unavailable.'),
};
const NOT_FOUND = new ApiError(404, 'NOT_FOUND', 'Requested entity was not found.');
/** Access of the service account to the spreadsheet, or the reason why it has none. */
type Access =
  | 'editor'
  | 'reader'
  | 'none'
  /** The interface is not activated in the project of the key. */
  | 'api-off'
  /** The project is new or deleted: only the text of the answer distinguishes it from « none ». */
  | 'no-project'
  /** The token was given for something else. */
  | 'wrong-scope'
  /** An .xlsx kept in Drive, in the words of before 2026 and since. */
  | 'office-file'
  | 'office-file-since-2026';

/** The error for an account that may not use the spreadsheet; `undefined` when it may. */
function barred(access: Access, writes: boolean): ApiError | undefined {
  if (access === 'none' || (access === 'reader' && writes)) return FAILURES[403];
  if (access === 'office-file' || access === 'office-file-since-2026')
    return new ApiError(
      400,
      'FAILED_PRECONDITION',
      `This operation is not supported for this document${access === 'office-file' ? '' : '. The document must not be an Office file.'}`,
    );
  return undefined;
}

/** The error for an account that may not use the API at all, before any spreadsheet is looked for. */
function barredFromAll(access: Access): ApiError | undefined {
  if (access === 'api-off')
    return forbidden(
      `Google Sheets API has not been used in project ${PROJECT} before or it is disabled. Enable it ${ENABLE}`,
      [
        help('Google developers console API activation', CONSOLE),
        errorInfo('SERVICE_DISABLED', { service: 'sheets.googleapis.com', consumer: `projects/${PROJECT}` }),
      ],
    );
  if (access === 'no-project')
    return forbidden(
      `Project ${PROJECT} is not found and cannot be used for API calls. If it is recently created, enable Google Sheets API ${ENABLE}`,
    );
  if (access === 'wrong-scope')
    return forbidden('Request had insufficient authentication scopes.', [
      errorInfo('ACCESS_TOKEN_SCOPE_INSUFFICIENT', { service: 'sheets.googleapis.com' }),
    ]);
  return undefined;
}

export interface DoubleOptions extends ServiceOptions {
  readonly spreadsheetId?: string;
  readonly quota?: { readonly reads: number; readonly writes: number };
  /** The assumption that does not hold in this service. */
  readonly differs?: Assumption;
}

type Grid = readonly (readonly string[])[];

/**
 * Google Sheets and its token service on this machine, for one spreadsheet: strict about what it is sent.
 * The part of the protocol that is here is the one of `spreadsheets.get`, `batchUpdate`, `values.get`, `values.append`.
 */
export class GoogleSheetsDouble extends ServiceDouble<GoogleSheetsSettings> {
  readonly spreadsheetId: string;
  access: Access = 'editor';
  /** Language of the reasons that Google gives for a refusal: nothing may rest on it. */
  language: Sender['language'] = 'fr';
  /** Why the token service refuses whoever comes, if it does. */
  tokenRefusal: 'account-gone' | 'no-client' | undefined;
  book: Book = { title: 'Candidatures', sheets: [blankSheet()], namedRanges: [] };
  readonly #differs: Assumption | undefined;
  readonly #quota: { readonly reads: number; readonly writes: number };
  readonly #tokens = new Map<string, number>();
  #recent: { readonly atMs: number; readonly writes: boolean }[] = [];

  constructor({ quota = QUOTA, differs, spreadsheetId = randomUUID(), ...options }: DoubleOptions = {}) {
    super(options);
    this.spreadsheetId = spreadsheetId;
    this.#quota = quota;
    this.#differs = differs;
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

  /** Displayed text of a tab's cells, as staff see them; empty when there is no such tab. */
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
          ? {
              ...sheet,
              rows,
              rowCount: Math.max(sheet.rowCount, rows.length),
              columnCount: Math.max(sheet.columnCount, ...rows.map((row) => row.length)),
            }
          : sheet,
      ),
    };
  }

  /** Staff do in their browser what these requests say. */
  apply(requests: z.input<typeof batchUpdate>['requests']): void {
    this.book = applyRequests(this.book, batchUpdate.parse({ requests }).requests).book;
  }

  async answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const [, id = '', rest = ''] = /^\/v4\/spreadsheets\/([^/:]+)(.*)$/.exec(url.pathname) ?? [];
    const path = url.pathname === '/token' ? 'token' : rest;
    if (path !== 'token' && id === '') return page();
    const writes = request.method !== 'GET' && path !== 'token' && !path.endsWith(':search');
    const call: Call = { method: request.method, path: decodeURIComponent(path), writes };
    this.note(call);
    const text = await request.text();
    return await this.under(path === 'token' ? 'none' : this.fault(call), () =>
      path === 'token'
        ? this.#token(text)
        : this.#api(request, url, call, { text, isOurs: id === this.spreadsheetId }),
    );
  }

  protected failure(status: number): Response {
    if (status === 429) return this.#refusal(overQuota('Write', this.#quota.writes, this.now()));
    return this.#refusal(FAILURES[status] ?? new ApiError(status, '', ''));
  }

  #refusal({ code, status, message, details }: ApiError): Response {
    return this.json({ error: { code, message, status, ...(details.length > 0 && { details }) } }, code);
  }

  async #token(text: string): Promise<Response> {
    const form = new URLSearchParams(text);
    if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer')
      return this.json({ error: 'unsupported_grant_type', error_description: 'Invalid grant_type' }, 400);
    const refused = (description: string) =>
      this.json({ error: 'invalid_grant', error_description: description }, 400);
    if (this.tokenRefusal === 'no-client')
      return this.json(
        { error: 'invalid_client', error_description: 'The OAuth client was not found.' },
        401,
      );
    if (this.tokenRefusal === 'account-gone') return refused('Invalid grant: account not found');
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
          'Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
        );
      if (scope !== SCOPE) throw new errors.JWTInvalid('Invalid OAuth scope or ID token audience provided.');
    } catch (error) {
      if (error instanceof errors.JWTInvalid) return refused(`Invalid JWT: ${error.message}`);
      return refused('Invalid JWT Signature.');
    }
    const token = this.aToken();
    return this.json({ access_token: token, expires_in: TOKEN_SECONDS - 1, token_type: 'Bearer' });
  }

  // oxlint-disable-next-line typescript/require-await -- as the token's: an answer that comes later
  async #api(
    request: Request,
    url: URL,
    call: Call,
    { text, isOurs }: { text: string; isOurs: boolean },
  ): Promise<Response> {
    try {
      this.#admit(request, call, isOurs);
      if (call.writes) this.meanwhile(call);
      return this.json(this.#operation(call, url.searchParams, text));
    } catch (error) {
      if (error instanceof ApiError) return this.#refusal(error);
      throw error;
    }
  }

  #admit(request: Request, { writes }: Call, isOurs: boolean): void {
    const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? '';
    if ((this.#tokens.get(token) ?? 0) < this.now().getTime())
      throw new ApiError(
        401,
        'UNAUTHENTICATED',
        'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
      );
    const refusal = barredFromAll(this.access) ?? (isOurs ? barred(this.access, writes) : NOT_FOUND);
    if (refusal) throw refusal;
    this.#recent = this.#recent.filter(({ atMs }) => atMs > this.now().getTime() - 60_000);
    const limit = writes ? this.#quota.writes : this.#quota.reads;
    if (this.#recent.filter((each) => each.writes === writes).length >= limit)
      throw overQuota(writes ? 'Write' : 'Read', limit, this.now());
    this.#recent.push({ atMs: this.now().getTime(), writes });
  }

  #resource(ranges: readonly string[], withData: boolean): object {
    const differs = this.#differs;
    return spreadsheetResource(this.spreadsheetId, this.book, { ranges, withData, differs });
  }

  #operation({ method, path }: Call, query: URLSearchParams, text: string): unknown {
    const fields = query.get('fields');
    if (method === 'GET' && path === '') {
      const withData = fields === null ? query.get('includeGridData') === 'true' : /\bdata\b|\*/.test(fields);
      return masked(this.#resource(query.getAll('ranges'), withData), fields);
    }
    if (method === 'POST' && path === ':batchUpdate') return masked(this.#update(text), fields);
    if (method === 'POST' && path === '/developerMetadata:search') return masked(this.#search(text), fields);
    if (method === 'POST' && path === '/values:batchUpdate') return this.#setValues(text);
    const [, range = '', verb] = /^\/values\/(.+?)(:append)?$/.exec(path) ?? [];
    if (method === 'GET' && range !== '' && verb === undefined) {
      const { sheet, area } = findRange(this.book, range);
      return masked(
        { range: rangeName(sheet, area), majorDimension: 'ROWS', values: valuesOf(sheet, area) },
        null,
      );
    }
    if (method === 'PUT' && range !== '') {
      const body = parseBody(valueRange, text, 'data');
      this.#write(findRange(this.book, range), body.values ?? []);
      return { spreadsheetId: this.spreadsheetId, updatedRange: range };
    }
    if (method === 'POST' && verb === ':append') return this.#appendValues(range, query, text);
    throw NOT_FOUND;
  }

  #update(text: string): object {
    const body = parseBody(batchUpdate, text);
    if (this.refuses !== undefined && text.includes(this.refuses))
      throw invalid('Invalid requests[0].updateCells: une cellule que le service refuse.');
    const { language } = this;
    const sender: Sender = { language, isOwner: false, differs: this.#differs };
    const { book, replies } = applyRequests(this.book, body.requests, sender);
    this.book = book;
    return {
      spreadsheetId: this.spreadsheetId,
      replies,
      commentUpdateState: 'NO_UPDATES_REQUESTED',
      ...(body.includeSpreadsheetInResponse && {
        updatedSpreadsheet: this.#resource(body.responseRanges ?? [], body.responseIncludeGridData ?? false),
      }),
    };
  }

  #search(text: string): object {
    const { dataFilters } = parseBody(searched, text);
    return {
      matchedDeveloperMetadata: dataFilters.flatMap((filter) =>
        this.book.sheets
          .flatMap(({ sheetId, metadata }) => metadata.map((each) => ({ sheetId, each })))
          .filter(({ each }) => each.metadataKey === filter.developerMetadataLookup.metadataKey)
          .map(({ each, sheetId }) => ({
            developerMetadata: metadataResource(each, sheetId),
            dataFilters: [filter],
          })),
      ),
    };
  }

  #setValues(text: string): object {
    const { data } = parseBody(valueRanges, text);
    const before = this.book;
    for (const [index, { range, values = [] }] of data.entries())
      try {
        this.#write(findRange(this.book, range), values);
      } catch (error) {
        // The prefix names what is refused, and not its kind.
        if (!(error instanceof ApiError)) throw error;
        this.book = before;
        throw invalid(`Invalid data[${index}]: ${error.message.replace(/^Invalid requests.*?: /, '')}`);
      }
    return { spreadsheetId: this.spreadsheetId, totalUpdatedRows: data.length };
  }

  #write({ sheet, area }: Found, values: readonly (readonly string[])[]): void {
    const start = { sheetId: sheet.sheetId, rowIndex: area.top, columnIndex: area.left };
    const rows = values.map((line) => ({
      values: line.map((each) => ({ userEnteredValue: { stringValue: each } })),
    }));
    const { requests } = batchUpdate.parse({
      requests: [{ updateCells: { start, rows, fields: 'userEnteredValue' } }],
    });
    this.book = applyRequests(this.book, requests, { language: this.language, isOwner: false }).book;
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

const valueRange = z.strictObject({
  values: z.array(z.array(z.string())).optional(),
  majorDimension: z.string().optional(),
});
const valueRanges = z.strictObject({
  data: z.array(valueRange.extend({ range: z.string() })),
  valueInputOption: z.enum(['RAW', 'USER_ENTERED']).optional(),
});
const searched = z.strictObject({
  dataFilters: z.array(
    z.strictObject({ developerMetadataLookup: z.strictObject({ metadataKey: z.string() }) }),
  ),
});

/** Response of Google's front end to a path that belongs to no service. */
function page(): Response {
  const text =
    '<!DOCTYPE html>\n<html lang=en>\n  <meta charset=utf-8>\n  <title>Error 404 (Not Found)!!1</title>\n';
  return new Response(text, { status: 404, headers: { 'content-type': 'text/html; charset=UTF-8' } });
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

/** As if every key that holds `null` were not there. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]: [string, unknown]) =>
      each === null ? [] : [[name, withoutNulls(each)]],
    ),
  );
}

function at(root: unknown, path: readonly PropertyKey[]): unknown {
  const [first, ...others] = path;
  if (first === undefined) return root;
  return typeof root === 'object' && root !== null ? at(Reflect.get(root, first), others) : undefined;
}

/** Parses as Google does: a field that it does not know is an error that names it. */
function parseBody<T>(shape: z.ZodType<T>, text: string, root = ''): T {
  let json: unknown;
  try {
    json = withoutNulls(JSON.parse(text));
  } catch {
    throw invalid('Invalid JSON payload received. Unexpected token.');
  }
  const parsed = shape.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = (issue?.path ?? [])
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${camelToSnake(String(part))}`))
    .join('');
  const field = root === '' ? path.slice(1) : root + path;
  if (issue?.code === 'unrecognized_keys')
    throw invalid(
      `Invalid JSON payload received. Unknown name "${issue.keys[0] ?? ''}" at '${field}': Cannot find field.`,
    );
  const type = issue?.code === 'invalid_type' && issue.expected === 'array' ? 'ListValue' : 'Value';
  const description = `Invalid value at '${field}' (type.googleapis.com/google.protobuf.${type}), ${JSON.stringify(at(json, issue?.path ?? []))}`;
  throw invalid(description, [violation(field, description)]);
}
