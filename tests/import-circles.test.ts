import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';

const SERVER = path.resolve(import.meta.dirname, '../src/server');

/** By file, the files of the server that it imports, types included; tests apart. */
async function imports(): Promise<ReadonlyMap<string, readonly string[]>> {
  const files = (await Array.fromAsync(glob('**/*.{ts,tsx}', { cwd: SERVER }))).filter(
    (file) => !file.includes('.test.'),
  );
  const entries = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(path.join(SERVER, file), 'utf8');
      const targets = [...text.matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, target = '']) =>
        path.join(path.dirname(file), target),
      );
      return [file, targets.filter((target) => files.includes(target))] as const;
    }),
  );
  return new Map(entries);
}

/** A way from a file back to itself, if there is one. */
function circleFrom(
  file: string,
  graph: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const ways: string[][] = [[file]];
  const seen = new Set<string>();
  for (let way = ways.pop(); way; way = ways.pop()) {
    for (const next of graph.get(way.at(-1) ?? '') ?? []) {
      if (next === file) return [...way, file];
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}

test('no file of the server imports itself, by whatever way', async () => {
  const graph = await imports();
  expect(graph.size).toBeGreaterThan(100);
  expect(
    [...graph.keys()].flatMap((file) => [circleFrom(file, graph) ?? []].filter((way) => way.length > 0)),
  ).toEqual([]);
});
