import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { type CalendarEvent, calendarOf } from './calendar.ts';

const site = new URL('https://mentorat.example');

function anEvent(id: string, data: Partial<CalendarEvent['data']> = {}): CalendarEvent {
  return {
    id,
    href: `/agenda/${id}/`,
    data: {
      title: 'Visite',
      lead: 'On entre.',
      registration: 'Écris à l’équipe.',
      start: '2027-01-20T09:30',
      end: '2027-01-20T12:00',
      place: 'Lille',
      ...data,
    },
  };
}

/** The events of a file as another library reads them, and its lines. */
function readBack(events: CalendarEvent[]) {
  const text = calendarOf(events, { name: 'Agenda', site });
  const calendar = ICAL.Component.fromString(text);
  return {
    text,
    lines: text.split('\r\n'),
    events: calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component)),
  };
}

test('hours of Paris become instants, in winter, in summer and over the change of hour', () => {
  const { events } = readBack([
    anEvent('winter'),
    anEvent('summer', { start: '2027-07-01T14:00', end: '2027-07-01T16:00' }),
    anEvent('two-days', { start: '2027-03-27T20:00', end: '2027-03-28T08:00' }),
  ]);
  expect(events.map(({ startDate, endDate }) => [startDate.toJSDate(), endDate.toJSDate()])).toEqual([
    [new Date('2027-01-20T08:30:00Z'), new Date('2027-01-20T11:00:00Z')],
    [new Date('2027-07-01T12:00:00Z'), new Date('2027-07-01T14:00:00Z')],
    [new Date('2027-03-27T19:00:00Z'), new Date('2027-03-28T06:00:00Z')],
  ]);
});

test('words come back as they were written, whatever they hold', () => {
  const title = 'Pain, fromage ; et « crêpes » \\ 😀 '.repeat(4).trim();
  const { events } = readBack([anEvent('a', { title, place: '1, rue des Tisserands; Tourcoing' })]);
  expect(events.map(({ summary, location }) => [summary, location])).toEqual([
    [title, '1, rue des Tisserands; Tourcoing'],
  ]);
});

test('no line is longer than 75 octets, and every line ends with CRLF', () => {
  const { text, lines } = readBack([anEvent('a', { title: 'Été à l’œuvre '.repeat(20).trim() })]);
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n', '')).not.toContain('\n');
});

test('the same events give the same file at each build, and keep their identifier when they change', () => {
  const events = [anEvent('visite')];
  expect(readBack(events).text).toBe(readBack(events).text);
  const moved = readBack([anEvent('visite', { start: '2027-01-21T09:30', end: '2027-01-21T12:00' })]);
  expect(moved.events.map(({ uid }) => uid)).toEqual(readBack(events).events.map(({ uid }) => uid));
});

test('no event at all is still a calendar that one can subscribe to', () => {
  const { lines, events } = readBack([]);
  expect(events).toEqual([]);
  expect([lines[0], ...lines.slice(-2)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR', '']);
});
