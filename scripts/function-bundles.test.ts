import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type Bundles, bundleForDeployment, functionNames, loadedWith } from './function-bundles.ts';
import { projectRoot } from './local-environment.ts';

/** The files of each spreadsheet, and the packages that it alone needs. */
const SPREADSHEETS = {
  workbook: /server\/spreadsheet\/workbook|node_modules\/(?:saxes|@xmldom|@zip\.js)\//,
  'google-sheets': /server\/spreadsheet\/google-|node_modules\/jose\//,
  grist: /server\/spreadsheet\/grist/,
};
const MAILS = /server\/mail\/(?:smtp|outbox)\.ts|node_modules\/nodemailer\//;
const adapters = Object.keys(SPREADSHEETS);

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

describe.each(adapters)('a spreadsheet in %s', (name) => {
  const others = Object.entries(SPREADSHEETS).filter(([other]) => other !== name);

  test('comes in files that hold nothing of the others', () => {
    const sources = sourcesLoadedWith(`src/server/spreadsheet/${name}.ts`);
    expect(sources).toContain(`src/server/spreadsheet/${name}.ts`);
    for (const [, other] of others) expect(sources.filter((source) => other.test(source))).toEqual([]);
  });

  test('is loaded alone when it is chosen', async () => {
    const loaded = await loadedWhenChosen(name);
    expect(loaded.some((url) => url.endsWith(`/src/server/spreadsheet/${name}.ts`))).toBe(true);
    for (const [, other] of others) expect(loaded.filter((url) => other.test(url))).toEqual([]);
  });
});

/** The modules that a process has loaded once it has opened the spreadsheet that the environment chooses. */
async function loadedWhenChosen(name: string): Promise<readonly string[]> {
  const compose = path.join(projectRoot, 'src', 'server', 'compose.ts');
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
    const { exportPorts } = await import(${JSON.stringify(compose)});
    await exportPorts();
    console.log(JSON.stringify(loaded));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: folder,
    env: {
      SPREADSHEET: name,
      LINK_SECRET: 's'.repeat(32),
      GOOGLE_SHEETS_ID: 'feuille',
      GOOGLE_SERVICE_ACCOUNT_EMAIL: 'site@exemple.org',
      GOOGLE_PRIVATE_KEY: 'PRIVATE KEY',
      GRIST_URL: 'http://localhost:1',
      GRIST_DOC_ID: 'document',
      GRIST_API_KEY: 'cle',
    },
  });
  return z.array(z.string()).parse(JSON.parse(stdout));
}
