import { createHash } from 'node:crypto';
import { PROGRAMME } from '../../domain/programme.ts';

/** The result posted to the CMS's window: a token, or the reason for none. */
export type SignInResult = { token: string; provider: 'github' } | { message: string };

/**
 * The handshake that Decap expects of the window it opened (decap-cms-lib-auth 3.3.2, `netlify-auth.js`): the window says
 * « authorizing », Decap answers the same, the window gives the result. Only our own origin hears or is heard.
 */
const SCRIPT = `
const result = JSON.parse(document.getElementById('result').textContent);
const kind = 'token' in result ? 'success' : 'error';
if (opener) {
  addEventListener('message', ({ origin, source, data }) => {
    if (origin !== location.origin || source !== opener || data !== 'authorizing:github') return;
    opener.postMessage('authorization:github:' + kind + ':' + JSON.stringify(result), origin);
  });
  opener.postMessage('authorizing:github', location.origin);
}
`;

const SCRIPT_HASH = createHash('sha256').update(SCRIPT).digest('base64');

const escape = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${String(letter.codePointAt(0))};`);

/** The page of the window; it gives the result to the CMS only when there is one. */
export function signInPage(message: string, result?: SignInResult): string {
  const handshake =
    result === undefined
      ? ''
      : `<script type="application/json" id="result">${JSON.stringify(result).replaceAll('<', String.raw`\u003c`)}</script><script>${SCRIPT}</script>`;
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-${SCRIPT_HASH}'; base-uri 'none'; form-action 'none'"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>Connexion – ${PROGRAMME.organisation.name}</title></head><body><main><h1>Connexion</h1>${message
    .split('\n')
    .map((line) => `<p>${escape(line)}</p>`)
    .join('')}</main>${handshake}</body></html>`;
}
