import { MONTHS } from '../../domain/day-in-words.ts';

const DATE = new RegExp(String.raw`(\d{1,2}(?:er)?[ \u00A0](?:${MONTHS.join('|')}) \d{4},?)`);

/**
 * Text of which no line begins with the year of a date: a date that does not fit on a line begins the next. One that is wider than
 * the column still breaks, as with large text.
 */
export function WholeDates({ text }: { readonly text: string }) {
  return text.split(DATE).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={index} className="whole-date">
        {part}
      </span>
    ),
  );
}
