import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { aYouth, submittedValues } from '../tests/fixtures/youth.fixture.ts';
import { FILLED_PAGES } from '../src/server/answers/filled-pages.ts';
import { fileOfPage } from '../src/server/answers/site-pages.ts';
import {
  type Bundles,
  bundleForDeployment,
  functionNames,
  loadedWith,
  shipPages,
} from './function-bundles.ts';
import { projectRoot } from './local-environment.ts';

/** The files of each spreadsheet, and the packages that it alone needs. */
const SPREADSHEETS = {
  workbook: /server\/spreadsheet\/workbook\/|node_modules\/(?:saxes|@xmldom|@zip\.js)\//,
  'google-sheets': /server\/spreadsheet\/google\/|node_modules\/jose\//,
  grist: /server\/spreadsheet\/grist\//,
};
const MAILS = /server\/mail\/(?:smtp|outbox)\.ts|node_modules\/nodemailer\//;
const adapters = [
  ['workbook', 'src/server/spreadsheet/workbook/workbook.ts'],
  ['google-sheets', 'src/server/spreadsheet/google/google-sheets.ts'],
  ['grist', 'src/server/spreadsheet/grist/grist.ts'],
] as const;

let folder: string;
let bundles: Bundles;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bundles-'));
  bundles = await bundleForDeployment(folder);
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const sourcesLoadedWith = (source: string) =>
  loadedWith(bundles, source).flatMap((file) => Object.keys(bundles[file]?.inputs ?? {}));

test('a function that starts has loaded no spreadsheet and no mail', async () => {
  for (const name of await functionNames()) {
    const sources = sourcesLoadedWith(`netlify/functions/${name}/${name}.ts`);
    expect(sources).toContain(`netlify/functions/${name}/${name}.ts`);
    for (const adapter of [...Object.values(SPREADSHEETS), MAILS])
      expect(sources.filter((source) => adapter.test(source))).toEqual([]);
  }
});

describe.each(adapters)('a spreadsheet in %s', (name, adapter) => {
  const others = Object.entries(SPREADSHEETS).filter(([other]) => other !== name);

  test('comes in files that hold nothing of the others', () => {
    const sources = sourcesLoadedWith(adapter);
    expect(sources).toContain(adapter);
    for (const [, other] of others) expect(sources.filter((source) => other.test(source))).toEqual([]);
  });

  test('is loaded alone when it is chosen', async () => {
    const loaded = await loadedWhenChosen(name);
    expect(loaded.some((url) => url.endsWith(`/${adapter}`))).toBe(true);
    for (const [, other] of others) expect(loaded.filter((url) => other.test(url))).toEqual([]);
  });
});

/** Posts to the function that a file holds, and prints its status, its page and whom it called. */
const POST = `
  const print = console.log;
  console.log = console.error = () => undefined;
  const calls = [];
  globalThis.fetch = (request) => {
    calls.push(new URL(request.url ?? request).host);
    return Promise.reject(new TypeError('no network'));
  };
  const [file, accept, body] = process.argv.slice(1);
  const { default: answer } = await import(file);
  const request = new Request('http://localhost/api/candidatures/jeune', {
    method: 'POST',
    body: new URLSearchParams(body),
    headers: { accept },
  });
  const response = await answer(request, { params: {}, waitUntil: () => undefined });
  print(JSON.stringify({ status: response.status, html: await response.text(), calls: [...new Set(calls)] }));`;

test('a function built for a preview takes no application, whatever its variables, and calls nobody', async () => {
  vi.stubEnv('CONTEXT', 'deploy-preview');
  const preview = path.join(folder, 'preview');
  await bundleForDeployment(preview);
  const store = {
    siteID: 'site',
    token: 'jeton',
    edgeURL: 'http://blobs.test',
    uncachedEdgeURL: 'http://blobs.test',
  };
  const environment = {
    ...VARIABLES,
    AWS_LAMBDA_FUNCTION_NAME: 'formulaires',
    SPREADSHEET: 'grist',
    MAIL: 'smtp',
    MAIL_FROM: 'mentorat@exemple.org',
    SMTP_URL: 'smtp://a:b@127.0.0.1:1',
    NETLIFY_BLOBS_CONTEXT: Buffer.from(JSON.stringify(store)).toString('base64'),
  };
  const body = new URLSearchParams(
    [...submittedValues(aYouth())].flatMap(([name, values]) => values.map((value) => [name, value])),
  ).toString();
  const answered = async (place: string) =>
    answerSchema.parse(
      JSON.parse(
        await node(POST, environment, [path.join(place, 'formulaires.mjs'), 'application/json', body]),
      ),
    );
  expect(await answered(preview)).toMatchObject({ status: 503, calls: [] });
  expect(await answered(folder)).toMatchObject({ status: 503, calls: ['blobs.test'] });
});

const answerSchema = z.object({ status: z.number(), html: z.string(), calls: z.array(z.string()) });

/** A built site of the pages that functions fill, each with every place that one writes into. */
async function builtSite(main: string): Promise<string> {
  const dist = path.join(folder, 'dist');
  for (const { path: address } of FILLED_PAGES) {
    const file = path.join(dist, fileOfPage(address));
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `<html><title>${address}</title><main>${main}</main><footer>Pied</footer></html>`);
  }
  await writeFile(path.join(dist, 'agenda.json'), '{"events":[]}');
  return dist;
}

const EVERY_PLACE =
  '<page-content></page-content><application-form></application-form><tracking-form></tracking-form><output data-slot="reference"></output>';

test('a function gives the form’s page back with its errors from what is shipped with it, and asks nobody for it', async () => {
  await shipPages(await builtSite(EVERY_PLACE), folder);
  const answer = await node(POST, VARIABLES, [path.join(folder, 'formulaires.mjs'), 'text/html', 'email=x']);
  const { status, html, calls } = answerSchema.parse(JSON.parse(answer));
  expect({ status, calls }).toEqual({ status: 422, calls: [] });
  expect(html).toContain('<title>Erreur : /candidater/</title>');
  expect(html).toContain('Écris ton prénom.');
  expect(html).toContain('<footer>Pied</footer>');
});

test('a page without the place that a function writes into is not shipped', async () => {
  const dist = await builtSite('');
  await expect(shipPages(dist, folder)).rejects.toThrow('The page /candidater/ has no place');
});

const VARIABLES = {
  LINK_SECRET: 's'.repeat(32),
  GOOGLE_SHEETS_ID: 'feuille',
  GOOGLE_SERVICE_ACCOUNT_EMAIL: 'site@exemple.org',
  GOOGLE_PRIVATE_KEY: generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString(),
  GRIST_URL: 'http://localhost:1',
  GRIST_DOC_ID: 'document',
  GRIST_API_KEY: 'cle',
};

/** Output of a script in a process that has these variables and no other. */
async function node(
  script: string,
  env: NodeJS.ProcessEnv,
  parameters: readonly string[] = [],
): Promise<string> {
  const run = ['--input-type=module', '--eval', script, ...parameters];
  const { stdout } = await promisify(execFile)(process.execPath, run, { cwd: folder, env });
  return stdout;
}

/** The modules that a process has loaded once it has opened the spreadsheet that the environment chooses. */
async function loadedWhenChosen(name: string): Promise<readonly string[]> {
  const compose = path.join(projectRoot, 'src', 'server', 'compose', 'compose.ts');
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
    const { exportPorts } = await import(${JSON.stringify(compose)});
    await exportPorts();
    console.log(JSON.stringify(loaded));`;
  return z.array(z.string()).parse(JSON.parse(await node(script, { ...VARIABLES, SPREADSHEET: name })));
}
