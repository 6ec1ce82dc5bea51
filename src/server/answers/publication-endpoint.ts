import { type BuildFailure, lastBuildFailure } from '../runs/build-failure.ts';
import { type KeyStore, StoreUnavailable } from '../store/key-store.ts';
import { jsonAnswer, refuseMethod } from './answer.ts';

/** Answers « Dernière publication » with `{failure: {at, reason} | null}`: why the last build failed. 503 when the store fails. */
export async function answerPublication(
  request: Request,
  open: () => Pick<KeyStore, 'get'>,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuseMethod('GET, HEAD');
  try {
    const failure: BuildFailure | null = (await lastBuildFailure(open())) ?? null;
    return jsonAnswer(200, { failure });
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    return jsonAnswer(503, {
      error: 'Ce qui a empêché la publication ne peut pas être lu. Rechargez la page dans un instant.',
    });
  }
}
