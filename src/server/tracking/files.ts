import * as z from 'zod';
import type { Audience } from '../../domain/application/form.ts';
import { identifierFrom, identifierSchema } from '../foundation/identifier.ts';
import { KEYS } from '../store/key-families.ts';
import type { KeyStore } from '../store/key-store.ts';
import { readJson } from '../store/keys.ts';
import { keyedHash, keyedHashes } from '../foundation/keyed-hash.ts';
import type { Secret } from '../foundation/secret.ts';

const AUDIENCES = ['youth', 'mentor', 'company', 'waiting'] as const satisfies readonly Audience[];

const fileSchema = z.object({
  /** `Identifiant`. */
  id: identifierSchema,
  reference: z.string(),
  audience: z.enum(AUDIENCES),
  season: z.string(),
  receivedAt: z.iso.datetime(),
  /** What tells that somebody knows the person (`contactKey`); absent where the person gave none. */
  keys: z.object({ email: z.string().optional(), birthDate: z.string().optional() }),
});

/** What is known of an application beside the spreadsheet: nothing that says who the person is. */
export type ApplicationFile = Readonly<z.output<typeof fileSchema>>;

const KINDS = ['status', 'message', 'act', 'guardian', 'retention'] as const;

const eventSchema = z.object({
  /** Tells the events of one file apart, always the same for the same event: `status-2-acceptee`. */
  name: z.string().regex(/^[a-z0-9-]{1,80}$/),
  kind: z.enum(KINDS),
  at: z.iso.datetime(),
  /** What the team reads in the tab `Journal`; nothing personal. */
  detail: z.string(),
});

/** Something that happened to an application after it was received. */
export type FileEvent = Readonly<z.output<typeof eventSchema>>;

/** An event that the tab `Journal` does not show yet. */
export interface UnwrittenEvent {
  readonly id: string;
  readonly name: string;
}

/** Keyed hash of what only the person and the team know, so that it can be recognised and not read. */
export function contactKey(secret: Secret, kind: 'email' | 'birthDate', value: string): string {
  return keyedHash(secret, 'contact', kind, value.trim().toLowerCase());
}

/** The same under each secret that is accepted, the current one's first. */
export function acceptedContactKeys(
  secret: Secret,
  kind: 'email' | 'birthDate',
  value: string,
): readonly string[] {
  return keyedHashes(secret, 'contact', kind, value.trim().toLowerCase());
}

/** What tells that somebody knows a person with these contact details; `''` is none. */
export function contactKeys(
  secret: Secret,
  { email, birthDate }: Readonly<Record<'email' | 'birthDate', string>>,
): ApplicationFile['keys'] {
  return {
    ...(email !== '' && { email: contactKey(secret, 'email', email) }),
    ...(birthDate !== '' && { birthDate: contactKey(secret, 'birthDate', birthDate) }),
  };
}

/** `Identifiant` of an event's row in the tab `Journal`. */
export function journalRowId(id: string, name: string): string {
  return identifierFrom('journal', id, name);
}

/**
 * The files of applications, from the delivery of their row to the erasure. Each text is written whole under a key of its
 * own, so that every write may be repeated. Methods throw `StoreUnavailable`.
 */
export class Files {
  readonly #store: KeyStore;

  constructor(store: KeyStore) {
    this.#store = store;
  }

  async keep(file: ApplicationFile): Promise<void> {
    await this.#store.set(KEYS.references.key({ reference: file.reference }), file.id);
    await this.#store.set(KEYS.files.key({ id: file.id }), JSON.stringify(file));
  }

  async read(id: string): Promise<ApplicationFile | undefined> {
    return await readJson(this.#store, KEYS.files.find({ id }), fileSchema);
  }

  /** The `Identifiant` behind a reference. */
  async idOf(reference: string): Promise<string | undefined> {
    return await this.#store.get(KEYS.references.key({ reference }));
  }

  async ids(): Promise<readonly string[]> {
    return KEYS.files.parseAll(await this.#store.list(KEYS.files.under())).map(({ id }) => id);
  }

  /** Notes an event once: the first to be noted under its name counts. */
  async note(id: string, event: FileEvent): Promise<void> {
    const key = KEYS.events.key({ id, event: event.name });
    if ((await this.#store.get(key)) === undefined)
      await this.#store.set(key, JSON.stringify(eventSchema.parse(event)));
    await this.#store.set(KEYS.journal.key({ id, event: event.name }), '');
  }

  async event(id: string, name: string): Promise<FileEvent | undefined> {
    return await readJson(this.#store, KEYS.events.key({ id, event: name }), eventSchema);
  }

  /** Every event, the oldest first. */
  async events(id: string): Promise<readonly FileEvent[]> {
    const kept = KEYS.events.parseAll(await this.#store.list(KEYS.events.under({ id })));
    const own = kept.filter((parts) => parts.id === id);
    const events = await Promise.all(own.map(async ({ event }) => await this.event(id, event)));
    return events.flatMap((event) => event ?? []).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  }

  /** The events that the tab `Journal` does not show yet. */
  async unwritten(): Promise<readonly UnwrittenEvent[]> {
    const keys = await this.#store.list(KEYS.journal.under());
    return KEYS.journal.parseAll(keys).map(({ id, event: name }) => ({ id, name }));
  }

  async markWritten({ id, name }: UnwrittenEvent): Promise<void> {
    await this.#store.delete(KEYS.journal.key({ id, event: name }));
  }
}
