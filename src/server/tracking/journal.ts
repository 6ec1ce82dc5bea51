import { parisTimestamp } from '../../domain/application/application.ts';
import { FORMS } from '../../domain/application/forms.ts';
import { JOURNAL, JOURNAL_TAB } from '../../domain/tracking/journal-tab.ts';
import { chunks } from '../parallel.ts';
import type { Row, Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { type Files, type UnwrittenEvent, journalRowId } from './files.ts';

/** Events written together. */
const BATCH = 250;

export interface JournalPorts {
  readonly files: Files;
  readonly spreadsheet: Pick<Spreadsheet, 'insert' | 'identifiers'>;
  readonly now: () => Date;
}

/** The row of an event; none when the file was erased meanwhile. */
async function rowOf({ id, name }: UnwrittenEvent, files: Files): Promise<readonly Row[]> {
  const [file, event] = await Promise.all([files.read(id), files.event(id, name)]);
  if (file === undefined || event === undefined) return [];
  const tabName = FORMS.find(({ audience }) => audience === file.audience)?.tabName ?? '';
  const cells = {
    [JOURNAL.at]: parisTimestamp(event.at),
    [JOURNAL.reference]: file.reference,
    [JOURNAL.tab]: tabName,
    [JOURNAL.event]: event.detail,
  };
  return [{ id: journalRowId(id, name), cells }];
}

/** Writes into the tab `Journal` the events that it does not show yet. Safe to repeat; throws as the spreadsheet does. */
export async function writeJournal({ files, spreadsheet, now }: JournalPorts, deadline: Date): Promise<void> {
  for (const batch of chunks(await files.unwritten(), BATCH)) {
    if (now() >= deadline) return;
    const rows = (await Promise.all(batch.map(async (one) => await rowOf(one, files)))).flat();
    if (rows.length > 0) await spreadsheet.insert(JOURNAL_TAB, rows);
    const shown = rows.length > 0 ? await spreadsheet.identifiers(JOURNAL_TAB) : new Set<string>();
    const kept = new Set(rows.map(({ id }) => id).filter((id) => !shown.has(id)));
    await Promise.all(
      batch
        .filter(({ id, name }) => !kept.has(journalRowId(id, name)))
        .map(async (one) => await files.markWritten(one)),
    );
  }
}
