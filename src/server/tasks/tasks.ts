import { reasonOf } from '../spreadsheet/on-tab.ts';
import type { KEYS } from '../store/key-families.ts';
import type { Key } from '../store/key-family.ts';
import { StoreUnavailable, type KeyStore } from '../store/key-store.ts';
import { isStillAhead } from '../foundation/instants.ts';
import type { Log } from '../foundation/log.ts';
import { MailHeld } from '../mail/mail.ts';
import { chunks, inGroups } from '../foundation/parallel.ts';

/** Something to be done for an `Identifiant`, from an instant on. */
export interface Task<Kind extends string> {
  readonly kind: Kind;
  readonly id: string;
  readonly dueAt: Date;
}

/** Keys with an instant, a kind and an identifier. */
type TaskKeys = Pick<typeof KEYS.due, 'key' | 'parseAll' | 'under'>;

export interface TaskListOptions<Kind extends string> {
  /** Its keys: no other list's. */
  readonly family: TaskKeys;
  /** Every kind, in the order in which those due together are done; lower case and hyphens. */
  readonly kinds: readonly Kind[];
  /** How far ahead a task is ever scheduled, in milliseconds. One further ahead is of a clock that was wrong: it is due. */
  readonly longestMs: number;
}

/** Tasks done at once. */
const PARALLEL = 20;

/**
 * What is to be done when, one key a task: noted again, it is the same task; finished again, it is finished. Keys hold
 * identifiers and instants, never personal data. Methods throw `StoreUnavailable`.
 */
export class TaskList<Kind extends string> {
  readonly kinds: readonly Kind[];
  readonly #store: KeyStore;
  readonly #family: TaskKeys;
  readonly #longestMs: number;

  constructor(store: KeyStore, { family, kinds, longestMs }: TaskListOptions<Kind>) {
    this.#store = store;
    this.#family = family;
    this.#longestMs = longestMs;
    this.kinds = kinds;
  }

  /** @param text what the task needs to know, erased with it. */
  async schedule(task: Task<Kind>, text = ''): Promise<void> {
    await this.#store.set(this.#keyOf(task), text);
  }

  /** What was scheduled with a task; `undefined` when it is finished. */
  async textOf(task: Task<Kind>): Promise<string | undefined> {
    return await this.#store.get(this.#keyOf(task));
  }

  async finish(task: Task<Kind>): Promise<void> {
    await this.#store.delete(this.#keyOf(task));
  }

  /** What is due by now, the oldest first. One list of what is to come as well. */
  async due(now: Date): Promise<readonly Task<Kind>[]> {
    return (await this.#all()).filter(({ dueAt }) => !isStillAhead(dueAt, now, this.#longestMs));
  }

  /** Whatever is to be done for this identifier, the oldest first. */
  async of(id: string): Promise<readonly Task<Kind>[]> {
    return (await this.#all()).filter((task) => task.id === id);
  }

  async #all(): Promise<readonly Task<Kind>[]> {
    return this.#family
      .parseAll(await this.#store.list(this.#family.under()))
      .flatMap(({ at: dueAt, kind: word, id }): readonly Task<Kind>[] => {
        const kind = this.kinds.find((one) => one === word);
        return kind === undefined ? [] : [{ kind, id, dueAt }];
      })
      .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  }

  #keyOf({ kind, id, dueAt: at }: Task<Kind>): Key {
    return this.#family.key({ at, kind, id });
  }
}

/** What working on tasks needs. */
export interface TaskPorts {
  readonly log: Log;
  /** Told of what keeps a task waiting. */
  readonly onFailure?: (error: unknown) => void;
  readonly now: () => Date;
}

/**
 * Does tasks of one kind that are due together, and finishes on the list those that are done. Throws when all wait; what it
 * has not begun by `deadline` waits too.
 */
export type Handler<Kind extends string, Ports> = (
  tasks: readonly Task<Kind>[],
  ports: Ports,
  list: TaskList<Kind>,
  deadline: Date,
) => Promise<void>;

/**
 * Tasks done one by one, a few at once; one that fails waits, unless the store itself fails. Once the day's limit holds every
 * letter, the others wait untried.
 */
export function each<Kind extends string, Ports extends TaskPorts>(
  act: (task: Task<Kind>, ports: Ports) => Promise<void>,
): Handler<Kind, Ports> {
  return async (tasks, ports, list, deadline) => {
    for (const group of chunks(tasks, PARALLEL)) {
      if (ports.now() >= deadline) return;
      const failures = await Promise.all(
        group.map(async (task) => {
          const failure = await failureOf([task], () => act(task, ports), ports);
          if (failure === undefined) await list.finish(task);
          return failure;
        }),
      );
      if (failures.some((failure) => failure instanceof MailHeld && failure.isForAll)) return;
    }
  };
}

/**
 * As `each`, but what was asked for several times of somebody before any was done is done once: whoever posts a form twenty times
 * at once causes one letter.
 */
export function oncePerSubject<Kind extends string, Ports extends TaskPorts>(
  act: (task: Task<Kind>, ports: Ports) => Promise<void>,
): Handler<Kind, Ports> {
  return async (tasks, ports, list, deadline) => {
    const ofSubject = Map.groupBy(tasks, ({ id }) => id);
    const actAndFinish = each(async (task: Task<Kind>, ofTask: Ports) => {
      await act(task, ofTask);
      await finishAll(ofSubject.get(task.id) ?? [], list);
    });
    await actAndFinish(
      [...ofSubject.values()].flatMap(([first]) => first ?? []),
      ports,
      list,
      deadline,
    );
  };
}

/**
 * Tasks done so many together; `act` gives the identifiers of those that are done. A batch that fails waits, and keeps no other
 * from its turn, unless the store itself fails.
 */
export function inBatches<Kind extends string, Ports extends TaskPorts>(
  size: number,
  act: (ids: readonly string[], ports: Ports) => Promise<ReadonlySet<string>>,
): Handler<Kind, Ports> {
  return async (tasks, ports, list, deadline) => {
    for (const batch of chunks(tasks, size)) {
      if (ports.now() >= deadline) return;
      const ids = [...new Set(batch.map(({ id }) => id))];
      let done: ReadonlySet<string> = new Set();
      await failureOf(batch, async () => void (done = await act(ids, ports)), ports);
      await finishAll(
        batch.filter(({ id }) => done.has(id)),
        list,
      );
    }
  };
}

async function failureOf<Kind extends string>(
  tasks: readonly Task<Kind>[],
  act: () => Promise<void>,
  { onFailure, log }: TaskPorts,
): Promise<unknown> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    onFailure?.(error);
    for (const { id, kind } of tasks) log('task-waits', { id, task: kind, reason: reasonOf(error) });
    return error;
  }
}

export async function finishAll<Kind extends string>(
  tasks: readonly Task<Kind>[],
  list: TaskList<Kind>,
): Promise<void> {
  await inGroups(tasks, PARALLEL, async (task) => await list.finish(task));
}

/** What `find` gives for the identifier of each task, once each, a few at once. */
export async function forEachSubject<Found>(
  tasks: readonly Task<string>[],
  find: (id: string) => Promise<Found>,
): Promise<readonly Found[]> {
  return await inGroups([...new Set(tasks.map(({ id }) => id))], PARALLEL, find);
}

/**
 * Does what is due, the tasks that these bring about included. Safe to run at any moment and in parallel; what fails waits
 * for the next time, and what is left at `deadline` as well. Throws `StoreUnavailable` when the store fails.
 */
export async function workOnTasks<Kind extends string, Ports extends TaskPorts>(
  list: TaskList<Kind>,
  handlers: Readonly<Record<Kind, Handler<Kind, Ports>>>,
  ports: Ports,
  deadline: Date,
): Promise<void> {
  const { now, log, onFailure } = ports;
  const tried = new Set<string>();
  const nameOf = ({ kind, id, dueAt }: Task<Kind>): string => `${kind} ${id} ${dueAt.getTime()}`;
  const fresh = async () => (await list.due(now())).filter((task) => !tried.has(nameOf(task)));
  for (let due = await fresh(); due.length > 0; due = await fresh()) {
    for (const kind of list.kinds) {
      const tasks = due.filter((task) => task.kind === kind);
      if (now() >= deadline) return;
      for (const task of tasks) tried.add(nameOf(task));
      try {
        if (tasks.length > 0) await handlers[kind](tasks, ports, list, deadline);
      } catch (error) {
        if (error instanceof StoreUnavailable) throw error;
        onFailure?.(error);
        log('tasks-wait', { kind, reason: reasonOf(error), waiting: tasks.length });
      }
    }
  }
}
