import { expect, test } from 'vitest';
import { isSameMarkdown, withoutEmptyLines } from './markdown-tree.ts';

test.each([
  ['empty lines', 'Un.\n\n\n\nDeux.', 'Un.\n\nDeux.'],
  ['other bullets', '- Un\n- Deux', '* Un\n* Deux'],
  ['an escape that changes nothing', 'Un\\_deux', 'Un_deux'],
  ['an empty end', 'Un.\n\n', 'Un.'],
])('two texts that differ by %s say the same', (_, one, other) => {
  expect(isSameMarkdown(one, other)).toBe(true);
});

test.each([
  ['a word', 'Un.', 'Deux.'],
  ['a paragraph', 'Un. Deux.', 'Un.\n\nDeux.'],
  ['bold', 'Un **mot**.', 'Un mot.'],
  ['a space inside', 'Un mot.', 'Unmot.'],
  ['a list', '* Un', 'Un'],
  ['two lists', '* Un\n\n- Deux', '* Un\n* Deux'],
  ['a link', '[Un](/a/)', '[Un](/b/)'],
])('two texts that differ by %s do not', (_, one, other) => {
  expect(isSameMarkdown(one, other)).toBe(false);
});

test('empty lines are one, and stay as they are inside a block', () => {
  const block = '```quote\nwords: |-\n  Un\n\n\n  Deux\n```';
  expect(withoutEmptyLines(`Un.\n\n\n\n${block}\n\n\nDeux.`)).toBe(`Un.\n\n${block}\n\nDeux.`);
});
