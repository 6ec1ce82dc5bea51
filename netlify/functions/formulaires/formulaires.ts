import type { Config, Context } from '@netlify/functions';
import { FORMS } from '../../../src/domain/application/forms.ts';
import { youthForm } from '../../../src/domain/application/youth.ts';
import { formDeps } from '../../../src/server/compose/answering.ts';
import { functionPages } from '../../../src/server/compose/function-pages.ts';
import { answerApplication } from '../../../src/server/answers/application-endpoint.ts';
import { answerConfirmation } from '../../../src/server/answers/confirmation-endpoint.ts';

const readPage = functionPages(import.meta.url);

/**
 * Answers the POST of every form and of « C’est pour moi ? ». Accepted applications are delivered in the background.
 * And the page that follows, `GET /candidature-recue/<reference>`: the same whatever the reference, which is shown and not looked up.
 */
export default async function formulaires(
  request: Request,
  context: Pick<Context, 'params' | 'waitUntil'>,
): Promise<Response> {
  const { reference } = context.params;
  if (reference !== undefined) return await answerConfirmation(request, reference, { readPage });
  const address = new URL(request.url).pathname.replace(/\/$/, '');
  if (address === '/api/eligibilite') {
    const { answerEligibility } = await import('../../../src/server/answers/eligibility-endpoint.ts');
    return await answerEligibility(request, youthForm, formDeps(context, readPage));
  }
  const form = FORMS.find(({ apiPath }) => apiPath === address);
  if (form === undefined) return new Response(null, { status: 404 });
  return await answerApplication(request, form, formDeps(context, readPage));
}

// No `method`: the platform would answer 404 to the others, and the contract says 405. The host reads the paths from this text.
export const config: Config = {
  path: [
    '/api/candidatures/jeune',
    '/api/candidatures/mentor',
    '/api/candidatures/entreprise',
    '/api/prochaine-saison',
    '/api/eligibilite',
    '/candidature-recue/:reference',
  ],
  rateLimit: { windowSize: 60, windowLimit: 100, aggregateBy: ['ip', 'domain'] },
};
