import path from 'node:path';
import { dev } from 'astro';
import { PAGE_REQUEST } from '../src/server/answers/site-pages.ts';
import { fail } from './fail.ts';
import { localCms } from './local-cms.ts';
import {
  linkSecret,
  localPort,
  projectRoot,
  readTrialEnvironment,
  whereThingsAre,
} from './local-environment.ts';
import { localFolder, startEmulation } from './netlify-emulation.ts';
import { startSchedule } from './schedule.ts';
import { onShutdown } from './shutdown.ts';

/** npm start: the site in development with its functions, its inbox, the scheduled delivery and the CMS on this folder. */
async function start(): Promise<void> {
  process.chdir(projectRoot);
  readTrialEnvironment();
  const port = localPort();
  const url = `http://localhost:${port}`;
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  process.env.SITE_URL ??= url;
  process.env.LINK_SECRET = await linkSecret(path.join(projectRoot, 'data'));
  const whereTo = whereThingsAre(url, { cms: true });

  process.env.DEVELOPMENT_SERVER = url;
  // A test has an inbox of its own: what it sent an hour ago would be a copy of what it sends now.
  const emulation = await startEmulation(process.env.STATE_FOLDER ?? localFolder);
  const site = await dev({
    root: projectRoot,
    logLevel: 'warn',
    server: { port, host: false },
    vite: {
      server: { strictPort: true },
      // Packages found only when the CMS opens would make the development server start again; the codec finds its own file.
      optimizeDeps: { entries: ['src/pages/admin/_decap/start.ts'], exclude: ['@jsquash/webp'] },
      plugins: [
        {
          name: 'netlify-functions',
          async configureServer({ middlewares }) {
            middlewares.use(await localCms({ folder: projectRoot, origin: url }));
            middlewares.use((request, response, next) => {
              if (request.headers[PAGE_REQUEST] !== undefined) {
                next();
                return;
              }
              emulation.answer(request, response).then((answered) => {
                if (!answered) next();
              }, next);
            });
          },
        },
      ],
    },
  });
  const stopSchedule = startSchedule(url);
  onShutdown(async () => {
    stopSchedule();
    await site.stop();
    await emulation.stop();
  });
  console.log(whereTo);
}

await start().catch(fail);
