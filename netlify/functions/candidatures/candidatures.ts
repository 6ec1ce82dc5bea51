import type { Config, Context } from '@netlify/functions';
import { FORMS } from '../../../src/domain/application/forms.ts';
import { closedMessageOf, optionNotes } from '../../../src/content-queries/settings.ts';
import { acceptPorts, deliverAccepted } from '../../../src/server/compose/compose.ts';
import { functionPages } from '../../../src/server/compose/function-pages.ts';
import { answerApplication } from '../../../src/server/http/application-endpoint.ts';
import { log } from '../../../src/server/foundation/log.ts';

const readPage = functionPages(import.meta.url);

/** The POST of every form: takes what was typed, answers, and delivers it in the background. */
export default async function candidatures(
  request: Request,
  context: Pick<Context, 'waitUntil'>,
): Promise<Response> {
  const { pathname } = new URL(request.url);
  const form = FORMS.find(({ apiPath }) => pathname.replace(/\/$/, '') === apiPath);
  if (form === undefined) return new Response(null, { status: 404 });
  return await answerApplication(request, form, {
    ports: acceptPorts,
    closedMessage: closedMessageOf,
    readPage,
    optionNotes,
    log,
    onAccepted: () => {
      context.waitUntil(deliverAccepted());
    },
  });
}

// No `method`: the platform would answer 404 to the others, and the contract says 405. The host reads the paths from this text.
export const config: Config = {
  path: [
    '/api/candidatures/jeune',
    '/api/candidatures/mentor',
    '/api/candidatures/entreprise',
    '/api/prochaine-saison',
  ],
  rateLimit: { windowSize: 60, windowLimit: 100, aggregateBy: ['ip', 'domain'] },
};
