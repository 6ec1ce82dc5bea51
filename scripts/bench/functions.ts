import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { zipFunction, type ArchiveFormat } from '@netlify/zip-it-and-ship-it';
import { bundleForDeployment, deployedFunctions, functionNames, loadedWith } from '../function-bundles.ts';
import { projectRoot } from '../local-environment.ts';
import { run } from '../run.ts';
import { atMost, type Measurement, type Row } from './measurement.ts';

const bounds = { zipped: 2_000_000, import: 120 };
const imports = 10;

/**
 * Size of each function as Netlify packages it, less that of a function that does nothing (the host's own
 * bootstrap), and the time its module takes to import in a new process.
 */
export const functionWeight: Measurement = {
  title: 'Functions as Netlify packages them',
  ofTheBuild: true,
  async run() {
    const folder = await mkdtemp(path.join(tmpdir(), 'mentorat-functions-'));
    try {
      const empty = path.join(folder, 'empty.mjs');
      await writeFile(empty, 'export default () => new Response();\n');
      const bootstrap = await zippedSize(empty, folder);
      const rows: Row[] = [];
      for (const name of await functionNames()) {
        const source = path.join(deployedFunctions, `${name}.mjs`);
        const zipped = (await zippedSize(source, folder)) - bootstrap;
        const milliseconds = await importTime(source, folder);
        rows.push(
          atMost(`${name}, zipped`, zipped, bounds.zipped, 'B'),
          atMost(`${name}, import on a cold start, median of ${imports}`, milliseconds, bounds.import, 'ms'),
        );
      }
      return [...rows, ...(await lateImports(path.join(folder, 'bundles')))];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Modules that a drain loads late: each spreadsheet, of which one is chosen, and the drain itself. */
const LATE = [
  'src/server/schedule/drain.ts',
  ...['workbook/workbook', 'google/google-sheets', 'grist/grist'].map(
    (name) => `src/server/spreadsheet/${name}.ts`,
  ),
];

async function lateImports(folder: string): Promise<readonly Row[]> {
  const bundles = await bundleForDeployment(folder);
  const rows: Row[] = [];
  for (const source of LATE) {
    const files = loadedWith(bundles, source);
    const bytes = files.reduce((sum, file) => sum + (bundles[file]?.bytes ?? 0), 0);
    const milliseconds = await medianImport(pathToFileURL(path.resolve(projectRoot, files[0] ?? '')).href);
    const name = path.basename(source, '.ts');
    rows.push(
      atMost(`${name}, loaded late, with what it shares`, bytes, bounds.zipped, 'B'),
      atMost(`${name}, its import, median of ${imports}`, milliseconds, bounds.import, 'ms'),
    );
  }
  return rows;
}

async function zippedSize(source: string, folder: string): Promise<number> {
  const { path: zip } = await pack(source, path.join(folder, 'zip'), 'zip');
  return (await stat(zip)).size;
}

async function importTime(source: string, folder: string): Promise<number> {
  const { path: unpacked, entryFilename } = await pack(source, path.join(folder, 'none'), 'none');
  const entry = await readFile(path.join(unpacked, entryFilename), 'utf8');
  const handler = /getLambdaHandler\('([^']+)'\)/.exec(entry)?.[1];
  if (handler === undefined) throw new Error(`${source}: its entry names no handler.`);
  const module = pathToFileURL(path.join(unpacked, handler)).href;
  return await medianImport(module);
}

async function medianImport(module: string): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < imports; turn += 1) times.push(await coldImport(module));
  times.sort((a, b) => a - b);
  return ((times[imports / 2 - 1] ?? 0) + (times[imports / 2] ?? 0)) / 2;
}

/** Packs a function as netlify.toml says: as it is, ours with its chunks and pages. */
async function pack(source: string, target: string, archiveFormat: ArchiveFormat) {
  await mkdir(target, { recursive: true });
  const basePath = path.dirname(source);
  const packed = await zipFunction(source, target, {
    archiveFormat,
    basePath,
    config: {
      '*': { nodeBundler: 'none', includedFiles: ['chunks/**', 'pages/**'], includedFilesBasePath: basePath },
    },
  });
  if (!packed) throw new Error(`${source} is no function.`);
  return packed;
}

/** Milliseconds that a new process takes to import a module. */
async function coldImport(module: string): Promise<number> {
  const script = `const start = performance.now(); await import(${JSON.stringify(module)}); console.log('took', performance.now() - start); process.exit(0)`;
  const { ok, output } = await run([process.execPath, '--input-type=module', '--eval', script], {
    environment: { NODE_ENV: 'production' },
  });
  const took = /^took ([\d.]+)$/m.exec(output)?.[1];
  if (!ok || took === undefined) throw new Error(`${module} could not be imported:\n${output.slice(-2000)}`);
  return Number(took);
}
