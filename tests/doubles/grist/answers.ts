import * as z from 'zod';
import { type Column, type Document, SandboxError, type Table, type Value } from './document.ts';
import { evaluated, FormulaError } from './formulas.ts';
import { sorted } from './staff.ts';

// Response payloads of the calls that read.

export function tablesOf(document: Document) {
  return {
    tables: document.map(({ id, ref, viewRef, sections: [, raw, card] }) => ({
      id,
      fields: {
        tableRef: ref,
        primaryViewId: viewRef,
        summarySourceTable: 0,
        onDemand: false,
        rawViewSectionRef: raw.ref,
        recordCardViewSectionRef: card.ref,
      },
    })),
  };
}

export function columnsOf({ ref: parentId, columns }: Table) {
  return {
    columns: columns.map(({ ref, id, recalcDeps, ...column }) => ({
      id,
      fields: {
        colRef: ref,
        label: column.label,
        isFormula: column.isFormula,
        type: column.type,
        parentId,
        parentPos: ref,
        widgetOptions: column.widgetOptions,
        formula: column.formula,
        description: column.description,
        untieColIdFromLabel: false,
        summarySourceCol: 0,
        displayCol: 0,
        visibleCol: 0,
        rules: null,
        reverseCol: 0,
        recalcWhen: column.recalcWhen,
        recalcDeps: recalcDeps && ['L', ...recalcDeps],
      },
    })),
  };
}

/** The widgets of the document. */
export function sectionsOf(document: Document) {
  return {
    records: document.flatMap(({ ref: tableRef, viewRef, title, sections: [page, raw, card] }) => [
      { id: page.ref, fields: { tableRef, parentId: viewRef, parentKey: 'record', title: '' } },
      { id: raw.ref, fields: { tableRef, parentId: 0, parentKey: 'record', title } },
      { id: card.ref, fields: { tableRef, parentId: 0, parentKey: 'single', title: '' } },
    ]),
  };
}

/** The columns that each widget shows: in no order but that of their positions. */
export function fieldsOf(document: Document) {
  const fields = document.flatMap(({ sections }) =>
    sections.flatMap((section) =>
      section.fields.map((colRef, at) => ({ parentId: section.ref, parentPos: at + 1, colRef })),
    ),
  );
  return {
    records: fields
      .map((each, at) => ({ id: at + 1, fields: each }))
      .sort((a, b) => a.fields.colRef - b.fields.colRef),
  };
}

export function dataOf(table: Table) {
  const rows = sorted(table);
  return {
    id: rows.map(([number]) => number),
    manualSort: rows.map(([, row]) => row.manualSort),
    ...Object.fromEntries(
      table.columns.map((column) => [column.id, rows.map(([, row]) => asAnswered(row[column.id] ?? null))]),
    ),
  };
}

/** The value that reaches the caller: the decoder drops a leading U+FEFF as a byte order mark. */
function asAnswered(value: Value): Value {
  return typeof value === 'string' ? value.replace(/^\uFEFF/, '') : value;
}

/** In the order of their numbers, or in that of staff. */
export function recordsOf(table: Table, query: URLSearchParams) {
  const sort = query.get('sort');
  if (sort !== null && sort !== 'manualSort') throw new Error(`Double: sort by ${sort}`);
  const filter = z.record(z.string(), z.array(z.unknown())).parse(JSON.parse(query.get('filter') ?? '{}'));
  const unknown = Object.keys(filter).find((id) => !table.columns.some((column) => column.id === id));
  if (unknown !== undefined) throw new SandboxError(`KeyError '${unknown}'`);
  const rows = sort === null ? [...table.rows].sort(([a], [b]) => a - b) : sorted(table);
  return {
    records: rows
      .filter(([, row]) => Object.entries(filter).every(([id, texts]) => texts.includes(row[id])))
      .map(([id, row]) => ({ id, ...cellsOf(table.columns, row) })),
  };
}

function cellsOf(columns: readonly Column[], row: Readonly<Record<string, Value>>) {
  const fields: Record<string, Value> = {};
  const errors: Record<string, string> = {};
  for (const { id, isFormula, formula } of columns)
    try {
      fields[id] = asAnswered(isFormula && formula !== '' ? evaluated(formula, row) : (row[id] ?? null));
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      fields[id] = null;
      errors[id] = error.message;
    }
  return { fields, ...(Object.keys(errors).length > 0 && { errors }) };
}
