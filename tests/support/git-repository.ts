import { execFile } from 'node:child_process';
import { cp, glob, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import * as z from 'zod';
import { localCms } from '../../scripts/local-cms.ts';
import { projectRoot } from '../../scripts/local-environment.ts';
import { LOCAL_CMS_PATH } from '../../src/cms/decap-backend.ts';
import type { Backend } from '../../src/pages/admin/_decap/backend.ts';
import { firstFiles, type Repository } from './cms-acts.ts';

const run = promisify(execFile);

/** A copy of the content in a Git repository behind Decap's local server. */
export interface GitRepository extends Repository {
  readonly folder: string;
  close: () => Promise<void>;
}

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
    persistEntry: (edited, options) => call('persistEntry', { ...edited, options }),
    publishUnpublishedEntry: (collection, slug) => call('publishUnpublishedEntry', { collection, slug }),
    deleteFiles: (paths, commitMessage) => call('deleteFiles', { paths, options: { commitMessage } }),
  };
}

/** Opens Decap's local server in Git mode on a copy of the project's content. */
export async function openGitRepository(): Promise<GitRepository> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cms-git-'));
  const git = (...command: string[]) => run('git', command, { cwd: folder });
  await cp(path.join(projectRoot, 'src/content'), path.join(folder, 'src/content'), { recursive: true });
  await mkdir(path.join(folder, 'src/assets'), { recursive: true });
  for (const [file, text] of firstFiles) await writeFile(path.join(folder, file), text);
  await git('init', '--quiet', '--initial-branch=main');
  for (const [name, value] of [
    ['user.name', 'Test'],
    ['user.email', 'test@exemple.org'],
    ['commit.gpgsign', 'false'],
  ] as const)
    await git('config', name, value);
  await git('add', '.');
  await git('commit', '--quiet', '--message=Départ');
  const server = createServer(
    { keepAliveTimeout: 0 },
    await localCms({ folder, origin: 'http://localhost', git: true }),
  );
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const url = `http://127.0.0.1:${address.port}${LOCAL_CMS_PATH}`;
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
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
