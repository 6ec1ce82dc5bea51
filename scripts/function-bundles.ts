import { copyFile, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, context, type BuildOptions } from 'esbuild';
import { projectRoot } from './local-environment.ts';

/** Where netlify.toml says that functions are, below the root of what is served. */
const served = path.join('.netlify', 'functions-bundled');
const sources = path.join(projectRoot, 'netlify', 'functions');

/** The names of all functions. */
export const functionNames = () => readdir(sources);

/** The functions that are deployed: one minified file each, and in `chunks/` what they share or import late. */
export const deployedFunctions = path.join(projectRoot, served);

/**
 * Bundles each function for the deployment, which netlify.toml then takes as they are: a third of the cold start of
 * what Netlify's own packaging gives, since what is imported late (React, the workbook, the mail) is not even read.
 */
export async function bundleForDeployment(): Promise<void> {
  await rm(deployedFunctions, { recursive: true, force: true });
  await build({ ...(await bundling(deployedFunctions)), minify: true });
}

/**
 * Makes `root` a small mirror of the project that Netlify's emulation serves: netlify.toml, the built site, and for each
 * function an entry with its settings that loads one bundle. The emulation traces and copies a function at each
 * call: seconds for a bundle, milliseconds for an entry. Bundles follow changes of the sources; a new function or
 * new settings need a new start. Returns how to stop following.
 */
export async function mirrorFunctions(root: string, dist?: string): Promise<() => Promise<void>> {
  const entries = path.join(root, served);
  const bundles = path.join(root, 'bundles');
  await rm(root, { recursive: true, force: true });
  await mkdir(entries, { recursive: true });
  await copyFile(path.join(projectRoot, 'netlify.toml'), path.join(root, 'netlify.toml'));
  if (dist !== undefined) await symlink(dist, path.join(root, 'dist'), 'junction');

  const following = await context({
    ...(await bundling(bundles)),
    sourcemap: 'inline',
    sourcesContent: false,
  });
  await following.rebuild();
  for (const name of await functionNames()) {
    const bundle = pathToFileURL(path.join(bundles, `${name}.mjs`)).href;
    const loaded: unknown = await import(bundle);
    const settings = typeof loaded === 'object' && loaded !== null && 'config' in loaded ? loaded.config : {};
    await writeFile(path.join(entries, `${name}.mjs`), entry(bundle, settings));
  }
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
    // Else React carries its development build too, and loads it.
    define: { 'process.env.NODE_ENV': '"production"' },
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
