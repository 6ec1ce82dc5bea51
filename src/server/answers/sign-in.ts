import * as z from 'zod';
import { htmlAnswer, refuseMethod } from './answer.ts';
import { EnvironmentError } from '../foundation/environment-error.ts';
import { signInPage } from './sign-in-page.ts';
import { isOurState, newState, STATE_SECONDS } from './sign-in-state.ts';
import type { Secret } from '../foundation/secret.ts';

export interface SignInPorts {
  readonly clientId: string;
  readonly clientSecret: string;
  /** GitHub's own address. */
  readonly githubUrl: string;
  /** Signs the state. */
  readonly secret: Secret;
  readonly fetch: typeof fetch;
  readonly now: () => Date;
}

const CALLBACK_PATH = '/api/cms/callback';
const COOKIE = '__Host-cms-sign-in';
/** Timeout of GitHub's token endpoint, in milliseconds. */
const TOKEN_TIMEOUT = 8_000;
/** OAuth scopes that may be asked for: writing to any repository of the person, or to public ones only. */
const scopes = ['repo', 'public_repo'];

const AGAIN = 'Fermez cette fenêtre et cliquez à nouveau sur « Se connecter ».';

const cookieHeader = (value: string, seconds: number) =>
  `${COOKIE}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${seconds}`;

/** The window is opened by our own page: nobody else may start or use it. */
function isForeign(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const referer = request.headers.get('referer');
  return referer !== null && URL.parse(referer)?.origin !== new URL(request.url).origin;
}

/** The ports, or the page that names what is missing. */
function configured(ports: () => SignInPorts): SignInPorts | Response {
  try {
    return ports();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    const lines = [
      'La connexion n’est pas encore réglée. Transmettez ceci à la personne qui s’occupe du site :',
    ];
    return htmlAnswer(503, signInPage([...lines, ...error.problems].join('\n')));
  }
}

/** `GET /api/cms/auth`: sends the window that the CMS opened to GitHub, with a state that only this browser can bring back. */
export function startSignIn(request: Request, ports: () => SignInPorts): Response {
  if (request.method !== 'GET') return refuseMethod('GET');
  if (isForeign(request))
    return htmlAnswer(
      403,
      signInPage('Cette fenêtre s’ouvre depuis la page de modification du site seulement.'),
    );
  const found = configured(ports);
  if (found instanceof Response) return found;
  const { clientId, githubUrl, secret, now } = found;

  const { state, cookie } = newState(secret, now());
  const { origin, searchParams } = new URL(request.url);
  const asked = searchParams.get('scope') ?? '';
  const address = new URL('/login/oauth/authorize', githubUrl);
  address.search = new URLSearchParams({
    client_id: clientId,
    redirect_uri: `${origin}${CALLBACK_PATH}`,
    scope: scopes.includes(asked) ? asked : 'repo',
    state,
  }).toString();
  return new Response(null, {
    status: 302,
    headers: {
      location: address.href,
      'set-cookie': cookieHeader(cookie, STATE_SECONDS),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  });
}

const tokenAnswer = z.object({ access_token: z.string().min(1) });

/** The token for GitHub's code, or `undefined` when GitHub refuses or does not answer in time. */
async function exchange(code: string, redirectUri: string, ports: SignInPorts): Promise<string | undefined> {
  try {
    const response = await ports.fetch(new URL('/login/oauth/access_token', ports.githubUrl), {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({
        client_id: ports.clientId,
        client_secret: ports.clientSecret,
        code,
        redirect_uri: redirectUri,
      }),
      signal: AbortSignal.timeout(TOKEN_TIMEOUT),
    });
    return tokenAnswer.safeParse(await response.json()).data?.access_token;
  } catch {
    return undefined;
  }
}

function cookieOf(request: Request): string {
  const cookies = (request.headers.get('cookie') ?? '').split('; ');
  return cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? '';
}

/** `GET /api/cms/callback`: takes GitHub's answer once, and hands the token to the CMS's own window. The token is written nowhere. */
export async function finishSignIn(request: Request, ports: () => SignInPorts): Promise<Response> {
  if (request.method !== 'GET') return refuseMethod('GET');
  const found = configured(ports);
  if (found instanceof Response) return found;

  const { origin, searchParams } = new URL(request.url);
  const headers = {
    // Taken once: it goes whatever comes next.
    'set-cookie': cookieHeader('', 0),
    'referrer-policy': 'no-referrer',
    // The window that opened this one is told: `same-origin` would part them.
    'cross-origin-opener-policy': 'unsafe-none',
  };
  const state = { state: searchParams.get('state') ?? '', cookie: cookieOf(request) };
  if (!isOurState(state, found.secret, found.now()))
    return htmlAnswer(403, signInPage(`Cette connexion a expiré ou a déjà servi.\n${AGAIN}`), headers);

  const failed = (status: number, message: string) =>
    htmlAnswer(status, signInPage(`${message}\n${AGAIN}`, { message }), headers);
  if (searchParams.get('error') === 'access_denied')
    return failed(403, 'Vous avez refusé l’accès à GitHub : rien n’a changé.');
  const code = searchParams.get('code');
  if (code === null) return failed(400, 'GitHub n’a pas accepté la connexion.');
  const token = await exchange(code, `${origin}${CALLBACK_PATH}`, found);
  if (token === undefined) return failed(502, 'GitHub n’a pas donné l’accès. Réessayez dans un instant.');
  const done = 'Vous êtes connecté. Cette fenêtre va se fermer.';
  return htmlAnswer(200, signInPage(done, { token, provider: 'github' }), headers);
}
