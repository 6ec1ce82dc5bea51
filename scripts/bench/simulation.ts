import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import * as z from 'zod';
import { SHEETS, sheetsNamed, type SheetsName } from '../../tests/simulation/sheets.ts';
import { isUnharmed } from '../../tests/simulation/simulate.ts';
import { inProcessOfItsOwn } from './in-process-of-its-own.ts';
import { type Measurement, type Row, told } from './measurement.ts';

/**
 * People of each seed: with twenty seeds more than 100,000 applications are accepted over Google and Grist, and 4,500 by the workbook, a file
 * that is written whole each time, on a real disk.
 */
const PEOPLE: Readonly<Record<SheetsName, number>> = {
  'google-sheets': 2_500,
  grist: 3_000,
  workbook: 250,
  memory: 1_000,
};
const SEEDS = Array.from({ length: 20 }, (_, rank) => rank + 1).join(',');
const bounds = { faulty: 0.25 };

const reportShape = z.object({
  seed: z.number(),
  accepted: z.number(),
  asked: z.object({ corrections: z.number(), withdrawals: z.number(), erasures: z.number() }),
  pairs: z.object({
    rows: z.number(),
    asked: z.number(),
    started: z.number(),
    ended: z.number(),
    erased: z.number(),
  }),
  programme: z.object({
    lines: z.number(),
    minutes: z.number(),
    declared: z.number(),
    placed: z.number(),
    waiting: z.number(),
    came: z.number(),
  }),
  waiting: z.number(),
  writtenAgain: z.number(),
  mailsRepeated: z.number(),
  calls: z.number(),
  deaths: z.number(),
  milliseconds: z.number(),
  megabytes: z.number(),
  damage: z.record(z.string(), z.number()),
  faulty: z.object({ spreadsheet: z.number(), all: z.number() }),
});
type Report = z.output<typeof reportShape>;

/**
 * The way of applications and pairs among faults, in memory and on the doubles of the services. A part of it, or a seed again:
 * `SIMULATION_SHEETS=grist SIMULATION_SEEDS=3,7 SIMULATION_PEOPLE=300 npm run bench -- simulation`.
 */
export const simulation: Measurement = {
  title: 'Simulation: people apply and are made pairs of while calls fail, processes die and staff work',
  async run() {
    const { SIMULATION_SEEDS = SEEDS, SIMULATION_SHEETS = Object.keys(SHEETS).join(',') } = process.env;
    const names = SIMULATION_SHEETS.split(',').map(sheetsNamed);
    const seeds = SIMULATION_SEEDS.split(',').map(Number);
    const limit = pLimit(availableParallelism());
    const rows = await Promise.all(
      names.map(async (name) => {
        const people = Number(process.env.SIMULATION_PEOPLE ?? PEOPLE[name]);
        const run = (seed: number) =>
          limit(() => inProcessOfItsOwn('simulation-once.ts', [name, seed, people], reportShape));
        return rowsOf(name, people, await Promise.all(seeds.map(run)));
      }),
    );
    return rows.flat();
  },
};

function rowsOf(name: SheetsName, people: number, reports: readonly Report[]): readonly Row[] {
  const sum = (of: (report: Report) => number): number =>
    reports.reduce((total, each) => total + of(each), 0);
  const accepted = sum((each) => each.accepted);
  const a1000 = (of: (report: Report) => number): string =>
    ((sum(of) / accepted) * 1_000).toLocaleString('en', { maximumFractionDigits: 1 });
  const faulty = sum(({ calls, faulty: { spreadsheet } }) => calls * spreadsheet) / sum(({ calls }) => calls);
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  const amounts = Object.keys(reports[0]?.damage ?? {}).map(
    (kind) => `${kind} ${sum(({ damage }) => damage[kind] ?? 0)}`,
  );
  return [
    {
      what: `${name}, ${reports.length} seeds, ${accepted.toLocaleString('en')} applications of ${(people * reports.length).toLocaleString('en')} people`,
      measured: [...amounts, `waiting ${sum(({ waiting }) => waiting)}`].join(', '),
      bound: 'all 0',
      ok: reports.every(isUnharmed),
    },
    {
      what: `${name}, calls to it that fail while people come`,
      measured: percent(faulty),
      bound: `≥ ${percent(bounds.faulty)}`,
      ok: faulty >= bounds.faulty,
    },
    told(
      `${name}, for 1,000 applications: ${a1000(({ calls }) => calls)} calls, ${a1000(({ milliseconds }) => milliseconds / 1_000)} s, ` +
        `${a1000(({ deaths }) => deaths)} processes died, ${a1000(({ asked }) => asked.corrections)} corrections, ${a1000(({ asked }) => asked.withdrawals)} withdrawals, ${a1000(({ asked }) => asked.erasures)} erasures, ${a1000(({ mailsRepeated }) => mailsRepeated)} messages came again under the same Message-ID, ` +
        `${a1000(({ writtenAgain }) => writtenAgain)} rows deleted before they were read back were written again; ` +
        `of all calls ${percent(sum(({ faulty }) => faulty.all) / reports.length)} failed; memory of a process ${Math.round(Math.max(...reports.map(({ megabytes }) => megabytes)))} MB`,
    ),
    told(
      `${name}, pairs: ${sum(({ pairs }) => pairs.rows)} proposed, ${sum(({ pairs }) => pairs.asked)} asked, ${sum(({ pairs }) => pairs.started)} began, ` +
        `${sum(({ pairs }) => pairs.ended)} ended, ${sum(({ pairs }) => pairs.erased)} with somebody erased in the middle`,
    ),
    told(
      `${name}, events and hours: ${sum(({ programme }) => programme.placed)} places given, ${sum(({ programme }) => programme.waiting)} people put on the waiting list, ` +
        `${sum(({ programme }) => programme.came)} came; ${sum(({ programme }) => programme.lines)} lines, ${sum(({ programme }) => programme.declared)} of them by mentors, ` +
        `${Math.round(sum(({ programme }) => programme.minutes) / 60)} hours that count`,
    ),
    ...reports
      .filter((report) => !isUnharmed(report))
      .map(({ seed }) => ({
        what: `${name}, seed ${seed}`,
        measured: 'harm',
        bound: `again: SIMULATION_SHEETS=${name} SIMULATION_SEEDS=${seed} SIMULATION_PEOPLE=${people} npm run bench -- simulation`,
        ok: false,
      })),
  ];
}
