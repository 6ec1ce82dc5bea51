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

/** The guardian's answers, as the spreadsheet's cells hold them. */
export type TypedConsent = Readonly<z.output<typeof schema>>;

/** `undefined` once the spreadsheet has it. Throws `NewerRecord`. */
export function consentIn(text: string | undefined): TypedConsent | undefined {
  return parseRecordIfAny(schema, text);
}
