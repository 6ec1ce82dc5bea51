import { expect, test } from 'vitest';
import type { ProgrammeEvent } from '../../domain/events/programme-event.ts';
import { REGISTRATION } from '../../domain/events/registrations-tab.ts';
import { HOURS_LINE } from '../../domain/hours/hours-tab.ts';
import { eventLineId, eventLinesDue } from './event-lines.ts';

const VISIT: ProgrammeEvent = {
  slug: 'marche',
  title: 'Le marché de gros',
  kind: 'visit',
  audience: 'youth',
  start: '2027-01-20T09:30',
  end: '2027-01-20T12:00',
  place: 'MIN de Lomme',
  cancelled: false,
};
const AFTER = new Date('2027-01-20T12:00:00Z');

const came = (title = VISIT.title, state = 'Venue') =>
  new Map([
    ['a', { [REGISTRATION.event]: title, [REGISTRATION.date]: '2027-01-20', [REGISTRATION.state]: state }],
  ]);

function due(
  event: Partial<ProgrammeEvent> = {},
  rows: Partial<Parameters<typeof eventLinesDue>[0]> = {},
  now = AFTER,
) {
  return eventLinesDue(
    { lines: new Map(), registrations: came(), ...rows },
    [{ ...VISIT, ...event }],
    new Set(),
    now,
  );
}

test('an event that is over, and where somebody was seen, makes one line of its length', () => {
  expect(due()).toEqual([
    {
      id: eventLineId(VISIT),
      cells: {
        [HOURS_LINE.date]: '2027-01-20',
        [HOURS_LINE.duration]: '2 h 30',
        [HOURS_LINE.kind]: 'Visite',
        [HOURS_LINE.event]: VISIT.title,
        [HOURS_LINE.state]: 'Comptée',
      },
    },
  ]);
});

test.each([
  ['that is not over', {}, {}, new Date('2027-01-20T10:59:59Z')],
  ['that was cancelled', { cancelled: true }, {}, AFTER],
  ['that is an immersion, a meeting or a training', { kind: 'immersion' }, {}, AFTER],
  ['over several days', { start: '2027-01-19T09:30' }, {}, AFTER],
  ['where nobody was seen', {}, { registrations: came(VISIT.title, 'Absente') }, AFTER],
  [
    'of which the ledger has a line',
    {},
    { lines: new Map([['x', { [HOURS_LINE.event]: 'le marche de gros' }]]) },
    AFTER,
  ],
] as const)('an event %s makes none', (_, event, rows, now) => {
  expect(due(event, rows, now)).toEqual([]);
});

test('a line that was written does not come back', () => {
  const rows = { lines: new Map(), registrations: came() };
  expect(eventLinesDue(rows, [VISIT], new Set([eventLineId(VISIT)]), AFTER)).toEqual([]);
});
