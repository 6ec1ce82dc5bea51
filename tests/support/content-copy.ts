import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { localCms } from '../../scripts/local-cms.ts';
import { projectRoot } from '../../scripts/local-environment.ts';
import { LOCAL_CMS_PATH } from '../../src/cms/decap-backend.ts';

const run = promisify(execFile);

/** A copy of the project's content behind Decap's own local server. */
export interface ContentCopy {
  /** Holds `src/content` and `src/assets`. */
  folder: string;
  /** URL of the local server. */
  url: string;
  /** Runs Git in the copy, when it is a repository. */
  git: (...command: string[]) => Promise<string>;
  close: () => Promise<void>;
}

/**
 * @param git whether the copy is a repository, which gives drafts
 * @param prepare changes the copy before its first commit
 */
export async function openContentCopy({
  git,
  prepare,
}: {
  git: boolean;
  prepare?: (folder: string) => Promise<void>;
}): Promise<ContentCopy> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cms-'));
  await cp(path.join(projectRoot, 'src/content'), path.join(folder, 'src/content'), { recursive: true });
  await mkdir(path.join(folder, 'src/assets'), { recursive: true });
  await prepare?.(folder);
  const inFolder = async (...command: string[]) => (await run('git', command, { cwd: folder })).stdout;
  if (git) {
    await inFolder('init', '--quiet', '--initial-branch=main');
    await inFolder('config', 'user.name', 'Test');
    await inFolder('config', 'user.email', 'test@exemple.org');
    await inFolder('config', 'commit.gpgsign', 'false');
    await inFolder('add', '.');
    await inFolder('commit', '--quiet', '--message=Départ');
  }
  // An idle connection is closed by the client alone: a call sent in the instant in which the server closes it would fail.
  const server = createServer(
    { keepAliveTimeout: 0 },
    await localCms({ folder, origin: 'http://localhost', git }),
  );
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    folder,
    url: `http://127.0.0.1:${address.port}${LOCAL_CMS_PATH}`,
    git: inFolder,
    async close() {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
