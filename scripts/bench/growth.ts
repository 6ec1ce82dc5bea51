import * as z from 'zod';
import { SHEETS, sheetsNamed, type SheetsName } from '../../tests/simulation/sheets.ts';
import { inProcessOfItsOwn } from './in-process-of-its-own.ts';
import { atMost, type Measurement, type Row, told } from './measurement.ts';

/** The most rows that are there already. The workbook is read and written whole: what a row costs shows with fewer. */
const MOST_ROWS: Readonly<Record<SheetsName, number>> = {
  memory: 40_000,
  workbook: 5_000,
  'google-sheets': 40_000,
  grist: 40_000,
};
/** Twice as many rows take at most so many times as long; a square would take 4. */
const bounds = { growth: 3 };

const growthShape = z.object({ calls: z.number(), milliseconds: z.number(), megabytes: z.number() });

/** Cost of a drain by the number of rows that are there already. */
export const growth: Measurement = {
  title: 'A drain of 250 applications beside the rows that are there already',
  async run() {
    const rows: Row[] = [];
    for (const name of Object.keys(SHEETS).map(sheetsNamed)) rows.push(...(await measured(name)));
    return rows;
  },
};

async function measured(name: SheetsName): Promise<readonly Row[]> {
  const most = MOST_ROWS[name];
  const beside = async (size: number) => ({
    size: size.toLocaleString('en'),
    ...(await inProcessOfItsOwn('growth-once.ts', [name, size], growthShape)),
  });
  const [none, half, all] = [await beside(0), await beside(most / 2), await beside(most)];
  const perThousand = (of: 'milliseconds' | 'megabytes'): string =>
    (((all[of] - none[of]) / most) * 1_000).toFixed(1);
  return [
    ...[none, half, all].map(({ size, calls, milliseconds, megabytes }) =>
      told(
        `${name}, ${size} rows: ${calls} calls, ${Math.round(milliseconds)} ms, ${Math.round(megabytes)} MB`,
      ),
    ),
    told(`${name}, each 1,000 rows add ${perThousand('milliseconds')} ms, ${perThousand('megabytes')} MB`),
    atMost(`${name}, calls that ${all.size} rows add`, all.calls - none.calls, 0, 'calls'),
    atMost(
      `${name}, time with ${all.size} rows beside that with ${half.size} (linear: 200)`,
      (all.milliseconds / half.milliseconds) * 100,
      bounds.growth * 100,
      '%',
    ),
  ];
}
