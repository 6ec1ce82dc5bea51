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

/** Distinguishes a cell that somebody filled from a formula, and from a box that is not ticked. */
export const typedCell = z.object({
  userEnteredValue: z
    .object({
      stringValue: z.string().default(''),
      numberValue: z.number().optional(),
      boolValue: z.boolean().default(false),
    })
    .optional(),
});
export const TYPED_FIELDS = 'userEnteredValue(stringValue,numberValue,boolValue)';

/** A cell's drop-down list: its options, and if it refuses anything else. */
export const listCell = z.object({
  dataValidation: z
    .object({
      condition: z
        .object({
          type: z.string().default(''),
          values: z.array(z.object({ userEnteredValue: z.string().default('') })).default([]),
        })
        .prefault({}),
      strict: z.boolean().default(false),
    })
    .prefault({}),
});
export const LIST_FIELDS = 'dataValidation(condition(type,values(userEnteredValue)),strict)';

/** A row that holds nothing but formulas and boxes that are not ticked, as in columns filled to the bottom, is nobody's. */
export function isSomebodys(row: readonly z.output<typeof typedCell>[]): boolean {
  return row.some(
    ({ userEnteredValue: value }) =>
      value !== undefined && (value.stringValue !== '' || value.numberValue !== undefined || value.boolValue),
  );
}
