import * as z from 'zod';

const list = z.tuple([z.literal('L')], z.unknown());
const date = z.tuple([z.literal('d'), z.number()]);
const dateTime = z.tuple([z.literal('D'), z.number(), z.string()]);

/** Of seconds since 1970, in a time zone. */
function dayOf(seconds: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(seconds * 1000);
}

/** What a cell of a column of this type says as text (support.getgrist.com/code/enums/GristData.GristObjCode). */
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
