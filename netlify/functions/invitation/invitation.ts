import type { Config, Context } from '@netlify/functions';
import { invitationDesk } from '../../../src/server/compose/compose.ts';
import { functionPages } from '../../../src/server/compose/function-pages.ts';
import { answerInvitation } from '../../../src/server/http/invitation-endpoint.ts';

const readPage = functionPages(import.meta.url);

/** `/invitation/<token>`: a volunteer whom a company announced completes their application, or declines. */
export default async function invitation(
  request: Request,
  context: Pick<Context, 'params' | 'waitUntil'>,
): Promise<Response> {
  return await answerInvitation(request, context.params.token ?? '', invitationDesk(context, readPage));
}

export const config: Config = {
  path: '/invitation/:token',
  rateLimit: { windowSize: 60, windowLimit: 100, aggregateBy: ['ip', 'domain'] },
};
