import { readEmail, unwrappedEmail } from '../application/email.ts';
import { phoneInCell } from '../application/phone.ts';

/** Ways of reaching a person, as the spreadsheet's cells hold them: staff type there too. */
export interface Contacts {
  readonly email: string;
  readonly phone: string;
}

/** Route to a guardian: by e-mail, by a message that the team sends, or none when only the youth would get it. */
export type Route = Way | { readonly kind: 'none' };

/** One way of reaching somebody. */
export type Way =
  | { readonly kind: 'email'; readonly email: string }
  /** E.164. */
  | { readonly kind: 'phone'; readonly phone: string };

/** Providers that give one mailbox several addresses, and the characters before `@` that they ignore. */
const PROVIDERS: readonly { readonly hosts: readonly string[]; readonly ignored: RegExp | '' }[] = [
  // https://support.google.com/mail/answer/7436150
  { hosts: ['gmail.com', 'googlemail.com'], ignored: /\./g },
  // https://proton.me/support/addresses-and-aliases
  { hosts: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'], ignored: /[._-]/g },
  // https://support.apple.com/101565
  { hosts: ['icloud.com', 'me.com', 'mac.com'], ignored: '' },
];

/**
 * The mailbox that an address ends in, whatever its capitals, its `+tag` and what its provider ignores. Strictly the part before `@`
 * may tell capitals apart (RFC 5321, 2.4): no host in use does, and to take two for one costs a telephone call.
 */
export function mailboxOf(email: string): string {
  const address = unwrappedEmail(email).toLowerCase();
  const at = address.lastIndexOf('@');
  const host = address.slice(at + 1);
  const [name = ''] = address.slice(0, at).split('+');
  const { hosts: [oneHost = host] = [], ignored = '' } =
    PROVIDERS.find(({ hosts }) => hosts.includes(host)) ?? {};
  return `${name.replaceAll(ignored, '')}@${oneHost}`;
}

/** The ways of reaching somebody that can be used, e-mail first. */
export function waysTo(contacts: Contacts): readonly Way[] {
  const email = readEmail(contacts.email);
  const phone = phoneInCell(contacts.phone);
  return [
    ...(email === undefined ? [] : [{ kind: 'email', email } as const]),
    ...(phone === undefined ? [] : [{ kind: 'phone', phone } as const]),
  ];
}

/** Canonical form of a way, so that one written twice is recognised. */
export function endOf(way: Way): string {
  return way.kind === 'email' ? mailboxOf(way.email) : way.phone;
}

/** The way to a guardian that is not the youth's own, e-mail first. @param wasYouths says so of a way that the youth corrected since. */
export function routeTo(
  guardian: Contacts,
  youth: Contacts,
  wasYouths: (way: Way) => boolean = () => false,
): Route {
  const own = new Set(waysTo(youth).map(endOf));
  return waysTo(guardian).find((way) => !own.has(endOf(way)) && !wasYouths(way)) ?? { kind: 'none' };
}
