import { parisTimestamp } from '../../domain/application/application.ts';
import { formOf } from '../../domain/application/forms.ts';
import { JOURNAL, JOURNAL_TAB } from '../../domain/tracking/journal-tab.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import { chunks, inGroups } from '../foundation/parallel.ts';
import { withTabBackoff, reasonOf, type TabPorts } from '../spreadsheet/tab-backoff.ts';
import type { Row, Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { type CaseStore, type UnwrittenFact, journalRowId } from '../cases/case-store.ts';

/** Events written together. */
const BATCH = 250;
/** Maximum concurrent calls of the store. */
const PARALLEL = 20;

export interface JournalPorts extends TabPorts {
  readonly cases: CaseStore;
  readonly spreadsheet: Pick<Spreadsheet, 'insert' | 'identifiers'>;
  readonly now: () => Date;
}

/** The row of an event; none when the file was erased meanwhile. Throws `NewerRecord`. */
async function rowOf({ id, name }: UnwrittenFact, cases: CaseStore): Promise<Row | undefined> {
  const [file, event] = await Promise.all([cases.read(id), cases.fact(id, name)]);
  if (file === undefined || event?.detail === undefined) return undefined;
  const cells = {
    [JOURNAL.at]: parisTimestamp(event.at),
    [JOURNAL.reference]: file.reference,
    [JOURNAL.season]: file.season,
    [JOURNAL.tab]: formOf(file.audience).tabName,
    [JOURNAL.event]: event.detail,
  };
  return { id: journalRowId(id, name), cells };
}

/** Writes into the tab `Journal` the events that it does not show yet. Idempotent; what fails waits for the next time. */
export async function writeJournal(ports: JournalPorts, deadline: Date): Promise<void> {
  const unwritten = await ports.cases.unwritten();
  const work = async (): Promise<void> => {
    for (const batch of chunks(unwritten, BATCH)) {
      if (ports.now() >= deadline) return;
      await writeEvents(batch, ports);
    }
  };
  if (unwritten.length > 0) await withTabBackoff(JOURNAL_TAB.name, ports, work, unwritten.length);
}

/** An event with its row, or with none. */
interface Written {
  readonly event: UnwrittenFact;
  readonly row: Row | undefined;
}

/** Reads the facts of a batch. One that cannot be read waits; the others go on. */
async function readable(
  batch: readonly UnwrittenFact[],
  { cases, onFailure, log }: JournalPorts,
): Promise<readonly Written[]> {
  const read = await inGroups(batch, PARALLEL, async (event): Promise<readonly Written[]> => {
    try {
      return [{ event, row: await rowOf(event, cases) }];
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      onFailure?.(error);
      log('event-waits', { id: event.id, ...reasonOf(error) });
      return [];
    }
  });
  return read.flat();
}

/** Writes events together, and marks those that a later read shows or that are to be shown no more. */
async function writeEvents(batch: readonly UnwrittenFact[], ports: JournalPorts): Promise<void> {
  const { cases, spreadsheet } = ports;
  const written = await readable(batch, ports);
  const rows = written.flatMap(({ row }) => row ?? []);
  if (rows.length > 0) await spreadsheet.insert(JOURNAL_TAB, rows);
  const shown = rows.length > 0 ? await spreadsheet.identifiers(JOURNAL_TAB) : new Set<string>();
  const late = new Set(rows.map(({ id }) => id).filter((id) => !shown.has(id)));
  const over = written.map(({ event }) => event).filter(({ id, name }) => !late.has(journalRowId(id, name)));
  await inGroups(over, PARALLEL, async (one) => await cases.markWritten(one));
}
