import { createHash } from 'node:crypto';
import type { sheets_v4 } from '@googleapis/sheets';

/** A mark in the spreadsheet that makes an insert happen once: Google refuses a second mark of the same number. */
export interface Guard {
  readonly metadataId: number;
  readonly metadataValue: string;
}

export const GUARD_KEY = 'r';
/** Longer than any request can still be on its way: a function's 30 s and Google's 180 s. */
const KEPT_MS = 600_000;
/** Characters of keys and values that one sheet may hold (developers.google.com/workspace/sheets/api/guides/metadata). */
const ROOM = 30_000;
/** Left for the marks of changes under way. */
const RESERVE = 6_000;
const CHECK_LENGTH = 6;

function digestOf(tabName: string, id: string): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([tabName, id]))
    .digest();
}

/** A positive number of 31 bits for a row, or for a tab itself (`''`). */
export function numberOf(tabName: string, id: string): number {
  return digestOf(tabName, id).readUInt32BE(0) >>> 1 || 1;
}

/** Tells rows of the same number apart. */
function checkOf(tabName: string, id: string): string {
  return digestOf(tabName, id).toString('base64url', 8).slice(0, CHECK_LENGTH);
}

/** The guards of a tab at one moment of Google's clock. */
export class Guards {
  readonly #tabName: string;
  readonly #outdated: readonly Guard[];
  /** By number. */
  readonly #current: ReadonlyMap<number, Guard>;
  readonly #date: Date;

  constructor(tabName: string, guards: readonly Guard[], date: Date) {
    this.#tabName = tabName;
    this.#date = date;
    this.#outdated = guards.filter((guard) => isOutdated(guard, date));
    const current = guards.filter((guard) => !isOutdated(guard, date));
    this.#current = new Map(current.map((guard) => [guard.metadataId, guard]));
  }

  /** Whether this row was inserted a short while ago, or another row holds its number; either way not now. */
  holds(id: string): boolean {
    return this.#current.has(numberOf(this.#tabName, id));
  }

  /** How many more there is room for. */
  get room(): number {
    const size = GUARD_KEY.length + this.#value('').length;
    return Math.max(0, Math.floor((ROOM - RESERVE) / size) - this.#current.size);
  }

  /**
   * Requests that mark these rows, to be sent with what inserts them, and take away the marks no longer needed: each with its
   * value, so that the mark which another drain has given the same row since stays, and refuses ours.
   */
  requests(sheetId: number, ids: readonly string[]): readonly sheets_v4.Schema$Request[] {
    return [
      ...this.#outdated.map(({ metadataId, metadataValue }) => ({
        deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId, metadataValue } } },
      })),
      ...ids.map((id) => ({
        createDeveloperMetadata: {
          developerMetadata: {
            metadataId: numberOf(this.#tabName, id),
            metadataKey: GUARD_KEY,
            metadataValue: this.#value(id),
            location: { sheetId },
            visibility: 'PROJECT',
          },
        },
      })),
    ];
  }

  /** What tells one state of the guards from another. */
  get version(): string {
    return [...this.#outdated, ...this.#current.values()].map(({ metadataId }) => metadataId).join(' ');
  }

  #value(id: string): string {
    return checkOf(this.#tabName, id) + Math.floor(this.#date.getTime() / 1000).toString(36);
  }
}

function isOutdated({ metadataValue }: Guard, date: Date): boolean {
  const createdMs = Number.parseInt(metadataValue.slice(CHECK_LENGTH), 36) * 1000;
  return !(date.getTime() - createdMs < KEPT_MS);
}
