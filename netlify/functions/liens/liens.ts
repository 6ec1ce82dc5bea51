import type { Config, Context } from '@netlify/functions';
import { isCertificatePath } from '../../../src/server/answers/certificate-path.ts';
import {
  authorisationDeps,
  invitationDeps,
  lookupDeps,
  trackingDeps,
} from '../../../src/server/compose/answering.ts';
import { functionPages } from '../../../src/server/compose/function-pages.ts';

const readPage = functionPages(import.meta.url);

type Background = Pick<Context, 'waitUntil'>;

/**
 * Maps the start of an address to its handler; the first match wins. `last` is the token or reference that follows it. Each handler
 * imports its pages on its first request, so that a cold start loads one kind of page only.
 */
const ROUTES: Readonly<
  Record<string, (request: Request, last: string, context: Background) => Promise<Response>>
> = {
  // The sheet that a guardian signs on paper.
  '/autorisation/papier/': async (request, reference, context) => {
    const { answerPaper } = await import('../../../src/server/answers/authorisation-endpoint.ts');
    return await answerPaper(request, reference, authorisationDeps(context, readPage));
  },
  // A guardian reads, then agrees or refuses.
  '/autorisation/': async (request, token, context) => {
    const { answerAuthorisation } = await import('../../../src/server/answers/authorisation-endpoint.ts');
    return await answerAuthorisation(request, token, authorisationDeps(context, readPage));
  },
  // A volunteer whom a company announced completes their application, or declines.
  '/invitation/': async (request, token, context) => {
    const { answerInvitation } = await import('../../../src/server/answers/invitation-endpoint.ts');
    return await answerInvitation(request, token, invitationDeps(context, readPage));
  },
  // A company’s contact sees how many of its volunteers have finished.
  '/entreprises/suivi/': async (request, token, context) => {
    const { answerProgress } = await import('../../../src/server/answers/progress-endpoint.ts');
    return await answerProgress(request, token, invitationDeps(context, readPage));
  },
  // Somebody sees where their application is, and corrects, withdraws, downloads or erases it.
  '/suivi/': async (request, token, context) => {
    const { answerCertificate, answerTracking } =
      await import('../../../src/server/answers/tracking-endpoint.ts');
    const answer = isCertificatePath(new URL(request.url).pathname) ? answerCertificate : answerTracking;
    return await answer(request, token, trackingDeps(context, readPage));
  },
};

/** The pages behind links, and `/suivi/`, which opens a follow-up by its reference. */
export default async function liens(
  request: Request,
  context: Pick<Context, 'params' | 'waitUntil'>,
): Promise<Response> {
  const last = context.params.token ?? context.params.reference;
  if (last === undefined) {
    const { answerLookup } = await import('../../../src/server/answers/lookup-endpoint.ts');
    return await answerLookup(request, lookupDeps(readPage));
  }
  const { pathname } = new URL(request.url);
  const [route] = Object.entries(ROUTES).filter(([start]) => pathname.startsWith(start));
  return route === undefined ? new Response(null, { status: 404 }) : await route[1](request, last, context);
}

export const config: Config = {
  path: [
    '/suivi',
    '/suivi/',
    '/suivi/:token',
    '/suivi/:token/attestation',
    '/invitation/:token',
    '/entreprises/suivi/:token',
    '/autorisation/:token',
    '/autorisation/papier/:reference',
  ],
  rateLimit: { windowSize: 60, windowLimit: 100, aggregateBy: ['ip', 'domain'] },
};
