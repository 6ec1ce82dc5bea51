import type { Config, Context } from '@netlify/functions';
import { invitationDesk } from '../../../src/server/compose/compose.ts';
import { functionPages } from '../../../src/server/compose/function-pages.ts';
import { answerProgress } from '../../../src/server/http/progress-endpoint.ts';

const readPage = functionPages(import.meta.url);

/** `/entreprises/suivi/<token>`: a company’s contact sees how many of its volunteers have finished. */
export default async function suiviEntreprise(
  request: Request,
  context: Pick<Context, 'params' | 'waitUntil'>,
): Promise<Response> {
  return await answerProgress(request, context.params.token ?? '', invitationDesk(context, readPage));
}

export const config: Config = {
  path: '/entreprises/suivi/:token',
  rateLimit: { windowSize: 60, windowLimit: 100, aggregateBy: ['ip', 'domain'] },
};
