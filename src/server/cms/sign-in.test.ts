import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EnvironmentError } from '../environment.ts';
import { finishSignIn, type SignInPorts, startSignIn } from './sign-in.ts';

const site = 'https://www.exemple.org';
const token = 'gho_jeton-de-test';

// GitHub's two addresses: a code is given once, for the address it was asked for.
let github: Server;
let codes: Map<string, string>;
let ports: SignInPorts;
let time: Date;

beforeEach(async () => {
  codes = new Map();
  github = createServer((request, response) => {
    void text(request).then((body) => {
      const given = new URLSearchParams(body);
      const code = given.get('code') ?? '';
      const isRight =
        request.url === '/login/oauth/access_token' &&
        request.headers.accept === 'application/json' &&
        given.get('client_id') === 'un-client' &&
        given.get('client_secret') === 'un-secret' &&
        codes.get(code) === given.get('redirect_uri');
      codes.delete(code);
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify(
          isRight ? { access_token: token, token_type: 'bearer' } : { error: 'bad_verification_code' },
        ),
      );
    });
  });
  await new Promise<void>((ready) => github.listen(0, '127.0.0.1', ready));
  const address = github.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  time = new Date('2026-11-22T10:00:00Z');
  ports = {
    clientId: 'un-client',
    clientSecret: 'un-secret',
    githubUrl: `http://127.0.0.1:${address.port}`,
    secret: 's'.repeat(32),
    fetch,
    now: () => time,
  };
});

afterEach(() => {
  github.closeAllConnections();
  github.close();
});

function start(headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }): Response {
  return startSignIn(
    new Request(`${site}/api/cms/auth?provider=github&scope=repo`, { headers }),
    () => ports,
  );
}

/** Starts, and consents: what GitHub sends the browser back with. */
function consent(): { state: string; code: string; cookie: string } {
  const answer = start();
  const asked = new URL(answer.headers.get('location') ?? '').searchParams;
  codes.set('un-code', asked.get('redirect_uri') ?? '');
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return { state: asked.get('state') ?? '', code: 'un-code', cookie };
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
  const { status, html } = await finish(consent());
  expect(status).toBe(200);
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
  const { status, html } = await finish({ ...consent(), ...change });
  expect(status).toBe(403);
  expect(html).toContain('Cette connexion a expiré ou a déjà servi.');
  expect(html).not.toContain(token);
  expect(codes.size).toBe(1);
});

test('a state is good for ten minutes', async () => {
  const answer = consent();
  time = new Date(time.getTime() + 601_000);
  expect((await finish(answer)).status).toBe(403);
});

test('an answer is good once', async () => {
  const answer = consent();
  expect((await finish(answer)).status).toBe(200);
  // With the cookie kept by force: GitHub gives no second token.
  const again = await finish(answer);
  expect(again.status).toBe(502);
  expect(again.html).not.toContain(token);
});

test('a refused consent tells the CMS so', async () => {
  const { state, cookie } = consent();
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
  const answer = consent();
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
  const { html } = await finish({ ...consent(), code: '"><script>alert(1)</script>' });
  expect(html).toContain("default-src 'none'; script-src 'sha256-");
  expect(html).not.toContain('alert(1)');
});
