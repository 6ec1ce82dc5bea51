/** Domains people in France have addresses at, and others that look like them and exist. */
const DOMAINS =
  `gmail.com hotmail.fr hotmail.com outlook.fr outlook.com yahoo.fr yahoo.com live.fr live.com icloud.com
orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr numericable.fr aol.com msn.com me.com gmx.fr gmx.com
protonmail.com proton.me mail.com ymail.com hotmail.be outlook.be live.be yahoo.be`.split(/\s+/);

/** Too far for `distance`, and frequent. */
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

/** The address that was probably meant, when its domain looks like a slip: `ines@gmial.com` gives `ines@gmail.com`. */
export function suggestedEmail(typed: string): string | undefined {
  const [, name = '', domain = ''] = /^\s*([^@\s]+)@([^@\s]+?)\s*$/.exec(typed.toLowerCase()) ?? [];
  if (DOMAINS.includes(domain)) return undefined;
  const meant =
    (Object.hasOwn(MISTAKES, domain) ? MISTAKES[domain] : undefined) ??
    DOMAINS.find((known) => known.length >= SHORTEST && isOneSlipFrom(domain, known));
  return meant === undefined ? undefined : `${typed.trim().slice(0, name.length)}@${meant}`;
}
