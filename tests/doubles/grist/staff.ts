import {
  addColumn,
  type Column,
  defaultOf,
  type Document,
  modified,
  removeColumn,
  type Table,
  tableOf,
  type Value,
  withTable,
} from './document.ts';

// Views and edits of staff in their browser.

export type Grid = readonly (readonly string[])[];

function shown(value: Value): string {
  return value === null || value === false ? '' : String(value);
}

/** The columns in the order that staff gave them, on the table's own page. */
function shownColumns({ sections: [page], columns }: Table): readonly Column[] {
  return page.fields.flatMap((ref) => columns.filter((column) => column.ref === ref));
}

export function sorted({ rows }: Table): readonly (readonly [number, Readonly<Record<string, Value>>])[] {
  return [...rows].sort(([, a], [, b]) => Number(a.manualSort) - Number(b.manualSort));
}

/** Every cell as text, the labels first. */
export function gridOf(table: Table): Grid {
  const columns = shownColumns(table);
  return [
    columns.map(({ label }) => label),
    ...sorted(table).map(([, row]) => columns.map(({ id }) => shown(row[id] ?? null))),
  ];
}

/** Columns move, are renamed, added and removed, then rows are: a row keeps its number while the text in its column `Identifiant` stays. */
export function editedBy(document: Document, tableId: string, change: (grid: Grid) => Grid): Document {
  const before = tableOf(document, tableId);
  const [labels = [], ...lines] = change(gridOf(before));
  const left = [...shownColumns(before)];
  const all = [...left];
  const columns = labels.map((label) => {
    const at = left.findIndex((column) => column.label === label);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  });
  let changed = document;
  const identifierRef = before.columns.find(({ id }) => id === 'Identifiant')?.ref;
  const refs = labels.map((label, at) => {
    const same = columns[at];
    if (same) return same.ref;
    // A title that changes while columns move is of the one column whose title is gone.
    const here = left.find((column) => column === all[at]) ?? left[0];
    if (here && labels.length === all.length) {
      const renamed = here;
      left.splice(left.indexOf(renamed), 1);
      changed = withTable(changed, tableId, (table) => {
        const column = table.columns.find(({ ref }) => ref === renamed.ref);
        return column ? modified(table, column, { label }) : table;
      });
      return renamed.ref;
    }
    [changed] = addColumn(changed, tableId, { id: label, label, type: 'Text', isFormula: false }, true);
    return tableOf(changed, tableId).columns.at(-1)?.ref ?? 0;
  });
  for (const { ref } of left) {
    const gone = tableOf(changed, tableId).columns.find((column) => column.ref === ref);
    if (gone) [changed] = removeColumn(changed, tableId, gone.id);
  }
  return withTable(changed, tableId, (table) => {
    const [page, raw, card] = table.sections;
    const moved: Table = { ...table, sections: [{ ...page, fields: refs }, raw, card] };
    return { ...moved, rows: editedRows(moved, lines, identifierRef) };
  });
}

/** A cell that shows the same keeps its value. */
function editedRows(
  table: Table,
  lines: readonly (readonly string[])[],
  identifierRef: number | undefined,
): Table['rows'] {
  const columns = shownColumns(table);
  const identifierAt = columns.findIndex(({ ref }) => ref === identifierRef);
  const identifierId = columns[identifierAt]?.id ?? '';
  const left = Map.groupBy(sorted(table), ([, row]) => shown(row[identifierId] ?? null));
  let last = Math.max(0, ...table.rows.keys());
  return new Map(
    lines.map((line, at) => {
      const [number, row] = left.get(line[identifierAt] ?? '')?.shift() ?? [];
      const cells = columns.map(({ id, type }, place): [string, Value] => {
        const text = line[place] ?? '';
        const before = row ? (row[id] ?? null) : defaultOf(type);
        return [id, shown(before) === text || (!row && text === '') ? before : text];
      });
      return [number ?? ++last, { ...row, ...Object.fromEntries(cells), manualSort: at + 1 }];
    }),
  );
}
