import { glob, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Collection } from '../src/cms/collection.ts';
import { collections } from '../src/cms/collections.ts';
import { CONTENT_FOLDER, decapFields } from '../src/cms/decap.ts';
import { readEntry, writeEntry } from '../src/cms/entry-file.ts';
import { projectRoot } from './local-environment.ts';

// npm run format: content files as the CMS writes them, so that an edit there changes what was edited and no more.
const contents: readonly Collection[] = Object.values(collections);
for (const collection of contents) {
  const folder = path.join(projectRoot, CONTENT_FOLDER, collection.name);
  const order = decapFields(collection);
  for await (const name of glob(`*.${collection.format}`, { cwd: folder })) {
    const file = path.join(folder, name);
    const text = await readFile(file, 'utf8');
    const formatted = writeEntry(collection.format, readEntry(collection.format, text), order);
    if (formatted === text) continue;
    await writeFile(file, formatted);
    console.log(path.relative(projectRoot, file));
  }
}
