import { buildSite } from './build-site.ts';
import { fail } from './fail.ts';
import { localPort, projectRoot, readTrialEnvironment, whereThingsAre } from './local-environment.ts';
import { localFolder } from './netlify-emulation.ts';
import { startPreviewServer } from './preview-server.ts';
import { startSchedule } from './schedule.ts';
import { onShutdown } from './shutdown.ts';

/** npm run preview: builds the site and serves it with its functions as Netlify would. */
async function preview(): Promise<void> {
  readTrialEnvironment();
  const port = localPort();
  process.env.SITE_URL ??= `http://localhost:${port}`;
  await buildSite();
  const server = await startPreviewServer({ port, workFolder: projectRoot, stateFolder: localFolder });
  const stopSchedule = startSchedule(server.url);
  onShutdown(async () => {
    stopSchedule();
    await server.stop();
  });
  console.log(whereThingsAre(server.url));
}

await preview().catch(fail);
