import * as z from 'zod';
import type { Taken } from '../cases/status-facts.ts';
import { jsonIn } from '../store/keys.ts';

const schema = z.object({
  taken: z
    .object({
      at: z.iso.datetime(),
      told: z.iso.datetime().optional(),
      isReception: z.literal(true).optional(),
    })
    .optional(),
  isUnknown: z.literal(true).optional(),
});

/** The status that « Le point » and the alerts read of a row whose case is not opened. */
export interface RememberedStatus {
  /** Since when the row has its status; absent while a change waits. */
  readonly taken?: Taken | undefined;
  /** The status is none of its list's, for as long as a mistake may last. */
  readonly isUnknown?: true | undefined;
}

export function rememberedText(status: RememberedStatus): string {
  return JSON.stringify(status);
}

/** `undefined` of a row whose case was not looked at. */
export function rememberedIn(text: string | undefined): RememberedStatus | undefined {
  return jsonIn(schema, text);
}
