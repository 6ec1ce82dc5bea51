import type { Config } from '@netlify/functions';
import { trackingPorts } from '../../../src/server/compose/compose.ts';
import { functionPages } from '../../../src/server/compose/function-pages.ts';
import { answerLookup } from '../../../src/server/http/lookup-endpoint.ts';
import { log } from '../../../src/server/foundation/log.ts';

const readPage = functionPages(import.meta.url);

/** `POST /suivi/`: opens a follow-up by its reference. The page itself is static: other methods go there. */
export default async function suiviRecherche(request: Request): Promise<Response> {
  return await answerLookup(request, { ports: trackingPorts, readPage, log });
}

export const config: Config = {
  path: ['/suivi', '/suivi/'],
  method: 'POST',
  rateLimit: { windowSize: 60, windowLimit: 100, aggregateBy: ['ip', 'domain'] },
};
