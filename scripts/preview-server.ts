import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import compression from 'compression';
import express from 'express';
import { linkSecret, projectRoot } from './local-environment.ts';
import { startEmulation } from './netlify-emulation.ts';

export interface PreviewServer {
  /** Without the final slash. */
  url: string;
  stop: () => Promise<void>;
}

interface PreviewOptions {
  /** 0 takes a free one. */
  port: number;
  /** Holds `data/` (the secret, the workbook, the outbox); it becomes the working directory of the process. */
  workFolder: string;
  /** Keeps the inbox. */
  stateFolder: string;
  /** Folder of the built site; that of the project when absent. */
  dist?: string | undefined;
  /** False on a machine that talks to itself: the script of the CMS alone takes half a second to compress. */
  isCompressed?: boolean;
}

/** Serves a built site and the functions as Netlify would. Throws in French when nothing was built. */
export async function startPreviewServer({
  port,
  workFolder,
  stateFolder,
  dist = path.join(projectRoot, 'dist'),
  isCompressed = true,
}: PreviewOptions): Promise<PreviewServer> {
  const notFoundPage = path.join(dist, '404.html');
  if (!existsSync(path.join(dist, 'index.html'))) {
    throw new Error('Le dossier dist/ ne contient pas le site : lancez d’abord « npm run build ».');
  }
  process.chdir(workFolder);
  process.env.LINK_SECRET = await linkSecret(path.join(workFolder, 'data'));

  const app = express()
    .disable('x-powered-by')
    .use(compression({ filter: (...exchange) => isCompressed && compression.filter(...exchange) }))
    .use((request, response) => {
      void answer(request, response).catch((error: unknown) => {
        console.error(error);
        if (!response.headersSent) response.statusCode = 500;
        response.end();
      });
    });
  const server = app.listen(port);
  // An idle connection is closed by the client alone: a call sent in the instant in which the server closes it would fail.
  server.keepAliveTimeout = 0;
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Le serveur n’a pas de port.');
  const url = `http://localhost:${address.port}`;
  process.env.SITE_URL ??= url;
  const emulation = await startEmulation(stateFolder, dist);

  async function answer(...[request, response]: Parameters<typeof emulation.answer>) {
    if (await emulation.answer(request, response)) return;
    response.statusCode = 404;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(existsSync(notFoundPage) ? await readFile(notFoundPage) : 'Page introuvable');
  }

  return {
    url,
    async stop() {
      server.close();
      server.closeAllConnections();
      await emulation.stop();
    },
  };
}
