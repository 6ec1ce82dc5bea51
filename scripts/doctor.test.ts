import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TABS } from '../src/domain/spreadsheet-tabs.ts';
import { environmentGroups } from '../src/server/compose/variables.ts';
import { MailServer, replies } from '../tests/fixtures/mail-server.fixture.ts';
import { GristDouble } from '../tests/doubles/grist/double.ts';
import { GristSpreadsheet } from '../src/server/spreadsheet/grist/grist.ts';
import { examineHere, report } from './doctor.ts';

const SECRET = '5f0c9a7be1d24836b7c80f1e6ad3925c4b8e07f163a9d2c58e1b40f7a6c3d921';
const variables = environmentGroups().flatMap((group) => group.variables);

let grist: GristDouble;
let server: MailServer;
let online: Readonly<Record<string, string>>;

beforeEach(async () => {
  grist = new GristDouble();
  const { url, docId, apiKey } = await grist.listen();
  const spreadsheet = new GristSpreadsheet({ url, docId, apiKey });
  for (const tab of TABS) await spreadsheet.insert(tab, []);
  server = new MailServer();
  online = {
    SITE_URL: 'https://www.exemple.org',
    LINK_SECRET: SECRET,
    SPREADSHEET: 'grist',
    GRIST_URL: url,
    GRIST_DOC_ID: docId,
    GRIST_API_KEY: apiKey,
    MAIL: 'smtp',
    MAIL_FROM: 'mentorat@exemple.org',
    SMTP_URL: `smtp://compte:jamais-dit@127.0.0.1:${await server.start()}`,
    TEAM_EMAIL: 'equipe@exemple.org',
    CMS_BACKEND: 'github',
    CMS_REPOSITORY: 'association/site',
    CMS_GITHUB_CLIENT_ID: 'identifiant',
    CMS_GITHUB_CLIENT_SECRET: 'secret-de-github',
    BUILD_HOOK_URL: 'https://api.exemple.org/build_hooks/42',
  };
});

afterEach(async () => {
  await grist.close();
  await server.stop();
});

/** Output of the command with these variables, and no other. */
async function said(
  given: Readonly<Record<string, string>>,
  { isOnline = true }: { isOnline?: boolean } = {},
): Promise<string> {
  const all = { WORKBOOK_PATH: path.join(tmpdir(), 'candidatures.xlsx'), ...given };
  for (const { name } of variables) vi.stubEnv(name, new Map(Object.entries(all)).get(name) ?? '');
  return report(await examineHere({ isOnline }));
}

test('all is well with a site that is ready, and no message was sent to see it', async () => {
  const text = await said(online);
  expect(text).toMatch(/\nTout va bien\.$/);
  expect(text).not.toContain('✗');
  expect([server.passwords, server.accepted]).toEqual([['jamais-dit'], []]);
});

test('what could not be looked at is not said to be well', async () => {
  const text = await said({ ...online, GRIST_API_KEY: '' });
  expect(text).toMatch(/\n– Tableur\n {4}\(À vérifier de nouveau/);
});

describe('a configuration that is broken is told by name', () => {
  const broken: Readonly<
    Record<string, readonly [Readonly<Record<string, string>>, RegExp, (() => unknown)?]>
  > = {
    'no address': [{ SITE_URL: '' }, /✗ Adresse du site\n {4}SITE_URL manque/],
    'an address in clear': [
      { SITE_URL: 'http://www.exemple.org' },
      /SITE_URL commence par http : mettez https/,
    ],
    'an address with more': [
      { SITE_URL: 'https://www.exemple.org/accueil' },
      /SITE_URL a quelque chose de trop/,
    ],
    'no secret': [{ LINK_SECRET: '' }, /✗ Variables\n {4}LINK_SECRET manque/],
    'a secret that is a word': [
      { LINK_SECRET: 'mentorat'.repeat(6) },
      /✗ Secrets\n {4}LINK_SECRET se devine/,
    ],
    'one secret for two': [
      { CMS_GITHUB_CLIENT_SECRET: SECRET },
      /LINK_SECRET et CMS_GITHUB_CLIENT_SECRET ont la même valeur/,
    ],
    'a workbook where files are forgotten': [{ SPREADSHEET: 'workbook' }, /SPREADSHEET : « workbook »/],
    'nobody to tell': [{ TEAM_EMAIL: '' }, /TEAM_EMAIL manque/],
    'a password that is wrong': [
      {},
      /✗ E-mails\n {4}Le serveur d’envoi refuse le compte ou le mot de passe/,
      () => server.faults.set('login', replies(535)),
    ],
    'a free mailbox sent by another server': [
      { MAIL_FROM: 'Mentorat <asso@gmail.com>' },
      /✗ E-mails\n {4}MAIL_FROM est une boîte Gmail, et SMTP_URL envoie par un autre serveur/,
    ],
    'a sender that nobody reads': [
      { MAIL_FROM: 'ne-pas-repondre@exemple.org' },
      /✗ E-mails\n {4}MAIL_FROM a le nom d’une boîte que personne ne lit/,
    ],
    'a mail server that is not there': [
      { SMTP_URL: 'smtp://a:b@127.0.0.1:1' },
      /✗ E-mails\n {4}Le serveur d’envoi ne répond pas/,
    ],
    'a key that is refused': [
      { GRIST_API_KEY: 'fausse' },
      /✗ Tableur\n {4}Grist refuse la clé\. Vérifiez GRIST_API_KEY/,
    ],
    'a column that is missing': [
      {},
      /✗ Tableur\n {4}Dans « Jeunes », la colonne « Téléphone » manque/,
      () => grist.apply([['ModifyColumn', 'Jeunes', 'Telephone', { label: 'Mobile' }]]),
    ],
    'a CMS without repository': [{ CMS_REPOSITORY: '' }, /✗ CMS\n {4}CMS_REPOSITORY manque/],
    'a CMS that nobody can enter': [
      { CMS_GITHUB_CLIENT_SECRET: '' },
      /✗ CMS\n {4}CMS_GITHUB_CLIENT_SECRET manque/,
    ],
  };

  test.each(Object.keys(broken))('%s', async (name) => {
    const [changes = {}, expected = /^$/, act] = broken[name] ?? [];
    act?.();
    const text = await said({ ...online, ...changes });
    expect(text).toMatch(expected);
    expect(text.match(/✗/g)).toHaveLength(1);
    expect(text).toMatch(/\nÀ corriger : 1\.$/);
  });

  test('an old npm', async () => {
    vi.stubEnv('npm_config_user_agent', 'npm/10.8.2 node/v20.18.0 linux x64');
    expect(await said(online)).toMatch(/✗ Versions\n {4}npm 10 est trop ancien, il faut 11/);
  });
});

test('nothing is asked of a trial on a computer, but links that would lead nowhere in messages that leave', async () => {
  const trial = { LINK_SECRET: SECRET };
  expect(await said(trial, { isOnline: false })).toMatch(/essai sur cet ordinateur[^]*Tout va bien\.$/);
  const { MAIL = '', MAIL_FROM = '', SMTP_URL = '' } = online;
  expect(await said({ ...trial, MAIL, MAIL_FROM, SMTP_URL }, { isOnline: false })).toContain(
    'SITE_URL manque',
  );
});

test('no secret is printed, whatever is wrong', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const secrets = variables.filter(({ isSecret }) => isSecret).map(({ name }) => name);
  expect(secrets).toEqual(
    expect.arrayContaining(['SMTP_URL', 'LINK_SECRET', 'GOOGLE_PRIVATE_KEY', 'GRIST_API_KEY']),
  );
  const canary = (name: string) => `canari-${name.toLowerCase()}`;
  const canaries = Object.fromEntries(secrets.map((name) => [name, canary(name)]));
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  for (const changes of [
    canaries,
    { ...canaries, ...online, GRIST_API_KEY: canary('GRIST_API_KEY') },
    { ...online, SMTP_URL: `smtp://compte:${canary('SMTP_URL')}@127.0.0.1:1` },
    {
      ...online,
      LINK_SECRET: canary('LINK_SECRET').repeat(3),
      CMS_GITHUB_CLIENT_SECRET: canary('LINK_SECRET').repeat(3),
    },
    {
      ...online,
      SPREADSHEET: 'google-sheets',
      GOOGLE_SHEETS_ID: 'feuille',
      GOOGLE_SERVICE_ACCOUNT_EMAIL: 'site@exemple.org',
      GOOGLE_PRIVATE_KEY: pem.replace('PRIVATE KEY', 'PRIVATE KEY canari'),
      GOOGLE_TOKEN_URL: 'http://127.0.0.1:1/token',
      GOOGLE_API_URL: 'http://127.0.0.1:1',
    },
  ]) {
    const text = await said(changes);
    expect(text).toContain('✗');
    expect(text).not.toContain('canari');
    expect(text).not.toContain(pem.slice(40, 80));
  }
});

test('the command ends with 1 when something is wrong, and with 0 when nothing is', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'doctor-'));
  const run = (...parameters: readonly string[]) =>
    promisify(execFile)(process.execPath, [path.join(import.meta.dirname, 'doctor.ts'), ...parameters], {
      cwd: folder,
      env: { LINK_SECRET: SECRET, WORKBOOK_PATH: path.join(folder, 'candidatures.xlsx') },
    });
  expect((await run()).stdout).toContain('Tout va bien.');
  await expect(run('--en-ligne')).rejects.toMatchObject({ code: 1 });
  await rm(folder, { recursive: true });
});
