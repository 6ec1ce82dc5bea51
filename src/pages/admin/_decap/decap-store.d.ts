/** Decap's state (decap-cms-core 3.19.1, `src/redux`), which it gives no other way to: the parts that this folder reads. */
declare module 'decap-cms-core/dist/esm/redux/index.js' {
  interface Notification {
    id: string;
    type: 'error' | 'success' | 'info' | 'warning' | 'default' | undefined;
    /** A text, or the name of a phrase and what it tells. */
    message: string | { key: string; details?: unknown };
    /** In milliseconds; stays until somebody closes it when absent. */
    dismissAfter?: number;
  }

  interface FieldError {
    type: 'PRESENCE' | 'PATTERN' | 'RANGE' | 'CUSTOM';
    message?: string;
    /** Identifiers of the groups and lists that it stands in. */
    parentIds?: string[];
  }

  /** By identifier of the control. */
  interface FieldsErrors {
    toJS: () => Record<string, FieldError[]>;
  }

  /** The entry that is open; each part is absent until the first one is. */
  interface EntryDraft {
    get(part: 'fieldsErrors'): FieldsErrors | undefined;
    /** Another for each entry that is opened. */
    get(part: 'key'): string | undefined;
    /** True when it differs from the saved entry. */
    get(part: 'hasChanged'): boolean | undefined;
    /** A new entry has no slug until it is saved. */
    getIn(path: ['entry', 'collection' | 'slug']): string | undefined;
    getIn(path: ['entry', 'data']): unknown;
    set(part: 'hasChanged', value: boolean): EntryDraft;
  }

  export interface Action {
    type: string;
    id?: string;
    payload?: { entry?: { collection?: string; slug?: string } };
  }

  export interface State {
    notifications: { notifications: Notification[] };
    entryDraft: EntryDraft;
  }

  export const store: {
    getState: () => State;
    subscribe: (changed: () => void) => void;
    dispatch: (action: { type: string; id?: string; payload?: object }) => void;
    replaceReducer: (reduce: (state: State, action: Action) => State) => void;
  };
}

declare module 'decap-cms-core/dist/esm/reducers/combinedReducer.js' {
  import type { Action, State } from 'decap-cms-core/dist/esm/redux/index.js';

  export default function createRootReducer(): (state: State | undefined, action: Action) => State;
}
