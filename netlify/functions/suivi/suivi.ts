import type { Config, Context } from '@netlify/functions';
import { trackingDesk } from '../../../src/server/compose/compose.ts';
import { functionPages } from '../../../src/server/compose/function-pages.ts';
import { answerTracking } from '../../../src/server/http/tracking-endpoint.ts';

const readPage = functionPages(import.meta.url);

/** `/suivi/<token>`: somebody sees where their application is, and corrects, withdraws, downloads or erases it. */
export default async function suivi(
  request: Request,
  context: Pick<Context, 'params' | 'waitUntil'>,
): Promise<Response> {
  return await answerTracking(request, context.params.token ?? '', trackingDesk(context, readPage));
}

export const config: Config = {
  path: '/suivi/:token',
  rateLimit: { windowSize: 60, windowLimit: 100, aggregateBy: ['ip', 'domain'] },
};
