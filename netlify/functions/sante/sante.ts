import type { Config } from '@netlify/functions';
import { openPublication, healthPorts } from '../../../src/server/compose/answering.ts';
import { assertDeployable, readEnvironment } from '../../../src/server/compose/environment.ts';
import { answerHealth } from '../../../src/server/answers/health-endpoint.ts';
import { answerPublication } from '../../../src/server/answers/publication-endpoint.ts';

/** `GET /api/sante`: whether applications are taken and delivered; `GET /api/publication`: why the last build failed. */
export default async function sante(request: Request): Promise<Response> {
  if (new URL(request.url).pathname.startsWith('/api/publication'))
    return await answerPublication(request, openPublication);
  const checkEnvironment = () => {
    readEnvironment();
    assertDeployable();
  };
  return await answerHealth(request, { readEnvironment: checkEnvironment, open: healthPorts });
}

export const config: Config = {
  path: ['/api/sante', '/api/publication'],
  rateLimit: { windowSize: 60, windowLimit: 100, aggregateBy: ['ip', 'domain'] },
};
