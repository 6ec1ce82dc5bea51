import { readFile } from 'node:fs/promises';
import path from 'node:path';
import satori, { type Font } from 'satori';
import { motifStrokes, type SiteMotif } from '../src/components/sites/site-motifs.ts';
import { projectRoot } from './local-environment.ts';

/** Size that social networks ask for. */
const WIDTH = 1200;
const HEIGHT = 630;

/** Where the title stands. */
const title = { x: 72, y: 72, width: 664, height: 400 };

export interface ShareImage {
  title: string;
  /** Written below it. */
  name: string;
  motif: SiteMotif | 'lines';
}

interface Colours {
  surface: string;
  text: string;
  youth: string;
  mentor: string;
  door: string;
  pictogram: string;
}

const read = (file: string) => readFile(path.join(projectRoot, file));
const [tokens, walls, font] = await Promise.all([
  read('src/styles/tokens.css').then(String),
  read('src/components/site/walls.css').then(String),
  // The size for large text; satori reads WOFF and not WOFF2.
  read('node_modules/@fontsource/bricolage-grotesque/files/bricolage-grotesque-latin-800-normal.woff'),
]);

// One array: satori reads the font again for each new one.
const fonts: Font[] = [{ name: 'Bricolage Grotesque', data: font, weight: 800 }];

/** A colour of the tokens, light scheme; a motif's own first, then that of all motifs, then the page's. */
function token(name: string, motif?: SiteMotif): string {
  const blocks = [motif && `[data-motif='${motif}']`, '[data-motif]', ':root'].flatMap((selector) =>
    selector === undefined ? [] : [(tokens + walls).split(`${selector} {`)[1]?.split('}')[0] ?? ''],
  );
  for (const block of blocks) {
    const colour = new RegExp(`--${name}: (?:light-dark\\()?(#\\w+)`).exec(block)?.[1];
    if (colour !== undefined) return colour;
  }
  throw new Error(`The styles have no colour --${name}.`);
}

function coloursOf(motif: SiteMotif | 'lines'): Colours {
  if (motif === 'lines') {
    const [surface, text, mentor] = [token('night'), token('on-dark'), token('sun')];
    return { surface, text, youth: '#ff8f6b', mentor, door: token('wall'), pictogram: mentor };
  }
  // The door of the site whose lines are dark is light.
  const isLight = token('site-line', motif) !== token('on-dark');
  return {
    surface: token('site', motif),
    text: token('on-site', motif),
    youth: token('site-line', motif),
    mentor: token('site-line-2', motif),
    door: isLight ? token('site-light', motif) : token('site-shade', motif),
    pictogram: isLight ? token('site-line-2', motif) : token('site-light', motif),
  };
}

/** The two lines that make a door, over what it opens on; in the coordinates of the head of a site's page. */
function art(motif: SiteMotif | 'lines', { youth, mentor, door, pictogram }: Colours): string {
  const paint = motif === 'pixels' ? 'fill' : 'stroke';
  const inside =
    motif === 'lines'
      ? `<circle cx="240" cy="330" r="56" fill="${pictogram}"/>`
      : `<svg x="145" y="250" width="190" height="190" viewBox="0 0 64 64" stroke-width="5">
          <path d="${motifStrokes[motif][0]}" ${paint}="${youth}"/><path d="${motifStrokes[motif][1]}" ${paint}="${pictogram}"/>
        </svg>`;
  return `<g transform="translate(700 64) scale(1.02)" fill="none" stroke-width="32">
    <path d="M100 560V240a140 140 0 0 1 280 0v320z" fill="${door}"/>${inside}
    <path d="M-1600 520H44a40 40 0 0 0 40-40V240A156 156 0 0 1 240 84" stroke="${youth}"/>
    <path d="M2000 520H436a40 40 0 0 1-40-40V240A156 156 0 0 0 240 84" stroke="${mentor}"/>
  </g>`;
}

/** Long titles are set smaller, and cut when nothing helps. */
function sizeOf(text: string): number {
  if (text.length <= 14) return 128;
  if (text.length <= 45) return 92;
  return text.length <= 75 ? 76 : 60;
}

const LONG_WORD = /[^\s-]{17,}/;

/** Words as paths, so that no font of the machine plays a part. */
function words(text: string, size: number, color: string): Promise<string> {
  const lines = Math.floor(title.height / size);
  const style = {
    color,
    fontSize: size,
    lineHeight: 1,
    letterSpacing: size * -0.02,
    width: '100%',
    display: 'block',
    lineClamp: lines,
    textWrap: 'balance',
    // With 'break-word' satori also breaks words that would fit.
    wordBreak: LONG_WORD.test(text) ? 'break-word' : 'normal',
  };
  return satori(
    { type: 'div', key: null, props: { style, children: text } },
    {
      width: title.width,
      height: title.height,
      fonts,
    },
  );
}

const signatures = new Map<string, Promise<string>>();

/** Drawn once for all the images that bear it. */
function signature(name: string, color: string): Promise<string> {
  const key = `${color} ${name}`;
  const drawn = signatures.get(key) ?? words(name, 34, color);
  signatures.set(key, drawn);
  return drawn;
}

/** Draws a share image as SVG, 1200 × 630, without a font or an image of its own. */
export async function drawShareImage({ title: text, name, motif }: ShareImage): Promise<string> {
  const colours = coloursOf(motif);
  const [heading, signed] = await Promise.all([
    words(text, sizeOf(text), colours.text),
    signature(name, colours.text),
  ]);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <rect width="${WIDTH}" height="${HEIGHT}" fill="${colours.surface}"/>
    ${art(motif, colours)}
    <g transform="translate(${title.x} ${title.y})">${heading}</g>
    <g transform="translate(${title.x} 524)">${signed}</g>
  </svg>`;
}
