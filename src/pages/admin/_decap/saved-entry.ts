import CMS from 'decap-cms-app';
import { store } from 'decap-cms-core/dist/esm/redux/index.js';

/**
 * Tells Decap's state what was saved. Decap 3.16.3 goes on comparing with the entry as it was opened: after a save, the text of before
 * would count as saved and could not be put back, and any move in a rich text as a change.
 */
export function rememberSavedEntries(): void {
  CMS.registerEventListener({
    name: 'postSave',
    handler: ({ entry }) => {
      const saved: { collection?: string; slug?: string } = entry.toJS();
      // A new entry is loaded under its name by Decap.
      if (saved.slug === undefined || saved.slug === '') return;
      store.dispatch({ type: 'ENTRY_SUCCESS', payload: { collection: saved.collection, entry: saved } });
    },
  });
}
