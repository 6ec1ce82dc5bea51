import type { Config } from '@netlify/functions';
import { runRetentionOnSchedule } from '../../../src/server/compose/compose.ts';

/**
 * Every night, every twenty minutes for two hours: announces whose data leave in thirty days, and erases those whose notice is over.
 * A run does what its thirty seconds allow; the next takes what is left, or what failed.
 */
export default async function conservation(): Promise<Response> {
  await runRetentionOnSchedule();
  return new Response(null, { status: 204 });
}

// From three to five in Paris in winter, from four to six in summer (UTC): the last clock change is over by then.
export const config: Config = { schedule: '*/20 2-3 * * *' };
