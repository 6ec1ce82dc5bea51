import type { Field } from './field.ts';
import { type Answers, type Form, fieldsOf, textAnswer } from './form.ts';
import { FILL_SECONDS_MIN } from './limits.ts';
import { holdsLink } from './link-in-text.ts';
import { parsePhone } from './phone.ts';

/** Marks for the team's attention; nobody is dropped for one, and the applicant is not told. */
export const SIGNALS = {
  honeypot: 'champ piège rempli',
  linkInName: 'lien dans un nom',
  tooFast: 'rempli très vite',
  duplicate: 'doublon possible',
} as const;

export type Signal = keyof typeof SIGNALS;

function isName({ control }: Field): boolean {
  return control.type === 'text' && (control.reads === 'name' || control.autocomplete === 'organization');
}

/** Every name of the form, of organisations too, those of the people it lists included. */
function names(form: Form, answers: Answers): readonly string[] {
  return fieldsOf(form).flatMap(([name, field]) => {
    if (isName(field)) return [textAnswer(answers, name)];
    if (field.control.type !== 'people') return [];
    const parts = Object.entries(field.control.parts).filter(([, part]) => isName(part));
    const people = [answers[name] ?? []].flat().filter((person) => typeof person !== 'string');
    return people.flatMap((person) => parts.map(([part]) => person[part] ?? ''));
  });
}

/** Signals that one application alone gives the team. `secondsToFill`: as the script of the page counted them. */
export function signalsOf(
  form: Form,
  answers: Answers,
  { honeypotFilled, secondsToFill }: { honeypotFilled: boolean; secondsToFill: number | undefined },
): readonly Signal[] {
  const found: Readonly<Partial<Record<Signal, boolean>>> = {
    honeypot: honeypotFilled,
    linkInName: names(form, answers).some(holdsLink),
    tooFast: secondsToFill !== undefined && secondsToFill < FILL_SECONDS_MIN,
  };
  return (['honeypot', 'linkInName', 'tooFast'] as const).filter((signal) => found[signal]);
}

/** Columns that show that two rows may be of one person. */
const CONTACTS: readonly string[] = ['email', 'phone'];

/** The headers of the columns in which one person's rows look alike. */
export function contactColumns(form: Form): readonly string[] {
  return fieldsOf(form).flatMap(([name, { column }]) => (CONTACTS.includes(name) ? [column] : []));
}

/** Ways of reaching somebody, whatever way staff wrote them. */
function contactsIn(cells: Readonly<Record<string, string>>, headers: readonly string[]): readonly string[] {
  return headers
    .map((header) => cells[header]?.trim() ?? '')
    .filter((text) => text !== '')
    .map((text) => (text.includes('@') ? text.toLowerCase() : (parsePhone(text) ?? text)));
}

/** The new rows that share a contact with a row present or with one before them in the list. */
export function duplicatesAmong<R extends { readonly cells: Readonly<Record<string, string>> }>(
  form: Form,
  present: Iterable<Readonly<Record<string, string>>>,
  rows: readonly R[],
): ReadonlySet<R> {
  const headers = contactColumns(form);
  const known = new Set([...present].flatMap((cells) => contactsIn(cells, headers)));
  const duplicates = new Set<R>();
  for (const row of rows) {
    const contacts = contactsIn(row.cells, headers);
    if (contacts.some((contact) => known.has(contact))) duplicates.add(row);
    for (const contact of contacts) known.add(contact);
  }
  return duplicates;
}
