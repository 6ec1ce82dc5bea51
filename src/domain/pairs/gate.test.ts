import { expect, test } from 'vitest';
import { CONDITIONS, missingConditions, missingInWords } from './gate.ts';
import { proposedMentorIn } from './proposed-mentor.ts';

const READY = {
  isAuthorised: true,
  trainedOn: '2026-11-05',
  bulletinSeenOn: '3/11/2026',
  bulletinSeenBy: 'Awa',
} as const;
const REQUIRED = { bulletinRequired: true };

test('nothing is missing once each condition is fulfilled', () => {
  expect(missingConditions(READY, REQUIRED)).toEqual([]);
});

test.each([
  ['guardian', { isAuthorised: false }],
  ['training', { trainedOn: '' }],
  ['training', { trainedOn: 'bientôt' }],
  ['bulletin', { bulletinSeenOn: '' }],
  ['bulletin', { bulletinSeenOn: 'vierge' }],
  ['bulletin', { bulletinSeenBy: ' ' }],
] as const)('%s is missing with %j', (condition, changed) => {
  expect(missingConditions({ ...READY, ...changed }, REQUIRED)).toEqual([condition]);
});

test('no bulletin is asked for where the setting asks for none', () => {
  expect(missingConditions({ ...READY, bulletinSeenOn: '' }, { bulletinRequired: false })).toEqual([]);
});

test('each condition has its words', () => {
  expect(missingInWords(CONDITIONS).split(' ; ')).toHaveLength(CONDITIONS.length);
});

test('a proposal is the one reference that the cell holds, in any text', () => {
  const is = { kind: 'mentor', reference: 'ME-7K2M9QWX' };
  expect(proposedMentorIn('ME-7K2M9QWX')).toEqual(is);
  expect(proposedMentorIn(' me 7k2m 9qwx ')).toEqual(is);
  expect(proposedMentorIn('ME-7K2M9QWX Claire (Eurasanté, le soir, 1 place)')).toEqual(is);
  expect(proposedMentorIn('ME-7K2M9QWX, oui ME-7K2M9QWX')).toEqual(is);
  expect(proposedMentorIn('  ')).toEqual({ kind: 'nobody' });
  expect(proposedMentorIn('ME-7K2M9QWX ou ME-8K2M9QWX')).toEqual({ kind: 'unreadable', found: 2 });
  expect(proposedMentorIn('JE-7K2M9QWX')).toEqual({ kind: 'unreadable', found: 0 });
  expect(proposedMentorIn('MEME-7K2M9QWX')).toEqual({ kind: 'unreadable', found: 0 });
  expect(proposedMentorIn('ME-7K2M9QWXY')).toEqual({ kind: 'unreadable', found: 0 });
  expect(proposedMentorIn('demain')).toEqual({ kind: 'unreadable', found: 0 });
});
