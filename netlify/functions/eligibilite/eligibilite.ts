import type { Config } from '@netlify/functions';
import { youthForm } from '../../../src/domain/application/youth.ts';
import { closedMessageOf, optionNotes } from '../../../src/content-queries/settings.ts';
import { functionPages } from '../../../src/server/compose/function-pages.ts';
import { answerEligibility } from '../../../src/server/http/eligibility-endpoint.ts';

const readPage = functionPages(import.meta.url);

/** `POST /api/eligibilite`: « C’est pour moi ? », for who has no JavaScript and before the form. */
export default async function eligibilite(request: Request): Promise<Response> {
  return await answerEligibility(request, youthForm, {
    readPage,
    closedMessage: closedMessageOf,
    optionNotes,
  });
}

export const config: Config = {
  path: '/api/eligibilite',
  rateLimit: { windowSize: 60, windowLimit: 100, aggregateBy: ['ip', 'domain'] },
};
