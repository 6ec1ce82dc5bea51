import type { Config } from '@netlify/functions';
import { youthForm } from '../../../src/domain/application/youth.ts';
import { closedMessageOf, optionNotes } from '../../../src/content-queries/settings.ts';
import { answerEligibility } from '../../../src/server/http/eligibility-endpoint.ts';

/** `POST /api/eligibilite`: « C’est pour moi ? », for who has no JavaScript and before the form. */
export default async function eligibilite(request: Request): Promise<Response> {
  return await answerEligibility(request, youthForm, { closedMessage: closedMessageOf, optionNotes });
}

export const config: Config = {
  path: '/api/eligibilite',
  rateLimit: { windowSize: 60, windowLimit: 100, aggregateBy: ['ip', 'domain'] },
};
