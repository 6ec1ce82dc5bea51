import type { Config } from '@netlify/functions';
import { rebuild } from '../../../src/server/compose/compose.ts';

/** Every night: the site is built again as of the new day. */
export default async function publication(): Promise<Response> {
  await rebuild();
  return new Response(null, { status: 204 });
}

// Ten past midnight in Paris in winter, ten past one in summer (UTC).
export const config: Config = { schedule: '10 23 * * *' };
