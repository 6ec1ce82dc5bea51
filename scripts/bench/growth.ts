import * as z from 'zod';
import { SHEETS, sheetsNamed, type SheetsName } from '../../tests/support/simulation/sheets.ts';
import { inProcessOfItsOwn } from './in-process-of-its-own.ts';
import { atMost, type Measurement, type Row, told } from './measurement.ts';

const SIZES = [0, 5_000, 20_000, 40_000];
/** Twice as many rows take at most so many times as long; a square would take 4. */
const bounds = { growth: 3 };

const growthShape = z.object({ calls: z.number(), milliseconds: z.number(), megabytes: z.number() });

/** What rows that are there already cost a drain. */
export const growth: Measurement = {
  title: 'A drain of 250 applications beside the rows that are there already',
  async run() {
    const rows: Row[] = [];
    for (const name of Object.keys(SHEETS).map(sheetsNamed)) rows.push(...(await measured(name)));
    return rows;
  },
};

async function measured(name: SheetsName): Promise<readonly Row[]> {
  const found: (z.output<typeof growthShape> & { size: number })[] = [];
  for (const size of SIZES)
    found.push({ size, ...(await inProcessOfItsOwn('growth-once.ts', [name, size], growthShape)) });
  const [none, , half, all] = found;
  if (!none || !half || !all) return [];
  const perThousand = (of: 'milliseconds' | 'megabytes'): string =>
    (((all[of] - none[of]) / all.size) * 1_000).toFixed(1);
  return [
    ...found.map(({ size, calls, milliseconds, megabytes }) =>
      told(
        `${name}, ${size.toLocaleString('en')} rows: ${calls} calls, ${Math.round(milliseconds)} ms, ${Math.round(megabytes)} MB`,
      ),
    ),
    told(`${name}, each 1,000 rows add ${perThousand('milliseconds')} ms, ${perThousand('megabytes')} MB`),
    atMost(`${name}, calls that 40,000 rows add`, all.calls - none.calls, 0, 'calls'),
    atMost(
      `${name}, time with 40,000 rows beside that with 20,000 (linear: 200)`,
      (all.milliseconds / half.milliseconds) * 100,
      bounds.growth * 100,
      '%',
    ),
  ];
}
