import path from 'node:path';
import { build } from 'esbuild';

/** The files of a built site that these scripts load, with every import. Bundling again is the surest way to know them. */
export async function loadedScripts(
  dist: string,
  entryPoints: readonly string[],
): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [...entryPoints],
    absWorkingDir: dist,
    bundle: true,
    format: 'esm',
    outdir: 'unused',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs).map((file) => path.join(dist, file));
}
