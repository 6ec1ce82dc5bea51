import { readFileSync, writeFileSync } from 'node:fs';
import { glob, mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { keepCompoundsWhole } from '../src/components/text/whole-compounds.ts';
import { elementsOf } from './html.ts';
import { adminPolicy, type Hosts, publicPolicy, withPolicy } from './page-policy.ts';
import { withShownStyles } from './shown-styles.ts';
import { addShareImage } from './share-images.ts';

/**
 * Astro integration that gives each built page what only the whole page tells: a Content-Security-Policy of its own, the
 * share image that it names, and compounds that no line end cuts.
 * @param cmsHosts the other hosts that the CMS speaks with
 */
export function finishPages(cmsHosts: Hosts = { connect: [], image: [] }): AstroIntegration {
  let cache = '';
  return {
    name: 'finish-pages',
    hooks: {
      'astro:config:done': ({ config }) => {
        cache = path.join(fileURLToPath(config.cacheDir), 'share-images');
      },
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        await mkdir(cache, { recursive: true });
        const files = await Array.fromAsync(glob('**/*.html', { cwd: folder }));
        const finish = async (file: string) => {
          // At once: thousands of small files take longer in turns.
          const isCms = file.startsWith(`admin${path.sep}`);
          const built = readFileSync(path.join(folder, file), 'utf8');
          const page = isCms ? built : keepCompoundsWhole(withShownStyles(built));
          const policy = isCms ? adminPolicy(cmsHosts) : publicPolicy;
          const elements = elementsOf(page);
          writeFileSync(path.join(folder, file), withPolicy(page, policy, elements));
          await addShareImage(elements, folder, cache);
        };
        // Pictures are drawn beside this thread, while it reads the next pages.
        const workers = Array.from({ length: availableParallelism() + 1 }, async () => {
          for (let file = files.pop(); file !== undefined; file = files.pop()) await named(file, finish);
        });
        await Promise.all(workers);
      },
    },
  };
}

/** A failure says in which page. */
async function named(file: string, task: (file: string) => Promise<void>): Promise<void> {
  try {
    await task(file);
  } catch (error) {
    throw new Error(`The page ${file} could not be finished.`, { cause: error });
  }
}
