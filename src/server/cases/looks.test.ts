import { expect, test } from 'vitest';
import { MemoryStore } from '../../../tests/doubles/memory-store.ts';
import { Looks } from './looks.ts';

const ID = 'a'.repeat(32);

test('a look at the day on which a youth of sixteen is of age is due then, and not before', async () => {
  const looks = new Looks(new MemoryStore());
  const at = new Date('2028-11-29T23:00:00Z');
  await looks.schedule(ID, at);
  expect(await looks.due(new Date('2026-11-30T19:00:00Z'))).toEqual([]);
  expect(await looks.due(at)).toMatchObject([{ id: ID, at }]);
});

test('a look that a clock far ahead wrote is due', async () => {
  const looks = new Looks(new MemoryStore());
  await looks.schedule(ID, new Date('2036-11-30T19:00:00Z'));
  expect(await looks.due(new Date('2026-11-30T19:00:00Z'))).toMatchObject([{ id: ID }]);
});
