import type { Config, Context } from '@netlify/functions';
import { authorisationDesk } from '../../../src/server/compose/compose.ts';
import { functionPages } from '../../../src/server/compose/function-pages.ts';
import { answerAuthorisation, answerPaper } from '../../../src/server/http/authorisation-endpoint.ts';

const readPage = functionPages(import.meta.url);

/**
 * `/autorisation/<token>`: a guardian reads, then agrees or refuses. `/autorisation/papier/<reference>`: the sheet to sign on
 * paper.
 */
export default async function autorisation(
  request: Request,
  context: Pick<Context, 'params' | 'waitUntil'>,
): Promise<Response> {
  const { token, reference } = context.params;
  const desk = authorisationDesk(context, readPage);
  if (reference !== undefined) return await answerPaper(request, reference, desk);
  return await answerAuthorisation(request, token ?? '', desk);
}

export const config: Config = {
  path: ['/autorisation/:token', '/autorisation/papier/:reference'],
  rateLimit: { windowSize: 60, windowLimit: 100, aggregateBy: ['ip', 'domain'] },
};
