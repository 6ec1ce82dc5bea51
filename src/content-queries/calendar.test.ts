import ICAL from 'ical.js';
import { sync as nodeIcal } from 'node-ical';
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

/** The file, its lines, and what two other libraries read in it. */
function readBack(events: CalendarEvent[]) {
  const text = calendarOf(events, { name: 'Agenda', site });
  const calendar = ICAL.Component.fromString(text);
  const alsoRead = Object.values(nodeIcal.parseICS(text));
  return {
    text,
    lines: text.split('\r\n'),
    calendar,
    events: calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component)),
    eventsAlsoRead: alsoRead.flatMap((component) => (component?.type === 'VEVENT' ? [component] : [])),
  };
}

/** Each in Paris, and in UTC. */
const times = [
  {
    id: 'winter',
    paris: ['2027-01-20T09:30', '2027-01-20T12:00'],
    utc: ['2027-01-20T08:30', '2027-01-20T11:00'],
  },
  {
    id: 'summer',
    paris: ['2027-07-01T14:00', '2027-07-01T16:00'],
    utc: ['2027-07-01T12:00', '2027-07-01T14:00'],
  },
  {
    id: 'to-summer',
    paris: ['2027-03-27T20:00', '2027-03-28T08:00'],
    utc: ['2027-03-27T19:00', '2027-03-28T06:00'],
  },
  {
    id: 'to-winter',
    paris: ['2027-10-30T20:00', '2027-10-31T08:00'],
    utc: ['2027-10-30T18:00', '2027-10-31T07:00'],
  },
  {
    id: 'two-days',
    paris: ['2027-05-10T09:00', '2027-05-11T17:00'],
    utc: ['2027-05-10T07:00', '2027-05-11T15:00'],
  },
] as const;

test('hours of Paris become instants, over two days and the changes of hour too, for both readers', () => {
  const { events, eventsAlsoRead } = readBack(
    times.map(({ id, paris: [start, end] }) => anEvent(id, { start, end })),
  );
  const expected = times.map(({ utc }) => utc.map((time) => new Date(`${time}Z`)));
  expect(events.map(({ startDate, endDate }) => [startDate.toJSDate(), endDate.toJSDate()])).toEqual(
    expected,
  );
  const instants = (dates: readonly (Date | undefined)[]) =>
    dates.map((date) => date && new Date(date.getTime()));
  expect(eventsAlsoRead.map(({ start, end }) => instants([start, end]))).toEqual(expected);
});

test('the file and each event carry what calendars insist on', () => {
  const { text, calendar, events } = readBack([anEvent('visite')]);
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
  expect(calendar.getFirstPropertyValue('prodid')).toBe('-//Association Le Moment//Agenda//FR');
  expect(events.map(({ uid, startDate }) => [uid, startDate.zone.tzid])).toEqual([
    ['agenda-visite@le-moment.org', 'UTC'],
  ]);
  expect(text).toMatch(/^DTSTAMP:\d{8}T\d{6}Z\r$/m);
});

test('words come back as they were written, whatever they hold', () => {
  const title = 'Pain, fromage ; et « crêpes » \\ 😀 '.repeat(4).trim();
  const place = '1, rue des Tisserands; Tourcoing';
  const { events, eventsAlsoRead } = readBack([anEvent('a', { title, place })]);
  expect(events.map(({ summary, location }) => [summary, location])).toEqual([[title, place]]);
  expect(eventsAlsoRead.map(({ summary, location }) => [summary, location])).toEqual([[title, place]]);
});

test.each([
  ['events', [anEvent('a', { title: 'Été à l’œuvre 😀 '.repeat(20).trim() })]],
  ['none', []],
])('no line is longer than 75 octets, and every line ends with CRLF: %s', (_, events) => {
  const { text, lines } = readBack(events);
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n', '')).not.toContain('\n');
});

test('the same events give the same file at each build, and keep their identifier when they change', () => {
  const events = [anEvent('visite')];
  expect(readBack(events).text).toBe(readBack(events).text);
  const moved = readBack([anEvent('visite', { start: '2027-01-21T09:30', end: '2027-01-21T12:00' })]);
  expect(moved.events.map(({ uid }) => uid)).toEqual(readBack(events).events.map(({ uid }) => uid));
});

test('no event at all is still a calendar with a component, as RFC 5545 asks, and reads as the time of Paris', () => {
  const { lines, events, eventsAlsoRead, calendar } = readBack([]);
  expect([...events, ...eventsAlsoRead]).toEqual([]);
  expect([lines[0], ...lines.slice(-2)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR', '']);
  const [zone] = calendar.getAllSubcomponents('vtimezone').map((component) => new ICAL.Timezone(component));
  const offsets = times.flatMap(({ paris }) =>
    paris.map((local) => zone?.utcOffset(ICAL.Time.fromDateTimeString(`${local}:00`))),
  );
  expect(offsets.map((seconds) => (seconds ?? 0) / 3600)).toEqual([1, 1, 2, 2, 1, 2, 2, 1, 2, 2]);
});
