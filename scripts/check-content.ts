import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkContent, describeMistakes } from '../src/cms/content-check.ts';
import { CONTENT_FOLDER } from '../src/cms/decap.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, CONTENT_FOLDER);
const paths = globSync('**/*.*', { cwd: folder }).map((path) => path.replaceAll('\\', '/'));

const mistakes = checkContent({
  texts: new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')])),
  hasImage: (path) => existsSync(join(root, path)),
});

if (mistakes.length === 0) {
  console.log(`Contenu vérifié : ${paths.length} fichiers, aucune erreur.`);
} else {
  console.error(describeMistakes(mistakes));
  process.exitCode = 1;
}
