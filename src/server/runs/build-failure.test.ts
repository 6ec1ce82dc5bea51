import { expect, test } from 'vitest';
import { MemoryStore } from '../../../tests/doubles/memory-store.ts';
import { answerPublication } from '../answers/publication-endpoint.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import { forgetBuildFailure, lastBuildFailure, noteBuildFailure } from './build-failure.ts';

const failure = { at: '2026-11-30T22:00:00.000Z', reason: 'Le contenu a une erreur à corriger.' };
const asked = new Request('https://www.exemple.org/api/publication');

test('why the last build failed is kept until the site is built, and « Dernière publication » is told', async () => {
  const store = new MemoryStore();
  const told = async (): Promise<unknown> => await (await answerPublication(asked, () => store)).json();
  expect(await told()).toEqual({ failure: null });
  await noteBuildFailure(store, { ...failure, reason: 'Une autre.' });
  await noteBuildFailure(store, failure);
  expect(await lastBuildFailure(store)).toEqual(failure);
  expect(await told()).toEqual({ failure });
  await forgetBuildFailure(store);
  expect(await told()).toEqual({ failure: null });
});

test('a reason of many pages is cut', async () => {
  const store = new MemoryStore();
  await noteBuildFailure(store, { ...failure, reason: 'x'.repeat(9000) });
  expect((await lastBuildFailure(store))?.reason).toHaveLength(4000);
});

test('what cannot be read is said in French, and nothing is posted', async () => {
  const broken = { get: () => Promise.reject(new StoreUnavailable('get')) };
  const answer = await answerPublication(asked, () => broken);
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('Rechargez la page');
  const posted = new Request(asked, { method: 'POST' });
  expect((await answerPublication(posted, () => broken)).status).toBe(405);
});
