import type { Form } from './form.ts';

/** Thirty-two signs without look-alikes (no 0, O, 1, I): five bits each. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 8;

/** What a person quotes: `JE-7K2M9QWX`. */
export const REFERENCE_PATTERN = /^(JE|ME|EN)-[2-9A-HJ-NP-Z]{8}$/;

/** A reference of 40 bits read from the first eight bytes of a digest. */
export function referenceFrom(prefix: Form['referencePrefix'], digest: Uint8Array): string {
  if (digest.length < LENGTH) throw new RangeError(`A reference needs ${LENGTH} bytes.`);
  const signs = Array.from(digest.subarray(0, LENGTH), (byte) => ALPHABET.charAt(byte % ALPHABET.length));
  return `${prefix}-${signs.join('')}`;
}
