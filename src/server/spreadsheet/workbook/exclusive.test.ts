import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exclusively, StillHeld } from './exclusive.ts';

describe('a lock between processes', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exclusive-'));
    path = join(folder, 'lock');
  });

  afterEach(() => rm(folder, { recursive: true }));

  test('lets one call through at a time, also when one fails', async () => {
    let inside = 0;
    let most = 0;
    const task = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      throw new Error('failed');
    };
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => exclusively(path, 5000, task)));
    expect(results.map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
    expect(most).toBe(1);
  });

  test('is refused while another process holds it, and free as soon as that process is killed', async () => {
    const holder = spawn(
      process.execPath,
      [join(import.meta.dirname, '../../../../tests/fixtures/spreadsheet/hold.ts'), path],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    await once(holder.stdout, 'data');
    await expect(exclusively(path, 0, () => Promise.resolve())).rejects.toThrow(StillHeld);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await expect(exclusively(path, 0, () => Promise.resolve('mine'))).resolves.toBe('mine');
  });
});
