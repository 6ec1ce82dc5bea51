import { expect, test } from 'vitest';
import { closesAt, isFor, isTakingNames, type ProgrammeEvent, reminderOf } from './programme-event.ts';

const EVENT: ProgrammeEvent = {
  slug: 'atelier',
  title: 'Atelier',
  kind: 'workshop',
  audience: 'youth',
  start: '2027-02-03T14:00',
  end: '2027-02-03T17:00',
  place: 'Lille',
  cancelled: false,
};

const at = (text: string) => new Date(text);

test('names are taken until the start, or until the day that staff set', () => {
  expect(isTakingNames(EVENT, at('2027-02-03T12:59:59Z'))).toBe(true);
  expect(isTakingNames(EVENT, at('2027-02-03T13:00:00Z'))).toBe(false);
  const until = { ...EVENT, registrationUntil: '2027-01-27T18:00' };
  expect(closesAt(until)).toEqual(at('2027-01-27T17:00:00Z'));
  expect(isTakingNames(until, at('2027-01-27T17:00:00Z'))).toBe(false);
  expect(isTakingNames({ ...EVENT, cancelled: true }, at('2027-01-01T00:00:00Z'))).toBe(false);
});

test('an event is for its audience; of everyone, for both', () => {
  expect([isFor('youth', EVENT), isFor('mentor', EVENT)]).toEqual([true, false]);
  expect(isFor('mentor', { audience: 'everyone' })).toBe(true);
  expect(isFor('mentor', { audience: 'company' })).toBe(false);
});

test('the reminder comes in the morning, three days before, over a change of month too', () => {
  expect(reminderOf({ start: '2027-03-01T09:00' })).toEqual(at('2027-02-26T08:00:00Z'));
});
