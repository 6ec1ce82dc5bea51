import * as z from 'zod';
import type { Mark } from './google-guards.ts';
import { parsedJson } from '../service.ts';

/** Key of the developer metadata that notes a change under way. */
export const NOTE_KEY = 'modification';

/** The tab as a change expected it when it was sent. */
const planShape = z.object({
  kind: z.enum(['set', 'remove', 'insert']),
  /** Headers with the index where each was seen. */
  columns: z.array(z.tuple([z.string(), z.number()])),
  /** Identifiers with the index of the row where each was seen; none of rows to insert. */
  rows: z.array(z.tuple([z.string(), z.number()])),
  /** The header under which the identifiers were seen, when it is not their own. */
  idUnder: z.string().exactOptional(),
});
export type Plan = z.output<typeof planShape>;

/** The plan that a mark on a sheet notes; `undefined` when the mark is another tool's. */
export function planOf({ metadataKey, metadataValue }: Mark): Plan | undefined {
  return metadataKey === NOTE_KEY ? planShape.safeParse(parsedJson(metadataValue)).data : undefined;
}
