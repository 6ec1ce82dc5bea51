import { END_SLIPS, unwrappedEmail } from './email.ts';
import { EMAIL_PATTERN } from './text.ts';

/** Domains people in France have addresses at, and others that look like them and exist. */
const DOMAINS =
  `gmail.com hotmail.fr hotmail.com outlook.fr outlook.com yahoo.fr yahoo.com live.fr live.com icloud.com
orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr numericable.fr aol.com msn.com me.com gmx.fr gmx.com
protonmail.com proton.me mail.com ymail.com hotmail.be outlook.be live.be yahoo.be`.split(/\s+/);

/** Too far for `isOneSlipFrom`, and frequent. */
const MISTAKES: ReadonlyMap<string, string> = new Map([
  ['gmail.fr', 'gmail.com'],
  ['laposte.fr', 'laposte.net'],
]);

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
    rest.replace(/(.)(.)/, '$2$1') === wanted
  );
}

/** The domain that was probably meant: this very one when it may well be right. */
function meantDomain(domain: string): string {
  if (DOMAINS.includes(domain)) return domain;
  const known =
    MISTAKES.get(domain) ??
    DOMAINS.find((one) => one.length >= SHORTEST && isOneSlipFrom(domain, one)) ??
    DOMAINS.find((one) => one.startsWith(`${domain}.`));
  return known ?? END_SLIPS.reduce((text, [end, meant]) => text.replace(end, meant), domain);
}

/** Words before an address, « Mail : », « Inès Petit », and after it, « (perso) ». */
const WORDS_AROUND = /^(?:[^\s@]+\s+){2,}(?=[^\s@]+@)|^[^@]*:[\s/]+|(@\S+\.\w{2,})\s[^@]*$/g;

/** Without words around it, accents, spaces and dots where none can be, a comma taken for a dot. */
function repaired(text: string): string {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(WORDS_AROUND, '$1')
    .replace(/[[(]at[\])]|arobase|\sat?\s|@+/gi, '@')
    .replace(/[,;:]/g, '.')
    .replace(/\s/g, '');
  const provider = plain.includes('@')
    ? undefined
    : DOMAINS.find((one) => one.length >= SHORTEST && plain.toLowerCase().endsWith(one));
  const whole = provider === undefined ? plain : `${plain.slice(0, -provider.length)}@${provider}`;
  return whole
    .replace(/\.+/g, '.')
    .replace(/\.?@\.?/, '@')
    .replace(/^[.<]+|\W+$/g, '');
}

/** The address that was probably meant, when what was typed looks like a slip: `ines@gmial.com` gives `ines@gmail.com`. */
export function suggestedEmail(typed: string): string | undefined {
  const [, name = '', domain = ''] = /^([^@]+)@([^@]+)$/.exec(repaired(unwrappedEmail(typed))) ?? [];
  const email = `${name}@${meantDomain(domain.toLowerCase())}`;
  const isOther = email.toLowerCase() !== typed.trim().toLowerCase();
  return isOther && EMAIL_PATTERN.test(email) ? email : undefined;
}
