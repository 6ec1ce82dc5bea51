import { createHmac, timingSafeEqual } from 'node:crypto';
import { LINK_DAYS } from '../../domain/link-days.ts';
import { IDENTIFIER_PATTERN } from '../foundation/identifier.ts';
import { acceptedSecrets, currentSecret, type Secret } from '../foundation/secret.ts';

export const PURPOSES = ['invitation', 'progress', 'tracking', 'authorisation'] as const;

export type Purpose = (typeof PURPOSES)[number];

/** The purposes of links, each with the page that answers it and its life in days. A link of one purpose opens no other. */
export const LINKS = {
  invitation: { path: '/invitation/', days: LINK_DAYS.invitation },
  progress: { path: '/entreprises/suivi/', days: LINK_DAYS.progress },
  tracking: { path: '/suivi/', days: LINK_DAYS.tracking },
  authorisation: { path: '/autorisation/', days: LINK_DAYS.authorisation },
} as const satisfies Record<Purpose, { path: `/${string}/`; days: number }>;

/** The payload of a link; nothing personal. */
export interface Link {
  readonly purpose: Purpose;
  /** Owner of the link: an `Identifiant`, 32 hexadecimal digits. */
  readonly subject: string;
  /** 0 for the first, one more for each that replaces it (`Renewals`): whoever opens a link compares. At most 65,535. */
  readonly generation: number;
  /** To the second. */
  readonly expires: Date;
}

/** `invalid`: not signed by us, altered, cut short, or of another purpose; nothing tells which. */
export type ReadLink =
  { readonly state: 'valid' | 'expired'; readonly link: Link } | { readonly state: 'invalid' };

const VISIT_MINUTES = 60;

const SUBJECT_BYTES = 16;
const MAC_BYTES = 16;
const PAYLOAD_BYTES = SUBJECT_BYTES + 4 + 2;

/** Characters of a token. */
export const TOKEN_LENGTH = Math.ceil(((PAYLOAD_BYTES + MAC_BYTES) * 8) / 6);

/** The day a link issued then stops opening anything. */
export function expiryOf(purpose: Purpose, issuedAt: Date): Date {
  return new Date(issuedAt.getTime() + LINKS[purpose].days * 86_400_000);
}

/** The end of a link for one visit, of whoever shows otherwise that it is theirs: an hour. It counts as the last one issued does. */
export function visitExpiry(now: Date): Date {
  return new Date(now.getTime() + VISIT_MINUTES * 60_000);
}

/** HMAC-SHA256 cut to 128 bits (RFC 2104, 5: no less than half the hash). */
function macOf(secret: string, purpose: Purpose, payload: Uint8Array): Buffer {
  const digest = createHmac('sha256', secret).update(`link\0${purpose}\0`).update(payload).digest();
  return digest.subarray(0, MAC_BYTES);
}

/** The token of a link: `TOKEN_LENGTH` characters that a URL holds unencoded. */
export function signLink(secret: Secret, { purpose, subject, generation, expires }: Link): string {
  if (!IDENTIFIER_PATTERN.test(subject))
    throw new TypeError('A link is of an identifier of 32 hexadecimal digits.');
  const payload = Buffer.alloc(PAYLOAD_BYTES);
  payload.write(subject, 'hex');
  payload.writeUInt32BE(Math.floor(expires.getTime() / 1000), SUBJECT_BYTES);
  payload.writeUInt16BE(generation, SUBJECT_BYTES + 4);
  return Buffer.concat([payload, macOf(currentSecret(secret), purpose, payload)]).toString('base64url');
}

/** The path of a link on its site. */
export function linkPath(secret: Secret, link: Link): string {
  return LINKS[link.purpose].path + signLink(secret, link);
}

/** The absolute URL of a link. */
export function linkUrl(siteUrl: string, secret: Secret, link: Link): string {
  return new URL(linkPath(secret, link), siteUrl).href;
}

/** Compares under every secret that is accepted, in a time that tells nothing of the signature. */
function isOurs(secret: Secret, purpose: Purpose, payload: Uint8Array, mac: Uint8Array): boolean {
  const matches = acceptedSecrets(secret).map((one) => timingSafeEqual(macOf(one, purpose, payload), mac));
  return matches.includes(true);
}

/** Verifies and reads a token, signed for this purpose with the current secret or the one before it. */
export function readLink(secret: Secret, purpose: Purpose, token: string, now: Date): ReadLink {
  const bytes = Buffer.from(token, 'base64url');
  // The decoder accepts several texts for the same bytes; a link has one only.
  if (bytes.length !== PAYLOAD_BYTES + MAC_BYTES || bytes.toString('base64url') !== token)
    return { state: 'invalid' };
  const payload = bytes.subarray(0, PAYLOAD_BYTES);
  if (!isOurs(secret, purpose, payload, bytes.subarray(PAYLOAD_BYTES))) return { state: 'invalid' };
  const expires = new Date(payload.readUInt32BE(SUBJECT_BYTES) * 1000);
  const link = {
    purpose,
    subject: payload.toString('hex', 0, SUBJECT_BYTES),
    generation: payload.readUInt16BE(SUBJECT_BYTES + 4),
    expires,
  };
  return { state: now < expires ? 'valid' : 'expired', link };
}
