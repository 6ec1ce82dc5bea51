import { expect, test } from 'vitest';
import { MemoryStore } from '../../../tests/doubles/memory-store.ts';
import { Undelivered } from './undelivered.ts';

test('a thousand letters that nobody got are read a few at once', async () => {
  const store = new MemoryStore();
  const names = Array.from({ length: 1_000 }, (_, n) => `${String(n).padStart(32, '0')}.confirmation`);
  for (const name of names) await new Undelivered(store).note(name, 'lost', '550 5.1.2');
  let [open, most] = [0, 0];
  const counting: ConstructorParameters<typeof Undelivered>[0] = {
    list: (prefix) => store.list(prefix),
    set: (key, text) => store.set(key, text),
    delete: (key) => store.delete(key),
    get: async (key) => {
      open += 1;
      most = Math.max(most, open);
      const text = await store.get(key);
      open -= 1;
      return text;
    },
  };
  expect(await new Undelivered(counting).all()).toHaveLength(1_000);
  expect(most).toBeLessThanOrEqual(20);
});
