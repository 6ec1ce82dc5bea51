import * as z from 'zod';
import { parseRecordIfAny } from '../store/keys.ts';

const schema = z.object({
  guardianName: z.string(),
  /** As the spreadsheet's cells hold it. */
  quality: z.string(),
  emergencyName: z.string(),
  emergencyPhone: z.string(),
  statement: z.string(),
});

/** What a guardian typed, as the spreadsheet's cells hold it. */
export type TypedConsent = Readonly<z.output<typeof schema>>;

/** `undefined` once the spreadsheet has it. Throws `NewerRecord`. */
export function consentIn(text: string | undefined): TypedConsent | undefined {
  return parseRecordIfAny(schema, text);
}
