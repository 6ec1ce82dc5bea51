import { expect, test } from 'vitest';
import { historyAddress } from './history-link.ts';

const github = { name: 'github', repo: 'association/site', branch: 'main' } as const;
const commits = 'https://github.com/association/site/commits/main/src/content';

test.each([
  ['/collections/stories/entries/une-porte', '/stories/une-porte.md'],
  ['/collections/stories/entries/une-porte?ref=workflow', '/stories/une-porte.md'],
  ['/collections/settings/entries/site', '/settings/site.json'],
  ['/collections/trades', '/trades'],
  ['/collections/stories/new', '/stories'],
  ['/workflow', ''],
  ['', ''],
])('at %j « Historique » leads to %j', (address, file) => {
  expect(historyAddress(github, address)).toBe(`${commits}${file}`);
});

test('there is no history to lead to on a computer, or where the repository is not said', () => {
  expect(historyAddress({ name: 'proxy', branch: 'main' }, '/workflow')).toBeUndefined();
  expect(historyAddress({ name: 'git-gateway', branch: 'main' }, '/workflow')).toBeUndefined();
});
