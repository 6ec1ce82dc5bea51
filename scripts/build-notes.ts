import { openStore } from '../src/server/compose/compose.ts';
import { forgetBuildFailure, noteBuildFailure } from '../src/server/runs/build-failure.ts';
import type { KeyStore } from '../src/server/store/key-store.ts';
import { isOurs, wordsOf } from './fail.ts';

const UNEXPECTED =
  'Une erreur que le site ne connaît pas. Le journal de l’hébergeur (page « Deploys ») dit laquelle : montrez-le à la personne qui s’occupe du site.';

/** French, with the remedy; the words of a foreign error, which may quote anything, are left out. */
export function reasonOf(error: unknown): string {
  return isOurs(error) ? String(wordsOf(error)) : UNEXPECTED;
}

/** Does it in the store of the site; a build goes on, or fails for its own reason, whatever becomes of its note. */
async function inStore(note: (store: KeyStore) => Promise<void>): Promise<void> {
  try {
    await note(openStore());
  } catch {
    console.warn(
      '« Dernière publication » ne saura rien de cette construction : Netlify Blobs ne répond pas.',
    );
  }
}

/** The build went well. */
export async function noteBuild(): Promise<void> {
  await inStore(forgetBuildFailure);
}

/** The build failed; the next drain tells the team, within five minutes. */
export async function noteFailedBuild(error: unknown): Promise<void> {
  await inStore((store) =>
    noteBuildFailure(store, { at: new Date().toISOString(), reason: reasonOf(error) }),
  );
}
