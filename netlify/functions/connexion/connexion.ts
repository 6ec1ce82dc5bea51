import type { Config } from '@netlify/functions';
import { signInPorts } from '../../../src/server/compose/answering.ts';
import { finishSignIn, startSignIn } from '../../../src/server/answers/sign-in.ts';

/** Signing in to the CMS with GitHub: `GET /api/cms/auth` begins, and GitHub sends back to `/api/cms/callback`. */
export default async function cms(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  return pathname.startsWith('/api/cms/callback')
    ? await finishSignIn(request, signInPorts)
    : startSignIn(request, signInPorts);
}

export const config: Config = {
  path: ['/api/cms/auth', '/api/cms/callback'],
  rateLimit: { windowSize: 60, windowLimit: 30, aggregateBy: ['ip', 'domain'] },
};
