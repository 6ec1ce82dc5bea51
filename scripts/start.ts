import path from 'node:path';
import { dev } from 'astro';
import { fail } from './fail.ts';
import { linkSecret, localPort, projectRoot, readEnvFile, whereThingsAre } from './local-environment.ts';
import { localFolder, startEmulation } from './netlify-emulation.ts';
import { startSchedule } from './schedule.ts';
import { onShutdown } from './shutdown.ts';

/** npm start: the site in development with its functions, its inbox and the scheduled delivery. */
async function start(): Promise<void> {
  process.chdir(projectRoot);
  readEnvFile();
  const port = localPort();
  const url = `http://localhost:${port}`;
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  process.env.SITE_URL ??= url;
  process.env.LINK_SECRET = await linkSecret(path.join(projectRoot, 'data'));
  const whereTo = whereThingsAre(url);

  const emulation = await startEmulation(localFolder, false);
  const site = await dev({
    root: projectRoot,
    logLevel: 'warn',
    server: { port, host: false },
    vite: {
      server: { strictPort: true },
      plugins: [
        {
          name: 'netlify-functions',
          configureServer({ middlewares }) {
            middlewares.use((request, response, next) => {
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
