import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type PngOptions } from 'sharp';
import { motifStrokes, type SiteMotif } from '../src/components/sites/site-motifs.ts';
import { attribute, type Element } from './html.ts';
import { drawShareImage, type ShareImage } from './share-image.ts';

// No palette: reducing the colours takes longer than drawing the image.
const encoding = { compressionLevel: 6 } as const satisfies PngOptions;

/** The images of this build, by path in the cache: pages with one title and motif share an image. */
const drawn = new Map<string, Promise<void>>();

async function draw(svg: string, cached: string): Promise<void> {
  if (!existsSync(cached)) await writeFile(cached, await toPng(svg));
}

/**
 * Draws the share image that a built page names (`og:image`, see src/layouts/share-image.ts), if it names one.
 * @param elements The elements of the page.
 * @param folder The folder of the built site.
 * @param cache The folder of images that earlier builds drew, reused when nothing changed.
 */
export async function addShareImage(
  elements: readonly Element[],
  folder: string,
  cache: string,
): Promise<void> {
  const wanted = imageOf(elements);
  if (wanted === undefined) return;
  const target = path.join(folder, wanted.path);
  const svg = await drawShareImage(wanted);
  const key = createHash('sha256').update(svg).update(JSON.stringify(encoding)).digest('hex');
  const cached = path.join(cache, `${key}.png`);
  await mkdir(path.dirname(target), { recursive: true });
  if (!drawn.has(cached)) drawn.set(cached, draw(svg, cached));
  await drawn.get(cached);
  await copyFile(cached, target);
}

/** The share image that a page's head names; undefined when it names none. Throws when its title, site name or motif is missing. */
function imageOf(elements: readonly Element[]): (ShareImage & { path: string }) | undefined {
  const properties = new Map(
    elements
      .filter(({ tagName }) => tagName === 'meta')
      .map((element) => [attribute(element, 'property'), attribute(element, 'content')]),
  );
  const image = properties.get('og:image');
  if (image === undefined) return undefined;
  const { pathname } = new URL(image);
  const [title, name, motif] = [
    properties.get('og:title'),
    properties.get('og:site_name'),
    pathname.split('/')[2],
  ];
  if (title === undefined || name === undefined || !isMotif(motif))
    throw new Error(`${pathname}: its page names no og:title, no og:site_name or an unknown motif.`);
  return { path: decodeURI(pathname), title, name, motif };
}

function isMotif(name: string | undefined): name is SiteMotif | 'lines' {
  return name !== undefined && (name === 'lines' || name in motifStrokes);
}

export function toPng(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg)).removeAlpha().png(encoding).toBuffer();
}
