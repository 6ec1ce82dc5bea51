import { glob, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import * as z from 'zod';
import type { Backend } from '../../src/pages/admin/_decap/backend.ts';
import { firstFiles, type Repository } from './cms-acts.ts';
import { type ContentCopy, openContentCopy } from './content-copy.ts';

/** A copy of the content in a Git repository behind Decap's local server. */
export type GitRepository = Repository & Pick<ContentCopy, 'folder' | 'close'>;

const entry = z.object({ data: z.string().nullable() });
const entries = z.array(entry.extend({ file: z.object({ path: z.string() }) }));
const media = z.array(z.object({ path: z.string() }));
const draft = z.object({ diffs: z.array(z.object({ path: z.string(), id: z.string() })) });
const draftFile = z.object({ data: z.string() });

/** The calls that Decap's proxy backend makes (decap-cms-backend-proxy 3.5, `implementation.js`), without its browser. */
function proxyBackend(call: (action: string, params: object) => Promise<unknown>): Backend {
  return {
    getEntry: async (file) => entry.parse(await call('getEntry', { path: file })),
    entriesByFolder: async (folder, extension, depth) =>
      entries.parse(await call('entriesByFolder', { folder, extension, depth })),
    getMedia: async (mediaFolder) => media.parse(await call('getMedia', { mediaFolder })),
    unpublishedEntries: async () => z.array(z.string()).parse(await call('unpublishedEntries', {})),
    unpublishedEntry: async ({ collection, slug }) =>
      draft.parse(await call('unpublishedEntry', { collection, slug })),
    unpublishedEntryDataFile: async (collection, slug, file, id) =>
      draftFile.parse(await call('unpublishedEntryDataFile', { collection, slug, path: file, id })).data,
    persistEntry: (edited, options) =>
      call('persistEntry', {
        ...edited,
        options: { ...options, commitMessage: 'Modifier', status: 'draft' },
      }),
    publishUnpublishedEntry: (collection, slug) => call('publishUnpublishedEntry', { collection, slug }),
    deleteFiles: (paths, commitMessage) => call('deleteFiles', { paths, options: { commitMessage } }),
  };
}

/** Opens Decap's local server in Git mode on a copy of the project's content. */
export async function openGitRepository(): Promise<GitRepository> {
  const { folder, url, close } = await openContentCopy({
    git: true,
    async prepare(copy) {
      for (const [file, text] of firstFiles) await writeFile(path.join(copy, file), text);
    },
  });
  const photo = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#b83a1b' } })
    .webp()
    .toBuffer();
  const asset = (file: string) => ({ path: file, content: photo.toString('base64'), encoding: 'base64' });

  const call = async (action: string, params: object): Promise<unknown> => {
    const body = JSON.stringify({ branch: 'main', action, params: { branch: 'main', ...params } });
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer;
    if (response.status === 404) throw Object.assign(new Error('none'), { notUnderEditorialWorkflow: true });
    throw new Error(`${action}: ${response.status} ${JSON.stringify(answer)}`);
  };

  return {
    folder,
    backend: proxyBackend(call),
    async main() {
      const files = new Map<string, string>();
      for await (const file of glob('src/**/*.*', { cwd: folder }))
        files.set(file.replaceAll(path.sep, '/'), await readFile(path.join(folder, file), 'utf8'));
      return files;
    },
    discardDraft: (collection, slug) => call('deleteUnpublishedEntry', { collection, slug }),
    upload: (file) => call('persistMedia', { asset: asset(file), options: { commitMessage: 'Ajouter' } }),
    asset,
    close,
  };
}
