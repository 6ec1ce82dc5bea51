import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { publicSettings } from './local-environment.ts';
import { connectStore } from './store-connection.ts';
import { sampled } from '../tests/support/nightly.ts';

const GRIST = { SPREADSHEET: 'grist', GRIST_URL: 'https://docs.getgrist.com' };

describe('what a trial would reach of the real site is told by name', () => {
  test.each<[readonly string[], NodeJS.ProcessEnv]>([
    [['SITE_URL'], { SITE_URL: 'https://www.exemple.org' }],
    [['SITE_URL'], { SITE_URL: 'https://localhost.exemple.org' }],
    [['SMTP_URL'], { MAIL: 'smtp', SMTP_URL: 'smtp://127.0.0.1.exemple.org' }],
    [['SPREADSHEET'], { SPREADSHEET: 'google-sheets' }],
    [['SPREADSHEET'], GRIST],
    [['SMTP_URL'], { MAIL: 'smtp', SMTP_URL: 'smtps://compte:motdepasse@smtp.exemple.org' }],
    [['SPREADSHEET'], { SPREADSHEET: ' "grist"', GRIST_URL: ' https://docs.getgrist.com ' }],
    [['SMTP_URL'], { MAIL: "'smtp'", SMTP_URL: 'smtps://compte:p@ss@smtp.exemple.org' }],
    [
      ['SITE_URL', 'SPREADSHEET', 'SMTP_URL'],
      { ...GRIST, SITE_URL: 'https://a.fr', MAIL: 'smtp', SMTP_URL: 'smtp://a.fr:587' },
    ],
  ])('%j', (names, variables) => {
    expect(publicSettings(variables)).toEqual(names);
  });

  test.each<NodeJS.ProcessEnv>([
    {},
    { SITE_URL: 'http://localhost:4321', SPREADSHEET: 'workbook', MAIL: 'outbox' },
    { SPREADSHEET: 'grist', GRIST_URL: 'http://localhost:8484' },
    { SPREADSHEET: 'google-sheets', GOOGLE_API_URL: 'http://127.0.0.1:9000' },
    { MAIL: 'smtp', SMTP_URL: 'smtp://localhost:1025' },
  ])('and nothing is of %j', (variables) => {
    expect(publicSettings(variables)).toEqual([]);
  });
});

test('npm start and npm run preview with the settings of the real site launch nothing', async () => {
  const run = promisify(execFile);
  // The port is wrong besides, so that nothing begins even where the refusal fails.
  const env = { ...GRIST, SITE_URL: 'https://www.exemple.org', PORT: 'aucun' };
  const commands = sampled(['start', 'preview'], 2).map((name) =>
    run(process.execPath, [path.join(import.meta.dirname, `${name}.ts`)], { env }),
  );
  for (const end of await Promise.allSettled(commands))
    expect(end.status === 'rejected' && String(end.reason)).toMatch(
      /\nRien n’est lancé : .*\(SITE_URL, SPREADSHEET\)\.\n[^]*docs\/mise-en-ligne\.md, étape 12/,
    );
});

describe('a command on what waits', () => {
  async function connected(variables: NodeJS.ProcessEnv): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), 'store-'));
    const names = [
      'NETLIFY_BLOBS_CONTEXT',
      'NETLIFY_SITE_ID',
      'NETLIFY_AUTH_TOKEN',
      'SITE_URL',
      'SPREADSHEET',
    ];
    for (const each of [...names, 'GRIST_URL', 'MAIL']) vi.stubEnv(each, variables[each]);
    try {
      const disconnect = await connectStore(folder);
      const context = Buffer.from(process.env.NETLIFY_BLOBS_CONTEXT ?? '', 'base64').toString();
      await disconnect();
      return context;
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  test('takes the inbox of this computer for a trial, and the host’s where its variables are given', async () => {
    expect(await connected({})).toContain('http://localhost:');
    const netlify = { NETLIFY_SITE_ID: 'site', NETLIFY_AUTH_TOKEN: 'jeton' };
    expect(await connected({ ...GRIST, ...netlify })).toBe('{"siteID":"site","token":"jeton"}');
  });

  test('never joins the spreadsheet of this computer to the inbox of the real site', async () => {
    const netlify = { NETLIFY_SITE_ID: 'site', NETLIFY_AUTH_TOKEN: 'jeton' };
    await expect(connected({ ...netlify, SITE_URL: 'https://www.exemple.org' })).rejects.toThrow(
      /^NETLIFY_SITE_ID mène à la boîte du site.*remettez tout le fichier \.env/,
    );
  });

  test.each<NodeJS.ProcessEnv>([GRIST, { SITE_URL: 'https://www.exemple.org' }, { NETLIFY_SITE_ID: 'site' }])(
    'never joins the real site to the inbox of this computer (%j)',
    async (variables) => {
      await expect(connected(variables)).rejects.toThrow(/^Indiquez NETLIFY_SITE_ID .*Project configuration/);
    },
  );
});
