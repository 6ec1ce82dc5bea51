import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';

const SERVER = path.resolve(import.meta.dirname, '../src/server');

/** By name, the names of what it imports. */
type Graph = ReadonlyMap<string, readonly string[]>;

/** The files of the server, tests included, from its folder on. */
async function filesOfServer(): Promise<readonly string[]> {
  return await Array.fromAsync(glob('**/*.{ts,tsx}', { cwd: SERVER }));
}

/** By file, the files of the server that it imports, types included; tests apart. */
async function imports(): Promise<Graph> {
  const files = (await filesOfServer()).filter((file) => !file.includes('.test.'));
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

/** The same by folder; what a folder imports of itself apart. */
function byFolder(graph: Graph): Graph {
  const files = Map.groupBy(graph.keys(), (file) => path.dirname(file));
  return new Map(
    [...files].map(([folder, own]) => {
      const targets = own.flatMap((file) => graph.get(file) ?? []).map((file) => path.dirname(file));
      return [folder, [...new Set(targets)].filter((target) => target !== folder)];
    }),
  );
}

/** A way from one name to another, if there is one. */
function wayTo(goal: string, from: string, graph: Graph): readonly string[] | undefined {
  const ways: string[][] = [[from]];
  const seen = new Set<string>();
  for (let way = ways.pop(); way; way = ways.pop()) {
    for (const next of graph.get(way.at(-1) ?? '') ?? []) {
      if (next === goal) return [...way, goal];
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
    [...graph.keys()].flatMap((file) => [wayTo(file, file, graph) ?? []].filter((way) => way.length > 0)),
  ).toEqual([]);
});

test('no room of the server imports itself by way of another', async () => {
  const graph = byFolder(await imports());
  expect(graph.size).toBeGreaterThan(15);
  const back = [...graph].flatMap(([room, targets]) =>
    targets.filter((target) => wayTo(room, target, graph)).map((target) => `${room} → ${target}`),
  );
  expect(back).toEqual([]);
});

test('no two files of the server have one name', async () => {
  const files = Map.groupBy(await filesOfServer(), (file) => path.basename(file));
  const shared = [...files].filter(([, same]) => same.length > 1).map(([name]) => name);
  expect(shared).toEqual([]);
});

test('every file of the server stands in a room', async () => {
  expect((await filesOfServer()).filter((file) => !file.includes(path.sep))).toEqual([]);
});

/** Lines of each file of the server, tests apart. */
async function lengths(): Promise<ReadonlyMap<string, number>> {
  const files = (await filesOfServer()).filter((file) => !file.includes('.test.'));
  const texts = await Promise.all(files.map((file) => readFile(path.join(SERVER, file), 'utf8')));
  return new Map(files.map((file, at) => [file, (texts[at] ?? '').split('\n').length - 1]));
}

test('no file of the server has more than 300 lines, tests apart', async () => {
  expect([...(await lengths())].filter(([, lines]) => lines > 300)).toEqual([]);
});

test('the server does not grow unnoticed: docs/decisions/0027-size-of-the-server.md', async () => {
  const lines = [...(await lengths()).values()].reduce((sum, each) => sum + each, 0);
  expect(lines).toBeGreaterThan(10_000);
  expect(lines).toBeLessThanOrEqual(30_500);
});
