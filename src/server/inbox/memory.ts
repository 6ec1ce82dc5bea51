import type { KeyStore } from './inbox.ts';

/** Keeps everything until the process ends: for tests. */
export class MemoryStore implements KeyStore {
  readonly #texts = new Map<string, string>();

  set(key: string, text: string): Promise<void> {
    this.#texts.set(key, text);
    return Promise.resolve();
  }

  create(key: string, text: string): Promise<boolean> {
    const isNew = !this.#texts.has(key);
    if (isNew) this.#texts.set(key, text);
    return Promise.resolve(isNew);
  }

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.#texts.get(key));
  }

  delete(key: string): Promise<void> {
    this.#texts.delete(key);
    return Promise.resolve();
  }

  list(prefix: string): Promise<readonly string[]> {
    return Promise.resolve([...this.#texts.keys()].filter((key) => key.startsWith(prefix)));
  }
}
