import type { Field, SubmittedValues } from '../application/field.ts';
import {
  type Form,
  type FormErrors,
  type Section,
  fieldsOf,
  parseQuestions,
  textAnswer,
} from '../application/form.ts';
import { readablePhone } from '../application/phone.ts';

/** The answers that a person corrects alone, by the names that they have in every form. */
const CONTACT: readonly string[] = ['phone', 'email', 'preferredContact'];

/** New answers by field, as the forms store them; those that stay are absent. */
export type ContactChanges = Readonly<Record<string, string>>;

/** The questions of a form that say how to reach the person: the same fields, with the same rule on what may be left out. */
export function contactSection(form: Form): Section {
  const fields = fieldsOf(form).filter(([name]) => CONTACT.includes(name));
  const oneOf = form.sections
    .map((section) => section.oneOf)
    .find((rule) => rule?.fields.every((name) => CONTACT.includes(name)));
  return {
    id: 'coordonnees',
    title: 'Coordonnées',
    ...(oneOf && { oneOf }),
    fields: Object.fromEntries(fields),
  };
}

/** A cell's value, as somebody would type it. */
function typedFrom({ control }: Field, cell: string): string {
  if (control.type === 'radios')
    return control.options.find(({ label }) => label === cell.trim())?.value ?? '';
  return control.type === 'tel' ? readablePhone(cell) : cell;
}

/** The answers to show, from the cells of a row by header. */
export function contactTyped({ fields }: Section, cells: Readonly<Record<string, string>>): SubmittedValues {
  return new Map(
    Object.entries(fields).map(([name, field]) => [name, [typedFrom(field, cells[field.column] ?? '')]]),
  );
}

/** The input that holds what was shown in another. */
export function shownInput(name: string): string {
  return `${name}-shown`;
}

/** Keeps only submitted values that differ from those shown, so that later changes by staff stay. */
export function parseContact(
  section: Section,
  typed: SubmittedValues,
):
  | { readonly ok: true; readonly changes: ContactChanges }
  | { readonly ok: false; readonly errors: FormErrors } {
  const parsed = parseQuestions(section, typed);
  if (!parsed.ok) return parsed;
  const changes = Object.entries(section.fields).flatMap(([name, { schema }]) => {
    const answer = textAnswer(parsed.answers, name);
    const shown = schema.safeParse(typed.get(shownInput(name))?.[0] ?? '').data ?? '';
    return answer === shown ? [] : [[name, answer] as const];
  });
  return { ok: true, changes: Object.fromEntries(changes) };
}

/** The cells that corrections write, by header; those of fields that the form no longer has are left out. */
export function contactCells({ fields }: Section, changes: ContactChanges): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const answer = changes[name];
      return answer === undefined ? [] : [[field.column, field.cell(answer, { receivedOn: '' })] as const];
    }),
  );
}
