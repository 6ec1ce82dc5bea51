import { expect, test } from 'vitest';
import type { Backend } from './backend.ts';
import { safeBackend } from './safe-backend.ts';

const story = (fields: string) => `---\ntitle: Une porte\nkind: youth\n${fields}---\n\nUn récit.\n`;
const photo = 'src/assets/stories/porte.webp';
const withPhoto = 'image:\n  src: ../../assets/stories/porte.webp\n  alt: Une porte.\n';

interface Store {
  /** Text of each published file, by path. */
  published: Record<string, string>;
  /** Files of each draft, by `collection/slug`. */
  drafts?: Record<string, Record<string, string>>;
  /** Paths of the published pictures. */
  pictures?: string[];
}

/** A guarded backend on a store, that pages as GitHub's does: `entriesByFolder` gives the first entry only. */
function backendOn({ published, drafts = {}, pictures = [] }: Store) {
  const done: string[] = [];
  const inFolder = (folder: string) =>
    Object.entries(published).flatMap(([path, data]) =>
      path.startsWith(`${folder}/`) ? [{ data, file: { path } }] : [],
    );
  const backend: Backend = {
    getEntry: (path) => Promise.resolve({ data: published[path] ?? '' }),
    entriesByFolder: (folder) => Promise.resolve(inFolder(folder).slice(0, 1)),
    allEntriesByFolder: (folder) => Promise.resolve(inFolder(folder)),
    getMedia: (folder) =>
      Promise.resolve(pictures.filter((path) => path.startsWith(`${folder}/`)).map((path) => ({ path }))),
    unpublishedEntries: () => Promise.resolve(Object.keys(drafts)),
    unpublishedEntry: ({ collection, slug }) =>
      Promise.resolve({
        diffs: Object.keys(drafts[`${collection}/${slug}`] ?? {}).map((path) => ({ path, id: path })),
      }),
    unpublishedEntryDataFile: (collection, slug, path) =>
      Promise.resolve(drafts[`${collection}/${slug}`]?.[path] ?? ''),
    persistEntry: ({ dataFiles }) => Promise.resolve(done.push(...dataFiles.map(({ path }) => path))),
    publishUnpublishedEntry: (_, slug) => Promise.resolve(done.push(slug)),
    deleteFiles: (paths) => Promise.resolve(done.push(...paths)),
  };
  return { backend: safeBackend(backend, { drafts: true }), done };
}

const trade = 'src/content/trades/tissage.yaml';
const path = 'src/content/stories/une-porte.md';

test.each([
  [
    'an entry that another names',
    trade,
    { 'src/content/trades/tissage.yaml': 'name: Tissage\n', [path]: story('trade: tissage\n') },
    'Témoignages « Une porte »',
  ],
  [
    'an entry that a list of the home page names',
    'src/content/sites/parc.md',
    { 'src/content/home/home.yaml': 'sites:\n  order: [moulin, parc]\n' },
    'Accueil',
  ],
  ['a picture at the head of an entry', photo, { [path]: story(withPhoto) }, 'Témoignages « Une porte »'],
  [
    'a picture inside a text',
    photo,
    {
      [path]: `${story('')}\n\`\`\`photo\nsrc: ../../assets/stories/porte.webp\nalt: Une porte.\n\`\`\`\n`,
    },
    'Témoignages « Une porte »',
  ],
  [
    'a picture that an entry of another collection shows',
    photo,
    {
      'src/content/partners/mel.yaml': `name: MEL\nlogo:\n  src: ../../assets/stories/porte.webp\n  alt: Logo.\n`,
    },
    'Partenaires « MEL »',
  ],
  [
    'an entry that one with mistakes names',
    trade,
    { [path]: '---\ntrade: tissage\nerreur: 1\n---\n' },
    'Témoignages « une-porte »',
  ],
])('%s is not deleted, and the refusal names the one that needs it', async (_, removed, published, name) => {
  const other = { 'src/content/stories/autre.md': story('trade: tricot\n') };
  const { backend, done } = backendOn({ published: { ...other, ...published } });
  await expect(backend.deleteFiles([removed], '')).rejects.toThrow(
    `elle sert encore dans ${name}. Ouvrez chacune de ces fiches, choisissez-y autre chose et publiez-la, puis recommencez.`,
  );
  expect(done).toEqual([]);
});

test('an entry or a picture that a draft alone needs is not deleted; once the draft is gone, it is', async () => {
  const drafts = { 'stories/une-porte': { [path]: story(`trade: tissage\n${withPhoto}`) } };
  const { backend } = backendOn({ published: {}, drafts });
  for (const removed of [trade, photo])
    await expect(backend.deleteFiles([removed], '')).rejects.toThrow(
      'Témoignages « Une porte » (brouillon). Ouvrez',
    );
  const without = backendOn({ published: {} });
  await without.backend.deleteFiles([trade, photo], '');
  expect(without.done).toEqual([trade, photo]);
});

test('what nothing needs is deleted, whatever its kind and though a file cannot be read', async () => {
  const published = {
    [path]: '---\ntrade: [\n---\n',
    'src/content/news/tissage.md': story('trade: tissage\n'),
  };
  const { backend, done } = backendOn({ published });
  for (const removed of [trade, photo, path, 'src/content/news/tissage.md', 'src/assets/photo (1).jpg'])
    await backend.deleteFiles([removed], '');
  expect(done).toHaveLength(5);
});

test('of many entries that need what is deleted, the first are named and the others counted', async () => {
  const published = Object.fromEntries(
    Array.from({ length: 7 }, (_, index) => [
      `src/content/stories/s${String(index)}.md`,
      story('trade: tissage\n'),
    ]),
  );
  await expect(backendOn({ published }).backend.deleteFiles([trade], '')).rejects.toThrow(
    /^elle sert encore dans (?:Témoignages « Une porte », ){5}2 autres\. /,
  );
});

test('a draft is published once what it needs is there: published, or coming with it', async () => {
  const draft = { [path]: story(`site: parc\ntrade: tissage\n${withPhoto}`) };
  const published = { 'src/content/sites/parc.md': '', 'src/content/sites/moulin.md': '' };
  const publish = (store: Store) => {
    const { backend, done } = backendOn(store);
    return backend.publishUnpublishedEntry('stories', 'une-porte').then(() => done);
  };
  const drafts = { 'stories/une-porte': draft };
  await expect(publish({ published, drafts })).rejects.toThrow(
    'Métiers « tissage » n’existe plus : choisissez autre chose, enregistrez, puis recommencez.',
  );
  const withTrade = { ...published, [trade]: 'name: Tissage\n' };
  await expect(publish({ published: withTrade, drafts })).rejects.toThrow(
    'L’image « porte.webp » n’existe plus',
  );
  expect(await publish({ published: withTrade, drafts, pictures: [photo] })).toEqual(['une-porte']);
  // Decap's local server lists what has gone from the site among the draft's differences.
  const withGone = { 'stories/une-porte': { ...draft, [trade]: 'name: Tissage\n' } };
  await expect(publish({ published, drafts: withGone })).rejects.toThrow('Métiers « tissage » n’existe plus');
  const along = { 'stories/une-porte': { ...draft, [photo]: '' } };
  expect(await publish({ published: withTrade, drafts: along })).toEqual(['une-porte']);
});

test('an entry that is saved straight to the site is refused like a draft; a draft may wait for what is missing', async () => {
  const { backend, done } = backendOn({ published: {} });
  const entry = { dataFiles: [{ slug: 'une-porte', path, raw: story(withPhoto) }], assets: [] };
  const options = { collectionName: 'stories', newEntry: true, useWorkflow: false };
  await expect(backend.persistEntry(entry, options)).rejects.toMatchObject({
    message: 'L’image « porte.webp » n’existe plus : choisissez autre chose, enregistrez, puis recommencez.',
    mistakes: [{ path: ['image', 'src'] }],
  });
  await backend.persistEntry({ ...entry, assets: [{ path: photo }] }, options);
  await backend.persistEntry(entry, { ...options, useWorkflow: true });
  expect(done).toEqual([path, path]);
});
