import type { Form } from './form.ts';

/** Thirty-two characters without look-alikes (no 0, O, 1, I): five bits each. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 8;

/** Reference that a person quotes: `JE-7K2M9QWX`. */
export const REFERENCE_PATTERN = /^(JE|ME|EN)-[2-9A-HJ-NP-Z]{8}$/;

/** Every reference that a text holds as it was given, `PS` of those who wait for the next season included. */
export const REFERENCE_IN_TEXT = /\b(?:JE|ME|EN|PS)-[2-9A-HJ-NP-Z]{8}\b/g;

/** The same, with those of pairs. */
export const ANY_REFERENCE = /\b(?:BI|JE|ME|EN|PS)-[2-9A-HJ-NP-Z]{8}\b/g;

/** A reference of 40 bits, of an application or of a pair (`BI`), read from the first eight bytes of a digest. */
export function referenceFrom(prefix: Form['referencePrefix'] | 'BI', digest: Uint8Array): string {
  if (digest.length < LENGTH) throw new RangeError(`A reference needs ${LENGTH} bytes.`);
  const characters = Array.from(digest.subarray(0, LENGTH), (byte) =>
    ALPHABET.charAt(byte % ALPHABET.length),
  );
  return `${prefix}-${characters.join('')}`;
}

/** The longest spelling of a reference that is read, in UTF-16 units. */
export const TYPED_REFERENCE_MAX = 40;

/** What people write between the characters of a reference, as a pattern. */
const SEPARATOR = String.raw`[\p{White_Space}\p{Cf}\p{Pd}.·_]`;
const SEPARATORS = new RegExp(SEPARATOR, 'gu');

/** The characters of a text that tell one reference from another. */
function charactersIn(typed: string): string {
  return typed.normalize('NFKC').toUpperCase().replace(SEPARATORS, '');
}

/** True when a text holds this reference, in any spelling. */
export function holdsReference(text: string, reference: string): boolean {
  return charactersIn(text).includes(charactersIn(reference));
}

/** A reference in any spelling (`je 7k2m 9qwx`), as it was given; `undefined` when it is none. */
export function readReference(typed: string): string | undefined {
  if (typed.length > TYPED_REFERENCE_MAX) return undefined;
  const [, prefix, rest] = /^(JE|ME|EN|PS)([2-9A-HJ-NP-Z]{8})$/.exec(charactersIn(typed)) ?? [];
  return prefix === undefined || rest === undefined ? undefined : `${prefix}-${rest}`;
}

/** Takes the place of the reference of somebody whose data left, where the team wrote it. */
export const ERASED_REFERENCE = 'effacé';

/** How a text writes this reference, each time, in whatever spelling. */
export function spellingsIn(text: string, reference: string): readonly string[] {
  const characters = Array.from(charactersIn(reference));
  return text.match(new RegExp(characters.join(`${SEPARATOR}*`), 'giu')) ?? [];
}
