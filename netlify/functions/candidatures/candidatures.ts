import type { Config, Context } from '@netlify/functions';
import { youthForm } from '../../../src/domain/application/youth.ts';
import { acceptPorts, deliverPending } from '../../../src/server/compose.ts';
import { answerApplication } from '../../../src/server/http/application-endpoint.ts';
import { log } from '../../../src/server/log.ts';

/** `POST /api/candidatures/jeune`: takes an application, answers, and delivers it in the background. */
export default async function candidatures(
  request: Request,
  context: Pick<Context, 'waitUntil'>,
): Promise<Response> {
  return await answerApplication(request, youthForm, {
    ports: acceptPorts,
    log,
    onAccepted: () => {
      context.waitUntil(deliverPending());
    },
  });
}

// No `method`: the platform would answer 404 to the others, and the contract says 405.
export const config: Config = {
  path: '/api/candidatures/jeune',
  rateLimit: { windowSize: 60, windowLimit: 100, aggregateBy: ['ip', 'domain'] },
};
