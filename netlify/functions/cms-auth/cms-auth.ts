import type { Config } from '@netlify/functions';
import { startSignIn } from '../../../src/server/cms/sign-in.ts';
import { signInPorts } from '../../../src/server/compose/compose.ts';

/** `GET /api/cms/auth`: begins signing in to the CMS with GitHub. */
export default function cmsAuth(request: Request): Response {
  return startSignIn(request, signInPorts);
}

export const config: Config = {
  path: '/api/cms/auth',
  rateLimit: { windowSize: 60, windowLimit: 30, aggregateBy: ['ip', 'domain'] },
};
