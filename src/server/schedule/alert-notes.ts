import { KEYS } from '../store/key-families.ts';
import type { KeyStore } from '../store/key-store.ts';

/** Records of what the team was told, by kind and day (`YYYY-MM-DD`). Methods throw `StoreUnavailable`. */
export class AlertNotes {
  readonly #store: KeyStore;
  readonly #now: () => Date;

  constructor(store: KeyStore, now: () => Date) {
    this.#store = store;
    this.#now = now;
  }

  async wasAlerted(kind: string, day: string): Promise<boolean> {
    return (await this.#store.get(KEYS.alerts.key({ fact: kind, day }))) !== undefined;
  }

  async noteAlert(kind: string, day: string): Promise<void> {
    await this.#store.set(KEYS.alerts.key({ fact: kind, day }), this.#now().toISOString());
  }
}
