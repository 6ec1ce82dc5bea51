import * as z from 'zod';
import { wallTime } from '../../../domain/wall-clock.ts';

export const BYTE_ORDER_MARK = '\uFEFF';

const list = z.tuple([z.literal('L')], z.unknown());
const date = z.tuple([z.literal('d'), z.number()]);
const dateTime = z.tuple([z.literal('D'), z.number(), z.string()]);

/** The day of an instant in seconds since 1970, in a time zone. */
function dayOf(seconds: number, timeZone: string): string {
  return wallTime(new Date(seconds * 1000), timeZone).slice(0, 10);
}

/** True when a cell holds the default that Grist puts into every new cell of a column of this type. */
export function isUntouched(value: unknown, type: string): boolean {
  if (value === 0) return /^(Numeric|Int|Ref:.*)$/.test(type);
  return value === undefined || value === null || value === '' || value === false;
}

/** A text as Grist gives it back: without its leading U+FEFF, which it keeps in the cell. */
export function asGivenBack(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

/** Text of a cell in a column of this type (support.getgrist.com/code/enums/GristData.GristObjCode). */
export function textOf(value: unknown, type = 'Text'): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'oui' : '';
  if (typeof value === 'number') {
    const [kind = '', zone = 'UTC'] = type.split(':');
    return kind === 'Date' || kind === 'DateTime' ? dayOf(value, zone) : String(value);
  }
  const asDate = date.safeParse(value).data;
  if (asDate) return dayOf(asDate[1], 'UTC');
  const asDateTime = dateTime.safeParse(value).data;
  if (asDateTime) return dayOf(asDateTime[1], asDateTime[2]);
  const [, ...items] = list.safeParse(value).data ?? [];
  return items.map((item) => textOf(item)).join('; ');
}
