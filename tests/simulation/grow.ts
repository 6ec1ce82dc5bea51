import { IDENTIFIER } from '../../src/domain/application/tab.ts';
import { tabOf } from '../../src/domain/application/tabs.ts';
import { youthForm } from '../../src/domain/application/youth.ts';
import { MemoryStore } from '../doubles/memory-store.ts';
import { seeded } from '../doubles/faults.ts';
import { Applicants, FORMS } from './applicants.ts';
import { Mailbox } from './partners.ts';
import { Servers } from './servers.ts';
import { SHEETS, type SheetsName } from './sheets.ts';
import { World } from './world.ts';

/** Cost of one drain of `APPLICATIONS` applications. */
export interface Growth {
  readonly calls: number;
  /** CPU time: what other processes of the machine do does not count. */
  readonly milliseconds: number;
  /** Peak size of the heap above that at rest; includes the doubles of the services, which run in the same process. */
  readonly megabytes: number;
  /** That are in the tab afterwards. */
  readonly rows: number;
}

const APPLICATIONS = 250;

/** One drain, without faults, into a tab that has so many rows already. */
export async function grown(name: SheetsName, rows: number): Promise<Growth> {
  const random = seeded(1);
  const sheets = await SHEETS[name](random, FORMS.map(tabOf));
  const world = new World(random, sheets.clock);
  const store = new MemoryStore();
  const servers = new Servers({ world, sheets, store, mailbox: new Mailbox(), events: [] });
  const applicants = new Applicants(world, store, () => undefined);
  const { name: tabName } = tabOf(youthForm);
  try {
    applicants.apply(0);
    await world.run();
    servers.drain();
    await world.run();
    await sheets.edit(
      tabName,
      ([headers = [], first = []]) => [
        headers,
        first,
        ...Array.from({ length: rows }, (_, n) =>
          first.map((text, at) => {
            const header = headers[at];
            return header === IDENTIFIER || header === 'E-mail' ? `old${n}@exemple.fr` : text;
          }),
        ),
      ],
      () => Promise.resolve(),
    );
    for (let n = 1; n <= APPLICATIONS; n += 1) applicants.apply(n);
    await world.run();
    globalThis.gc?.();
    const [calls, restBytes] = [sheets.calls(), process.memoryUsage().heapUsed];
    let highest = restBytes;
    const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().heapUsed)), 1);
    const started = process.cpuUsage();
    servers.drain();
    await world.run();
    const { user, system } = process.cpuUsage(started);
    clearInterval(watch);
    return {
      calls: sheets.calls() - calls,
      milliseconds: (user + system) / 1e3,
      megabytes: (highest - restBytes) / 1e6,
      rows: (await sheets.grid(tabName)).length - 1,
    };
  } finally {
    await sheets.close();
  }
}
