import { readEmail, unwrappedEmail } from './email.ts';
import { suggestedEmail } from './email-suggestion.ts';

/** Rules that an address breaks; the first is told. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/\P{ASCII}/u, 's’écrit sans accent, avec les lettres de a à z'],
  [/^[^@]*$|@.*@/, 's’écrit avec un seul signe @'],
  [/[\s,;:]/, 's’écrit sans espace ni virgule'],
  [/^\.|\.[.@]|@\./, 'n’a pas de point au début, ni devant @, ni deux de suite'],
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
