import { pageWeight } from '../../scripts/bench/page-weight.ts';
import { expect, test } from 'playwright/test';

test('every public page keeps its budget of bytes', async () => {
  const rows = await pageWeight.run();
  expect(rows.filter(({ ok }) => !ok)).toEqual([]);
});
