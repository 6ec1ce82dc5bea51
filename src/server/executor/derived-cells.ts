import type { Tab } from '../../domain/application/tab.ts';
import type { Secret } from '../foundation/secret.ts';
import type { Cells, Row, Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { withTabBackoff, type TabPorts } from '../spreadsheet/tab-backoff.ts';
import {
  cellHmac,
  type CellPlace,
  type DerivedCell,
  type DerivedCells,
  type DerivedMemory,
  isHmacOf,
  isSameText,
} from './derived-memory.ts';

/** A column whose cells follow from other rows: it has no fact, and is written where it differs. */
export interface DerivedColumn {
  readonly header: string;
  /** By the row's `Identifiant`; a row that is not named keeps its cell. */
  readonly texts: ReadonlyMap<string, string>;
}

export interface DerivePorts extends TabPorts {
  readonly memory: DerivedMemory;
  readonly spreadsheet: Pick<Spreadsheet, 'update'>;
  readonly secret: Secret;
}

/** Cells of one write: few enough to be over in a few seconds. What is left has its turn in the next drain. */
const BATCH = 250;
/** So often is a text put back that somebody changed. */
const PATIENCE = 1;

/** The next step for a cell: its text, and what is remembered once that is written; or only what is remembered. */
interface Step {
  readonly text?: string;
  readonly memory: DerivedCell | undefined;
}

/**
 * The step for a cell that is not as it should be. A text of ours that somebody changed is put back once; changed again, the cell is
 * theirs until they empty it.
 */
function stepOf(
  secret: Secret,
  place: CellPlace,
  { wanted, found, last }: { wanted: string; found: string; last: DerivedCell | undefined },
): Step {
  const written = {
    text: wanted,
    memory: { hmac: cellHmac(secret, place, wanted), undone: last?.undone ?? 0 },
  };
  if (last === undefined) return written;
  if (last.left !== undefined) {
    const isEmptied = isSameText(found, '') && !isHmacOf(last.left, secret, place, '');
    return isEmptied ? { ...written, memory: { ...written.memory, undone: 0 } } : { memory: last };
  }
  // Where another text is due by now, nobody can tell who changed the last.
  if (!isHmacOf(last.hmac, secret, place, wanted)) return written;
  const undone = last.undone + 1;
  return undone > PATIENCE
    ? { memory: { ...last, undone, left: cellHmac(secret, place, found) } }
    : { ...written, memory: { ...written.memory, undone } };
}

/** The cells of a tab that differ, with what is remembered of the others. */
function stepsOf(
  tab: Tab,
  column: DerivedColumn,
  rows: ReadonlyMap<string, Cells>,
  known: DerivedCells,
  secret: Secret,
): { readonly writes: ReadonlyMap<string, Step>; readonly kept: DerivedCells } {
  const { header, texts } = column;
  const writes = new Map<string, Step>();
  const kept: Record<string, Readonly<Record<string, DerivedCell>>> = {};
  const keep = (id: string, one: DerivedCell | undefined): void => {
    if (one !== undefined) kept[id] = { ...kept[id], [header]: one };
  };
  for (const [id, cells] of [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const { [header]: last, ...others } = known[id] ?? {};
    if (Object.keys(others).length > 0) kept[id] = others;
    const [wanted, found] = [texts.get(id), cells[header] ?? ''];
    if (wanted === undefined) keep(id, last);
    else if (isSameText(wanted, found)) keep(id, last?.left === undefined ? last : undefined);
    else {
      const step = stepOf(secret, { tab: tab.name, id, header }, { wanted, found, last });
      if (step.text === undefined) keep(id, step.memory);
      else {
        writes.set(id, step);
        keep(id, last);
      }
    }
  }
  return { writes, kept };
}

/** A cell to be written. */
interface Write {
  readonly id: string;
  readonly header: string;
  readonly step: Step;
}

/** Writes one batch of rows, and gives the cells that were there to be written. */
async function write(tab: Tab, writes: readonly Write[], ports: DerivePorts): Promise<readonly Write[]> {
  const batch = [...Map.groupBy(writes, ({ id }) => id)].slice(0, BATCH);
  if (batch.length === 0) return [];
  const changes = batch.map(([id, cells]): Row => ({
    id,
    cells: Object.fromEntries(cells.map(({ header, step: { text = '' } }) => [header, text])),
  }));
  const update = async () => await ports.spreadsheet.update(tab, changes);
  const absent = await withTabBackoff(tab.name, ports, update, batch.length);
  return absent === undefined ? [] : batch.flatMap(([id, cells]) => (absent.has(id) ? [] : cells));
}

/**
 * Writes the cells of some columns of a tab where they differ from what they should be, in one update; says which rows each leaves alone
 * because somebody changed them back twice. Idempotent; what fails waits for the next drain. Throws `StoreUnavailable`.
 *
 * @param rows as they were read.
 * @param isOver true when there is no time left to write.
 * @returns identifiers by header.
 */
export async function writeDerived(
  tab: Tab,
  columns: readonly DerivedColumn[],
  rows: ReadonlyMap<string, Cells>,
  ports: DerivePorts,
  isOver: boolean,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { memory, secret } = ports;
  const known = await memory.read(tab.name);
  let kept = known;
  const writes: Write[] = [];
  for (const column of columns) {
    const own = stepsOf(tab, column, rows, kept, secret);
    kept = own.kept;
    writes.push(...[...own.writes].map(([id, step]) => ({ id, header: column.header, step })));
  }
  const after: Record<string, Readonly<Record<string, DerivedCell>>> = { ...kept };
  for (const { id, header, step } of isOver ? [] : await write(tab, writes, ports))
    if (step.memory !== undefined) after[id] = { ...after[id], [header]: step.memory };
  if (JSON.stringify(after) !== JSON.stringify(known)) await memory.save(tab.name, after);
  return new Map(
    columns.map(({ header }) => [
      header,
      Object.entries(after).flatMap(([id, cells]) => (cells[header]?.left === undefined ? [] : [id])),
    ]),
  );
}
