import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { TABS } from '../src/domain/spreadsheet-tabs.ts';
import { GristAdministration } from '../src/server/spreadsheet/grist/grist-administration.ts';
import { GristDouble } from '../tests/doubles/grist/double.ts';
import { sampled } from '../tests/support/nightly.ts';

// The commands as people run them, on a document in Grist.

let grist: GristDouble;
let variables: Readonly<Record<string, string>>;

beforeEach(async () => {
  grist = new GristDouble();
  const { url, docId, apiKey } = await grist.listen();
  variables = {
    LINK_SECRET: '5f0c9a7be1d24836b7c80f1e6ad3925c4b8e07f163a9d2c58e1b40f7a6c3d921',
    SPREADSHEET: 'grist',
    GRIST_URL: url,
    GRIST_DOC_ID: docId,
    GRIST_API_KEY: apiKey,
  };
});

afterEach(async () => {
  await grist.close();
});

const ended = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() });

/** Runs a command; what it printed and how it ended. */
async function run(
  command: 'setup' | 'check',
  changes: Readonly<Record<string, string>> = {},
): Promise<z.output<typeof ended>> {
  const script = path.join(import.meta.dirname, 'spreadsheet.ts');
  const env = { ...variables, ...changes };
  return await promisify(execFile)(process.execPath, [script, command], { env }).then(
    (printed) => ({ code: 0, ...printed }),
    (error: unknown) => ended.parse(error),
  );
}

/** Nothing of the program's own inside. */
const TRACE = /^\s+at |\.ts:\d+|node:internal|\b(?:Refused|Unavailable|Error)\b/m;

test('a document is set up, and then in order', async () => {
  const { code, stdout, stderr } = await run('setup');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('« Jeunes » : table créée.');
  expect(await run('setup')).toEqual({ code: 0, stdout: 'Rien à faire : tout est en place.\n', stderr: '' });
  expect(await run('check')).toEqual({
    code: 0,
    stdout: '✓ La feuille de calcul est en ordre.\n',
    stderr: '',
  });
});

describe('what keeps a command from its work is told in French, with what to do and no trace', () => {
  beforeEach(async () => {
    const { GRIST_URL: url = '', GRIST_DOC_ID: docId = '', GRIST_API_KEY: apiKey = '' } = variables;
    await new GristAdministration({ url, docId, apiKey }).setUp(TABS);
  });

  const kept: Readonly<
    Record<string, readonly ['setup' | 'check', () => Readonly<Record<string, string>>, RegExp]>
  > = {
    'another key': ['check', () => ({ GRIST_API_KEY: 'autre' }), /GRIST_API_KEY/],
    'another document': ['setup', () => ({ GRIST_DOC_ID: 'ailleurs' }), /GRIST_DOC_ID/],
    'somebody who may only read': [
      'check',
      () => {
        grist.access = 'reader';
        return {};
      },
      /Partagez-le avec lui comme « Éditeur »/,
    ],
    'a document over its limits': [
      'setup',
      () => {
        grist.apply([['RemoveColumn', 'Jeunes', 'Projet']]);
        grist.isOverLimit = true;
        return {};
      },
      /n’accepte plus que des suppressions\nSupprimez des lignes/,
    ],
    'a refusal that nobody explains': [
      'check',
      () => {
        grist.refuses = 'spreadsheet:check';
        return {};
      },
      /✗ Grist refuse ce que le site lui demande.*\n {2}→ Relancez la commande/,
    ],
    'a refusal while setting up': [
      'setup',
      () => {
        grist.apply([['RemoveColumn', 'Jeunes', 'Projet']]);
        grist.refuses = 'Projet';
        return {};
      },
      /Grist refuse l’écriture\nLancez « npm run spreadsheet:check »/,
    ],
  };

  test.each(sampled(Object.keys(kept), 3))('%s', async (name) => {
    const [command = 'check', arrange, expected = /^$/] = kept[name] ?? [];
    const { code, stdout, stderr } = await run(command, arrange?.());
    expect(code).toBe(1);
    expect(stdout + stderr).toMatch(expected);
    expect(stdout + stderr).not.toMatch(TRACE);
  });
});
