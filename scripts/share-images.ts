import { createHash } from 'node:crypto';
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { parse } from 'parse5';
import sharp from 'sharp';
import { strokes, type World } from '../src/components/sites/worlds.ts';
import { attribute, elementsIn } from './html.ts';
import { drawShareImage, type ShareImage } from './share-image.ts';

/**
 * Astro integration that draws the share image of each built page which names one (`og:image`, see src/layouts/share-image.ts).
 * An image already drawn by an earlier build is taken from Astro's cache.
 */
export function shareImages(): AstroIntegration {
  let cache = '';
  return {
    name: 'share-images',
    hooks: {
      'astro:config:done': ({ config }) => {
        cache = path.join(fileURLToPath(config.cacheDir), 'share-images');
      },
      'astro:build:done': async ({ dir }) => {
        await mkdir(cache, { recursive: true });
        const folder = fileURLToPath(dir);
        const files = await Array.fromAsync(glob('**/*.html', { cwd: folder }));
        await Promise.all(
          Array.from({ length: availableParallelism() }, async () => {
            for (let file = files.pop(); file !== undefined; file = files.pop())
              await addImage(folder, file, cache);
          }),
        );
      },
    },
  };
}

async function addImage(folder: string, file: string, cache: string): Promise<void> {
  const wanted = imageOf(await readFile(path.join(folder, file), 'utf8'));
  if (wanted === undefined) return;
  const target = path.join(folder, wanted.path);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, await cachedPng(await drawShareImage(wanted), cache));
}

/** What a page's head says of its share image; undefined when it has none. Throws when it says too little. */
function imageOf(html: string): (ShareImage & { path: string }) | undefined {
  const head = parse(html.slice(0, html.indexOf('</head>')));
  const properties = new Map(
    [...elementsIn(head)].map((element) => [attribute(element, 'property'), attribute(element, 'content')]),
  );
  const image = properties.get('og:image');
  if (image === undefined) return undefined;
  const { pathname } = new URL(image);
  const [title, name, world] = [
    properties.get('og:title'),
    properties.get('og:site_name'),
    pathname.split('/')[2],
  ];
  if (title === undefined || name === undefined || !isWorld(world))
    throw new Error(`${pathname}: its page names no og:title, no og:site_name or an unknown world.`);
  return { path: decodeURI(pathname), title, name, world };
}

function isWorld(name: string | undefined): name is World | 'lines' {
  return name !== undefined && (name === 'lines' || name in strokes);
}

async function cachedPng(svg: string, cache: string): Promise<Buffer> {
  const file = path.join(cache, `${createHash('sha256').update(svg).digest('hex')}.png`);
  try {
    return await readFile(file);
  } catch {
    const png = await toPng(svg);
    await writeFile(file, png);
    return png;
  }
}

/** A drawing as PNG: of flat colours, so that sixteen are enough, and a third of the bytes. */
export function toPng(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg)).png({ palette: true, colours: 16, dither: 0, effort: 1 }).toBuffer();
}
