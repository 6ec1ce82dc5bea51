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

/** Developer metadata on a sheet: ours, or what any other tool left there. */
export interface Mark {
  readonly metadataId: number;
  readonly metadataKey: string;
  readonly metadataValue: string;
}

/** The key alone is not enough: another tool may use the same. */
export function isGuard({ metadataKey, metadataValue }: Mark): boolean {
  return metadataKey === GUARD_KEY && /^[\w-]{6}[\da-z]{6,7}$/.test(metadataValue);
}

/** The guards of a tab at one moment of Google's clock. */
export class Guards {
  readonly #tabName: string;
  readonly #outdated: readonly Guard[];
  /** By number. */
  readonly #current: ReadonlyMap<number, Guard>;
  /** Numbers that marks of others hold. */
  readonly #taken: ReadonlySet<number>;
  /** Characters that marks of others hold. */
  readonly #lost: number;
  readonly #date: Date;

  /** `others`: marks on the sheet that the system did not make. */
  constructor(
    tabName: string,
    { guards, others }: { readonly guards: readonly Guard[]; readonly others: readonly Mark[] },
    date: Date,
  ) {
    this.#tabName = tabName;
    this.#date = date;
    this.#taken = new Set(others.map(({ metadataId }) => metadataId));
    this.#lost = others.reduce((sum, each) => sum + each.metadataKey.length + each.metadataValue.length, 0);
    this.#outdated = guards.filter((guard) => isOutdated(guard, date));
    const current = guards.filter((guard) => !isOutdated(guard, date));
    this.#current = new Map(current.map((guard) => [guard.metadataId, guard]));
  }

  /** True when this row was inserted a short while ago, or another row holds its number; either way not now. */
  holds(id: string): boolean {
    return this.#current.has(this.#number(id));
  }

  get #capacity(): number {
    const size = GUARD_KEY.length + this.#value('').length;
    return Math.max(0, Math.floor((ROOM - RESERVE - this.#lost) / size));
  }

  /** Number of guards there is still room for. */
  get room(): number {
    return Math.max(0, this.#capacity - this.#current.size);
  }

  /** Why there is no more room: others leave none, or many rows came at once, which passes. */
  get shortage(): 'marks-full' | 'guards-full' {
    return this.#capacity === 0 ? 'marks-full' : 'guards-full';
  }

  /** Requests that mark these rows, to be sent with what inserts them. */
  marking(sheetId: number, ids: readonly string[]): readonly sheets_v4.Schema$Request[] {
    return ids.map((id) => ({
      createDeveloperMetadata: {
        developerMetadata: {
          metadataId: this.#number(id),
          metadataKey: GUARD_KEY,
          metadataValue: this.#value(id),
          location: { sheetId },
          visibility: 'PROJECT',
        },
      },
    }));
  }

  /**
   * Requests that take away the marks no longer needed: each with its value, so that the mark which another drain has given the
   * same row since stays, and refuses ours.
   */
  clearing(): readonly sheets_v4.Schema$Request[] {
    return this.#outdated.map(withoutMark);
  }

  /** Requests that take the marks of these rows away as they were just made. */
  unmarking(ids: readonly string[]): readonly sheets_v4.Schema$Request[] {
    return ids.map((id) => withoutMark({ metadataId: this.#number(id), metadataValue: this.#value(id) }));
  }

  /** The first that no mark of somebody else holds. */
  #number(id: string): number {
    let wanted = id;
    while (this.#taken.has(numberOf(this.#tabName, wanted))) wanted += '\0';
    return numberOf(this.#tabName, wanted);
  }

  /** Version of the guards' state. */
  get version(): string {
    return [...this.#outdated, ...this.#current.values()].map(({ metadataId }) => metadataId).join(' ');
  }

  #value(id: string): string {
    return checkOf(this.#tabName, id) + Math.floor(this.#date.getTime() / 1000).toString(36);
  }
}

function withoutMark({ metadataId, metadataValue }: Guard): sheets_v4.Schema$Request {
  return {
    deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId, metadataValue } } },
  };
}

function isOutdated({ metadataValue }: Guard, date: Date): boolean {
  const createdMs = Number.parseInt(metadataValue.slice(CHECK_LENGTH), 36) * 1000;
  return !(date.getTime() - createdMs < KEPT_MS);
}
