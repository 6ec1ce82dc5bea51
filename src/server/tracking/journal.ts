import { parisTimestamp } from '../../domain/application/application.ts';
import { formOf } from '../../domain/application/forms.ts';
import { JOURNAL, JOURNAL_TAB } from '../../domain/tracking/journal-tab.ts';
import { chunks, inGroups } from '../parallel.ts';
import { onTab, type TabPorts } from '../spreadsheet/on-tab.ts';
import type { Row, Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { type Files, type UnwrittenEvent, journalRowId } from './files.ts';

/** Events written together. */
const BATCH = 250;
/** Calls of the store under way at once. */
const PARALLEL = 20;

export interface JournalPorts extends TabPorts {
  readonly files: Files;
  readonly spreadsheet: Pick<Spreadsheet, 'insert' | 'identifiers'>;
  readonly now: () => Date;
}

/** The row of an event; none when the file was erased meanwhile. */
async function rowOf({ id, name }: UnwrittenEvent, files: Files): Promise<readonly Row[]> {
  const [file, event] = await Promise.all([files.read(id), files.event(id, name)]);
  if (file === undefined || event === undefined) return [];
  const cells = {
    [JOURNAL.at]: parisTimestamp(event.at),
    [JOURNAL.reference]: file.reference,
    [JOURNAL.tab]: formOf(file.audience).tabName,
    [JOURNAL.event]: event.detail,
  };
  return [{ id: journalRowId(id, name), cells }];
}

/** Writes into the tab `Journal` the events that it does not show yet. Safe to repeat; what fails waits for the next time. */
export async function writeJournal(ports: JournalPorts, deadline: Date): Promise<void> {
  const unwritten = await ports.files.unwritten();
  const work = async (): Promise<void> => {
    for (const batch of chunks(unwritten, BATCH)) {
      if (ports.now() >= deadline) return;
      await writeEvents(batch, ports);
    }
  };
  if (unwritten.length > 0) await onTab(JOURNAL_TAB.name, ports, work, unwritten.length);
}

/** Writes events together, and marks those that a later read shows or that are to be shown no more. */
async function writeEvents(
  batch: readonly UnwrittenEvent[],
  { files, spreadsheet }: JournalPorts,
): Promise<void> {
  const rows = (await inGroups(batch, PARALLEL, async (one) => await rowOf(one, files))).flat();
  if (rows.length > 0) await spreadsheet.insert(JOURNAL_TAB, rows);
  const shown = rows.length > 0 ? await spreadsheet.identifiers(JOURNAL_TAB) : new Set<string>();
  const late = new Set(rows.map(({ id }) => id).filter((id) => !shown.has(id)));
  const over = batch.filter(({ id, name }) => !late.has(journalRowId(id, name)));
  await inGroups(over, PARALLEL, async (one) => await files.markWritten(one));
}
