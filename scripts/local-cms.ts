import { once } from 'node:events';
import express from 'express';
import pLimit from 'p-limit';
import middlewares from 'decap-server/dist/middlewares.js';
import { LOCAL_CMS_PATH } from '../src/cms/decap-backend.ts';

interface LocalCms {
  /** Where the content and its pictures are read and written. */
  folder: string;
  /** The only page that may call, as an origin. */
  origin: string;
  /** True when each change is a Git commit, with drafts as branches; else files are just written. */
  git?: boolean;
}

/** Decap's local server as a request handler for `LOCAL_CMS_PATH`, so that the CMS needs no port of its own. */
export async function localCms({ folder, origin, git = false }: LocalCms): Promise<express.Express> {
  // Decap's server reads these when it is registered.
  process.env.GIT_REPO_DIRECTORY = folder;
  process.env.ORIGIN = origin;
  const server = express();
  await (git ? middlewares.registerLocalGit : middlewares.registerLocalFs)(server, { logLevel: 'error' });
  // Git takes one request at a time, and one that waited three seconds for its turn would fail there (decap-server 3.11, `localGit`).
  const inTurn = pLimit(git ? 1 : Infinity);
  const app = express();
  app.post(LOCAL_CMS_PATH, (request, response, next) => {
    request.url = '/api/v1';
    void inTurn(async () => {
      // Whoever asked has gone while it waited.
      if (response.closed) return;
      const answered = once(response, 'close');
      server(request, response, next);
      await answered;
    });
  });
  return app;
}
