import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { read, utils, write } from '@e965/xlsx';
import type { Tab } from '../../src/domain/application/tab.ts';
import { GoogleSpreadsheet } from '../../src/server/spreadsheet/google/google-sheets.ts';
import { GristSpreadsheet } from '../../src/server/spreadsheet/grist/grist.ts';
import { asciiId } from '../../src/server/spreadsheet/grist/grist-tables.ts';
import { MemorySpreadsheet } from '../doubles/memory-spreadsheet.ts';
import type { Grid, Spreadsheet } from '../../src/server/spreadsheet/spreadsheet.ts';
import { WorkbookSpreadsheet } from '../../src/server/spreadsheet/workbook/workbook.ts';
import { type Call, type Fault, seededFaults } from '../doubles/faults.ts';
import { GoogleSheetsDouble } from '../doubles/google/double.ts';
import { GristDouble } from '../doubles/grist/double.ts';
import { unreliableSpreadsheet } from './partners.ts';
import { type Actor, type Clock, deathIn, died, PlainClock, type World } from './world.ts';

/** One kind of spreadsheet, as our processes and as staff have it. */
export interface Sheets {
  readonly clock: Clock;
  /** The adapter in a process that has just begun. */
  readonly open: (world: World, actor: Actor) => Spreadsheet;
  readonly grid: (tabName: string) => Promise<Grid>;
  /** Staff open the tab, change it, and save; `pause` passes in between where that takes time. */
  readonly edit: (tabName: string, change: (grid: Grid) => Grid, pause: () => Promise<void>) => Promise<void>;
  /** Calls so far: over the network, or of the adapter's methods where there is none. */
  readonly calls: () => number;
  /** For how long a write without an answer may still bring back a row that staff delete (docs/decisions/0010-grist.md). */
  readonly lateMs: number;
  readonly close: () => Promise<void>;
}

type Random = () => number;

function memory(): Sheets {
  const spreadsheet = new MemorySpreadsheet();
  let calls = 0;
  return {
    clock: new PlainClock(),
    open: (world, actor) => unreliableSpreadsheet(world, actor, spreadsheet, () => (calls += 1)),
    grid: (tabName) => Promise.resolve(spreadsheet.grid(tabName)),
    edit: (tabName, change) => {
      spreadsheet.edit(tabName, change);
      return Promise.resolve();
    },
    calls: () => calls,
    lateMs: 0,
    close: () => Promise.resolve(),
  };
}

async function workbook(_: Random, tabs: readonly Tab[]): Promise<Sheets> {
  const folder = await mkdtemp(path.join(tmpdir(), 'simulation-'));
  const file = path.join(folder, 'candidatures.xlsx');
  const mark = path.join(folder, '.~lock.candidatures.xlsx#');
  let calls = 0;
  const bookNow = async () => read(await readFile(file));
  const gridIn = (book: ReturnType<typeof read>, tabName: string): Grid => {
    const sheet = book.Sheets[tabName];
    return sheet ? utils.sheet_to_json(sheet, { header: 1, raw: false, defval: '', blankrows: true }) : [];
  };
  return {
    clock: new PlainClock(),
    open: (world, actor) =>
      unreliableSpreadsheet(world, actor, new WorkbookSpreadsheet(file, { tabs }), () => (calls += 1)),
    grid: async (tabName) => (existsSync(file) ? gridIn(await bookNow(), tabName) : []),
    edit: async (tabName, change, pause) => {
      await writeFile(mark, '');
      const book = await bookNow();
      await pause();
      book.Sheets[tabName] = utils.aoa_to_sheet(change(gridIn(book, tabName)).map((line) => [...line]));
      const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx' });
      if (!Buffer.isBuffer(bytes)) throw new TypeError('no bytes');
      await writeFile(file, bytes);
      await rm(mark);
    },
    calls: () => calls,
    lateMs: 0,
    close: () => rm(folder, { recursive: true }),
  };
}

/** Double of a service, reached without sockets so that nothing but the seed decides what comes first. */
interface Service extends Clock {
  fault: (call: Call) => Fault;
  readonly calls: readonly Call[];
  answer(request: Request): Promise<Response>;
}

/** The faults of a service's calls are the weather's. */
function underWeather(world: World, service: Service): void {
  service.fault = (each) => {
    world.calls.spreadsheet += 1;
    const fault = seededFaults(world.random, world.weather.faults.spreadsheet)(each);
    if (fault !== 'none') world.faults.spreadsheet += 1;
    return fault;
  };
}

/** `fetch` of one process to a service, and its waiting. */
function network(world: World, actor: Actor, service: Service) {
  if (service.calls.length === 0) underWeather(world, service);
  const fetchInTurn: typeof fetch = async (input, init) => {
    await world.turn(actor, 50 + world.below(400));
    const death = deathIn(world, actor, 'spreadsheet');
    if (death === 'before') return await died(world, actor);
    const answer = await service.answer(new Request(input, { ...init, signal: null }));
    if (death === 'after') return await died(world, actor);
    if (!answer.headers.has('x-half')) return answer;
    const text = await answer.text();
    return new Response(text.slice(0, text.length / 2), answer);
  };
  return {
    fetch: fetchInTurn,
    now: () => world.now(),
    wait: (milliseconds: number) => world.turn(actor, milliseconds),
  };
}

/** A service: its double, which staff see, and its adapter on the network of one process. */
function onNetwork(
  double: GoogleSheetsDouble | GristDouble,
  adapter: (reached: ReturnType<typeof network>) => Spreadsheet,
  lateMs: number,
  nameOf = (tabName: string): string => tabName,
): Sheets {
  return {
    clock: double,
    open: (world, actor) => adapter(network(world, actor, double)),
    grid: (tabName) => Promise.resolve(double.grid(nameOf(tabName))),
    edit: (tabName, change) => {
      double.edit(nameOf(tabName), change);
      return Promise.resolve();
    },
    calls: () => double.calls.length,
    lateMs,
    close: () => Promise.resolve(),
  };
}

function google(random: Random): Sheets {
  const double = new GoogleSheetsDouble({ random });
  return onNetwork(double, (reached) => new GoogleSpreadsheet(double.settings(), reached), 0);
}

function grist(random: Random): Sheets {
  const double = new GristDouble({ random });
  return onNetwork(double, (reached) => new GristSpreadsheet(double.settings(), reached), 180_000, asciiId);
}

/** By the name that `SPREADSHEET` gives them. */
export const SHEETS = {
  memory,
  workbook,
  'google-sheets': google,
  grist,
} as const satisfies Readonly<
  Record<string, (random: Random, tabs: readonly Tab[]) => Sheets | Promise<Sheets>>
>;

export type SheetsName = keyof typeof SHEETS;

/** @throws when there is none of this name */
export function sheetsNamed(name: string): SheetsName {
  const found = (['memory', 'workbook', 'google-sheets', 'grist'] as const).find((each) => each === name);
  if (found) return found;
  throw new Error(`« ${name} » n’est pas un tableur : choisissez parmi ${Object.keys(SHEETS).join(', ')}.`);
}
