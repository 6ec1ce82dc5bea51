import { expect, test } from 'vitest';
import type { Backend } from './backend.ts';
import { safeBackend } from './safe-backend.ts';

const path = 'src/content/trades/tissage.yaml';
const file = (raw: string) => ({ dataFiles: [{ slug: 'tissage', path, raw }], assets: [] });
const options = { collectionName: 'trades', newEntry: false, useWorkflow: false };

class Missing extends Error {
  notUnderEditorialWorkflow = true;
}

/** A store that two people share; each has a backend of their own. */
function sharedStore() {
  const store: { published: string; draft?: string } = { published: 'name: Tissage\n' };
  const backend: Backend = {
    getEntry: () => Promise.resolve({ data: store.published }),
    unpublishedEntry: () =>
      store.draft === undefined
        ? Promise.reject(new Missing())
        : Promise.resolve({ diffs: [{ path, id: '1' }] }),
    unpublishedEntryDataFile: () => Promise.resolve(store.draft ?? ''),
    persistEntry(entry, { useWorkflow }) {
      store[useWorkflow ? 'draft' : 'published'] = entry.dataFiles[0]?.raw ?? '';
      return Promise.resolve();
    },
    entriesByFolder: () => Promise.resolve([]),
    getMedia: () => Promise.resolve([]),
    unpublishedEntries: () => Promise.resolve([]),
    publishUnpublishedEntry: () => Promise.resolve(),
    deleteFiles: () => Promise.resolve(),
  };
  return { store, person: () => safeBackend(backend, { drafts: true }) };
}

test('the second of two people who save the same entry is told what the first changed, and overwrites nothing', async () => {
  const { store, person } = sharedStore();
  const [first, second] = [person(), person()];
  await first.getEntry(path);
  await second.getEntry(path);
  await first.persistEntry(file('name: Tissage à la main\n'), options);
  await expect(second.persistEntry(file('name: Tricot\n'), options)).rejects.toThrow(
    'Quelqu’un d’autre a modifié cette fiche pendant que vous écriviez (Nom). Copiez',
  );
  expect(store.published).toBe('name: Tissage à la main\n');
});

test('one person saves as often as they like', async () => {
  const { store, person } = sharedStore();
  const alone = person();
  await alone.getEntry(path);
  await alone.persistEntry(file('name: Un\n'), options);
  await alone.persistEntry(file('name: Deux\n'), options);
  expect(store.published).toBe('name: Deux\n');
});

test('after a new look, the second saves over the first on purpose', async () => {
  const { store, person } = sharedStore();
  const [first, second] = [person(), person()];
  await second.getEntry(path);
  await first.getEntry(path);
  await first.persistEntry(file('name: Un\n'), options);
  await second.getEntry(path);
  await second.persistEntry(file('name: Deux\n'), options);
  expect(store.published).toBe('name: Deux\n');
});

test('a draft that somebody else began meanwhile is not written over', async () => {
  const { store, person } = sharedStore();
  const [first, second] = [person(), person()];
  const workflow = { ...options, useWorkflow: true };
  await first.getEntry(path);
  await second.getEntry(path);
  await first.persistEntry(file('name: Un\n'), workflow);
  await first.persistEntry(file('name: Un de plus\n'), workflow);
  await expect(second.persistEntry(file('name: Deux\n'), workflow)).rejects.toThrow('Quelqu’un d’autre');
  expect(store.draft).toBe('name: Un de plus\n');
});

test('an entry that is new, or that was deleted meanwhile, is written', async () => {
  const { store, person } = sharedStore();
  const alone = person();
  await alone.persistEntry(file('name: Neuf\n'), { ...options, newEntry: true });
  expect(store.published).toBe('name: Neuf\n');
  await alone.getEntry(path);
  store.published = '';
  await alone.persistEntry(file('name: Remis\n'), options);
  expect(store.published).toBe('name: Remis\n');
});

test.each([
  [new TypeError('Failed to fetch'), 'Le réseau ne répond pas.'],
  [Object.assign(new Error('Bad credentials'), { status: 401 }), 'Votre connexion a expiré.'],
  [Object.assign(new Error('Update is not a fast forward'), { status: 422 }), 'au même moment'],
  [new Error('Your GitHub user account does not have access to this repo.'), 'n’a pas le droit'],
  [Object.assign(new Error('Server Error'), { name: 'API_ERROR', status: 502 }), 'a répondu par une erreur.'],
])('%o is told in French, and stays the failure it was', async (failure, words) => {
  const { person } = sharedStore();
  const broken = safeBackend({ ...person(), persistEntry: () => Promise.reject(failure) }, { drafts: true });
  const told: unknown = await broken
    .persistEntry(file('name: Un\n'), { ...options, newEntry: true })
    .catch((thrown: unknown) => thrown);
  expect(told).toBe(failure);
  expect(String(told)).toContain(words);
  expect(String(told)).not.toContain('Error');
});

test('an answer of GitHub that is thrown as it is becomes a failure in French', async () => {
  const { person } = sharedStore();
  const answer: unknown = { message: 'Bad credentials' };
  const broken = safeBackend(
    {
      ...person(),
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- as Decap does (API.ts, parseResponse)
      unpublishedEntry: () => Promise.reject(answer),
    },
    { drafts: true },
  );
  const saved = broken.persistEntry(file('name: Un\n'), { ...options, useWorkflow: true });
  await expect(saved).rejects.toThrow('Votre connexion a expiré.');
});
