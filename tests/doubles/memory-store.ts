import type { TextStore } from '../../src/server/store/key-store.ts';

/** The prefixes of a key that end with `/`, and the empty one. */
function foldersOf(key: string): readonly string[] {
  const names = key.split('/').slice(0, -1);
  return ['', ...names.map((_, at) => `${names.slice(0, at + 1).join('/')}/`)];
}

/** Keeps everything until the process ends: for tests. */
export class MemoryStore implements TextStore {
  readonly #texts = new Map<string, string>();
  /** The keys below each folder: a list looks through one folder only. */
  readonly #folders = new Map<string, Set<string>>();

  set(key: string, text: string): Promise<void> {
    if (!this.#texts.has(key))
      for (const folder of foldersOf(key))
        this.#folders.set(folder, (this.#folders.get(folder) ?? new Set()).add(key));
    this.#texts.set(key, text);
    return Promise.resolve();
  }

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.#texts.get(key));
  }

  delete(key: string): Promise<void> {
    if (this.#texts.delete(key)) for (const folder of foldersOf(key)) this.#folders.get(folder)?.delete(key);
    return Promise.resolve();
  }

  list(prefix: string): Promise<readonly string[]> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    const keys = [...(this.#folders.get(folder) ?? [])];
    return Promise.resolve(folder === prefix ? keys : keys.filter((key) => key.startsWith(prefix)));
  }
}
