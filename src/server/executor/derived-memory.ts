import * as z from 'zod';
import { hmacHex, hmacHexes } from '../foundation/hmac.ts';
import type { Secret } from '../foundation/secret.ts';
import { KEYS } from '../store/key-families.ts';
import type { KeyStore } from '../store/key-store.ts';
import { jsonIn } from '../store/keys.ts';

const cellSchema = z.object({
  /** HMAC of the text last written. */
  hmac: z.string(),
  /** Number of times that another text was found in its place. */
  undone: z.int().min(0),
  /** HMAC of the text that somebody left there, since when the cell is left alone. */
  left: z.string().optional(),
});

const schema = z.object({ rows: z.record(z.string(), z.record(z.string(), cellSchema)) });

/** The last text of a cell that the system wrote, and what became of it. */
export type DerivedCell = Readonly<z.output<typeof cellSchema>>;

/** By `Identifiant`, then by header. */
export type DerivedCells = Readonly<Record<string, Readonly<Record<string, DerivedCell>>>>;

/** Where a cell stands. */
export interface CellPlace {
  readonly tab: string;
  readonly id: string;
  readonly header: string;
}

/** Normalises Unicode and white space: spreadsheets change both. */
function comparable(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
}

/** True when two texts are the same to whoever reads the cell. */
export function isSameText(one: string, other: string): boolean {
  return comparable(one) === comparable(other);
}

function wordsOf({ tab, id, header }: CellPlace, text: string) {
  return ['derived', tab, id, header, comparable(text)] as const;
}

/** HMAC of a cell's text: verifiable, not reversible. */
export function cellHmac(secret: Secret, place: CellPlace, text: string): string {
  return hmacHex(secret, ...wordsOf(place, text)).slice(0, 16);
}

/** True when the HMAC is that of the text, under any accepted secret. */
export function isHmacOf(hmac: string | undefined, secret: Secret, place: CellPlace, text: string): boolean {
  return hmacHexes(secret, ...wordsOf(place, text)).some((one) => one.slice(0, 16) === hmac);
}

/** Memory of the cells that the system derives, a text a tab. A hint: without it, somebody has to change a cell back twice more. */
export class DerivedMemory {
  readonly #store: Pick<KeyStore, 'get' | 'set'>;

  constructor(store: Pick<KeyStore, 'get' | 'set'>) {
    this.#store = store;
  }

  /** Throws `StoreUnavailable`. */
  async read(tab: string): Promise<DerivedCells> {
    return jsonIn(schema, await this.#store.get(KEYS.derived.key({ tab })))?.rows ?? {};
  }

  /** Throws `StoreUnavailable`. */
  async save(tab: string, rows: DerivedCells): Promise<void> {
    await this.#store.set(KEYS.derived.key({ tab }), JSON.stringify({ rows }));
  }
}
