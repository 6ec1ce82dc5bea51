import type { ProgrammeEvent } from '../../src/domain/events/programme-event.ts';
import { wallTime } from '../../src/domain/wall-clock.ts';

/** Two events with few places: one that is weeks ahead all along, one that happens while the story goes on. */
export interface Agenda {
  readonly ahead: ProgrammeEvent;
  readonly today: ProgrammeEvent;
}

const PLACES = { ahead: 3, today: 4 };
const DAYS_AHEAD = 30;
const LENGTH_MS = 2 * 3_600_000;

/** @param afterMs when the second begins. */
export function agendaOf(begin: Date, afterMs: number): Agenda {
  const at = (fromBeginMs: number): string =>
    wallTime(new Date(begin.getTime() + fromBeginMs), 'Europe/Paris').slice(0, 16);
  const event = (slug: string, title: string, startMs: number, places: number): ProgrammeEvent => ({
    ...{ slug, title, places },
    kind: 'workshop',
    audience: 'everyone',
    start: at(startMs),
    end: at(startMs + LENGTH_MS),
    place: 'Quelque part, Lille',
    cancelled: false,
    calendar: `BEGIN:VCALENDAR\r\nUID:${slug}\r\nEND:VCALENDAR\r\n`,
  });
  return {
    ahead: event('atelier-de-noel', 'Un atelier en décembre', DAYS_AHEAD * 86_400_000, PLACES.ahead),
    today: event('atelier-du-jour', 'Un atelier le jour même', afterMs, PLACES.today),
  };
}
