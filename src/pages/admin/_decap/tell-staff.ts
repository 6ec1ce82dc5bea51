import { store } from 'decap-cms-core/dist/esm/redux/index.js';

/** Shown long enough to be read twice, in milliseconds. */
const SHOWN_FOR = 20_000;

/** Shows a message at the top of the CMS, as Decap shows its own (decap-cms-core 3.19.1, `actions/notifications.js`); it is read aloud. */
export function tellStaff(message: string): void {
  store.dispatch({
    type: 'NOTIFICATION_SEND',
    payload: { message, type: 'warning', dismissAfter: SHOWN_FOR },
  });
}
