import { type PeopleControl, type Person, REPEATED, type SubmittedValues } from './field.ts';
import type { Problem } from './form.ts';
import { hasControlCharacter, trimmed } from './text.ts';

/** The name of one input of a row: `mentors[0].email`. */
export function rowInput(name: string, index: number, part: string): string {
  return `${name}[${index}].${part}`;
}

/** The field whose row an input is of, and the row's index: `mentors[0].email` gives `mentors` and 0. */
export function rowOfInput(input: string): { readonly name: string; readonly index: number } | undefined {
  const [, name, index] = /^(\w+)\[(\d{1,3})\]\./.exec(input) ?? [];
  return name === undefined || index === undefined ? undefined : { name, index: Number(index) };
}

/** The indexes of the rows that a page sent, empty ones included, in order. */
export function rowIndexes(name: string, typed: SubmittedValues): readonly number[] {
  const indexes = [...typed.keys()].flatMap((input) => {
    const row = rowOfInput(input);
    return row?.name === name ? [row.index] : [];
  });
  return [...new Set(indexes)].sort((a, b) => a - b);
}

/** Values of one row, part by part. */
function rowTyped(
  name: string,
  index: number,
  { parts }: PeopleControl,
  typed: SubmittedValues,
): ReadonlyMap<string, readonly string[]> {
  return new Map(Object.keys(parts).map((part) => [part, typed.get(rowInput(name, index, part)) ?? ['']]));
}

function isFilled(row: ReadonlyMap<string, readonly string[]>): boolean {
  return [...row.values()]
    .flat()
    .some((text) => trimmed(text) !== '' || hasControlCharacter(text, { lineBreaks: false }));
}

interface RowResult {
  /** The parts that pass. */
  readonly person: Person;
  readonly problems: readonly (readonly [part: string, message: string])[];
}

function parseRow(row: ReadonlyMap<string, readonly string[]>, { parts }: PeopleControl): RowResult {
  const person: Record<string, string> = {};
  const problems: (readonly [string, string])[] = [];
  for (const [part, field] of Object.entries(parts)) {
    const [first = '', ...others] = row.get(part) ?? [];
    const parsed = field.schema.safeParse(first);
    if (others.length > 0) problems.push([part, REPEATED]);
    else if (parsed.success) person[part] = parsed.data;
    else problems.push([part, parsed.error.issues[0]?.message ?? field.invalid]);
  }
  return { person, problems };
}

/** The people that were typed, or every problem of every row; rows left empty are ignored. */
export function parsePeople(
  name: string,
  control: PeopleControl,
  typed: SubmittedValues,
): { readonly value: readonly Person[] } | { readonly problems: readonly Problem[] } {
  const { most, unique, parts } = control;
  const problems: Problem[] = [];
  const people: Person[] = [];
  const seen = new Set<string>();
  const filled = rowIndexes(name, typed)
    .map((index) => ({ index, row: rowTyped(name, index, control, typed) }))
    .filter(({ row }) => isFilled(row));
  const [firstPart = ''] = Object.keys(parts);
  for (const { index } of filled.slice(most, most + 1)) {
    problems.push({ input: rowInput(name, index, firstPart), message: control.tooMany });
  }
  for (const { index, row } of filled.slice(0, most)) {
    const { person, problems: ofRow } = parseRow(row, control);
    problems.push(...ofRow.map(([part, message]) => ({ input: rowInput(name, index, part), message })));
    people.push(person);
    const key = person[unique.part]?.toLowerCase();
    if (key === undefined) continue;
    if (seen.has(key)) problems.push({ input: rowInput(name, index, unique.part), message: unique.message });
    seen.add(key);
  }
  return problems.length > 0 ? { problems } : { value: people };
}
