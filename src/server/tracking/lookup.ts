import { timingSafeEqual } from 'node:crypto';
import type { Lookup } from '../../domain/tracking/lookup.ts';
import { keyedHash } from '../keyed-hash.ts';
import { linkPath } from '../links/links.ts';
import type { Renewals } from '../links/renewals.ts';
import { type ApplicationFile, type Files, contactKey } from './files.ts';
import { visitLink } from './tracking-link.ts';
import type { Tries } from './tries.ts';

export interface LookupPorts {
  readonly files: Files;
  readonly renewals: Renewals;
  readonly tries: Tries;
  readonly secret: string;
  readonly now: () => Date;
}

/** `wrong` says neither whether the reference exists nor what else does not fit. */
export type LookupAnswer =
  | { readonly kind: 'right'; readonly path: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'too-often'; readonly waitSeconds: number };

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Compares everything, whatever the file holds: the work is the same for a reference that nobody has. */
function fits(file: ApplicationFile | undefined, { email, birthDate }: Lookup, secret: string): boolean {
  const { email: ownEmail = '', birthDate: ownBirthDate = '' } = file?.keys ?? {};
  const isEmail = isSame(contactKey(secret, 'email', email), ownEmail.padEnd(64));
  const isBirthDate = isSame(contactKey(secret, 'birthDate', birthDate), ownBirthDate.padEnd(64));
  return isEmail || (isBirthDate && ownEmail === '');
}

/** The identifier of nobody, for a reference that nobody has. */
function nobody(secret: string, reference: string): string {
  return keyedHash(secret, 'nobody', reference).slice(0, 32);
}

/**
 * Opens a follow-up for an hour to whoever knows the reference and the e-mail address, or the date of birth where no address
 * was given. The store is asked the same, in the same order, whether the reference exists or not. Throws `InboxUnavailable`.
 */
export async function lookUp(
  lookup: Lookup,
  { files, renewals, tries, secret, now }: LookupPorts,
): Promise<LookupAnswer> {
  const at = now();
  const attempt = await tries.begin(lookup.reference, at);
  const id = (await files.idOf(lookup.reference)) ?? nobody(secret, lookup.reference);
  const [file, renewal] = await Promise.all([files.read(id), renewals.latest('tracking', id)]);
  const isRight = fits(file, lookup, secret);
  if (attempt.waitSeconds !== undefined) return { kind: 'too-often', waitSeconds: attempt.waitSeconds };
  if (!isRight) return { kind: 'wrong' };
  await tries.forgive(attempt);
  return { kind: 'right', path: linkPath(secret, visitLink(id, renewal, at)) };
}
