import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { walk } from '../../tests/support/cms-acts.ts';
import { openGitRepository } from '../../tests/support/git-repository.ts';
import { buildEditedSite } from '../sample-site.ts';
import type { Measurement, Row } from './measurement.ts';

const STEPS = 150;
const BUILDS = 5;

/** Builds the main branch as the host would; returns the seconds that it took. */
async function buildOf(folder: string): Promise<number> {
  const target = await mkdtemp(path.join(tmpdir(), 'desk-build-'));
  try {
    return (await buildEditedSite(target, folder)).seconds;
  } finally {
    await rm(target, { recursive: true, force: true });
  }
}

/**
 * Whatever staff do with the buttons of the CMS, on Decap's local server in Git mode: the content check after each act, and five
 * builds of what the main branch has become. Another walk: `DESK_SEED=7 npm run bench -- desk`.
 */
export const desk: Measurement = {
  title: 'Desk: staff write, upload, publish and delete in any order',
  async run() {
    const seed = Number(process.env.DESK_SEED ?? '1');
    const repository = await openGitRepository();
    const rows: Row[] = [];
    let [steps, refusals] = [0, 0];
    const broken: string[] = [];
    try {
      for await (const { act, refusal, mistakes } of walk(repository, STEPS, seed)) {
        steps += 1;
        if (refusal !== undefined) refusals += 1;
        if (mistakes.length > 0) broken.push(`${steps} ${act}`);
        if (steps % (STEPS / BUILDS) !== 0) continue;
        const seconds = await buildOf(repository.folder);
        rows.push({
          what: `build of the main branch after ${steps} acts`,
          measured: `built in ${Math.round(seconds)} s`,
          bound: 'it builds',
          ok: true,
        });
      }
    } finally {
      await repository.close();
    }
    const measured = [`broken ${broken.length}`, ...broken.slice(0, 3)].join(', ');
    return [
      {
        what: `${steps} acts, ${refusals} of them refused: the content check after each`,
        measured,
        bound: 'broken 0',
        ok: broken.length === 0,
      },
      ...rows,
    ];
  },
};
