import { changedFields } from '../../../cms/entry-check.ts';
import type { Backend, DataFile, PersistOptions } from './backend.ts';
import { untilLoaded } from './load-notice.ts';
import { refuseMissingIn, refuseMissingInDraft, refuseNeeded } from './needed-guard.ts';
import { Refusal } from './refusal.ts';

/** Failures by their English text or HTTP status, each with its French message; the first match counts. */
const wordings: { says: RegExp; status?: number; french: string }[] = [
  {
    says: /failed to fetch|networkerror|load failed|timed out/i,
    french: 'Le réseau ne répond pas. Vérifiez votre connexion, puis recommencez.',
  },
  {
    says: /bad credentials|access token/i,
    status: 401,
    french:
      'Votre connexion a expiré. Ce que vous avez écrit est gardé dans ce navigateur : rechargez la page, reconnectez-vous, puis acceptez de reprendre votre texte.',
  },
  {
    says: /not a fast forward|reference update failed/i,
    status: 409,
    french: 'Quelqu’un d’autre a enregistré au même moment. Attendez un instant, puis recommencez.',
  },
  {
    says: /does not have access|sufficient permissions|^\s*repo ".*" not found/i,
    status: 403,
    french: 'Votre compte n’a pas le droit de modifier le site. Demandez-le à la personne qui s’en occupe.',
  },
  {
    says: /valid settings|git gateway/i,
    french: 'Le service de connexion n’est pas réglé. Prévenez la personne qui s’occupe du site.',
  },
  {
    says: /pull request already exists|reference already exists/i,
    french:
      'Quelqu’un d’autre vient de commencer un brouillon de cette fiche. Copiez votre texte et rechargez la page.',
  },
];

const UNKNOWN =
  'Le service qui enregistre les fiches a répondu par une erreur. Réessayez ; si cela dure, prévenez la personne qui s’occupe du site.';

/** Decap asks so whether there is a draft, and shows nothing of the answer. */
const isNoDraft = (failure: object) => 'notUnderEditorialWorkflow' in failure;

/** The failure itself, which Decap looks at, with French words. */
function inFrench(failure: unknown): unknown {
  if (typeof failure !== 'object' || failure === null || failure instanceof Refusal || isNoDraft(failure))
    return failure;
  const { message = '', status }: { message?: unknown; status?: unknown } = failure;
  const english = String(message);
  const { french } = wordings.find(
    (wording) => wording.says.test(english) || (wording.status !== undefined && wording.status === status),
  ) ?? { french: UNKNOWN };
  // Some of Decap's calls throw GitHub's answer as it is.
  if (!(failure instanceof Error)) return new Refusal(french);
  return Object.assign(failure, { name: '', message: french, cause: english });
}

/** The text that is stored now: the draft's where there is one, else the published one; empty when there is none. */
async function storedText(
  backend: Backend,
  { slug, path }: DataFile,
  options: PersistOptions,
): Promise<string> {
  const { collectionName: collection, useWorkflow } = options;
  const draft = useWorkflow
    ? await backend.unpublishedEntry({ collection, slug }).catch((failure: unknown) => {
        if (failure instanceof Error && isNoDraft(failure)) return undefined;
        throw failure;
      })
    : undefined;
  const file = draft?.diffs.find((diff) => diff.path === path);
  if (file !== undefined) return await backend.unpublishedEntryDataFile(collection, slug, path, file.id);
  return (await backend.getEntry(path)).data ?? '';
}

function overwriting(collection: string, before: string, now: string): Refusal {
  const fields = changedFields(collection, before, now);
  const changed = fields.length > 0 ? ` (${fields.join(', ')})` : '';
  return new Refusal(
    `Quelqu’un d’autre a modifié cette fiche pendant que vous écriviez${changed}. Copiez ce que vous avez changé, rechargez la page sans reprendre votre texte, puis reportez vos changements.`,
  );
}

/** Backend methods that list the entries of a collection: Decap shows « Aucune fiche » when one of them fails. */
const LISTS: ReadonlySet<string | symbol> = new Set([
  'entriesByFolder',
  'allEntriesByFolder',
  'entriesByFiles',
]);

/** The answer, or its failure in French. */
async function watched(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (failure) {
    throw inFrench(failure);
  }
}

/**
 * The same backend, that never writes over what somebody else saved since the entry was opened, that deletes nothing which other
 * entries need and publishes nothing which needs what is not there, that fails in French, and lists entries once it can.
 * @param drafts whether entries wait as drafts before they are published
 */
export function safeBackend(backend: Backend, { drafts }: { drafts: boolean }): Backend {
  /** The text of each file as it was last opened or saved here, by path. */
  const known = new Map<string, string>();
  const guarded: Partial<Backend> = {
    async getEntry(path) {
      const entry = await backend.getEntry(path);
      known.set(path, entry.data ?? '');
      return entry;
    },
    async unpublishedEntryDataFile(collection, slug, path, id) {
      const text = await backend.unpublishedEntryDataFile(collection, slug, path, id);
      known.set(path, text);
      return text;
    },
    async persistEntry(entry, options) {
      for (const file of options.newEntry ? [] : entry.dataFiles) {
        const before = known.get(file.path) ?? '';
        const now = await storedText(backend, file, options);
        // Deleted, or not readable: writing loses nothing, or says why it cannot.
        if (now !== '' && before !== '' && now !== before)
          throw overwriting(options.collectionName, before, now);
      }
      if (!options.useWorkflow) await refuseMissingIn(backend, entry.dataFiles, entry.assets);
      const answer = await backend.persistEntry(entry, options);
      for (const { path, raw } of entry.dataFiles) known.set(path, raw);
      return answer;
    },
    async publishUnpublishedEntry(collection, slug) {
      await refuseMissingInDraft(backend, collection, slug);
      return await backend.publishUnpublishedEntry(collection, slug);
    },
    async deleteFiles(paths, commitMessage) {
      await refuseNeeded(backend, paths, drafts);
      return await backend.deleteFiles(paths, commitMessage);
    },
  };
  return new Proxy(backend, {
    get(target, name) {
      const member: unknown = Reflect.get(name in guarded ? guarded : target, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]): unknown => {
        const ask = (): unknown => Reflect.apply(member, target, given);
        if (LISTS.has(name)) return untilLoaded(() => watched(Promise.resolve(ask())));
        const answer = ask();
        return answer instanceof Promise ? watched(answer) : answer;
      };
    },
  });
}
