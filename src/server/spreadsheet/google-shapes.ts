import * as z from 'zod';

/** Cells in rows, as the fields `data(rowData(values(…)))` ask for them; one item a range. */
export function gridData<Cell extends z.ZodType>(cell: Cell) {
  const row = z.object({ values: z.array(cell).default([]) });
  return z.array(z.object({ rowData: z.array(row).default([]) })).default([]);
}

/** An answer that holds one sheet. */
export function oneSheet<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object({ sheets: z.tuple([z.object(shape)]) });
}
