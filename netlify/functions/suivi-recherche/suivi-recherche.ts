import type { Config } from '@netlify/functions';
import { trackingDesk } from '../../../src/server/compose.ts';
import { answerLookup } from '../../../src/server/http/lookup-endpoint.ts';

/** `POST /suivi/`: opens a follow-up by its reference. The page itself is static: other methods go there. */
export default async function suiviRecherche(request: Request): Promise<Response> {
  return await answerLookup(request, trackingDesk);
}

export const config: Config = {
  path: ['/suivi', '/suivi/'],
  method: 'POST',
  rateLimit: { windowSize: 60, windowLimit: 100, aggregateBy: ['ip', 'domain'] },
};
