import fc from 'fast-check';
import { checkContent, type ContentMistake } from '../../src/cms/content-check.ts';
import { CONTENT_FOLDER } from '../../src/cms/decap.ts';
import type { Backend } from '../../src/pages/admin/_decap/backend.ts';
import { Refusal } from '../../src/pages/admin/_decap/refusal.ts';
import { safeBackend } from '../../src/pages/admin/_decap/safe-backend.ts';

/** A repository that the CMS writes to: its main branch, and a branch for each draft. */
export interface Repository {
  readonly backend: Backend;
  /** The text of each file of the main branch by path; that of a photo is any. */
  main: () => Promise<ReadonlyMap<string, string>>;
  discardDraft: (collection: string, slug: string) => Promise<unknown>;
  /** Adds a photo in « Images », beside any entry. */
  upload: (path: string) => Promise<unknown>;
  /** A photo as the backend takes it with an entry. */
  asset: (path: string) => { path: string };
}

const stories = ['essai-s0', 'essai-s1', 'essai-s2'];
const trades = ['essai-t0', 'essai-t1', 'essai-t2'];
const photos = ['essai-p0', 'essai-p1'];
const titles = ['Une porte', '2026-11-18', 'Œuvre : « oui » # non'];
const storyPath = (id: string) => `${CONTENT_FOLDER}/stories/${id}.md`;
const tradePath = (id: string) => `${CONTENT_FOLDER}/trades/${id}.yaml`;
const photoPath = (id: string) => `src/assets/stories/${id}.webp`;

const storyText = ({ title, trade, photo }: Target) =>
  [
    `---\ntitle: ${JSON.stringify(title)}\nkind: youth\npeople: Nour\nsite: eurasante\ntrade: ${trade}\nquote: Oui.\nlead: Oui.\ndate: 2026-06-18`,
    ...(photo === undefined ? [] : [`image:\n  src: ../../assets/stories/${photo}.webp\n  alt: Une porte.`]),
    `---\n\nUn récit.\n`,
  ].join('\n');

/** The files that the walk begins with, beside the site that its stories name. */
export const firstFiles: ReadonlyMap<string, string> = new Map([
  ...trades.map((id): [string, string] => [tradePath(id), `name: ${id}\n`]),
  [
    storyPath('essai-s0'),
    storyText({ story: 'essai-s0', title: 'Une porte', trade: 'essai-t0', photo: undefined }),
  ],
]);

/** The entry or photo that an act is about. */
interface Target {
  story: string;
  title: string;
  trade: string;
  photo: string | undefined;
}

/** Everything that buttons of the CMS do, each when its button is there; a photo that is not published is sent with its entry. */
function actsOn({ backend: unguarded, main, discardDraft, upload, asset }: Repository) {
  const backend = safeBackend(unguarded, { drafts: true });
  const hasDraft = async (collection: string, slug: string) =>
    (await backend.unpublishedEntries()).includes(`${collection}/${slug}`);
  const isPublished = async (path: string) => (await main()).has(path);

  const write = async (collection: string, slug: string, path: string, raw: string, photo?: string) => {
    // decap-server 3.11.3 fails on a draft that changes nothing: it reduces an empty list of dates.
    if ((await main()).get(path) === raw) return;
    const isDraft = await hasDraft(collection, slug);
    if (isDraft) await backend.unpublishedEntryDataFile(collection, slug, path, path);
    else await backend.getEntry(path);
    const isSent = photo !== undefined && !(await isPublished(photoPath(photo)));
    await backend.persistEntry(
      { dataFiles: [{ slug, path, raw }], assets: isSent ? [asset(photoPath(photo))] : [] },
      {
        collectionName: collection,
        newEntry: !isDraft && !(await isPublished(path)),
        useWorkflow: true,
      },
    );
  };
  const publish = async (collection: string, slug: string) => {
    if (await hasDraft(collection, slug)) await backend.publishUnpublishedEntry(collection, slug);
  };
  // An entry that has a draft has no button that deletes what is published.
  const remove = async (collection: string, slug: string, path: string) => {
    if ((await isPublished(path)) && !(await hasDraft(collection, slug)))
      await backend.deleteFiles([path], `Supprimer ${slug}`);
  };
  return {
    writeStory: (target: Target) =>
      write('stories', target.story, storyPath(target.story), storyText(target), target.photo),
    writeTrade: ({ trade, title }: Target) =>
      write('trades', trade, tradePath(trade), `name: ${JSON.stringify(title)}\n`),
    publishStory: ({ story }: Target) => publish('stories', story),
    publishTrade: ({ trade }: Target) => publish('trades', trade),
    discardStory: async ({ story }: Target) => {
      if (await hasDraft('stories', story)) await discardDraft('stories', story);
    },
    deleteStory: ({ story }: Target) => remove('stories', story, storyPath(story)),
    deleteTrade: ({ trade }: Target) => remove('trades', trade, tradePath(trade)),
    uploadPhoto: async ({ photo = 'essai-p0' }: Target) => {
      if (!(await isPublished(photoPath(photo)))) await upload(photoPath(photo));
    },
    deletePhoto: async ({ photo = 'essai-p0' }: Target) => {
      if (await isPublished(photoPath(photo))) await backend.deleteFiles([photoPath(photo)], 'Supprimer');
    },
  };
}

const acts = [
  'writeStory',
  'writeTrade',
  'publishStory',
  'publishTrade',
  'discardStory',
  'deleteStory',
  'deleteTrade',
  'uploadPhoto',
  'deletePhoto',
] as const satisfies readonly (keyof ReturnType<typeof actsOn>)[];

const step = fc.record({
  act: fc.constantFrom(...acts),
  target: fc.record({
    story: fc.constantFrom(...stories),
    title: fc.constantFrom(...titles),
    trade: fc.constantFrom(...trades),
    photo: fc.constantFrom(undefined, ...photos),
  }),
});

/** One act that was done, or refused with these words, and the mistakes of the main branch after it: there should be none. */
export interface Step {
  readonly act: string;
  readonly refusal: string | undefined;
  readonly mistakes: readonly ContentMistake[];
}

/** The content check of a main branch, as the build runs it. */
function mistakesOf(main: ReadonlyMap<string, string>): readonly ContentMistake[] {
  const texts = new Map(
    [...main].flatMap(([path, text]): [string, string][] =>
      path.startsWith(`${CONTENT_FOLDER}/`) ? [[path.slice(CONTENT_FOLDER.length + 1), text]] : [],
    ),
  );
  const photoFault = (path: string) => (main.has(path) ? undefined : ('missing' as const));
  // The content in memory has few files: mistakes of collections whose file is missing do not count.
  return checkContent({ texts, photoFault }).filter(({ file }) => texts.has(file));
}

/** Does that many acts in an order that the seed decides. Throws what is no refusal. */
export async function* walk(repository: Repository, numRuns: number, seed: number): AsyncGenerator<Step> {
  const can = actsOn(repository);
  for (const { act, target } of fc.sample(step, { numRuns, seed })) {
    let refusal: string | undefined;
    try {
      await can[act](target);
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure;
      refusal = failure.message;
    }
    yield {
      act: `${act} ${JSON.stringify(target)}`,
      refusal,
      mistakes: mistakesOf(await repository.main()),
    };
  }
}
