import { expect, test } from 'vitest';
import { agendaAt, EVENT_KINDS, isProposed } from './event.ts';

const event = (id: string, start: string, end: string) => ({ id, data: { start, end } });
const ids = (events: { id: string }[]) => events.map(({ id }) => id);

const events = [
  event('next year', '2027-01-12T10:00', '2027-01-12T12:00'),
  event('last month', '2026-10-06T10:00', '2026-10-06T12:00'),
  event('two days', '2026-11-20T09:00', '2026-11-21T17:00'),
  event('this morning', '2026-11-20T08:00', '2026-11-20T09:30'),
];

test('the next event comes first, the latest past one too', () => {
  const { upcoming, past } = agendaAt(events, new Date('2026-11-20T08:30:00Z'));
  expect(ids(upcoming)).toEqual(['two days', 'next year']);
  expect(ids(past)).toEqual(['this morning', 'last month']);
});

test('an event stays until its last minute in Paris', () => {
  expect(ids(agendaAt(events, new Date('2026-11-21T15:59:59Z')).upcoming)).toContain('two days');
  expect(ids(agendaAt(events, new Date('2026-11-21T16:00:00Z')).upcoming)).not.toContain('two days');
});

test('no event at all is an empty agenda', () => {
  expect(agendaAt([], new Date())).toEqual({ upcoming: [], past: [] });
});

test('every kind of event is proposed but the training of mentors', () => {
  const proposed = EVENT_KINDS.filter(({ value: kind }) => isProposed({ data: { kind } }));
  expect(proposed.map(({ value }) => value)).toEqual(['visit', 'workshop', 'immersion', 'meeting']);
});
