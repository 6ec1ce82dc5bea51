import type { Config } from '@netlify/functions';
import { conserveOnSchedule } from '../../../src/server/compose.ts';

/** Every night: announces whose data leave in thirty days, and erases those whose notice is over. */
export default async function conservation(): Promise<Response> {
  await conserveOnSchedule();
  return new Response(null, { status: 204 });
}

// Half past three in Paris in winter, half past four in summer (UTC): no clock changes then.
export const config: Config = { schedule: '30 2 * * *' };
