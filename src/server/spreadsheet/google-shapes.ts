import * as z from 'zod';

// Google leaves out whatever is empty, 0 or false, and keeps the objects around it: every field of an answer may be absent.

/** Cells in rows, as the fields `data(rowData(values(…)))` ask for them; one item a range. */
export function gridData<Cell extends z.ZodType>(cell: Cell) {
  const row = z.object({ values: z.array(cell).default([]) });
  return z.array(z.object({ rowData: z.array(row).default([]) })).default([]);
}

/** An answer that holds one sheet. */
export function oneSheet<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object({ sheets: z.tuple([z.object(shape)]) });
}

/** What tells a cell that somebody typed. */
export const typedCell = z.object({
  userEnteredValue: z
    .object({ boolValue: z.boolean().optional(), formulaValue: z.string().optional() })
    .optional(),
});
export const TYPED_FIELDS = 'userEnteredValue(boolValue,formulaValue)';

/** A row of which nothing shows but formulas and boxes that are not ticked, as in columns filled to the bottom, is nobody's. */
export function isSomebodys(
  row: readonly (z.output<typeof typedCell> & { readonly formattedValue?: string | undefined })[],
): boolean {
  return row.some(
    ({ formattedValue = '', userEnteredValue: { boolValue, formulaValue } = {} }) =>
      formattedValue !== '' && boolValue !== false && formulaValue === undefined,
  );
}
