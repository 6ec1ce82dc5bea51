import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { ImageMetadata } from 'astro';
import { Picture } from '../components/media/Picture.tsx';
import { withClosedDoors } from './closed-doors.ts';
import { pictureFor } from './pictures.ts';

/** The pictures that the CMS has uploaded, by path from the project's root. */
const uploads = import.meta.glob<ImageMetadata>(
  '/src/assets/**/*.{[jJ][pP][gG],[jJ][pP][eE][gG],[pP][nN][gG],[wW][eE][bB][pP]}',
  { import: 'default' },
);

const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&quot;': '"',
  '&#x27;': "'",
  '&lt;': '<',
  '&gt;': '>',
};

/** The text of an attribute that React wrote. */
const attributeText = (html: string) =>
  html.replaceAll(/&(?:amp|quot|lt|gt|#x27);/g, (escaped) => characters[escaped] ?? escaped);

/** The only images in a text: those of its photo blocks (`components/text/blocks.ts`). */
const IMAGE = /<img src="([^"]*)" alt="([^"]*)" loading="lazy"\/>/g;

async function builtPicture(src: string, alt: string): Promise<string> {
  const path = new URL(attributeText(src), 'file:///src/content/any/').pathname;
  const load = uploads[decodeURI(path)];
  if (load === undefined) throw new Error(`A text shows ${path}, which is not there.`);
  const picture = { src: await load(), alt: attributeText(alt) };
  const place = { widths: [480, 1080], sizes: '(min-width: 48rem) 42rem, 92vw' };
  return renderToStaticMarkup(createElement(Picture, await pictureFor(picture, place)));
}

/**
 * The HTML of an entry's text, its photos in the formats and widths that browsers choose from, its links to a closed form
 * saying so; empty without text.
 */
export async function entryHtml({
  rendered,
}: {
  readonly rendered?: { readonly html: string } | undefined;
}): Promise<string> {
  const html = withClosedDoors(rendered?.html ?? '');
  const images = [...html.matchAll(IMAGE)];
  const pictures = await Promise.all(images.map(([, src = '', alt = '']) => builtPicture(src, alt)));
  return html.replaceAll(IMAGE, () => pictures.shift() ?? '');
}
