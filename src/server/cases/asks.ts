import * as z from 'zod';
import type { ContactChanges } from '../../domain/tracking/contact.ts';
import { digitsOf } from '../foundation/instants.ts';
import type { KeyStore } from '../store/key-store.ts';
import { parseRecord } from '../store/keys.ts';
import { TypedStore, type TypedTexts } from './typed-store.ts';

/** Requests a person can make on their page, in the order in which those of one instant are done. */
const KINDS = [
  /** New contact details go into the spreadsheet. */
  'correct',
  /** A new link by e-mail. */
  'renew',
  /** The application is withdrawn. */
  'withdraw',
  /** Everything is erased. */
  'erase',
] as const;

export type AskKind = (typeof KINDS)[number];

/** Something that a person asks for. */
export interface Ask {
  readonly kind: AskKind;
  readonly at: Date;
  /** Tells one sending of a form from another: the same sent twice is done once. */
  readonly once: string;
  /** Present on a correction only. */
  readonly changes?: ContactChanges | undefined;
}

/** A recipient of the notification of a correction: at the address before it or after it. */
export interface Tell {
  readonly address: 'former' | 'current';
  readonly at: Date;
  /** The correction's idempotency key. */
  readonly once: string;
}

const ASK = /^ask-(?<at>\d{15})-(?<kind>[a-z]+)-(?<once>[0-9a-f]{16})$/;
const TELL = /^tell-(?<at>\d{15})-(?<address>former|current)-(?<once>[0-9a-f]{16})$/;

const onceSchema = z.string().regex(/^[0-9a-f]{16}$/);
const askSchema = z.object({ changes: z.record(z.string(), z.string()).optional() });
const tellSchema = z.object({ to: z.string() });

/** The key under which a request waits. */
export function askName({ at, kind, once }: Ask): string {
  return `ask-${digitsOf(at)}-${kind}-${once}`;
}

/** The key under which an address waits for its notification. */
export function tellName({ at, address, once }: Tell): string {
  return `tell-${digitsOf(at)}-${address}-${once}`;
}

/** The mark of a form's sending, if it brings one. */
export function readOnce(typed: string | undefined): string | undefined {
  return onceSchema.safeParse(typed).data;
}

/** Reads the requests that are not done yet, the oldest first. Leaves out kinds that only a later deploy knows. Throws `NewerRecord`. */
export function asksIn(typed: TypedTexts): readonly Ask[] {
  const asks = [...typed].flatMap(([name, text]): readonly Ask[] => {
    const { at, kind: word, once = '' } = ASK.exec(name)?.groups ?? {};
    const kind = KINDS.find((one) => one === word);
    return kind === undefined
      ? []
      : [{ kind, at: new Date(Number(at)), once, changes: parseRecord(askSchema, text).changes }];
  });
  return asks.toSorted(
    (a, b) => a.at.getTime() - b.at.getTime() || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind),
  );
}

/** True when the person wants to be erased: then nothing of theirs goes on. */
export function isErasureAsked(typed: TypedTexts): boolean {
  return [...typed.keys()].some(isErasure);
}

/** True when this is the name of a request to be erased. */
export function isErasure(name: string): boolean {
  return ASK.exec(name)?.groups?.kind === 'erase';
}

/** Returns the addresses to notify of a correction. Throws `NewerRecord`. */
export function tellsIn(typed: TypedTexts): readonly (Tell & { readonly to: string })[] {
  return [...typed].flatMap(([name, text]) => {
    const { at, address, once = '' } = TELL.exec(name)?.groups ?? {};
    if (address === undefined) return [];
    const which = address === 'former' ? 'former' : 'current';
    return [{ address: which, at: new Date(Number(at)), once, to: parseRecord(tellSchema, text).to }];
  });
}

/** Requests made on the pages, until the executor has done them. Methods throw `StoreUnavailable`. */
export class Asks {
  readonly #typed: TypedStore;

  constructor(store: KeyStore) {
    this.#typed = new TypedStore(store);
  }

  /** Keeps what is asked for, durable when this resolves. Idempotent. */
  async ask(id: string, ask: Ask): Promise<void> {
    const { changes } = ask;
    await this.#typed.keep(id, askName(ask), { ...(changes && { changes }) });
  }

  /** The person's requests that are not done yet, the oldest first. Throws `NewerRecord`. */
  async pending(id: string): Promise<readonly Ask[]> {
    return asksIn(await this.#typed.of(id));
  }

  /** Forgets what was not to be asked for. */
  async takeBack(id: string, ask: Ask): Promise<void> {
    await this.#typed.forget(id, askName(ask));
  }
}
