import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeMistakes } from '../src/cms/content-check.ts';
import type { Backend } from '../src/pages/admin/_decap/backend.ts';
import { firstFiles, type Repository, walk } from './support/cms-acts.ts';
import { openGitRepository } from './support/git-repository.ts';
import { isNightly } from './support/nightly.ts';

const site = 'src/content/sites/eurasante.md';

type Files = Map<string, string>;

const inFolder = (files: Files, folder: string) =>
  [...files].filter(([path]) => path.startsWith(`${folder}/`)).map(([path, data]) => ({ path, data }));

function repositoryInMemory(): Repository {
  const main: Files = new Map([[site, readFileSync(site, 'utf8')], ...firstFiles]);
  const drafts = new Map<string, Files>();
  const draftOf = (collection: string, slug: string) => drafts.get(`${collection}/${slug}`);
  const backend: Backend = {
    getEntry: (path) => Promise.resolve({ data: main.get(path) ?? '' }),
    entriesByFolder: (folder) =>
      Promise.resolve(inFolder(main, folder).map(({ path, data }) => ({ data, file: { path } }))),
    getMedia: (folder) => Promise.resolve(inFolder(main, folder)),
    unpublishedEntries: () => Promise.resolve([...drafts.keys()]),
    unpublishedEntry: ({ collection, slug }) => {
      const draft = draftOf(collection, slug);
      if (draft === undefined)
        return Promise.reject(Object.assign(new Error('none'), { notUnderEditorialWorkflow: true }));
      return Promise.resolve({ diffs: [...draft.keys()].map((path) => ({ path, id: path })) });
    },
    unpublishedEntryDataFile: (collection, slug, path) =>
      Promise.resolve(draftOf(collection, slug)?.get(path) ?? ''),
    persistEntry({ dataFiles, assets }, { collectionName }) {
      for (const { slug, path, raw } of dataFiles)
        drafts.set(
          `${collectionName}/${slug}`,
          new Map([[path, raw], ...assets.map((asset): [string, string] => [asset.path, ''])]),
        );
      return Promise.resolve();
    },
    publishUnpublishedEntry(collection, slug) {
      for (const [path, text] of draftOf(collection, slug) ?? []) main.set(path, text);
      drafts.delete(`${collection}/${slug}`);
      return Promise.resolve();
    },
    deleteFiles(paths) {
      for (const path of paths) main.delete(path);
      return Promise.resolve();
    },
  };
  return {
    backend,
    main: () => Promise.resolve(main),
    discardDraft: (collection, slug) => Promise.resolve(drafts.delete(`${collection}/${slug}`)),
    upload: (path) => Promise.resolve(main.set(path, '')),
    asset: (path) => ({ path }),
  };
}

/** Expects every step to leave a main branch that builds; returns the refusals. */
async function refusalsOf(repository: Repository, steps: number): Promise<readonly string[]> {
  const refusals: string[] = [];
  for await (const { act, refusal, mistakes } of walk(repository, steps, 20_261_201)) {
    if (refusal !== undefined) refusals.push(refusal);
    expect(mistakes, `${act}\n${describeMistakes([...mistakes])}`).toEqual([]);
  }
  return refusals;
}

const isOfUse = (refusal: string) => refusal.startsWith('elle sert encore');

test('whatever staff write, publish and delete, and in whatever order, the main branch passes the content check', async () => {
  const refusals = await refusalsOf(repositoryInMemory(), 400);
  // Else nothing was tried.
  expect(refusals.filter(isOfUse).length).toBeGreaterThan(3);
}, 120_000);

test.runIf(isNightly)(
  'so it does in a Git repository behind Decap’s own local server, with drafts as branches',
  async () => {
    const repository = await openGitRepository();
    try {
      const refusals = await refusalsOf(repository, 15);
      expect(refusals.filter(isOfUse).length).toBeGreaterThan(0);
    } finally {
      await repository.close();
    }
  },
  240_000,
);
