import { createHash } from 'node:crypto';
import * as z from 'zod';

/** An `Identifiant` of the system's own: 32 hexadecimal digits. */
export const IDENTIFIER_PATTERN = /^[0-9a-f]{32}$/;

export const identifierSchema = z.string().regex(IDENTIFIER_PATTERN);

/** The identifier of what follows from something else: always the same for the same words. */
export function identifierFrom(
  ...words: readonly [kind: string, of: string, which: string | number]
): string {
  return createHash('sha256').update(words.join(' ')).digest('hex').slice(0, 32);
}
