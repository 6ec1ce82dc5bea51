import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { checkContent, describeMistakes } from '../src/cms/content-check.ts';
import { projectRoot } from './local-environment.ts';

const contentFolder = path.join(projectRoot, 'src', 'content');

/** Throws, in French with file, field and remedy, when a content file has a mistake that Astro would not see. */
export async function assertContent(): Promise<void> {
  const texts = new Map<string, string>();
  for await (const entry of glob('**/*', { cwd: contentFolder, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    texts.set(path.relative(contentFolder, file).replaceAll(path.sep, '/'), await readFile(file, 'utf8'));
  }
  const mistakes = checkContent({ texts, hasImage: (image) => existsSync(path.join(projectRoot, image)) });
  if (mistakes.length > 0) throw new Error(describeMistakes(mistakes));
}
