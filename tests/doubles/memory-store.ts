import type { TextStore } from '../../src/server/store/key-store.ts';

function folderOf(key: string): string {
  return key.slice(0, key.indexOf('/') + 1);
}

/** Keeps everything until the process ends: for tests. */
export class MemoryStore implements TextStore {
  /** Texts by key, by the first folder of the key: a list looks through its own folder only. */
  readonly #folders = new Map<string, Map<string, string>>();

  #folder(key: string): Map<string, string> {
    const folder = this.#folders.get(folderOf(key)) ?? new Map<string, string>();
    this.#folders.set(folderOf(key), folder);
    return folder;
  }

  set(key: string, text: string): Promise<void> {
    this.#folder(key).set(key, text);
    return Promise.resolve();
  }

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.#folder(key).get(key));
  }

  delete(key: string): Promise<void> {
    this.#folder(key).delete(key);
    return Promise.resolve();
  }

  list(prefix: string): Promise<readonly string[]> {
    const folders = prefix.includes('/') ? [this.#folder(prefix)] : [...this.#folders.values()];
    return Promise.resolve(
      folders.flatMap((folder) => [...folder.keys()].filter((key) => key.startsWith(prefix))),
    );
  }
}
