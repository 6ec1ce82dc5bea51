import { afterEach, beforeEach, expect, test } from 'vitest';
import { EnvironmentError } from '../foundation/environment-error.ts';
import { type Github, oauthApplication, startGithub } from '../../../tests/fixtures/github.fixture.ts';
import { finishSignIn, type SignInPorts, startSignIn } from './sign-in.ts';

const site = 'https://www.exemple.org';

let github: Github;
let ports: SignInPorts;
let time: Date;

beforeEach(async () => {
  github = await startGithub();
  time = new Date('2026-11-22T10:00:00Z');
  ports = {
    ...oauthApplication,
    githubUrl: github.url,
    secret: 's'.repeat(32),
    fetch,
    now: () => time,
  };
});

afterEach(() => github.stop());

function start(headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }): Response {
  return startSignIn(
    new Request(`${site}/api/cms/auth?provider=github&scope=repo`, { headers }),
    () => ports,
  );
}

/** Starts, and consents: what GitHub sends the browser back with. */
async function consent(): Promise<{ state: string; code: string; cookie: string }> {
  const answer = start();
  const asked = answer.headers.get('location') ?? '';
  await fetch(asked);
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const [code = ''] = github.codes.keys();
  return { state: new URL(asked).searchParams.get('state') ?? '', code, cookie };
}

async function finish({
  cookie,
  ...query
}: Record<string, string>): Promise<{ status: number; html: string }> {
  const address = `${site}/api/cms/callback?${new URLSearchParams(query).toString()}`;
  const answer = await finishSignIn(
    new Request(address, { headers: cookie === undefined ? {} : { cookie } }),
    () => ports,
  );
  expect(answer.headers.get('set-cookie')).toContain('Max-Age=0');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  return { status: answer.status, html: await answer.text() };
}

test('somebody who consents hands a token to the CMS', async () => {
  const { status, html } = await finish(await consent());
  expect(status).toBe(200);
  const [token] = github.tokens;
  expect(html).toContain(`{"token":"${token}","provider":"github"}`);
});

test('the window goes to GitHub with a state bound to a cookie that scripts cannot read', () => {
  const answer = start();
  expect(answer.status).toBe(302);
  const asked = new URL(answer.headers.get('location') ?? '');
  expect(asked.pathname).toBe('/login/oauth/authorize');
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    client_id: 'un-client',
    redirect_uri: `${site}/api/cms/callback`,
    scope: 'repo',
  });
  expect(answer.headers.get('set-cookie')).toMatch(
    /^__Host-cms-sign-in=[\w-]{32}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=600$/,
  );
});

test.each([
  ['another state', { state: '9999999999.faux' }],
  ['no state', { state: '' }],
  ['no cookie', { cookie: '' }],
  ['the cookie of another browser', { cookie: `__Host-cms-sign-in=${'a'.repeat(32)}` }],
])('%s is refused, and GitHub is not asked', async (_, change) => {
  const { status, html } = await finish({ ...(await consent()), ...change });
  expect(status).toBe(403);
  expect(html).toContain('Cette connexion a expiré ou a déjà servi.');
  expect(html).not.toContain('gho_');
  expect(github.codes.size).toBe(1);
});

test('a state is good for ten minutes', async () => {
  const answer = await consent();
  time = new Date(time.getTime() + 601_000);
  expect((await finish(answer)).status).toBe(403);
});

test('an answer is good once', async () => {
  const answer = await consent();
  expect((await finish(answer)).status).toBe(200);
  // With the cookie kept by force: GitHub gives no second token.
  const again = await finish(answer);
  expect(again.status).toBe(502);
  expect(again.html).not.toContain('gho_');
});

test('a refused consent tells the CMS so', async () => {
  const { state, cookie } = await consent();
  const { status, html } = await finish({ state, cookie, error: 'access_denied' });
  expect(status).toBe(403);
  expect(html).toContain('{"message":"Vous avez refusé l’accès à GitHub : rien n’a changé."}');
});

test.each([
  ['cross-site', { 'sec-fetch-site': 'cross-site' }],
  ['a neighbour', { 'sec-fetch-site': 'same-site' }],
  ['an old browser from elsewhere', { referer: 'https://ailleurs.example/' }],
])('the window opened by another site (%s) is refused', (_, headers) => {
  const answer = start(headers);
  expect(answer.status).toBe(403);
  expect(answer.headers.get('set-cookie')).toBeNull();
});

test('a silent GitHub is told in French', async () => {
  const answer = await consent();
  ports = { ...ports, fetch: () => Promise.reject(new Error('network')) };
  const { status, html } = await finish(answer);
  expect(status).toBe(502);
  expect(html).toContain('GitHub n’a pas donné l’accès.');
});

test('a missing variable is named in the window', async () => {
  const missing = () => {
    throw new EnvironmentError(['CMS_GITHUB_CLIENT_SECRET manque']);
  };
  const answer = startSignIn(new Request(`${site}/api/cms/auth`), missing);
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('CMS_GITHUB_CLIENT_SECRET manque');
});

test('other methods are refused', async () => {
  const request = new Request(`${site}/api/cms/auth`, { method: 'POST' });
  expect(startSignIn(request, () => ports).status).toBe(405);
  expect((await finishSignIn(request, () => ports)).status).toBe(405);
});

test('the page runs its own script only, and nothing that GitHub says', async () => {
  const { html } = await finish({ ...(await consent()), code: '"><script>alert(1)</script>' });
  expect(html).toContain("default-src 'none'; script-src 'sha256-");
  expect(html).not.toContain('alert(1)');
});
