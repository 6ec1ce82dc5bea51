import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { aYouth } from '../../tests/fixtures/youth.fixture.ts';
import { FORMS } from '../../src/domain/application/forms.ts';
import { tabOf } from '../../src/domain/application/tabs.ts';
import { youthForm } from '../../src/domain/application/youth.ts';
import { debounce } from '../../src/server/executor/debounce.ts';
import type { Tab } from '../../src/domain/application/tab.ts';
import { openCaseStores } from '../../src/server/executor/case-stores.ts';
import { execute } from '../../src/server/executor/execute.ts';
import { underLease } from '../../src/server/executor/lease.ts';
import { deliveryPlan } from '../../src/server/plans/delivery-plan.ts';
import type { Row as SheetRow } from '../../src/server/spreadsheet/spreadsheet.ts';
import { answerApplication } from '../../src/server/answers/application-endpoint.ts';
import { BlobsStore } from '../../src/server/store/blobs.ts';
import { Inbox } from '../../src/server/cases/inbox.ts';
import { WorkbookSpreadsheet } from '../../src/server/spreadsheet/workbook/workbook.ts';
import { startBlobs } from '../local-blobs.ts';
import { atMost, type Measurement, type Row, told } from './measurement.ts';

const crowd = 1_000;
const samples = 200;
const bounds = { acceptance: 2, writes: 10 };
const farAway = new Date('2100-01-01');
const SECRET = 's'.repeat(32);
const now = (): Date => new Date();

/** The way of an application in process, on a real local Blobs server and a real workbook. */
export const load: Measurement = {
  title: `${crowd.toLocaleString('en')} applications at once, in process`,
  async run() {
    const folder = await mkdtemp(path.join(tmpdir(), 'mentorat-load-'));
    const blobs = await startBlobs(path.join(folder, 'blobs'));
    try {
      // On one machine a thousand calls at once wait for each other: the deadline is not what is measured.
      const store = new BlobsStore({ deadlineMs: 60_000 });
      const inbox = new Inbox(store);
      const cost = await acceptanceCost(inbox, store);
      return [cost, ...(await rush(inbox, path.join(folder, 'candidatures.xlsx')))];
    } finally {
      await blobs.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** The time of the whole POST beside that of the write it needs, medians of calls one after the other. */
async function acceptanceCost(inbox: Inbox, store: BlobsStore): Promise<Row> {
  const bare: number[] = [];
  const whole: number[] = [];
  for (let turn = 0; turn < samples; turn += 1) {
    bare.push(await timed(() => store.set(`bare/${turn}`, 'x'.repeat(700))));
    whole.push(await timed(() => send(inbox, `Mesure ${turn}`)));
  }
  return atMost(
    'An acceptance beside the bare inbox write',
    median(whole) / median(bare),
    bounds.acceptance,
    '×',
  );
}

/** Everybody at once, each acceptance starting its own delivery a moment later, as on the host: who is answered, and what it takes to deliver. */
async function rush(inbox: Inbox, workbookPath: string): Promise<readonly Row[]> {
  let writes = 0;
  const workbook = new WorkbookSpreadsheet(workbookPath, { tabs: FORMS.map(tabOf) });
  const store = new BlobsStore({ deadlineMs: 60_000 });
  const work = {
    ...openCaseStores(store, now),
    spreadsheet: {
      identifiers: (tab: Tab) => workbook.identifiers(tab),
      read: (tab: Tab, headers: readonly string[]) => workbook.read(tab, headers),
      update: (tab: Tab, rows: readonly SheetRow[]) => workbook.update(tab, rows),
      remove: (tab: Tab, ids: readonly string[]) => workbook.remove(tab, ids),
      replaceText: (tab: Tab, texts: ReadonlyMap<string, string>) => workbook.replaceText(tab, texts),
      insert: async (tab: Tab, rows: readonly SheetRow[]) => {
        writes += 1;
        await workbook.insert(tab, rows);
      },
    },
    mail: { send: () => Promise.resolve(undefined) },
    secret: SECRET,
    report: () => undefined,
    log: () => undefined,
    pause,
    now,
  };
  const plans = [deliveryPlan({ forms: FORMS, messages: () => [], secret: SECRET })];
  const drain = async (): Promise<void> => {
    await underLease(work.lease, async (goesOn) => {
      await execute(plans, work, { isScan: false, goesOn, deadline: farAway });
    });
  };
  const drains: Promise<void>[] = [];
  const start = performance.now();
  const answers = await Promise.all(
    Array.from({ length: crowd }, (_, index) =>
      send(inbox, `Foule ${index}`, () => drains.push(debounce(pause).then(drain))),
    ),
  );
  const answered = performance.now() - start;
  await Promise.all(drains);
  await drain();
  const rows = (await workbook.identifiers(tabOf(youthForm))).size;
  const memory = process.memoryUsage().rss / 1e6;
  return [
    atMost('Not answered 201', answers.filter((status) => status !== 201).length, 0, 'applications'),
    atMost('Lost or doubled', Math.abs(crowd + samples - rows), 0, 'applications'),
    atMost('Spreadsheet writes to deliver them', writes, bounds.writes, 'writes'),
    told(
      `Answered in ${Math.round(answered)} ms, ${Math.round((crowd / answered) * 1_000)} a second; memory ${Math.round(memory)} MB`,
    ),
  ];
}

async function send(
  inbox: Inbox,
  project: string,
  onAccepted: () => void = () => undefined,
): Promise<number> {
  const body = new URLSearchParams(
    Object.entries(aYouth({ project })).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  );
  const headers = { accept: 'application/json' };
  const request = new Request('http://localhost/api/candidatures/jeune', { method: 'POST', body, headers });
  const ports = () => ({ inbox, secret: SECRET, season: '2026-2027', now });
  const answer = await answerApplication(request, youthForm, {
    ports,
    readPage: () => Promise.resolve(undefined),
    closedMessage: () => undefined,
    onAccepted,
    log: () => undefined,
  });
  return answer.status;
}

async function timed(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
