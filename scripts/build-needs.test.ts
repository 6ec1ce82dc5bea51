import { expect, test, vi } from 'vitest';
import { MemoryStore } from '../tests/doubles/memory-store.ts';
import { noteNeeds } from '../src/server/schedule/mentor-needs.ts';
import { StoreUnavailable } from '../src/server/store/key-store.ts';
import { needsForBuild } from './build-needs.ts';

test('a build is given what the site keeps, nothing where there is none', async () => {
  const store = new MemoryStore();
  expect(await needsForBuild(() => store)).toBe('');
  const needs = { day: '2026-11-23', season: '2026-2027', sites: { euramaterials: 3 } };
  await noteNeeds(store, needs);
  expect(JSON.parse(await needsForBuild(() => store))).toEqual(needs);
});

test('a build goes on without a store, and says what its pages will not', async () => {
  const warned = vi.spyOn(console, 'warn').mockReturnValue();
  const broken = new MemoryStore();
  vi.spyOn(broken, 'get').mockRejectedValue(new StoreUnavailable('get'));
  expect(await needsForBuild(() => broken)).toBe('');
  const none = () => {
    throw new TypeError('no store');
  };
  expect(await needsForBuild(none)).toBe('');
  expect(warned).toHaveBeenCalledTimes(2);
});
