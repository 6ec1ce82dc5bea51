import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { context } from 'esbuild';
import { projectRoot } from './local-environment.ts';

const sources = path.join(projectRoot, 'netlify', 'functions');

/**
 * Makes `root` a small mirror of the project that Netlify's emulation serves: netlify.toml, `dist`, and for each
 * function an entry with its settings that loads one bundle. The emulation traces and copies a function at each
 * call: seconds for the sources and their packages, milliseconds for an entry. Bundles follow changes of the
 * sources; a new function or new settings need a new start. Returns how to stop following.
 */
export async function mirrorFunctions(root: string): Promise<() => Promise<void>> {
  const entries = path.join(root, 'netlify', 'functions');
  await rm(root, { recursive: true, force: true });
  await mkdir(entries, { recursive: true });
  await copyFile(path.join(projectRoot, 'netlify.toml'), path.join(root, 'netlify.toml'));
  await symlink(path.join(projectRoot, 'dist'), path.join(root, 'dist'), 'junction');
  const names = existsSync(sources) ? await readdir(sources) : [];

  const bundling = await context({
    entryPoints: names.map((name) => ({ in: path.join(sources, name, `${name}.ts`), out: name })),
    outdir: path.join(root, 'bundles'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    sourcemap: 'inline',
    sourcesContent: false,
    // For the CommonJS packages among the dependencies.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  await bundling.rebuild();
  for (const name of names) {
    const bundle = pathToFileURL(path.join(root, 'bundles', `${name}.mjs`)).href;
    const loaded: unknown = await import(bundle);
    const settings = typeof loaded === 'object' && loaded !== null && 'config' in loaded ? loaded.config : {};
    await writeFile(path.join(entries, `${name}.mjs`), entry(bundle, settings));
  }
  await bundling.watch();
  return () => bundling.dispose();
}

/** The address goes through a call, so that the emulation does not follow it. */
function entry(bundle: string, settings: unknown): string {
  return `export const config = ${JSON.stringify(settings)};
const { default: answer } = await import(String(${JSON.stringify(bundle)}));
export default answer;
`;
}
