import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkContent, describeMistakes } from '../../../cms/content-check.ts';
import type { Backend } from './backend.ts';
import { Refusal } from './refusal.ts';
import { safeBackend } from './safe-backend.ts';

const stories = ['s0', 's1', 's2'];
const trades = ['t0', 't1', 't2'];
const photos = ['p0', 'p1'];
const site = 'src/content/sites/eurasante.md';
const storyPath = (id: string) => `src/content/stories/${id}.md`;
const tradePath = (id: string) => `src/content/trades/${id}.yaml`;
const photoPath = (id: string) => `src/assets/stories/${id}.webp`;

type Files = Map<string, string>;

const inFolder = (files: Files, folder: string) =>
  [...files].filter(([path]) => path.startsWith(`${folder}/`)).map(([path, data]) => ({ path, data }));

/** A repository in memory: its main branch, and a branch for each draft, by `collection/slug`. */
function repository(main: Files, drafts: Map<string, Files>): Backend {
  const draftOf = (collection: string, slug: string) => drafts.get(`${collection}/${slug}`);
  return {
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
}

const storyText = (id: string, trade: string, photo?: string) =>
  [
    `---\ntitle: ${id}\nkind: youth\npeople: Nour\nsite: eurasante\ntrade: ${trade}\nquote: Oui.\nlead: Oui.\ndate: 2026-06-18`,
    ...(photo === undefined ? [] : [`image:\n  src: ../../assets/stories/${photo}.webp\n  alt: Une porte.`]),
    `---\n\nUn récit.\n`,
  ].join('\n');

interface On {
  story: string;
  trade: string;
  photo: string | undefined;
}

/** Each thing that staff can do, when its button is there; a photo that is not published is sent with its entry. */
function desk() {
  const main: Files = new Map([
    [site, readFileSync(site, 'utf8')],
    ...trades.map((id): [string, string] => [tradePath(id), `name: ${id}\n`]),
    [storyPath('s0'), storyText('s0', 't0')],
  ]);
  const drafts = new Map<string, Files>();
  const backend = safeBackend(repository(main, drafts), { drafts: true });
  const write = async (collection: string, slug: string, path: string, raw: string, photo?: string) => {
    const draft = drafts.get(`${collection}/${slug}`);
    if (draft === undefined) await backend.getEntry(path);
    else await backend.unpublishedEntryDataFile(collection, slug, path, path);
    const isSent = photo !== undefined && !main.has(photoPath(photo));
    await backend.persistEntry(
      { dataFiles: [{ slug, path, raw }], assets: isSent ? [{ path: photoPath(photo) }] : [] },
      { collectionName: collection, newEntry: draft === undefined && !main.has(path), useWorkflow: true },
    );
  };
  const publish = async (collection: string, slug: string) => {
    if (drafts.has(`${collection}/${slug}`)) await backend.publishUnpublishedEntry(collection, slug);
  };
  // An entry that has a draft has no button that deletes what is published.
  const remove = async (collection: string, slug: string, path: string) => {
    if (main.has(path) && !drafts.has(`${collection}/${slug}`)) await backend.deleteFiles([path], '');
  };
  const acts = {
    writeStory: ({ story, trade, photo }: On) =>
      write('stories', story, storyPath(story), storyText(story, trade, photo), photo),
    writeTrade: ({ trade }: On) => write('trades', trade, tradePath(trade), `name: ${trade} nouveau\n`),
    publishStory: ({ story }: On) => publish('stories', story),
    publishTrade: ({ trade }: On) => publish('trades', trade),
    discardStory: ({ story }: On) => Promise.resolve(drafts.delete(`stories/${story}`)),
    deleteStory: ({ story }: On) => remove('stories', story, storyPath(story)),
    deleteTrade: ({ trade }: On) => remove('trades', trade, tradePath(trade)),
    deletePhoto: async ({ photo }: On) => {
      if (photo !== undefined && main.has(photoPath(photo)))
        await backend.deleteFiles([photoPath(photo)], '');
    },
  };
  return { main, acts };
}

const step = fc.record({
  act: fc.constantFrom(
    'writeStory',
    'writeTrade',
    'publishStory',
    'publishTrade',
    'discardStory',
    'deleteStory',
    'deleteTrade',
    'deletePhoto',
  ),
  on: fc.record({
    story: fc.constantFrom(...stories),
    trade: fc.constantFrom(...trades),
    photo: fc.constantFrom(undefined, ...photos),
  }),
});

test('whatever staff write, publish and delete, and in whatever order, the main branch passes the content check', async () => {
  const { main, acts } = desk();
  const refusals: string[] = [];
  for (const { act, on } of fc.sample(step, { numRuns: 200, seed: 20_261_201 })) {
    await acts[act](on).catch((failure: unknown) => {
      if (!(failure instanceof Refusal)) throw failure;
      refusals.push(failure.message);
    });
    const texts = new Map(
      inFolder(main, 'src/content').map(({ path, data }) => [path.slice('src/content/'.length), data]),
    );
    const found = checkContent({
      texts,
      photoFault: (path) => (main.has(path) ? undefined : 'missing'),
    }).filter(({ file }) => texts.has(file));
    expect(found, `${act} ${JSON.stringify(on)}\n${describeMistakes(found)}`).toEqual([]);
  }
  // Else nothing was tried.
  expect(refusals.filter((message) => message.startsWith('elle sert encore')).length).toBeGreaterThan(3);
}, 120_000);
