import { END_SLIPS, unwrappedEmail } from './email.ts';
import { EMAIL_PATTERN, trimmed } from './text.ts';

/** Domains people in France have addresses at, and others that look like them and exist. */
const DOMAINS =
  `gmail.com hotmail.fr hotmail.com outlook.fr outlook.com yahoo.fr yahoo.com live.fr live.com icloud.com
orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr numericable.fr aol.com msn.com me.com gmx.fr gmx.com
protonmail.com proton.me mail.com ymail.com hotmail.be outlook.be live.be yahoo.be`.split(/\s+/);

/** Too far for `isOneSlipFrom`, and frequent. */
const MISTAKES: Readonly<Record<string, string>> = { 'gmail.fr': 'gmail.com', 'laposte.fr': 'laposte.net' };

/** Shorter domains are too easily another company's own. */
const SHORTEST = 7;

/** True when one letter added, left out, changed or swapped with the next makes one word of the other. */
function isOneSlipFrom(typed: string, meant: string): boolean {
  let start = 0;
  while (start < typed.length && typed[start] === meant[start]) start += 1;
  const rest = typed.slice(start);
  const wanted = meant.slice(start);
  return (
    rest.slice(1) === wanted ||
    rest === wanted.slice(1) ||
    rest.slice(1) === wanted.slice(1) ||
    (rest.slice(2) === wanted.slice(2) && rest.slice(1, 2) + rest.slice(0, 1) === wanted.slice(0, 2))
  );
}

/** The domain that was probably meant; `undefined` for one that may well be right. */
function meantDomain(domain: string): string | undefined {
  if (DOMAINS.includes(domain)) return undefined;
  const known =
    (Object.hasOwn(MISTAKES, domain) ? MISTAKES[domain] : undefined) ??
    DOMAINS.find((one) => one.length >= SHORTEST && isOneSlipFrom(domain, one)) ??
    DOMAINS.find((one) => one.startsWith(`${domain}.`));
  if (known !== undefined) return known;
  const [end, meant = ''] = END_SLIPS.find(([pattern]) => pattern.test(domain)) ?? [];
  return end && domain.replace(end, meant);
}

/** Without accents, spaces and dots where none can be, a comma taken for a dot. */
function repaired(text: string): string {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}|\s/gu, '')
    .replace(/[[(]at[\])]|arobase|@+/gi, '@')
    .replace(/[,;:]/g, '.');
  const provider = plain.includes('@')
    ? undefined
    : DOMAINS.find((one) => one.length >= SHORTEST && plain.toLowerCase().endsWith(one));
  const whole = provider === undefined ? plain : `${plain.slice(0, -provider.length)}@${provider}`;
  return whole
    .replace(/\.+/g, '.')
    .replace(/\.?@\.?/, '@')
    .replace(/^\.|\.$/g, '');
}

/** The address that was probably meant, when what was typed looks like a slip: `ines@gmial.com` gives `ines@gmail.com`. */
export function suggestedEmail(typed: string): string | undefined {
  const [, name = '', domain = ''] = /^([^@]+)@([^@]+)$/.exec(repaired(unwrappedEmail(typed))) ?? [];
  const email = `${name}@${meantDomain(domain.toLowerCase()) ?? domain}`;
  return EMAIL_PATTERN.test(email) && email !== trimmed(typed) ? email : undefined;
}
