import { createHmac } from 'node:crypto';

/**
 * What can be recognised and not read: HMAC-SHA256 of the words, of which the first says what it serves for, in 64
 * hexadecimal digits. What is kept under one lasts: a change of the words, or of the secret, is another one.
 */
export function keyedHash(secret: string, ...words: readonly [purpose: string, ...of: string[]]): string {
  return createHmac('sha256', secret).update(words.join('\0')).digest('hex');
}
