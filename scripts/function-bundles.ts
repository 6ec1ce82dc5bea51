import { copyFile, cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, context, type BuildOptions, type Metafile } from 'esbuild';
import { AGENDA_FILE } from '../src/domain/events/programme-event.ts';
import { FILLED_PAGES } from '../src/server/answers/filled-pages.ts';
import { fileOfPage } from '../src/server/answers/site-pages.ts';
import { projectRoot } from './local-environment.ts';

/** Where netlify.toml says that functions are, below the root of what is served. */
const served = path.join('.netlify', 'functions-bundled');
const sources = path.join(projectRoot, 'netlify', 'functions');

/** The names of all functions. */
export const functionNames = () => readdir(sources);

/** The functions that are deployed: one minified file each, in `chunks/` what they share or import late, and in `pages/`
 * what they fill. */
export const deployedFunctions = path.join(projectRoot, served);

/**
 * Bundles each function for the deployment, which netlify.toml then takes as they are: a third of the cold start of
 * what Netlify's own packaging gives, since what is imported late (React, the workbook, the mail) is not even read.
 */
export async function bundleForDeployment(folder = deployedFunctions): Promise<Bundles> {
  await rm(folder, { recursive: true, force: true });
  const { metafile } = await build({ ...(await bundling(folder)), minify: true, metafile: true });
  return metafile.outputs;
}

/**
 * Puts the pages that functions fill, and the agenda, beside the functions, where `functionPages` reads them. Throws when one was not
 * built, or has no place for what the function writes.
 */
export async function shipPages(dist: string, functions: string): Promise<void> {
  for (const { path: address, slot } of FILLED_PAGES) {
    const file = fileOfPage(address);
    const page = await readFile(path.join(dist, file), 'utf8');
    if (!slot.test(page)) throw new Error(`The page ${address} has no place for what a function writes.`);
    const shipped = path.join(functions, 'pages', file);
    await mkdir(path.dirname(shipped), { recursive: true });
    await writeFile(shipped, page);
  }
  const agenda = fileOfPage(AGENDA_FILE);
  await copyFile(path.join(dist, agenda), path.join(functions, 'pages', agenda));
}

/** Each file by its path from the folder of the project, with the sources in it and what it imports. */
export type Bundles = Metafile['outputs'];

/** The files that come with the one whose entry is this source: what it imports late apart. */
export function loadedWith(bundles: Bundles, source: string): readonly string[] {
  const [entry] = Object.entries(bundles).find(([, { entryPoint }]) => entryPoint === source) ?? [];
  if (entry === undefined) throw new Error(`No bundle begins with ${source}.`);
  const loaded = new Set([entry]);
  for (const file of loaded)
    for (const { path: next, kind } of bundles[file]?.imports ?? [])
      if (kind === 'import-statement' && next in bundles) loaded.add(next);
  return [...loaded];
}

/** Makes `root` a small mirror of the project that Netlify's emulation serves: netlify.toml and a built site. Returns the folder of its functions. */
export async function mirrorBuilt(root: string, dist: string): Promise<string> {
  const bundles = path.join(root, 'bundles');
  await emptyMirror(root);
  await symlink(dist, path.join(root, 'dist'), 'junction');
  await cp(deployedFunctions, bundles, { recursive: true });
  // A sample of the site has pages of its own.
  await shipPages(dist, bundles);
  return bundles;
}

/**
 * Makes `root` a mirror with functions that follow changes of the sources; a new function or new settings need a new start. Each has an
 * entry with its settings that loads one bundle: the emulation traces and copies a function at each call, seconds for a bundle,
 * milliseconds for an entry. Returns how to stop following.
 */
export async function mirrorSources(root: string): Promise<() => Promise<void>> {
  const bundles = path.join(root, 'bundles');
  await emptyMirror(root);
  const stop = await followSources(bundles);
  for (const name of await functionNames()) {
    const bundle = pathToFileURL(path.join(bundles, `${name}.mjs`)).href;
    const loaded: unknown = await import(bundle);
    const settings = typeof loaded === 'object' && loaded !== null && 'config' in loaded ? loaded.config : {};
    await writeFile(path.join(root, served, `${name}.mjs`), entry(bundle, settings));
  }
  return stop;
}

async function emptyMirror(root: string): Promise<void> {
  await rm(root, { recursive: true, force: true });
  await mkdir(path.join(root, served), { recursive: true });
  await copyFile(path.join(projectRoot, 'netlify.toml'), path.join(root, 'netlify.toml'));
}

async function followSources(bundles: string): Promise<() => Promise<void>> {
  const following = await context({
    ...(await bundling(bundles)),
    sourcemap: 'inline',
    sourcesContent: false,
  });
  await following.rebuild();
  await following.watch();
  return () => following.dispose();
}

async function bundling(folder: string): Promise<BuildOptions> {
  const names = await functionNames();
  return {
    entryPoints: names.map((name) => ({ in: path.join(sources, name, `${name}.ts`), out: name })),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    // Else React carries its development build too, and loads it; and a preview cannot tell that it is one.
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.CONTEXT':
        process.env.CONTEXT === undefined ? 'undefined' : JSON.stringify(process.env.CONTEXT),
    },
    platform: 'node',
    format: 'esm',
    target: 'node22',
    // For the CommonJS packages among the dependencies.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'warning',
  };
}

/** The address goes through a call, so that the emulation does not follow it. */
function entry(bundle: string, settings: unknown): string {
  return `export const config = ${JSON.stringify(settings)};
const { default: answer } = await import(String(${JSON.stringify(bundle)}));
export default answer;
`;
}
