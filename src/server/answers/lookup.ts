import { timingSafeEqual } from 'node:crypto';
import type { Lookup } from '../../domain/tracking/lookup.ts';
import { hmacHex } from '../foundation/hmac.ts';
import { linkPath } from '../links/links.ts';
import type { Renewals } from '../links/renewals.ts';
import type { CaseRecord, CaseStore } from '../cases/case-store.ts';
import { acceptedContactKeys, contactKey } from '../cases/contact-keys.ts';
import { visitLink } from '../links/tracking-link.ts';
import type { Tries } from './tries.ts';
import type { Secret } from '../foundation/secret.ts';

export interface LookupPorts {
  readonly cases: CaseStore;
  readonly renewals: Renewals;
  readonly tries: Tries;
  readonly secret: Secret;
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
function fits(file: CaseRecord | undefined, { email, birthDate }: Lookup, secret: Secret): boolean {
  const { email: ownEmail = '', birthDate: ownBirthDate = '' } = file?.keys ?? {};
  const isAmong = (keys: readonly string[], own: string): boolean =>
    keys.map((key) => isSame(key, own.padEnd(64))).includes(true);
  const isEmail = isAmong(acceptedContactKeys(secret, 'email', email), ownEmail);
  const isBirthDate = isAmong(acceptedContactKeys(secret, 'birthDate', birthDate), ownBirthDate);
  return isEmail || (isBirthDate && ownEmail === '');
}

/** Keeps the lookup keys that the person has just shown under the current secret, so that the former one can be retired. */
async function renewKeys(
  file: CaseRecord,
  { email, birthDate }: Lookup,
  { cases, secret }: Pick<LookupPorts, 'cases' | 'secret'>,
): Promise<void> {
  const renewed = (kind: 'email' | 'birthDate', value: string): Partial<CaseRecord['keys']> => {
    const own = file.keys[kind];
    const isOwn = own !== undefined && acceptedContactKeys(secret, kind, value).includes(own);
    return isOwn ? { [kind]: contactKey(secret, kind, value) } : {};
  };
  const keys = { ...file.keys, ...renewed('email', email), ...renewed('birthDate', birthDate) };
  if (keys.email !== file.keys.email || keys.birthDate !== file.keys.birthDate)
    await cases.keep({ ...file, keys });
}

/** The identifier of nobody, for a reference that nobody has. */
function nobody(secret: Secret, reference: string): string {
  return hmacHex(secret, 'nobody', reference).slice(0, 32);
}

/**
 * Opens a follow-up for an hour to whoever knows the reference and the e-mail address, or the date of birth where no address
 * was given. The store is asked the same, in the same order, whether the reference exists or not. Throws `StoreUnavailable`.
 */
export async function lookUp(
  lookup: Lookup,
  { cases, renewals, tries, secret, now }: LookupPorts,
): Promise<LookupAnswer> {
  const at = now();
  const attempt = await tries.begin(lookup.reference, at);
  const id = (await cases.idOf(lookup.reference)) ?? nobody(secret, lookup.reference);
  const [file, renewal] = await Promise.all([cases.read(id), renewals.latest('tracking', id)]);
  const isRight = fits(file, lookup, secret);
  if (attempt.waitSeconds !== undefined) return { kind: 'too-often', waitSeconds: attempt.waitSeconds };
  if (!isRight) return { kind: 'wrong' };
  await tries.forgive(attempt);
  if (file !== undefined) await renewKeys(file, lookup, { cases, secret });
  return { kind: 'right', path: linkPath(secret, visitLink(id, renewal, at)) };
}
