/** Writes `src/styles/fonts`, the fonts of the site, from `@fontsource`: run `npm run derive:fonts` after one of its packages is upgraded. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deriveFonts, FONTS_FOLDER } from './site-fonts.ts';

await mkdir(FONTS_FOLDER, { recursive: true });
for (const { name, content } of await deriveFonts()) await writeFile(path.join(FONTS_FOLDER, name), content);
