import type { Config, Context } from '@netlify/functions';
import { functionPages } from '../../../src/server/compose/function-pages.ts';
import { answerConfirmation } from '../../../src/server/http/confirmation-endpoint.ts';

const readPage = functionPages(import.meta.url);

/** `GET /candidature-recue/<reference>`: the same whatever the reference, which is shown and not looked up. */
export default async function candidatureRecue(request: Request, context: Context): Promise<Response> {
  return await answerConfirmation(request, context.params.reference ?? '', { readPage });
}

export const config: Config = {
  path: '/candidature-recue/:reference',
  rateLimit: { windowSize: 60, windowLimit: 100, aggregateBy: ['ip', 'domain'] },
};
