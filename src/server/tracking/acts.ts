import * as z from 'zod';
import type { ContactChanges } from '../../domain/tracking/contact.ts';
import { KEYS } from '../store/key-families.ts';
import type { KeyStore } from '../store/key-store.ts';
import { parseRecord } from '../store/keys.ts';
import { type Task, TaskList } from '../tasks/tasks.ts';

/** What a person asks for on their page, in the order in which what is asked together is done. */
const KINDS = [
  /** New contact details go into the spreadsheet. */
  'correct',
  /** A new link by e-mail. */
  'renew',
  /** The application is withdrawn. */
  'withdraw',
  /** Whoever could read the page before is told of new contact details. */
  'tell',
  /** Everything is erased. */
  'erase',
] as const;

export type ActKind = (typeof KINDS)[number];
export type ActTask = Task<ActKind>;

/** An act is due when it is asked for: so long for clocks that differ a little. */
const LONGEST_MS = 60_000;

/** What tells one sending of a form from another. */
const onceSchema = z.string().regex(/^[0-9a-f]{16}$/);

const actSchema = z.object({
  once: onceSchema,
  /** Of a correction. */
  changes: z.record(z.string(), z.string()).optional(),
  /** Of a message: where it goes, and whether that is the address before the correction or after. */
  to: z.string().optional(),
  address: z.enum(['former', 'current']).optional(),
});

/** What an act needs to know, personal, kept until it is done. */
export type Act = Readonly<z.output<typeof actSchema>>;

export interface AskedAct extends Act {
  readonly kind: ActKind;
  readonly at: Date;
  readonly changes?: ContactChanges | undefined;
}

/** The mark of a form's sending, if it brings one: the same sent twice is one act. */
export function readOnce(typed: string | undefined): string | undefined {
  return onceSchema.safeParse(typed).data;
}

/**
 * What people ask for on their page, until the drain has done it: one key an act, with what it needs. Methods throw
 * `StoreUnavailable`.
 */
export class Acts {
  readonly tasks: TaskList<ActKind>;

  constructor(store: KeyStore) {
    this.tasks = new TaskList(store, { family: KEYS.acts, kinds: KINDS, longestMs: LONGEST_MS });
  }

  /** Keeps an act, durable when this resolves. */
  async ask(id: string, { kind, at, ...act }: AskedAct): Promise<void> {
    await this.tasks.schedule({ kind, id, dueAt: at }, JSON.stringify(act));
  }

  /** What is kept with an act; `undefined` when it is done. Throws `NewerRecord`. */
  async read(task: ActTask): Promise<Act | undefined> {
    const text = await this.tasks.textOf(task);
    return text === undefined ? undefined : parseRecord(actSchema, text);
  }

  /** What this person asked for and is not done yet, the oldest first. */
  async pending(id: string): Promise<readonly AskedAct[]> {
    const asked = await Promise.all(
      (await this.tasks.of(id)).map(async (task) => ({ task, act: await this.read(task) })),
    );
    return asked.flatMap(({ task, act }) =>
      act === undefined ? [] : [{ ...act, kind: task.kind, at: task.dueAt }],
    );
  }
}
