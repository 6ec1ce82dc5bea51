import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { checkContent, describeMistakes, type PhotoFault } from '../src/cms/content-check.ts';
import { IMAGE_FOLDER } from '../src/cms/decap.ts';
import { projectRoot } from './local-environment.ts';
import { photoFault } from './photo-fault.ts';

const contentFolder = path.join(projectRoot, 'src', 'content');

/** The pictures of the content, by path from the project's root, each with what is wrong with it. */
async function readPhotos(): Promise<Map<string, PhotoFault | undefined>> {
  const files: string[] = [];
  for await (const file of glob(`${IMAGE_FOLDER}/**/*.*`, { cwd: projectRoot })) files.push(file);
  const faults = await Promise.all(files.map((file) => photoFault(path.join(projectRoot, file))));
  return new Map(files.map((file, index) => [file.replaceAll(path.sep, '/'), faults[index]]));
}

/** Throws, in French with file, field and remedy, when a content file has a mistake that Astro would not see. */
export async function assertContent(): Promise<void> {
  const texts = new Map<string, string>();
  for await (const entry of glob('**/*', { cwd: contentFolder, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    texts.set(path.relative(contentFolder, file).replaceAll(path.sep, '/'), await readFile(file, 'utf8'));
  }
  const photos = await readPhotos();
  const mistakes = checkContent({
    texts,
    photoFault: (photo) => (photos.has(photo) ? photos.get(photo) : 'missing'),
  });
  if (mistakes.length > 0) throw new Error(describeMistakes(mistakes));
}
