import type * as z from 'zod';
import { typeset } from '../domain/typeset.ts';
import { uncheckedContext } from './entry-check.ts';
import { type EntrySchema, type Field, type Fields, unmeasured } from './fields.ts';

/** A finished entry with these fields, as the site has it. */
export type Filled<F extends Fields> = z.output<EntrySchema<F>>;

/** Until staff have chosen one. */
const ANY_TIME = '2026-01-01T09:00';

/**
 * An entry as staff are writing it, in the shape of a finished one: what is right is as the site has it, what is missing or wrong
 * is empty, a first choice or any date.
 */
export function filled<F extends Fields>(fields: F, data: unknown): Filled<F>;
// Mapping the entries of an object loses its keys' types; the overload above gives them back.
export function filled(fields: Fields, data: unknown): object {
  const typed = new Map(typeof data === 'object' && data !== null ? Object.entries(data) : []);
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, filledField(field, typed.get(name))]),
  );
}

function filledField(field: Field & { fields?: Fields }, typed: unknown): unknown {
  const { success, data } = field.schema(uncheckedContext).safeParse(typed);
  if (success) return data;
  const { fields, widget } = field;
  switch (widget.widget) {
    case 'object':
      return filled(fields ?? {}, typed);
    case 'list': {
      const items: unknown[] = Array.isArray(typed) ? typed : [];
      return fields === undefined ? items.map(textOf) : items.map((item) => filled(fields, item));
    }
    case 'image':
      return unmeasured(textOf(typed));
    case 'relation':
      return { collection: widget.collection, id: '' };
    case 'select':
      return widget.options?.[0]?.value;
    case 'datetime':
      return ANY_TIME.slice(0, widget.format?.length);
    case 'number':
      return widget.min ?? 0;
    case 'boolean':
      return false;
    default:
      return textOf(typed);
  }
}

const textOf = (typed: unknown) => (typeof typed === 'string' ? typeset(typed) : '');
