import { fail } from './fail.ts';
import { startPreviewServer } from './preview-server.ts';
import { onShutdown } from './shutdown.ts';

// Started by tests/support/site.ts with a folder of its own as the working directory; the address goes back by message.
const folder = process.cwd();
const port = Number(process.env.PORT ?? '0');
const { DIST: dist } = process.env;
const server = await startPreviewServer({
  port,
  workFolder: folder,
  stateFolder: folder,
  dist,
  isCompressed: false,
}).catch(fail);
onShutdown(server.stop);
process.send?.(server.url);
