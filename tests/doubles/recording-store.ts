import { KEY_FAMILIES } from '../../src/server/store/key-families.ts';
import { MemoryStore } from './memory-store.ts';

/** A store in memory that remembers every key that was ever written. */
export class RecordingStore extends MemoryStore {
  readonly #written = new Set<string>();

  override async set(key: string, text: string): Promise<void> {
    this.#written.add(key);
    await super.set(key, text);
  }

  /** The keys that are of no family of the table, or of several. */
  strays(): readonly string[] {
    return [...this.#written].filter((key) => KEY_FAMILIES.filter((family) => family.owns(key)).length !== 1);
  }

  /** Keys about somebody that are still there although the table says to delete them with their erasure. */
  async leftOf(id: string): Promise<readonly string[]> {
    const stays = KEY_FAMILIES.filter(({ facts }) => typeof facts.erased === 'object');
    const kept = await this.list('');
    return kept.filter((key) => key.includes(id) && !stays.some((family) => family.owns(key)));
  }
}
