import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  assertDeployable,
  environmentProblems,
  problemsOf,
  readCmsEnvironment,
  readEnvironment,
  readGoogleEnvironment,
  storeName,
} from './environment.ts';
import { EnvironmentError } from '../foundation/environment-error.ts';

const SECRET = { LINK_SECRET: 'x'.repeat(32) };
const SMTP = {
  MAIL: 'smtp',
  SMTP_URL: 'smtps://compte:p%40ss@smtp.exemple.org',
  MAIL_FROM: 'Le Moment, mentorat <mentorat@exemple.org>',
};

const problemsIn = (variables: NodeJS.ProcessEnv) => problemsOf(readEnvironment, variables);

test('on a computer, the defaults are enough', () => {
  expect(readEnvironment(SECRET)).toMatchObject({
    SPREADSHEET: 'workbook',
    WORKBOOK_PATH: 'data/candidatures.xlsx',
    MAIL: 'outbox',
    SITE_URL: 'http://localhost:4321',
  });
});

test.each([
  [
    'Le Moment, mentorat <mentorat@exemple.org>',
    { name: 'Le Moment, mentorat', address: 'mentorat@exemple.org' },
  ],
  ['"L’équipe" <mentorat@exemple.org>', { name: 'L’équipe', address: 'mentorat@exemple.org' }],
  ['mentorat@exemple.org', { name: '', address: 'mentorat@exemple.org' }],
])('the sender may be written as %s', (MAIL_FROM, sender) => {
  expect(readEnvironment({ ...SECRET, ...SMTP, MAIL_FROM })).toMatchObject({
    MAIL: 'smtp',
    MAIL_FROM: sender,
  });
});

test('an empty variable is an absent one', () => {
  expect(readEnvironment({ ...SECRET, SPREADSHEET: '', TEAM_EMAIL: '' })).toMatchObject({
    SPREADSHEET: 'workbook',
  });
});

describe('each mistake is named with its remedy', () => {
  test.each<[string, NodeJS.ProcessEnv]>([
    ['LINK_SECRET', {}],
    ['LINK_SECRET', { LINK_SECRET: 'court' }],
    ['SPREADSHEET', { ...SECRET, SPREADSHEET: 'excel' }],
    ['MAIL', { ...SECRET, MAIL: 'pigeon' }],
    ['SMTP_URL', { ...SECRET, ...SMTP, SMTP_URL: '' }],
    ['SMTP_URL', { ...SECRET, ...SMTP, SMTP_URL: 'smtp.exemple.org' }],
    ['SMTP_URL', { ...SECRET, ...SMTP, SMTP_URL: 'https://smtp.exemple.org' }],
    ['SMTP_URL', { ...SECRET, SMTP_URL: SMTP.SMTP_URL }],
    ['MAIL_FROM', { ...SECRET, ...SMTP, MAIL_FROM: '' }],
    ['MAIL_FROM', { ...SECRET, ...SMTP, MAIL_FROM: 'Le Moment' }],
    ['MAIL_FROM', { ...SECRET, ...SMTP, MAIL_FROM: 'a@exemple.org, b@exemple.org' }],
    ['TEAM_EMAIL', { ...SECRET, TEAM_EMAIL: 'equipe' }],
    ['SITE_URL', { ...SECRET, SITE_URL: 'www.exemple.org' }],
  ])('%s', (name, variables) => {
    const problems = problemsIn(variables);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(name);
  });

  test.each([
    ['google-sheets', ['GOOGLE_SHEETS_ID', 'GOOGLE_SERVICE_ACCOUNT_EMAIL', 'GOOGLE_PRIVATE_KEY']],
    ['grist', ['GRIST_URL', 'GRIST_DOC_ID', 'GRIST_API_KEY']],
  ])('what %s lacks, all at once', (SPREADSHEET, names) => {
    const problems = problemsIn({ ...SECRET, SPREADSHEET });
    expect(problems.map((problem) => names.find((name) => problem.startsWith(name)))).toEqual(names);
  });

  test('and never quoted, since it may be a secret', () => {
    expect(problemsIn({ LINK_SECRET: 'motdepasse' }).join()).not.toContain('motdepasse');
    expect(problemsIn({ ...SECRET, ...SMTP, SMTP_URL: 'ftp://a:qwerty@b' }).join()).not.toContain('qwerty');
  });
});

test('a variable that is wrong in itself hides none that is missing, and is named once', () => {
  const variables = {
    NETLIFY: 'true',
    SPREADSHEET: 'grist',
    GRIST_URL: 'https://a.fr',
    TEAM_EMAIL: 'equipe',
  };
  expect(
    environmentProblems({ ...variables, MAIL: 'pigeon' }).map((problem) => problem.split(/ :? ?/)[0]),
  ).toEqual(['MAIL', 'TEAM_EMAIL', 'LINK_SECRET', 'GRIST_DOC_ID', 'GRIST_API_KEY']);
  expect(
    environmentProblems({ ...variables, ...SECRET, ...SMTP, TEAM_EMAIL: 'a@b.fr', MAIL: 'outbox' }),
  ).toEqual([
    expect.stringMatching(/^MAIL /),
    expect.stringMatching(/^SMTP_URL /),
    expect.stringMatching(/^GRIST_DOC_ID /),
    expect.stringMatching(/^GRIST_API_KEY /),
  ]);
});

test.each([
  ['the id', 'abc-D_1'],
  ['the address', 'https://docs.google.com/spreadsheets/d/abc-D_1/edit?gid=0#gid=0'],
  ['the address with an account', 'https://docs.google.com/spreadsheets/u/0/d/abc-D_1'],
])('the spreadsheet of Google may be given as %s', (_, GOOGLE_SHEETS_ID) => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const GOOGLE_PRIVATE_KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const account = { GOOGLE_SERVICE_ACCOUNT_EMAIL: 'a@b.fr', GOOGLE_PRIVATE_KEY };
  expect(readGoogleEnvironment({ ...account, GOOGLE_SHEETS_ID }).spreadsheetId).toBe('abc-D_1');
  for (const other of ['https://exemple.org/d/abc', 'https://docs.google.com/spreadsheets/', 'abc D'])
    expect(problemsOf(readGoogleEnvironment, { ...account, GOOGLE_SHEETS_ID: other })).toEqual([
      expect.stringMatching(/^GOOGLE_SHEETS_ID est ce qui suit « \/d\/ »/),
    ]);
});

test.each([{ NETLIFY: 'true' }, { AWS_LAMBDA_FUNCTION_NAME: 'x' }])(
  'where the file system forgets (%o), local defaults are refused by name',
  (host) => {
    const [spreadsheet, mail] = problemsIn({ ...SECRET, ...host });
    expect(spreadsheet).toMatch(/^SPREADSHEET/);
    expect(mail).toMatch(/^MAIL/);
    expect(problemsIn({ ...SECRET, ...host, NETLIFY_DEV: 'true' })).toEqual([]);
  },
);

test('a deployed site without SITE_URL has the address that Netlify gives it', () => {
  const deployed = { ...SECRET, ...SMTP, SPREADSHEET: 'grist', GRIST_URL: 'https://grist.exemple.org' };
  const variables = {
    ...deployed,
    GRIST_DOC_ID: 'document',
    GRIST_API_KEY: 'cle',
    URL: 'https://site.netlify.app',
  };
  expect(readEnvironment({ ...variables, NETLIFY: 'true' }).SITE_URL).toBe('https://site.netlify.app');
  expect(
    readEnvironment({ ...variables, AWS_LAMBDA_FUNCTION_NAME: 'x', SITE_URL: 'https://a.fr' }).SITE_URL,
  ).toBe('https://a.fr');
  expect(readEnvironment(variables).SITE_URL).toBe('http://localhost:4321');
});

describe('a preview', () => {
  const ready = { ...SECRET, ...SMTP, SPREADSHEET: 'grist', GRIST_URL: 'https://grist.exemple.org' };
  const site = { ...ready, GRIST_DOC_ID: 'document', GRIST_API_KEY: 'cle', CMS_BACKEND: 'git-gateway' };
  const deployed = {
    ...site,
    NETLIFY: 'true',
    CMS_GATEWAY_URL: 'https://a.fr',
    CMS_IDENTITY_URL: 'https://a.fr',
  };

  test.each(['deploy-preview', 'branch-deploy'])('(%s) is built, but neither saves nor sends', (CONTEXT) => {
    const variables = { ...deployed, CONTEXT };
    expect(() => assertDeployable(variables)).not.toThrow();
    expect(problemsIn(variables)).toEqual([expect.stringContaining('n’enregistre et n’envoie rien')]);
    expect(storeName(variables)).not.toBe(storeName(deployed));
  });

  test.each([{ CONTEXT: 'production' }, {}, { CONTEXT: 'dev', NETLIFY_DEV: 'true' }])(
    'is not what has %o',
    (context) => {
      const variables = { ...deployed, ...context };
      expect(problemsIn(variables)).toEqual([]);
      expect(storeName(variables)).toBe('inbox');
    },
  );
});

describe('the backend of the CMS', () => {
  const missing = (read: (variables: NodeJS.ProcessEnv) => unknown, variables: NodeJS.ProcessEnv) => {
    try {
      read(variables);
      return [];
    } catch (error) {
      if (error instanceof EnvironmentError)
        return error.problems.map((problem) => problem.split(/ :? ?/)[0]);
      throw error;
    }
  };

  test.each<[NodeJS.ProcessEnv, string[]]>([
    [{}, []],
    [{ CMS_BACKEND: 'wordpress' }, ['CMS_BACKEND']],
    [{ NETLIFY: 'true' }, ['CMS_BACKEND']],
    [{ CMS_BACKEND: 'github' }, ['CMS_REPOSITORY', 'CMS_GITHUB_CLIENT_ID']],
    [{ CMS_BACKEND: 'git-gateway' }, ['CMS_GATEWAY_URL', 'CMS_IDENTITY_URL']],
    [
      { CMS_BACKEND: 'git-gateway', CMS_GATEWAY_URL: '/.netlify/git', CMS_IDENTITY_URL: 'http://a.fr' },
      ['CMS_GATEWAY_URL', 'CMS_IDENTITY_URL'],
    ],
  ])('with %o lacks %o', (variables, problems) => {
    expect(missing(readCmsEnvironment, variables)).toEqual(problems);
  });

  test('is refused by name with the other local defaults, by the build and by the health check of a deployed site', () => {
    const lacked = ['SPREADSHEET', 'MAIL', 'SITE_URL', 'TEAM_EMAIL', 'CMS_BACKEND'];
    expect(missing(assertDeployable, { NETLIFY: 'true' })).toEqual(['LINK_SECRET', ...lacked]);
    expect(missing(assertDeployable, { ...SECRET, NETLIFY: 'true' })).toEqual(lacked);
    expect(missing(assertDeployable, { NETLIFY: 'true', URL: 'https://site.netlify.app' })).not.toContain(
      'SITE_URL',
    );
    expect(missing(assertDeployable, {})).toEqual([]);
  });
});
