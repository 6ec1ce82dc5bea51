import type { Config } from '@netlify/functions';
import { finishSignIn } from '../../../src/server/cms/sign-in.ts';
import { signInPorts } from '../../../src/server/compose/compose.ts';

/** `GET /api/cms/callback`: where GitHub sends back who signs in to the CMS. */
export default async function cmsCallback(request: Request): Promise<Response> {
  return await finishSignIn(request, signInPorts);
}

export const config: Config = {
  path: '/api/cms/callback',
  rateLimit: { windowSize: 60, windowLimit: 30, aggregateBy: ['ip', 'domain'] },
};
