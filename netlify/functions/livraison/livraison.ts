import type { Config } from '@netlify/functions';
import { deliverOnSchedule } from '../../../src/server/compose/compose.ts';
import { functionPages } from '../../../src/server/compose/function-pages.ts';

const readPage = functionPages(import.meta.url);

/** Every five minutes: delivers what an interrupted or failed delivery left. */
export default async function livraison(): Promise<Response> {
  await deliverOnSchedule(readPage);
  return new Response(null, { status: 204 });
}

export const config: Config = { schedule: '*/5 * * * *' };
