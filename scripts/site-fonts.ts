import { readFile } from 'node:fs/promises';
import path from 'node:path';
import subsetFont from 'subset-font';
import { projectRoot } from './local-environment.ts';

/** Where the site's fonts stand, with their licences. */
export const FONTS_FOLDER = path.join(projectRoot, 'src/styles/fonts');

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** French as it is printed: its letters, quotes, dashes and spaces. */
const FRENCH = 'ÀÂÇÉÈÊËÎÏÔŒÙÛÜàâäæçèéêëîïôöœùûüÿ«»’‘“”–—…·°€\u00A0\u202F';
/** Small letters of names from elsewhere. A character in none of these lists shows in the fallback font. */
const NAMES = 'áãåìíñòóõøúß';
const DIGITS_AND_SIGNS = '0123456789 !"%&\'()+,-./:;?';
const ADDRESSES = '#$*=@_';

/** In every font. */
export const EVERYWHERE = LETTERS + FRENCH + NAMES + DIGITS_AND_SIGNS;
const text = EVERYWHERE + ADDRESSES;

const fonts = [
  { family: 'bricolage-grotesque', weight: 800, characters: EVERYWHERE, features: ['kern'] },
  { family: 'atkinson-hyperlegible-next', weight: 400, characters: text, features: ['kern'] },
  // A fifth of its size, for a quarter of a pixel here and there in labels and buttons.
  { family: 'atkinson-hyperlegible-next', weight: 700, characters: text, features: [] },
] as const;

/**
 * The files of `FONTS_FOLDER`, from `@fontsource`: each font with the characters that the site's texts need, and the licence of each family.
 * Kerning apart, the features of a font are left out: the site asks for none.
 */
export async function deriveFonts(): Promise<{ name: string; content: Buffer }[]> {
  const files = fonts.map(async ({ family, weight, characters, features }) => {
    const name = `${family}-${String(weight)}.woff2`;
    const font = await readFile(source(family, `files/${family}-latin-${String(weight)}-normal.woff2`));
    const content = await subsetFont(font, characters, {
      targetFormat: 'woff2',
      keepFeatures: features,
      // A table for variable fonts.
      dropTables: ['STAT'],
    });
    return { name, content };
  });
  const families = [...new Set(fonts.map(({ family }) => family))];
  const licences = families.map(async (family) => ({
    name: `${family}-LICENSE.txt`,
    content: await readFile(source(family, 'LICENSE')),
  }));
  return await Promise.all([...files, ...licences]);
}

const source = (family: string, file: string) =>
  path.join(projectRoot, 'node_modules/@fontsource', family, file);
