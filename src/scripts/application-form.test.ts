import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const MAX_GZIP_BYTES = 10 * 1024;

test.each(['application-form.ts', 'company-form.ts'])(
  '%s weighs at most 10 KB gzip, without any package',
  async (file) => {
    const { outputFiles, metafile } = await build({
      entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
      bundle: true,
      minify: true,
      format: 'esm',
      write: false,
      metafile: true,
    });
    const [bundle] = outputFiles;
    expect(gzipSync(bundle?.contents ?? '').byteLength).toBeLessThanOrEqual(MAX_GZIP_BYTES);
    expect(Object.keys(metafile.inputs).filter((file) => file.includes('node_modules'))).toEqual([]);
  },
);
