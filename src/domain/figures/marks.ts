import type { Recruited } from '../application/form.ts';

/**
 * Kinds of marks, by whom they are about: one indicator of one person each. They are parts of keys of the store, and outlive the person
 * (docs/decisions/0033-figures.md): none may hold more than one attribute, nor a text that somebody typed.
 */
export const MARK_KINDS = {
  youth: ['youths', 'accepted', 'paired', 'hours', 'end', 'project', 'six-months', 'site', 'age', 'district'],
  mentor: ['mentors', 'mentoring'],
  company: ['companies'],
} as const satisfies Readonly<Record<Recruited, readonly string[]>>;

export type MarkKind = (typeof MARK_KINDS)[keyof typeof MARK_KINDS][number];

/** The value of a mark that says only that the person counts. */
export const COUNTED = 'oui';

/** A school year, as `Saison` holds it. */
export const SEASON_PATTERN = /^\d{4}-\d{4}$/;

/** A mark without whose it is. */
export interface Mark {
  readonly season: string;
  readonly kind: string;
  readonly value: string;
}

/** The number of marks of a kind, of any value or of these. */
export type Count = (kind: MarkKind, ...values: readonly string[]) => number;

/** Counts the marks of one season. */
export function countIn(marks: readonly Mark[], season: string): Count {
  const counts = new Map<string, Map<string, number>>();
  for (const { kind, value } of marks.filter((mark) => mark.season === season)) {
    const ofKind = counts.get(kind) ?? new Map<string, number>();
    counts.set(kind, ofKind.set(value, (ofKind.get(value) ?? 0) + 1));
  }
  return (kind, ...values) => {
    const ofKind = [...(counts.get(kind) ?? [])];
    const wanted = values.length === 0 ? ofKind : ofKind.filter(([value]) => values.includes(value));
    return wanted.reduce((total, [, count]) => total + count, 0);
  };
}

/** The values of the marks of a kind, one each. */
export function valuesIn(marks: readonly Mark[], season: string, kind: MarkKind): readonly string[] {
  return marks.filter((mark) => mark.season === season && mark.kind === kind).map(({ value }) => value);
}
