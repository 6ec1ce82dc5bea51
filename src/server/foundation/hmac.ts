import { createHmac } from 'node:crypto';
import { acceptedSecrets, currentSecret, type Secret } from './secret.ts';

type Words = readonly [purpose: string, ...of: string[]];

function hmacUnder(secret: string, words: Words): string {
  return createHmac('sha256', secret).update(words.join('\0')).digest('hex');
}

/**
 * HMAC-SHA256 of the words, of which the first says what it serves for: verifiable, not reversible, in 64 hexadecimal digits. What is kept under one lasts: a change of the words, or of the secret, is another one.
 */
export function hmacHex(secret: Secret, ...words: Words): string {
  return hmacUnder(currentSecret(secret), words);
}

/** The same under each secret that is accepted, the current one's first: what was kept before a change is among them. */
export function hmacHexes(secret: Secret, ...words: Words): readonly string[] {
  return acceptedSecrets(secret).map((one) => hmacUnder(one, words));
}
