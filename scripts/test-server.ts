import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { fail } from './fail.ts';
import { startPreviewServer } from './preview-server.ts';
import { onShutdown } from './shutdown.ts';

// Started by tests/support/site.ts with a folder of its own as the working directory; the address goes back by message.
const folder = process.cwd();
const port = Number(process.env.PORT ?? '0');
const { DIST: dist } = process.env;
const server = await startPreviewServer({ port, workFolder: folder, stateFolder: folder, dist }).catch(fail);
onShutdown(server.stop);
process.send?.(server.url);

// A delivery by the built function, in an instance that stays warm as it does on the host: the emulation's, made anew for each call, takes
// three times as long.
const livraison = z.object({
  default: z.custom<() => Promise<Response>>((value) => typeof value === 'function'),
});
const bundle = pathToFileURL(path.join(folder, 'emulation', 'bundles', 'livraison.mjs')).href;
process.on('message', (delivery) => {
  void deliver().then((fault) => process.send?.({ delivery, fault }));
});

/** What went wrong, if anything did. */
async function deliver(): Promise<string | undefined> {
  try {
    await livraison.parse(await import(bundle)).default();
    return undefined;
  } catch (error) {
    return String(error);
  }
}
