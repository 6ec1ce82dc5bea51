import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { acceptedSecrets, currentSecret, type Secret } from '../foundation/secret.ts';

/** Time limit of a sign-in, in seconds. */
export const STATE_SECONDS = 600;

/** The state that GitHub returns, and the cookie that ties it to the browser that asked. */
export interface SignInState {
  state: string;
  cookie: string;
}

function signatureOf(secret: string, nonce: string, expires: string): string {
  return createHmac('sha256', secret).update(`cms-sign-in\0${nonce}\0${expires}`).digest('base64url');
}

export function newState(secret: Secret, now: Date): SignInState {
  const nonce = randomBytes(24).toString('base64url');
  const expires = String(Math.floor(now.getTime() / 1000) + STATE_SECONDS);
  return { state: `${expires}.${signatureOf(currentSecret(secret), nonce, expires)}`, cookie: nonce };
}

/** True when we made this state for this browser, less than ten minutes ago. */
export function isOurState({ state, cookie }: SignInState, secret: Secret, now: Date): boolean {
  const [expires = '', signature = ''] = state.split('.');
  const given = Buffer.from(signature);
  const matches = acceptedSecrets(secret).map((one) => {
    const expected = Buffer.from(signatureOf(one, cookie, expires));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  return matches.includes(true) && Number(expires) >= now.getTime() / 1000;
}
