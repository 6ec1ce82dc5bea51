import { hmacHex, hmacHexes } from '../foundation/hmac.ts';
import type { Secret } from '../foundation/secret.ts';
import type { CaseRecord } from './case-store.ts';

/** HMAC of what only the person and the team know: verifiable, not reversible. */
export function contactKey(secret: Secret, kind: 'email' | 'birthDate', value: string): string {
  return hmacHex(secret, 'contact', kind, value.trim().toLowerCase());
}

/** The same under each secret that is accepted, the current one's first. */
export function acceptedContactKeys(
  secret: Secret,
  kind: 'email' | 'birthDate',
  value: string,
): readonly string[] {
  return hmacHexes(secret, 'contact', kind, value.trim().toLowerCase());
}

/** The HMACs of a person's contact details; `''` stands for a detail that was not given. */
export function contactKeys(
  secret: Secret,
  { email, birthDate }: Readonly<Record<'email' | 'birthDate', string>>,
): CaseRecord['keys'] {
  return {
    ...(email !== '' && { email: contactKey(secret, 'email', email) }),
    ...(birthDate !== '' && { birthDate: contactKey(secret, 'birthDate', birthDate) }),
  };
}
