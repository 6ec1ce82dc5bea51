import { readEmail, unwrappedEmail } from './email.ts';
import { suggestedEmail } from './email-suggestion.ts';

/** Rules that an address breaks; the first is told. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/@.*[\s,;/|].*@/s, 'suffit ici : il faut n’en garder qu’une'],
  [/\P{ASCII}/u, 's’écrit sans accent, avec les lettres de a à z'],
  [/^[^@]*$|@.*@/, 's’écrit avec un seul signe @'],
  [/[\s,;:]/, 's’écrit sans espace ni virgule'],
  [/^\.|\.[.@]|@\./, 'n’a pas de point au début, ni devant @, ni deux de suite'],
  [/^@/, 'commence par un nom, devant le signe @'],
  [/^[^@]{65}/, 'a 64 caractères au plus devant le signe @'],
  [/[^\w.@!#$%&'*+/=?^`{|}~-]/, 's’écrit avec des lettres, des chiffres, des points et des tirets'],
  [
    /@.*[^\w.-]|@-|@.*(?:_|-\.|\.-)/,
    'n’a après le signe @ que des lettres, des chiffres, des points et des tirets entre eux',
  ],
  [/./, 'finit par .fr, .com ou une autre fin qui existe'],
];

/** Says what is wrong with an address that no mail server takes, and proposes the likely one; `undefined` for one that may be right. */
export function emailProblem(typed: string): string | undefined {
  if (readEmail(typed) !== undefined) return undefined;
  const address = unwrappedEmail(typed);
  const rule = RULES.find(([broken]) => broken.test(address))?.[1] ?? '';
  const meant = suggestedEmail(typed);
  return `Une adresse e-mail ${rule}.${meant === undefined ? '' : ` Est-ce ${meant} ?`}`;
}
