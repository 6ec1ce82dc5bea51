import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const LINK = /\]\((?!https?:|mailto:)(?<target>[^)#\s]+)/g;
const CODE = /`(?<target>(?:docs|netlify|public|scripts|src|tests)\/[\w./-]*)`/g;

/** Paths of a text that its reader would open, from the root. */
function pathsIn(file: string): readonly string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const linked = [...text.matchAll(LINK)].map(({ groups }) =>
    path.join(path.dirname(file), groups?.target ?? ''),
  );
  return [...linked, ...[...text.matchAll(CODE)].map(({ groups }) => groups?.target ?? '')];
}

test.each(globSync(['*.md', 'docs/**/*.md'], { cwd: root }))('every path in %s is there', (file) => {
  const gone = pathsIn(file).filter((target) => !existsSync(path.join(root, target)));
  expect(gone, `${file} names files that moved: write where they are now.`).toEqual([]);
});
