import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  assertDeployable,
  problemsOf,
  readBuildHook,
  readEnvironment,
  readGoogleEnvironment,
  readGristEnvironment,
} from './environment.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const BODY = PEM.split('\n').slice(1, -2).join('\n');
const JSON_FILE = JSON.stringify(
  {
    type: 'service_account',
    project_id: 'mentorat',
    private_key_id: 'a'.repeat(40),
    private_key: PEM,
    client_email: 'site@mentorat.iam.gserviceaccount.com',
  },
  undefined,
  2,
);
const BASE64 = (text: string) => Buffer.from(text).toString('base64');
const ESCAPED = PEM.replaceAll('\n', String.raw`\n`);

const google = (changes: NodeJS.ProcessEnv) => ({
  GOOGLE_SHEETS_ID: 'abc-D_1',
  GOOGLE_SERVICE_ACCOUNT_EMAIL: 'site@mentorat.iam.gserviceaccount.com',
  GOOGLE_PRIVATE_KEY: PEM,
  ...changes,
});

describe('Google’s key', () => {
  test.each([
    ['as it is', PEM],
    ['with line breaks written', ESCAPED],
    ['with line breaks written twice over', ESCAPED.replaceAll('\\', '\\\\')],
    ['with Windows line breaks', PEM.replaceAll('\n', '\r\n')],
    ['with Windows line breaks written', PEM.replaceAll('\n', String.raw`\r\n`)],
    ['in quotes', `"${ESCAPED}"`],
    ['in quotes, with the comma of the file', `"${ESCAPED}",`],
    ['in single quotes', `'${ESCAPED}'`],
    ['in French quotes', `« ${ESCAPED} »`],
    ['in curly quotes', `“${ESCAPED}”`],
    ['after a space', ` ${PEM}`],
    ['after an invisible mark, with a no-break space behind', `\uFEFF${PEM}\u00A0`],
    ['with its name, as the line of the file', `  "private_key": "${ESCAPED}",`],
    ['with the name of the variable', `GOOGLE_PRIVATE_KEY="${ESCAPED}"`],
    ['as the whole file', JSON_FILE],
    ['as the whole file on one line', JSON_FILE.replaceAll('\n', '')],
    ['as the whole file in base64', BASE64(JSON_FILE)],
    ['in base64', BASE64(PEM)],
    ['in base64 of UTF-16, as PowerShell writes it', Buffer.from(JSON_FILE, 'utf16le').toString('base64')],
    ['in base64 with the mark of a file of Windows', BASE64(`\uFEFF${JSON_FILE}`)],
    ['in base64 twice', BASE64(BASE64(PEM))],
    ['in base64 of addresses', Buffer.from(JSON_FILE).toString('base64url')],
    ['as the whole file, written as a text of JSON', JSON.stringify(JSON_FILE)],
    ['in the encoding of URLs', encodeURIComponent(PEM)],
    ['in the encoding of URLs, with line breaks written', encodeURIComponent(ESCAPED)],
    ['in the encoding of forms', new URLSearchParams({ key: PEM }).toString().slice('key='.length)],
    ['as the whole file in the encoding of URLs', encodeURIComponent(JSON_FILE)],
    ['quoted in an e-mail', PEM.replaceAll(/^/gm, '> ')],
    ['indented as in YAML', `|\n${PEM.replaceAll(/^/gm, '  ')}`],
    ['as a line of a shell', `export GOOGLE_PRIVATE_KEY=$'${ESCAPED}'`],
    ['with old line breaks', PEM.replaceAll('\n', '\r')],
    ['with line separators', PEM.replaceAll('\n', '\u2028')],
    ['in base64 on lines of 76', BASE64(PEM).replace(/.{76}/g, '$&\n')],
    ['without line breaks at all', PEM.replaceAll('\n', '')],
    ['with spaces for line breaks', PEM.replaceAll('\n', ' ')],
    ['without its header', BODY],
    ['without its header, its end there', `${BODY}\n-----END PRIVATE KEY-----\n`],
    ['with dashes that a text program changed', PEM.replaceAll('-----', '—--')],
    ['with an equals sign that was written as a code', ESCAPED.replaceAll('=', String.raw`\u003d`)],
    ['with line breaks that lost their backslash', PEM.replaceAll('\n', 'n')],
    ['with line breaks that lost their n', PEM.replaceAll('\n', '\\')],
    ['in the older form', privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
  ])('%s is cleaned', (_, GOOGLE_PRIVATE_KEY) => {
    expect(readGoogleEnvironment(google({ GOOGLE_PRIVATE_KEY })).privateKey).toBe(PEM);
  });

  const { privateKey: elliptic } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const encrypted = privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'secret',
  });

  const changedAt = (at: number) => {
    const letters = BODY.split('');
    letters[at] = letters[at] === 'A' ? 'B' : 'A';
    return PEM.replace(BODY, letters.join(''));
  };

  test.each([
    ['its first line only', '-----BEGIN PRIVATE KEY-----', /première ligne.*guillemets/],
    ['without its end', PEM.slice(0, 900), /coupée/],
    ['with its end and half of it', PEM.replace(BODY.slice(200, 700), ''), /abîmée/],
    ['with a changed letter', PEM.replace(BODY.slice(300, 310), '!'.repeat(10)), /abîmée/],
    ['with one letter changed', changedAt(300), /abîmée/],
    ['with dots in its middle', PEM.replace(BODY.slice(300, 310), '…'), /abîmée/],
    ['the number of the key', 'a1b2c3d4e5'.repeat(4), /« private_key_id »/],
    ['an API key', `AIza${'x'.repeat(35)}`, /clé d’API/],
    ['the public key', publicKey.export({ type: 'spki', format: 'pem' }).toString(), /publique/],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----', /publique|certificat/],
    ['with a passphrase', encrypted.toString(), /mot de passe/],
    ['of another kind', elliptic.export({ type: 'pkcs8', format: 'pem' }).toString(), /compte de service/],
    ['the file of an OAuth client', '{"installed":{"client_id":"1","client_secret":"s"}}', /« private_key »/],
    ['the name of the file', 'mentorat-1a2b3c.json', /fichier/],
    ['any word', 'clé', /GOOGLE_PRIVATE_KEY est la clé entière/],
    ['its name only', 'PRIVATE KEY', /GOOGLE_PRIVATE_KEY est la clé entière/],
  ])('%s is refused with its reason, and nothing of it is told', (_, given, reason) => {
    const problems = problemsOf(readGoogleEnvironment, google({ GOOGLE_PRIVATE_KEY: given }));
    expect(problems).toEqual([expect.stringMatching(reason)]);
    expect(problems[0]).toMatch(/^GOOGLE_PRIVATE_KEY /);
    for (const part of given.match(/[A-Za-z0-9+/]{12,}/g) ?? []) expect(problems[0]).not.toContain(part);
  });

  test('of one kind of mistake or another stops the build', () => {
    const variables = { LINK_SECRET: 'x'.repeat(32), SPREADSHEET: 'google-sheets' };
    expect(
      problemsOf(readEnvironment, { ...variables, ...google({ GOOGLE_PRIVATE_KEY: PEM.slice(9) }) }),
    ).toEqual([]);
    expect(
      problemsOf(readEnvironment, { ...variables, ...google({ GOOGLE_PRIVATE_KEY: PEM.slice(0, 600) }) }),
    ).toEqual([expect.stringMatching(/coupée/)]);
  });
});

describe('the address of the service account', () => {
  const address = 'site@mentorat.iam.gserviceaccount.com';
  test.each([
    ` ${address} `,
    `${address},`,
    `"${address}",`,
    `<${address}>`,
    `mailto:${address}`,
    `site@ mentorat.iam.gserviceaccount.com`,
    `"client_email": "${address}",`,
    JSON_FILE,
    `\u200B${address}\u00A0`,
  ])('%j is cleaned', (GOOGLE_SERVICE_ACCOUNT_EMAIL) => {
    expect(readGoogleEnvironment(google({ GOOGLE_SERVICE_ACCOUNT_EMAIL })).email).toBe(address);
  });

  test.each(['114903…', 'site', 'https://console.cloud.google.com/iam-admin/serviceaccounts'])(
    '%j is refused',
    (GOOGLE_SERVICE_ACCOUNT_EMAIL) => {
      expect(problemsOf(readGoogleEnvironment, google({ GOOGLE_SERVICE_ACCOUNT_EMAIL }))).toEqual([
        expect.stringMatching(/^GOOGLE_SERVICE_ACCOUNT_EMAIL n’est pas une adresse.*« client_email »/),
      ]);
    },
  );

  test('and that of the team', () => {
    const read = (TEAM_EMAIL: string) =>
      readEnvironment({ LINK_SECRET: 'x'.repeat(32), TEAM_EMAIL }).TEAM_EMAIL;
    for (const given of [
      ' equipe@exemple.org\n',
      'equipe @exemple.org',
      'mailto:equipe@exemple.org',
      '<equipe@exemple.org>;',
    ])
      expect(read(given)).toBe('equipe@exemple.org');
  });
});

describe('the spreadsheet of Google', () => {
  test.each([
    ' abc-D_1 ',
    '"abc-D_1",',
    '/d/abc-D_1/',
    'docs.google.com/spreadsheets/d/abc-D_1/edit',
    'https://docs.google.com/spreadsheets/d/abc-D_1/edit?usp=sharing\n',
    'https://docs.google.com/a/exemple.org/spreadsheets/d/abc-D_1/edit#gid=12',
    'https://docs.google.com/spreadsheets/d/abc-D_1/htmlview',
    'https://drive.google.com/open?id=abc-D_1&usp=drive_fs',
    'https://drive.google.com/file/d/abc-D_1/view?usp=sharing',
    '<https://docs.google.com/spreadsheets/d/abc-D_1/edit>',
  ])('%j is known', (GOOGLE_SHEETS_ID) => {
    expect(readGoogleEnvironment(google({ GOOGLE_SHEETS_ID })).spreadsheetId).toBe('abc-D_1');
  });

  test.each([
    ['https://docs.google.com/spreadsheets/d/e/2PACX-1vQ/pubhtml', /publiée/],
    ['https://docs.google.com/document/d/abc-D_1/edit', /GOOGLE_SHEETS_ID est/],
    ['https://docs.google.com/forms/d/abc-D_1/edit', /GOOGLE_SHEETS_ID est/],
    ['https://drive.google.com/drive/folders/abc-D_1', /GOOGLE_SHEETS_ID est/],
    ['Candidatures 2026', /GOOGLE_SHEETS_ID est/],
  ])('%j is refused', (GOOGLE_SHEETS_ID, reason) => {
    expect(problemsOf(readGoogleEnvironment, google({ GOOGLE_SHEETS_ID }))).toEqual([
      expect.stringMatching(reason),
    ]);
  });
});

describe('Grist', () => {
  const read = (changes: NodeJS.ProcessEnv) =>
    readGristEnvironment({
      GRIST_URL: 'https://docs.getgrist.com',
      GRIST_DOC_ID: '7AKwBPCnwGMv',
      GRIST_API_KEY: 'cle',
      ...changes,
    });

  test.each([
    ['https://docs.getgrist.com/', 'https://docs.getgrist.com'],
    [' docs.getgrist.com', 'https://docs.getgrist.com'],
    ['https://docs.getgrist.com/7AKwBPCnwGMv/Candidatures/p/3', 'https://docs.getgrist.com'],
    ['https://docs.getgrist.com/doc/7AKwBPCnwGMv', 'https://docs.getgrist.com'],
    ['https://docs.getgrist.com/api/docs/7AKwBPCnwGMv', 'https://docs.getgrist.com'],
    ['https://docs.getgrist.com/o/asso/7AKwBPCnwGMv/Candidatures', 'https://docs.getgrist.com/o/asso'],
    ['https://asso.getgrist.com/ws/42/?x=1#y', 'https://asso.getgrist.com'],
    ['https://grist.numerique.gouv.fr/o/docs', 'https://grist.numerique.gouv.fr/o/docs'],
    ['https://exemple.org/grist/', 'https://exemple.org/grist'],
    ['http://localhost:8484', 'http://localhost:8484'],
    ['"https://docs.getgrist.com",', 'https://docs.getgrist.com'],
  ])('the address may be given as %j', (GRIST_URL, url) => {
    expect(read({ GRIST_URL }).url).toBe(url);
  });

  test.each([
    ' 7AKwBPCnwGMv ',
    'https://docs.getgrist.com/7AKwBPCnwGMv/Candidatures/p/3',
    'https://docs.getgrist.com/7AKwBPCnwGMv',
    'https://docs.getgrist.com/o/asso/7AKwBPCnwGMv/Candidatures#a1.s2.r3',
    'https://docs.getgrist.com/doc/7AKwBPCnwGMv?embed=true',
    'docs.getgrist.com/api/docs/7AKwBPCnwGMv/tables',
    '/7AKwBPCnwGMv/Candidatures',
  ])('the document may be given as %j', (GRIST_DOC_ID) => {
    expect(read({ GRIST_DOC_ID }).docId).toBe('7AKwBPCnwGMv');
  });

  test('the key may come with the word before it', () => {
    expect(read({ GRIST_API_KEY: 'Bearer abc ' }).apiKey).toBe('abc');
  });

  test.each([
    [{ GRIST_DOC_ID: 'Candidatures 2026' }, /^GRIST_DOC_ID /],
    [{ GRIST_DOC_ID: 'https://docs.getgrist.com/' }, /^GRIST_DOC_ID /],
    [{ GRIST_DOC_ID: 'https://docs.getgrist.com/o/asso/ws/42/' }, /^GRIST_DOC_ID /],
    [{ GRIST_DOC_ID: '7AKwBPCnwGMv~5bEdUkTb' }, /^GRIST_DOC_ID .*copie/],
    [{ GRIST_URL: 'Grist' }, /^GRIST_URL /],
    [{ GRIST_URL: 'ftp://docs.getgrist.com' }, /^GRIST_URL /],
  ])('%j is refused', (changes, reason) => {
    expect(problemsOf(() => read(changes), {})).toEqual([expect.stringMatching(reason)]);
  });
});

describe('the mail server', () => {
  const login = (SMTP_URL: string) => {
    const { SMTP_URL: read = '' } = readEnvironment({
      LINK_SECRET: 'x'.repeat(32),
      MAIL: 'smtp',
      MAIL_FROM: 'a@exemple.org',
      SMTP_URL,
    });
    const { protocol, username, password, hostname, port } = new URL(read);
    return [protocol, decodeURIComponent(username), decodeURIComponent(password), hostname, port];
  };
  const SERVER = ['smtp.exemple.org', '465'];

  test.each([
    ['a:b', 'a', 'b'],
    ['a:p%40ss', 'a', 'p@ss'],
    ['a:p@ss', 'a', 'p@ss'],
    ['a:p/s?s#w', 'a', 'p/s?s#w'],
    ['a:100%', 'a', '100%'],
    ['a:50%o:f', 'a', '50%o:f'],
    ['a:p@ss%20', 'a', 'p@ss%20'],
    ['a:é à €', 'a', 'é à €'],
    ['a:[x]{y}|z^`\\', 'a', '[x]{y}|z^`\\'],
    ['a@exemple.org:b', 'a@exemple.org', 'b'],
    ['a@exemple.org:p%2Fss', 'a@exemple.org', 'p/ss'],
    ['a%40exemple.org:p@ss', 'a@exemple.org', 'p@ss'],
    ['apikey:SG.a+b=', 'apikey', 'SG.a+b='],
  ])('takes « %s » as the account « %s » and the password « %s »', (given, username, password) => {
    expect(login(`smtps://${given}@smtp.exemple.org:465`)).toEqual(['smtps:', username, password, ...SERVER]);
    expect(login(` "smtps://${given}@smtp.exemple.org:465/",`)).toEqual([
      'smtps:',
      username,
      password,
      ...SERVER,
    ]);
  });

  test('may be without account, and may have options', () => {
    expect(login('smtp://127.0.0.1:1025')).toEqual(['smtp:', '', '', '127.0.0.1', '1025']);
    expect(login('smtp://a:b@smtp.exemple.org:465?pool=true')).toEqual(['smtp:', 'a', 'b', ...SERVER]);
  });
});

test('any variable may be pasted in quotes or with spaces around, and an empty pair of quotes is none', () => {
  const read = readEnvironment({
    LINK_SECRET: ` "${'x'.repeat(32)}" `,
    SPREADSHEET: ' workbook ',
    MAIL_FROM: ' "L’équipe" <mentorat@exemple.org> ',
    SITE_URL: '"https://www.exemple.org",\n',
    TEAM_EMAIL: '""',
    MAIL: "'outbox'",
  });
  expect(read).toMatchObject({
    LINK_SECRET: 'x'.repeat(32),
    SPREADSHEET: 'workbook',
    MAIL_FROM: { name: 'L’équipe', address: 'mentorat@exemple.org' },
    SITE_URL: 'https://www.exemple.org',
    MAIL: 'outbox',
  });
  expect(read.TEAM_EMAIL).toBeUndefined();
});

test('a variable that is but quotes is missing, at build too', () => {
  const build = () => {
    assertDeployable({ NETLIFY: 'true', LINK_SECRET: 'x'.repeat(32), TEAM_EMAIL: '""', SITE_URL: ' "" ' });
  };
  expect(build).toThrow(/TEAM_EMAIL manque/);
  expect(build).toThrow(/SITE_URL manque/);
});

test.each([
  'https://api.netlify.com/build_hooks/abc',
  'curl -X POST -d {} https://api.netlify.com/build_hooks/abc',
  '<https://api.netlify.com/build_hooks/abc>',
])('the build hook may be given as %j', (BUILD_HOOK_URL) => {
  expect(readBuildHook({ BUILD_HOOK_URL })).toBe('https://api.netlify.com/build_hooks/abc');
});
