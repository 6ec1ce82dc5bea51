import { type Notification, store } from 'decap-cms-core/dist/esm/redux/index.js';
import { createRoot } from 'react-dom/client';
import type { Collection, Mistake } from '../../../cms/collection.ts';
import { collections } from '../../../cms/collections.ts';
import { decapFields, previewName } from '../../../cms/decap.ts';
import { controlPath, describeMistake, describePath } from '../../../cms/field-path.ts';
import { entryAt } from '../../../cms/needed-files.ts';
import { controlAt, goToControl, groupsAround, inPageOrder, markControls, pathOf } from './field-controls.ts';
import { phrase } from './french.ts';
import { frenchFor } from './hard-coded.ts';
import { Refusal } from './refusal.ts';
import { type Item, RefusalList, type Told } from './RefusalList.tsx';

/** The collection of the entry that is open. */
function openedCollection(): Collection | undefined {
  const name = store.getState().entryDraft.getIn(['entry', 'collection']);
  return Object.values<Collection>(collections).find((collection) => collection.name === name);
}

/** The errors that Decap has found in the fields, or that we gave it, by identifier of the control. */
function fieldsErrors() {
  return store.getState().entryDraft.get('fieldsErrors')?.toJS() ?? {};
}

/** Decap's error message for a field, prefixed with the groups and lists around the field. */
function wordsOf(message: string, id: string): string {
  const collection = openedCollection();
  const path = pathOf(id);
  const around = typeof path.at(-1) === 'number' ? path : path.slice(0, -1);
  if (collection === undefined || around.length === 0) return message;
  return `${describePath(decapFields(collection), around)}, ${message}`;
}

/** The fields in which Decap itself found a mistake. */
function itemsOfFields(): Item[] {
  const errors = fieldsErrors();
  return inPageOrder(Object.keys(errors)).flatMap((id) =>
    (errors[id] ?? []).map(({ message = '' }) => ({ text: wordsOf(message, id), go: () => goToControl(id) })),
  );
}

/** Gives Decap our mistakes of one control: it shows them beside it, until the field is edited. */
function showBeside(id: string, messages: readonly string[]): void {
  const parentIds = groupsAround(id);
  const errors = messages.map((message) => ({ type: 'CUSTOM', parentIds, message }));
  store.dispatch({ type: 'DRAFT_VALIDATION_ERRORS', payload: { uniquefieldId: id, errors } });
}

/** The mistakes of our own checks, which are also shown beside their fields. */
function itemsOfMistakes(mistakes: readonly Mistake[]): Item[] {
  const collection = openedCollection();
  const widgets = collection === undefined ? [] : decapFields(collection);
  const placed = mistakes.map((mistake) => ({
    id: controlAt(controlPath(widgets, mistake.path)),
    text: describeMistake(widgets, mistake),
  }));
  for (const control of new Set(placed.flatMap(({ id }) => id ?? [])))
    showBeside(
      control,
      placed.flatMap(({ id, text }) => (id === control ? [text] : [])),
    );
  return placed.map(({ id, text }) => ({ text, ...(id !== undefined && { go: () => goToControl(id) }) }));
}

/** Where the CMS edits the entry of a file. */
function editorAddress(path: string): string {
  const { collection, id = '' } = entryAt(path) ?? {};
  if (collection === undefined) return '#/';
  const slug = collection.file === undefined ? id : previewName(collection);
  return `#/collections/${collection.name}/entries/${slug}`;
}

function titleOf(items: readonly Item[]): string {
  const fields = items.filter(({ go }) => go !== undefined).length;
  if (fields === 0) return 'Ce qui n’a pas marché';
  return fields === 1 ? 'Un champ à corriger' : `${fields} champs à corriger`;
}

/**
 * Errors that are not shown: missing fields, which are listed as soon as Decap gives up; and no URL for « Voir sur le site », which Decap
 * asks for before the entry is loaded.
 */
const UNTOLD: readonly string[] = ['ui.toast.missingRequiredField', 'ui.toast.onFailToLoadDeployPreview'];

/** Keeps what was refused in view: Decap says it for eight seconds, in one sentence, or not at all. */
export function keepRefusals(phrases: object): void {
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  /**
   * The draft whose fields the list leads to, the last success that was told, and how many lists there were. Other refusals stay when
   * the entry is left: Decap leaves it by itself after one that it could not take off the site.
   */
  const state: { draft?: string | undefined; success?: string | undefined; shown: number } = { shown: 0 };
  const close = () => root.render(null);
  const show = (words: string, items: readonly Item[]) => {
    state.shown += 1;
    const leadsToFields = items.some(({ go }) => go !== undefined);
    state.draft = leadsToFields ? store.getState().entryDraft.get('key') : undefined;
    const told: Told = { title: titleOf(items), words, items };
    root.render(<RefusalList key={state.shown} told={told} onClose={close} />);
  };

  const tell = ({ message }: Notification) => {
    if (typeof message === 'string') {
      show(frenchFor(message) ?? message, []);
      return;
    }
    const { key, details } = message;
    if (UNTOLD.includes(key)) return;
    const { mistakes, entries } = details instanceof Refusal ? details : new Refusal('');
    const said = details instanceof Error ? details.message : details;
    show(phrase(phrases, key, { details: mistakes.length === 0 && typeof said === 'string' ? said : '' }), [
      ...itemsOfMistakes(mistakes),
      ...entries.map(({ path, label }) => ({ text: label, address: editorAddress(path) })),
    ]);
  };

  /** The errors that Decap would take away by itself. */
  const takeErrors = () => {
    const { notifications } = store.getState().notifications;
    const success = notifications.filter(({ type }) => type === 'success').at(-1)?.id;
    if (success !== undefined && success !== state.success) close();
    state.success = success;
    const error = notifications.find(
      ({ type, dismissAfter }) => type === 'error' && dismissAfter !== undefined,
    );
    if (error === undefined) return;
    // Calls this function again, for the next one.
    store.dispatch({ type: 'NOTIFICATION_DISMISS', id: error.id });
    tell(error);
  };

  let marked = store.getState().entryDraft.get('fieldsErrors');
  const followDraft = () => {
    const { entryDraft } = store.getState();
    if (state.draft !== undefined && entryDraft.get('key') !== state.draft) {
      state.draft = undefined;
      close();
    }
    if (entryDraft.get('fieldsErrors') === marked) return;
    marked = entryDraft.get('fieldsErrors');
    // Once Decap shows them.
    requestAnimationFrame(() => markControls(Object.keys(fieldsErrors())));
  };

  store.subscribe(() => {
    takeErrors();
    followDraft();
  });
  // Decap says nothing of a save that it gives up for the sake of a field (`persistEntry`): it rejects without a reason, and nobody listens.
  addEventListener('unhandledrejection', (event) => {
    const reason: unknown = event.reason;
    const items = reason === undefined ? itemsOfFields() : [];
    if (items.length > 0) show(phrase(phrases, 'ui.toast.onFailToPersist', { details: '' }), items);
  });
}
