/** Decap's state (decap-cms-core 3.19.1, `src/redux`), which it gives no other way to: the parts that this folder reads. */
declare module 'decap-cms-core/dist/esm/redux/index.js' {
  interface Notification {
    id: string;
    type: 'error' | 'success' | 'info' | 'warning' | 'default' | undefined;
    /** A text, or the name of a phrase and what it tells. */
    message: string | { key: string; details?: unknown };
  }

  interface FieldError {
    type: 'PRESENCE' | 'PATTERN' | 'RANGE' | 'CUSTOM';
    message?: string;
    /** Identifiers of the groups and lists that it stands in. */
    parentIds?: string[];
  }

  interface State {
    notifications: { notifications: Notification[] };
    search: { error?: unknown };
    entryDraft: { get: (part: 'fieldsErrors') => { toJS: () => Record<string, FieldError[]> } };
  }

  export const store: {
    getState: () => State;
    subscribe: (changed: () => void) => void;
    dispatch: (action: { type: string; id?: string; payload?: object }) => void;
  };
}
