import { CONTENT_FOLDER, IMAGE_FOLDER } from '../../../cms/decap.ts';
import {
  collectionsNeeding,
  entryAt,
  entryLabel,
  fieldsNeeding,
  neededFiles,
} from '../../../cms/needed-files.ts';
import type { Backend, DataFile } from './backend.ts';
import { Refusal } from './refusal.ts';

/** An entry's file as it is published, or as its draft has it. */
interface Text {
  path: string;
  text: string;
  isDraft: boolean;
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'));

async function publishedTexts(backend: Backend, folder: string, format: string): Promise<Text[]> {
  const read = (backend.allEntriesByFolder ?? backend.entriesByFolder).bind(backend);
  const files = await read(folder, format, 1);
  return files.map(({ data, file: { path } }) => ({ path, text: data ?? '', isDraft: false }));
}

async function draftTexts(backend: Backend, collection: string, slug: string) {
  const { diffs } = await backend.unpublishedEntry({ collection, slug });
  // Decap's local server also lists what has changed on the site since the draft was begun.
  const entries = diffs.filter(({ path }) => {
    const entry = entryAt(path);
    return entry?.collection.name === collection && entry.id === slug;
  });
  const texts = await Promise.all(
    entries.map(async ({ path, id }) => ({
      path,
      text: await backend.unpublishedEntryDataFile(collection, slug, path, id),
      isDraft: true,
    })),
  );
  // A draft brings its own entry and photos: another entry among its differences was changed, or deleted, on the site.
  const photos = diffs.filter(({ path }) => path.startsWith(`${IMAGE_FOLDER}/`));
  return { texts, paths: [...entries, ...photos].map(({ path }) => path) };
}

/** Published entries, then drafts, that need this file. One call after the other: Decap's local server gives each few seconds. */
async function textsNeeding(backend: Backend, path: string, drafts: boolean): Promise<Text[]> {
  const collections = collectionsNeeding(path);
  const texts: Text[] = [];
  for (const { name, format } of collections)
    texts.push(...(await publishedTexts(backend, `${CONTENT_FOLDER}/${name}`, format)));
  for (const key of drafts && collections.length > 0 ? await backend.unpublishedEntries() : []) {
    const [name = '', ...slug] = key.split('/');
    if (collections.some((collection) => collection.name === name))
      texts.push(...(await draftTexts(backend, name, slug.join('/'))).texts);
  }
  return texts.filter((entry) => neededFiles(entry.path, entry.text).has(path));
}

/** Entries named in a refusal; the others are counted. */
const NAMED = 5;

/** Throws a refusal, in French, when published entries or drafts still need one of these files. */
export async function refuseNeeded(backend: Backend, paths: string[], drafts: boolean): Promise<void> {
  const needing: Text[] = [];
  for (const path of paths) needing.push(...(await textsNeeding(backend, path, drafts)));
  if (needing.length === 0) return;
  const names = needing
    .slice(0, NAMED)
    .map(({ path, text, isDraft }) => `${entryLabel(path, text)}${isDraft ? ' (brouillon)' : ''}`);
  const others = needing.length - names.length;
  const list = [...names, ...(others > 0 ? [`${others} autre${others > 1 ? 's' : ''}`] : [])].join(', ');
  throw new Refusal(
    `elle sert encore dans ${list}. Ouvrez chacune de ces fiches, choisissez-y autre chose et publiez-la, puis recommencez.`,
    { entries: needing.map(({ path, text }) => ({ path, label: entryLabel(path, text) })) },
  );
}

/** The first of these files of one folder that the site does not have. */
async function firstMissing(
  backend: Backend,
  folder: string,
  paths: readonly string[],
): Promise<string | undefined> {
  const collection = entryAt(paths[0] ?? '')?.collection;
  const files: { path: string }[] =
    collection === undefined
      ? await backend.getMedia(folder)
      : await publishedTexts(backend, folder, collection.format);
  const published = new Set(files.map(({ path }) => path));
  return paths.find((path) => !published.has(path));
}

/**
 * Throws a refusal, in French, when an entry that is about to be published needs a file that is not there (any more).
 * @param along paths of the files that are published with it
 */
async function refuseMissing(
  backend: Backend,
  files: readonly { path: string; text: string }[],
  along: readonly string[],
): Promise<void> {
  const needed = new Set(files.flatMap(({ path, text }) => [...neededFiles(path, text)]));
  const elsewhere = [...needed].filter((path) => !along.includes(path));
  for (const folder of new Set(elsewhere.map(folderOf))) {
    const inFolder = elsewhere.filter((path) => folderOf(path) === folder);
    const path = await firstMissing(backend, folder, inFolder);
    if (path === undefined) continue;
    const name = path.startsWith(`${IMAGE_FOLDER}/`)
      ? `L’image « ${path.slice(path.lastIndexOf('/') + 1)} »`
      : entryLabel(path, '');
    const message = `${name} n’existe plus : choisissez autre chose, enregistrez, puis recommencez.`;
    const mistakes = files
      .filter((file) => neededFiles(file.path, file.text).has(path))
      .flatMap((file) => fieldsNeeding(file.path, file.text, { file: path, message }));
    throw new Refusal(message, { mistakes });
  }
}

/** Like `refuseMissing`, for an entry that is saved straight to the site. */
export async function refuseMissingIn(
  backend: Backend,
  dataFiles: readonly DataFile[],
  assets: readonly { path: string }[],
): Promise<void> {
  const files = dataFiles.map(({ path, raw }) => ({ path, text: raw }));
  await refuseMissing(
    backend,
    files,
    [...files, ...assets].map(({ path }) => path),
  );
}

/** Like `refuseMissing`, for a draft. */
export async function refuseMissingInDraft(backend: Backend, collection: string, slug: string) {
  const { texts, paths } = await draftTexts(backend, collection, slug);
  await refuseMissing(backend, texts, paths);
}
