import createRootReducer from 'decap-cms-core/dist/esm/reducers/combinedReducer.js';
import { store, type Action, type State } from 'decap-cms-core/dist/esm/redux/index.js';

/** The entry that the editor is open for, by the fragment of its URL; `slug` is absent for a new one. */
function openEntry(fragment: string): { collection: string; slug?: string } | undefined {
  const [, collection, slug] = /^#\/collections\/([^/?]+)\/(?:new|entries\/([^?]+))/.exec(fragment) ?? [];
  if (collection === undefined) return undefined;
  return slug === undefined ? { collection } : { collection, slug: decodeURIComponent(slug) };
}

/** True for an entry that comes after somebody has opened another, or has begun to change it; and for an empty one in the place of a backup. */
function isLate({ entryDraft }: State, { type, payload }: Action, fragment: string): boolean {
  const open = openEntry(fragment);
  const hasChanged = entryDraft.get('hasChanged') === true;
  if (type === 'DRAFT_CREATE_EMPTY') return hasChanged;
  if (type !== 'DRAFT_CREATE_FROM_ENTRY' || open === undefined) return false;
  const slug = entryDraft.getIn(['entry', 'slug']);
  // A new entry has its name once it is saved, before its URL has.
  const isOpen = payload?.entry?.collection === open.collection && payload.entry.slug === (open.slug ?? slug);
  return !isOpen || (payload.entry?.slug === slug && hasChanged);
}

const isSave = (type: string, end: 'REQUEST' | 'SUCCESS') =>
  [`ENTRY_PERSIST_${end}`, `UNPUBLISHED_ENTRY_PERSIST_${end}`].includes(type);

/** The fields of the draft, another object after each change. */
const fieldsOf = ({ entryDraft }: State) => entryDraft.getIn(['entry', 'data']);

/**
 * Leaves what somebody writes alone when the answer to an earlier request comes. Decap reads an entry anew once it is published, and puts it
 * into the editor that is open by then, whichever entry it is for; it puts the entry it loads over the backup that was taken back
 * meanwhile; and it takes for saved what was typed while it saved (decap-cms-core 3.19.1, `publishUnpublishedEntry`, `loadEntry`,
 * `loadLocalBackup`, reducer `entryDraft`).
 */
export function ignoreLateAnswers(): void {
  const reduce = createRootReducer();
  let sent: unknown;
  store.replaceReducer((state, action) => {
    if (isLate(state, action, location.hash)) return state;
    const next = reduce(state, action);
    if (isSave(action.type, 'REQUEST')) sent = fieldsOf(next);
    if (!isSave(action.type, 'SUCCESS') || fieldsOf(next) === sent) return next;
    return { ...next, entryDraft: next.entryDraft.set('hasChanged', true) };
  });
}
