import * as z from 'zod';
import type { StatusStart } from '../cases/status-facts.ts';
import { jsonIn } from '../store/keys.ts';
import type { Hold } from './reopening.ts';

const schema = z.object({
  statusStart: z
    .object({
      at: z.iso.datetime(),
      notifiedAt: z.iso.datetime().optional(),
      isReception: z.literal(true).optional(),
    })
    .optional(),
  isUnknown: z.literal(true).optional(),
  hold: z.enum(['closed', 'wish']).optional(),
});

/** Status of a row as its plan last derived it, for « Le point » and the alerts, which do not open the case. */
export interface CachedStatus {
  /** Since when the row has its status; absent while a change waits. */
  readonly statusStart?: StatusStart | undefined;
  /** True once the status has been none of the list for longer than a mistake may last. */
  readonly isUnknown?: true | undefined;
  /** Reason for which its message does not leave. */
  readonly hold?: Hold | undefined;
}

export function cachedStatusText(status: CachedStatus): string {
  return JSON.stringify(status);
}

/** `undefined` when the case of the row was not looked at. */
export function parseCachedStatus(text: string | undefined): CachedStatus | undefined {
  return jsonIn(schema, text);
}
