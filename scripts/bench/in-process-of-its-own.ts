import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type * as z from 'zod';

const run = promisify(execFile);

/** JSON output of a script of this folder, run alone so that its memory is its own. */
export async function inProcessOfItsOwn<T>(
  script: string,
  args: readonly (string | number)[],
  shape: z.ZodType<T>,
): Promise<T> {
  const file = path.join(import.meta.dirname, script);
  const { stdout } = await run(process.execPath, ['--expose-gc', file, ...args.map(String)]);
  return shape.parse(JSON.parse(stdout));
}
