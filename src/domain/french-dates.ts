const NO_BREAK = '\u00A0';

/** A civil day, or the one of a local time, as a `Date` whose UTC fields are those of the calendar. */
const calendarDate = (local: string) => new Date(`${local.slice(0, 10)}T00:00Z`);

function formatter(options: Intl.DateTimeFormatOptions) {
  let format: Intl.DateTimeFormat | undefined;
  return (local: string) => {
    // Made when a date is to be told: making them takes a phone longer than the rest of the form's script.
    format ??= new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', ...options });
    return (
      format
        .formatToParts(calendarDate(local))
        // French writes the first of a month « 1er ».
        .map(({ type, value }) => (type === 'day' && value === '1' ? '1er' : value))
        .join('')
        .replace(/(?<=\d(?:er)?) (?=\p{L})/u, NO_BREAK)
    );
  };
}

/** « mercredi 18 novembre 2026 », of a day `YYYY-MM-DD` or a local time. */
export const formatWeekday = formatter({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** « 18 novembre 2026 ». */
export const formatDay = formatter({ day: 'numeric', month: 'long', year: 'numeric' });

/** « nov. ». */
const formatMonth = formatter({ month: 'short' });

/** « novembre 2026 ». */
export const formatMonthOfYear = formatter({ month: 'long', year: 'numeric' });

/** Text of a calendar's leaf: « 18 » and « nov. », or « 30–2 » and « janv.–févr. » when it lasts. */
export function formatLeaf(start: string, end: string): { days: string; month: string } {
  const [first, last] = [start, end].map((local) => String(Number(local.slice(8, 10))));
  const [firstMonth, lastMonth] = [formatMonth(start), formatMonth(end)];
  return {
    days: start.slice(0, 10) === end.slice(0, 10) ? `${first}` : `${first}–${last}`,
    month: firstMonth === lastMonth ? lastMonth : `${firstMonth}–${lastMonth}`,
  };
}

/** « 14 h », « 9 h 30 », of a local time `YYYY-MM-DDTHH:mm`. */
export function formatHour(local: string): string {
  const [hours = '', minutes = ''] = local.slice(11).split(':');
  const shown = [String(Number(hours)), 'h', ...(minutes === '00' ? [] : [minutes])];
  return shown.join(NO_BREAK);
}

/** « mercredi 18 novembre 2026, de 14 h à 16 h 30 », or « du vendredi 4 … à 14 h au samedi 5 … à 12 h ». */
export function formatSpan(start: string, end: string): string {
  return start.slice(0, 10) === end.slice(0, 10)
    ? `${formatWeekday(start)}, de ${formatHour(start)} à ${formatHour(end)}`
    : `du ${formatWeekday(start)} à ${formatHour(start)} au ${formatWeekday(end)} à ${formatHour(end)}`;
}
