import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** The OAuth application that the double knows. */
export const oauthApplication = { clientId: 'un-client', clientSecret: 'un-secret' };

/** A double of GitHub's two sign-in addresses: a code is given once, for the address it was asked for, against the secret. */
export interface Github {
  /** Without the final slash. */
  url: string;
  /** Tokens given so far; taking one out is what ends a session. */
  tokens: Set<string>;
  /** Where a code may go, by code not used yet. */
  codes: Map<string, string>;
  stop: () => Promise<void>;
}

/** Somebody who consents follows the first link of the page that asks, somebody who refuses the second. */
function consentPage(asked: URLSearchParams, code: string): string {
  const back = (answer: Record<string, string>) => {
    const address = new URL(asked.get('redirect_uri') ?? '');
    address.search = new URLSearchParams({ ...answer, state: asked.get('state') ?? '' }).toString();
    return address.href.replaceAll('&', '&amp;');
  };
  return `<!doctype html><title>GitHub</title><a href="${back({ code })}">Autoriser</a> <a href="${back({ error: 'access_denied' })}">Refuser</a>`;
}

export async function startGithub(): Promise<Github> {
  const tokens = new Set<string>();
  const codes = new Map<string, string>();
  let count = 0;
  const exchange = (given: URLSearchParams, accept: string | undefined) => {
    const code = given.get('code') ?? '';
    const isRight =
      accept === 'application/json' &&
      given.get('client_id') === oauthApplication.clientId &&
      given.get('client_secret') === oauthApplication.clientSecret &&
      codes.get(code) === given.get('redirect_uri');
    codes.delete(code);
    if (!isRight) return { error: 'bad_verification_code' };
    const token = `gho_jeton-${(count += 1)}`;
    tokens.add(token);
    return { access_token: token, token_type: 'bearer' };
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://github');
    if (pathname === '/login/oauth/authorize') {
      const code = `code-${(count += 1)}`;
      codes.set(code, searchParams.get('redirect_uri') ?? '');
      response.setHeader('content-type', 'text/html; charset=utf-8').end(consentPage(searchParams, code));
    } else if (pathname === '/login/oauth/access_token' && request.method === 'POST') {
      void text(request).then((body) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(exchange(new URLSearchParams(body), request.headers.accept)));
      });
    } else response.writeHead(404).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    tokens,
    codes,
    stop: () =>
      new Promise((stopped) => {
        server.closeAllConnections();
        server.close(() => {
          stopped();
        });
      }),
  };
}
