import { describe, expect, test } from 'vitest';
import type { Recruited } from '../../domain/application/form.ts';
import { statusesOf } from '../../domain/application/statuses.ts';
import { type DatedRow, duePromises, statusStartAtReception } from './due-promises.ts';
import type { StatusStart } from '../cases/status-facts.ts';

const AUDIENCES = ['youth', 'mentor', 'company'] as const satisfies readonly Recruited[];
const STATUSES = AUDIENCES.flatMap((audience) =>
  statusesOf(audience).map((status, rank) => ({ audience, rank, ...status })),
);
const DAYS = { promiseDays: 5 };

type Due = 'late' | 'today' | 'next' | undefined;

function aRow(overrides: Partial<DatedRow> = {}): DatedRow {
  return {
    id: 'a'.repeat(32),
    audience: 'youth',
    reference: 'JE-7K2M9QWX',
    receivedAt: '2026-11-02T10:00:00+01:00',
    status: 'Entretien',
    lastContact: '',
    givenName: 'Inès',
    email: 'ines@exemple.fr',
    phone: '',
    preferredContact: '',
    birthDate: '',
    wish: '',
    statusStart: { at: '2026-11-23T09:00:00.000Z' },
    ...overrides,
  };
}

/** Where a day has a row. */
function dueOn(today: string, overrides: Partial<DatedRow> = {}): Due {
  const due = duePromises([aRow(overrides)], DAYS, today);
  const found = (['late', 'today', 'next'] as const).filter((when) => due[when].length > 0);
  expect(found.length).toBeLessThan(2);
  return found[0];
}

/** A status taken at this instant, and what the days around that of its answer have. */
const CALENDAR: readonly (readonly [why: string, takenAt: string, days: Readonly<Record<string, Due>>])[] = [
  [
    'a week, its week-end',
    '2026-11-23T09:00:00.000Z',
    {
      '2026-11-23': undefined,
      '2026-11-26': undefined,
      '2026-11-27': 'next',
      '2026-11-28': 'next',
      '2026-11-29': 'next',
      '2026-11-30': 'today',
      '2026-12-01': 'late',
      '2026-12-05': 'late',
      '2027-11-30': 'late',
    },
  ],
  ['a Sunday by the clocks of Lille', '2026-11-22T22:30:00.000Z', { '2026-11-27': 'today' }],
  ['a Monday by the clocks of Lille', '2026-11-22T23:30:00.000Z', { '2026-11-27': 'next' }],
  [
    'Christmas, a Friday',
    '2026-12-18T09:00:00.000Z',
    {
      '2026-12-23': undefined,
      '2026-12-24': 'next',
      '2026-12-25': 'next',
      '2026-12-27': 'next',
      '2026-12-28': 'today',
      '2026-12-29': 'late',
    },
  ],
  [
    'Easter Monday, and the night when the clocks change',
    '2027-03-23T09:00:00.000Z',
    { '2027-03-29': undefined, '2027-03-30': 'next', '2027-03-31': 'today', '2027-04-01': 'late' },
  ],
  [
    'Ascension Day',
    '2027-04-30T09:00:00.000Z',
    { '2027-05-06': undefined, '2027-05-07': 'next', '2027-05-10': 'today', '2027-05-11': 'late' },
  ],
];

describe.each(STATUSES)('$audience, « $label »', ({ audience, label: status, isPromised, rank }) => {
  test.each(CALENDAR)('has its days counted over %s, if it promises any', (_, at, days) => {
    for (const [today, due] of Object.entries(days))
      for (const typed of [status, ` ${status.toUpperCase()}`, status.replace("'", '’')])
        expect(dueOn(today, { audience, status: typed, statusStart: { at } }), today).toBe(
          isPromised === true ? due : undefined,
        );
  });

  test.each([
    ['the day it was taken', '23/11/2026', true],
    ['a day after', 'appelée le 25 novembre 2026', true],
    ['a day before, then one after', '3/11/2026 ; 24/11/2026', true],
    ['this month, without a day', 'novembre 2026', true],
    ['a day before', '2026-11-22', false],
    ['a month before', 'octobre 2026', false],
  ])('stops with a contact that same %s, and with none that was before', (_, lastContact, isAnswered) => {
    const isWaiting = isPromised === true && !isAnswered;
    expect(dueOn('2026-12-01', { audience, status, lastContact })).toBe(isWaiting ? 'late' : undefined);
  });

  test.each(['bien reçue', '12/03', '31/02/2026'])(
    'is not stopped by « %s », unless nothing came before it',
    (lastContact) => {
      const row = { audience, status, lastContact };
      expect(dueOn('2026-12-01', row)).toBe(isPromised === true ? 'late' : undefined);
      const statusStart: StatusStart = { at: '2026-11-23T09:00:00.000Z', isReception: true };
      expect(dueOn('2026-12-01', { ...row, statusStart })).toBe(
        isPromised === true && rank > 0 ? 'late' : undefined,
      );
    },
  );

  test('told once its day had passed counts from then, told in time from when it was taken', () => {
    const row = { audience, status };
    const promised = isPromised === true;
    const at = '2026-11-23T09:00:00.000Z';
    const late = { ...row, statusStart: { at, notifiedAt: '2026-12-13T10:00:00.000Z' } };
    expect(dueOn('2026-12-16', late)).toBe(undefined);
    expect(dueOn('2026-12-17', late)).toBe(promised ? 'next' : undefined);
    expect(dueOn('2026-12-18', late)).toBe(promised ? 'today' : undefined);
    expect(dueOn('2026-12-21', late)).toBe(promised ? 'late' : undefined);
    // A contact while the letter waited is one all the same.
    expect(dueOn('2026-12-21', { ...late, lastContact: '1/12/2026' })).toBe(undefined);
    const onTime = { ...row, statusStart: { at, notifiedAt: '2026-11-30T10:00:00.000Z' } };
    expect(dueOn('2026-11-30', onTime)).toBe(promised ? 'today' : undefined);
  });

  test('is in none while nobody knows since when', () => {
    expect(dueOn('2027-12-01', { audience, status, statusStart: undefined })).toBe(undefined);
  });
});

test.each(['', 'Acceptéee', 'Prévenue'])('« %s », which no list has, promises nothing', (status) => {
  expect(dueOn('2027-12-01', { status })).toBe(undefined);
});

test('any contact answers who has just arrived, and one of its own days who came back to the first status', () => {
  const row = { status: 'Reçue', lastContact: '2026-11-01' };
  expect(
    dueOn('2026-12-01', { ...row, statusStart: { at: '2026-11-23T09:00:00Z', isReception: true } }),
  ).toBe(undefined);
  expect(dueOn('2026-12-01', { ...row, statusStart: { at: '2026-11-23T09:00:00Z' } })).toBe('late');
});

test('the longest late come first', () => {
  const rows = ['2026-11-23', '2026-11-02', '2026-11-12'].map((day) =>
    aRow({ reference: day, statusStart: { at: `${day}T09:00:00.000Z` } }),
  );
  expect(duePromises(rows, DAYS, '2026-12-24').late.map(({ reference }) => reference)).toEqual([
    '2026-11-02',
    '2026-11-12',
    '2026-11-23',
  ]);
});

test('a row without a file says since when it waits only at its first status, with a date', () => {
  expect(statusStartAtReception(aRow({ status: 'Reçue' }))).toEqual({
    at: '2026-11-02T09:00:00.000Z',
    isReception: true,
  });
  expect(statusStartAtReception(aRow({ status: 'Entretien' }))).toBe(undefined);
  for (const receivedAt of ['', 'hier', '31/02/2026'])
    expect(statusStartAtReception(aRow({ status: 'Reçue', receivedAt }))).toBe(undefined);
});
