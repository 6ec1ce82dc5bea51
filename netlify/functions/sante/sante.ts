import type { Config } from '@netlify/functions';
import { healthPorts } from '../../../src/server/compose/answering.ts';
import { assertDeployable, readEnvironment } from '../../../src/server/compose/environment.ts';
import { answerHealth } from '../../../src/server/answers/health-endpoint.ts';

/** `GET /api/sante`: whether applications are taken and delivered. */
export default async function sante(request: Request): Promise<Response> {
  const checkEnvironment = () => {
    readEnvironment();
    assertDeployable();
  };
  return await answerHealth(request, { readEnvironment: checkEnvironment, open: healthPorts });
}

export const config: Config = {
  path: '/api/sante',
  rateLimit: { windowSize: 60, windowLimit: 100, aggregateBy: ['ip', 'domain'] },
};
