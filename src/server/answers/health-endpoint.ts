import { type HealthPorts, readHealth } from './health.ts';
import { EnvironmentError } from '../foundation/environment-error.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import { jsonAnswer, refuseMethod } from './answer.ts';

/** Answers a monitor with counts and ages, nothing personal. 503 when the inbox or the configuration fails. */
export async function answerHealth(
  request: Request,
  { readEnvironment, open }: { readonly readEnvironment: () => unknown; readonly open: () => HealthPorts },
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuseMethod('GET, HEAD');
  try {
    readEnvironment();
    return jsonAnswer(200, await readHealth(open(), new Date()));
  } catch (error) {
    if (!(error instanceof EnvironmentError) && !(error instanceof StoreUnavailable)) throw error;
    return jsonAnswer(503, { status: 'down' });
  }
}
