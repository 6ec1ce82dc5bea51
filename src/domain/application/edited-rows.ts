import type { SubmittedValues } from './field.ts';
import { type Form, fieldsOf } from './form.ts';
import { rowIndexes, rowInput, rowOfInput } from './people.ts';

/** Names of the buttons that ask for a row more (`mentors`) or one less (`mentors[2]`), which a page without script sends. */
export const ADD_ROW = 'addRow';
export const REMOVE_ROW = 'removeRow';

/** Submitted values with the row more or less that a button asked for, the others without a gap; `undefined` when none did. */
export function withEditedRows(form: Form, typed: SubmittedValues): SubmittedValues | undefined {
  const asked = typed.get(ADD_ROW)?.[0] ?? typed.get(REMOVE_ROW)?.[0] ?? '';
  const [, name = '', removed] = /^(\w+?)(?:\[(\d{1,3})\])?$/.exec(asked) ?? [];
  const control = fieldsOf(form).find(([field]) => field === name)?.[1].control;
  if (control?.type !== 'people') return undefined;
  const count = (rowIndexes(name, typed).at(-1) ?? -1) + 1;
  const kept = Array.from({ length: count }, (_, index) => index).filter((index) => `${index}` !== removed);
  const rows = typed.has(ADD_ROW) && count < control.most ? [...kept, count] : kept;
  const parts = Object.keys(control.parts);
  return new Map([
    ...[...typed].filter(
      ([input]) => rowOfInput(input)?.name !== name && input !== ADD_ROW && input !== REMOVE_ROW,
    ),
    ...rows.flatMap((from, to) =>
      parts.map((part) => [rowInput(name, to, part), typed.get(rowInput(name, from, part)) ?? ['']] as const),
    ),
  ]);
}
