import type { Config } from '@netlify/functions';
import { deliverOnSchedule } from '../../../src/server/compose/compose.ts';

/** Every five minutes: delivers what an interrupted or failed delivery left. */
export default async function livraison(): Promise<Response> {
  await deliverOnSchedule();
  return new Response(null, { status: 204 });
}

export const config: Config = { schedule: '*/5 * * * *' };
