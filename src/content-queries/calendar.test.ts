import ICAL from 'ical.js';
import { sync as nodeIcal } from 'node-ical';
import { convertIcsCalendar } from 'ts-ics';
import { describe, expect, test } from 'vitest';
import { type CalendarEvent, calendarOf } from './calendar.ts';

const site = new URL('https://mentorat.example');

function anEvent(id: string, data: Partial<CalendarEvent['data']> = {}, revised = '2026-11-30T21:00:00Z') {
  return {
    id,
    href: `/agenda/${id}/`,
    data: {
      title: 'Visite',
      kind: 'visit',
      audience: 'youth',
      lead: 'On entre.',
      registration: 'Écris à l’équipe.',
      start: '2027-01-20T09:30',
      end: '2027-01-20T12:00',
      place: 'Lille',
      ...data,
    },
    revised: new Date(revised),
  } satisfies CalendarEvent;
}

const written = (events: readonly CalendarEvent[]) => calendarOf(events, { name: 'Agenda', site });

/** `YYYY-MM-DD` for a day, else an instant in UTC. */
function timeText(date: Date | undefined, isDay: boolean) {
  return date?.toISOString().slice(0, isDay ? 10 : undefined);
}

/** Each library's reading of a calendar, in one shape. */
const readers = {
  'ical.js': (text: string) =>
    ICAL.Component.fromString(text)
      .getAllSubcomponents('vevent')
      .map((component) => {
        const { uid, summary, location, description, startDate, endDate } = new ICAL.Event(component);
        const property = (name: string) => component.getFirstPropertyValue(name);
        const instant = (name: string) => new Date(String(property(name))).toISOString();
        const time = (at: ICAL.Time) => (at.isDate ? at.toString() : at.toJSDate().toISOString());
        return {
          uid,
          sequence: Number(property('sequence')),
          changed: [instant('dtstamp'), instant('last-modified')],
          times: [time(startDate), time(endDate)],
          words: [summary, location, description],
          status: property('status'),
        };
      }),
  'node-ical': (text: string) =>
    Object.values(nodeIcal.parseICS(text)).flatMap((component) => {
      if (component?.type !== 'VEVENT') return [];
      const { uid, summary, location, description, start, end, datetype } = component;
      // A day is midnight where the program runs.
      const day = (at: Date | undefined) =>
        at &&
        [at.getFullYear(), at.getMonth() + 1, at.getDate()]
          .map((part) => String(part).padStart(2, '0'))
          .join('-');
      return {
        uid,
        sequence: Number(component.sequence),
        changed: [component.dtstamp.toISOString(), component.lastmodified?.toISOString()],
        times: [start, end].map((at) => (datetype === 'date' ? day(at) : timeText(at, false))),
        words: [summary, location, description],
        status: component.status,
      };
    }),
  'ts-ics': (text: string) =>
    (convertIcsCalendar(undefined, text).events ?? []).map(
      ({ uid, sequence, stamp, lastModified, ...event }) => ({
        uid,
        sequence,
        changed: [stamp.date.toISOString(), lastModified?.date.toISOString()],
        times: [event.start, event.end].map((at) => timeText(at?.date, at?.type === 'DATE')),
        words: [event.summary, event.location, event.description],
        status: event.status,
      }),
    ),
};

const libraries = ['ical.js', 'node-ical', 'ts-ics'] as const;

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
  {
    id: 'evening',
    paris: ['2027-05-10T20:00', '2027-05-11T00:00'],
    utc: ['2027-05-10T18:00', '2027-05-10T22:00'],
  },
] as const;

describe.each(libraries)('as %s reads it', (library) => {
  const read = (...events: readonly CalendarEvent[]) => readers[library](written(events));

  test('hours of Paris become instants, over two days and the changes of hour too', () => {
    const found = read(...times.map(({ id, paris: [start, end] }) => anEvent(id, { start, end })));
    const expected = times.map(({ utc }) => utc.map((time) => new Date(`${time}Z`).toISOString()));
    expect(found.map((event) => event.times)).toEqual(expected);
  });

  test.each([
    ['one day', '2027-05-10T00:00', '2027-05-10T23:59', ['2027-05-10', '2027-05-11']],
    ['to midnight', '2027-05-10T00:00', '2027-05-11T00:00', ['2027-05-10', '2027-05-11']],
    ['the day of 23 hours', '2027-03-28T00:00', '2027-03-28T23:59', ['2027-03-28', '2027-03-29']],
    [
      'the day of 25 hours, and the one before',
      '2026-10-24T00:00',
      '2026-10-25T23:59',
      ['2026-10-24', '2026-10-26'],
    ],
    ['the end of a year', '2026-12-31T00:00', '2026-12-31T23:59', ['2026-12-31', '2027-01-01']],
  ])('whole days are days, the end excluded: %s', (_, start, end, expected) => {
    expect(read(anEvent('a', { start, end })).map((event) => event.times)).toEqual([expected]);
  });

  test('words come back as they were written, whatever they hold', () => {
    const title = 'Pain, fromage ; et « crêpes » \\ 😀 '.repeat(4).trim();
    const place = '1, rue des Tisserands; Tourcoing';
    const lead = 'Première ligne,\nseconde ; END';
    expect(read(anEvent('a', { title, place, lead })).map(({ words }) => words)).toEqual([
      [
        title,
        place,
        `Visite d’entreprise pour les jeunes.\n\n${lead}\n\nÉcris à l’équipe.\n\nhttps://mentorat.example/agenda/a/`,
      ],
    ]);
  });

  test('says what it is and for whom: a training in the calendar of a youth is seen to be for mentors', () => {
    const [training] = read(
      anEvent('a', { title: 'Entrer dans le rôle', kind: 'training', audience: 'mentor' }),
    );
    expect(training?.words[2]).toMatch(/^Formation pour les mentors\.\n\n/);
  });

  test('an event is dated by its last change, whenever it happens', () => {
    const changed = '2026-11-30T21:00:00.000Z';
    expect(
      read(anEvent('a'), anEvent('b', { start: '2026-02-01T10:00', end: '2027-02-01T12:00' })),
    ).toMatchObject([
      { changed: [changed, changed], status: 'CONFIRMED' },
      { changed: [changed, changed], status: 'CONFIRMED' },
    ]);
  });

  test.each([
    ['moved', { start: '2027-01-21T09:30', end: '2027-01-21T12:00' }],
    ['moved to an earlier day', { start: '2026-12-21T09:30', end: '2026-12-21T12:00' }],
    ['lengthened', { end: '2027-01-20T18:00' }],
    ['made to last all day', { start: '2027-01-20T00:00', end: '2027-01-20T23:59' }],
    ['renamed', { title: 'Atelier' }],
    ['held elsewhere', { place: 'Tourcoing' }],
    ['cancelled', { cancelled: true }],
  ])('a calendar takes the new version of an event that is %s', (_, change) => {
    const [before] = read(anEvent('visite'));
    const [after] = read(anEvent('visite', change, '2026-11-30T21:00:01Z'));
    expect(after?.uid).toBe(before?.uid);
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? Infinity);
    const changed = '2026-11-30T21:00:01.000Z';
    expect(after?.changed).toEqual([changed, changed]);
    expect([after?.times, after?.words, after?.status]).not.toEqual([
      before?.times,
      before?.words,
      before?.status,
    ]);
  });

  test('a cancelled event stays, and says so to calendars and to people', () => {
    expect(read(anEvent('visite', { cancelled: true }))).toMatchObject([
      {
        status: 'CANCELLED',
        words: [
          'Annulé\u00A0: Visite',
          'Lille',
          'C’est annulé.\n\nOn entre.\n\nhttps://mentorat.example/agenda/visite/',
        ],
      },
    ]);
  });

  test('no event at all reads as none', () => {
    expect(read()).toEqual([]);
  });
});

test('the file and each event carry what calendars insist on', () => {
  const text = written([anEvent('visite')]);
  const calendar = ICAL.Component.fromString(text);
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
  expect(calendar.getFirstPropertyValue('prodid')).toBe('-//Association Le Moment//Agenda//FR');
  const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
  expect(events.map(({ uid, startDate }) => [uid, startDate.zone.tzid])).toEqual([
    ['agenda-visite@le-moment.org', 'UTC'],
  ]);
  expect(text).toMatch(/^DTSTAMP:20261130T210000Z\r$/m);
  expect(text).toMatch(/^LAST-MODIFIED:20261130T210000Z\r$/m);
  // Without a METHOD, DTSTAMP says the same as LAST-MODIFIED.
  expect(text).not.toContain('METHOD');
  expect(text).toMatch(/^REFRESH-INTERVAL;VALUE=DURATION:PT4H\r$/m);
  expect(text).toMatch(/^X-PUBLISHED-TTL:PT4H\r$/m);
});

test('a sequence is a number that RFC 5545 allows, at any time', () => {
  const sequences = ['1999-01-01', '2026-01-01', '2090-01-01'].map(
    (day) => readers['node-ical'](written([anEvent('a', {}, `${day}T00:00:00Z`)]))[0]?.sequence,
  );
  expect(sequences).toEqual([0, 0, Date.UTC(2090) / 1000 - Date.UTC(2026) / 1000]);
  expect(Math.max(...sequences.map(Number))).toBeLessThan(2 ** 31);
});

test.each([
  ['events', [anEvent('a', { title: 'Été à l’œuvre 😀 '.repeat(20).trim() })]],
  ['none', []],
])('no line is longer than 75 octets, and every line ends with CRLF: %s', (_, events) => {
  const text = written(events);
  const lengths = text.split('\r\n').map((line) => Buffer.byteLength(line));
  expect(Math.max(...lengths)).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('the same events give the same file at each build', () => {
  const events = [anEvent('visite'), anEvent('atelier', { cancelled: true })];
  expect(written(events)).toBe(written(structuredClone(events)));
});

test('no event at all is still a calendar with a component, as RFC 5545 asks, and reads as the time of Paris', () => {
  const text = written([]);
  const lines = text.split('\r\n');
  expect([lines[0], ...lines.slice(-2)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR', '']);
  const [zone] = ICAL.Component.fromString(text)
    .getAllSubcomponents('vtimezone')
    .map((component) => new ICAL.Timezone(component));
  const offsets = times.flatMap(({ paris }) =>
    paris.map((local) => zone?.utcOffset(ICAL.Time.fromDateTimeString(`${local}:00`))),
  );
  expect(offsets.map((seconds) => (seconds ?? 0) / 3600)).toEqual([1, 1, 2, 2, 1, 2, 2, 1, 2, 2, 2, 2]);
});
