import type { Field } from './field.ts';
import { type Answers, type Form, fieldsOf, textAnswer } from './form.ts';
import { likenessOf } from './likeness.ts';
import { FILL_SECONDS_MIN } from './limits.ts';
import { holdsLink } from './link-in-text.ts';

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

/** The new rows that may be of the same person as a row present, or as one before them in the list. */
export function duplicatesAmong<R extends { readonly cells: Readonly<Record<string, string>> }>(
  form: Form,
  present: Iterable<Readonly<Record<string, string>>>,
  rows: readonly R[],
): ReadonlySet<R> {
  const known = new Set([...present].flatMap((cells) => likenessOf(form, cells)));
  const duplicates = new Set<R>();
  for (const row of rows) {
    const marks = likenessOf(form, row.cells);
    if (marks.some((mark) => known.has(mark))) duplicates.add(row);
    for (const mark of marks) known.add(mark);
  }
  return duplicates;
}
