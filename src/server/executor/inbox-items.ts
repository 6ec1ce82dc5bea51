import type { Application } from '../../domain/application/application.ts';
import { type Form, fieldsOf } from '../../domain/application/form.ts';
import { rowOf } from '../../domain/application/tabs.ts';
import { chunks } from '../foundation/parallel.ts';
import { type Inbox, type InboxItem, STEPS, type Step } from '../inbox/inbox.ts';
import type { TabPorts } from '../spreadsheet/tab-backoff.ts';
import type { Row } from '../spreadsheet/spreadsheet.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import { NewerRecord } from '../store/keys.ts';

export interface LoadPorts extends Pick<TabPorts, 'log' | 'onFailure'> {
  readonly inbox: Inbox;
  readonly forms: readonly Form[];
}

/** Maximum concurrent calls of the inbox. */
const PARALLEL = 20;

/** One application with all the items it waits in: a double click leaves two. */
export interface Waiting {
  readonly id: string;
  readonly items: readonly InboxItem[];
}

export interface Loaded extends Waiting {
  readonly application: Application;
  readonly form: Form;
  readonly row: Row;
  readonly done: ReadonlySet<Step>;
}

export function byApplication(items: readonly InboxItem[]): readonly Waiting[] {
  return [...Map.groupBy(items, ({ id }) => id)].map(([id, group]) => ({ id, items: group }));
}

/** Whether the application answers a question that the form no longer has: its row would lose that answer. */
function answersMore(form: Form, { answers }: Application): boolean {
  const asked = new Set(fieldsOf(form).map(([name]) => name));
  return Object.keys(answers).some((name) => !asked.has(name));
}

/** The application of an item with its row; `undefined` when this version cannot read it. */
function readable(
  id: string,
  application: Application | 'unreadable',
  forms: readonly Form[],
  { isInTab }: Pick<InboxItem, 'isInTab'>,
): Pick<Loaded, 'application' | 'form' | 'row'> | 'newer' | undefined {
  if (application === 'unreadable' || application.id !== id) return undefined;
  const form = forms.find(({ audience }) => audience === application.audience);
  if (form === undefined) return undefined;
  // Of a row that is there nothing is lost any more: its letters leave, also once a question was taken away.
  if (!isInTab && answersMore(form, application)) return 'newer';
  try {
    return { application, form, row: rowOf(form, application) };
  } catch {
    // The answers of a form that has changed since: a text where the field now expects a list.
    return undefined;
  }
}

export function isOver(done: ReadonlySet<Step>): boolean {
  return STEPS.every((step) => done.has(step));
}

async function stepsDone({ id, items }: Waiting, inbox: Inbox): Promise<ReadonlySet<Step>> {
  const done = await inbox.marks(id);
  const last = items.at(-1)?.receivedAt ?? new Date(0);
  return isOver(done) && (await inbox.revive(id, last)) ? new Set() : done;
}

/** The application of the oldest item that can be read; what a later deploy wrote waits for it, what nobody can read is put aside. */
export async function load(
  { id, items }: Waiting,
  { inbox, forms, log, onFailure }: LoadPorts,
): Promise<readonly Loaded[]> {
  const own: InboxItem[] = [];
  let oldest: Exclude<ReturnType<typeof readable>, 'newer'>;
  for (const item of items) {
    const stored = await inbox.read(item.key);
    if (stored === 'absent') continue;
    const read = stored === 'newer' ? stored : readable(id, stored, forms, item);
    if (read === 'newer') {
      onFailure?.(new NewerRecord());
      log('newer-item-waits', { id });
      continue;
    }
    if (read === undefined) {
      await inbox.quarantine(item.key, 'unreadable');
      log('quarantined', { id, reason: 'unreadable' });
      continue;
    }
    oldest ??= read;
    own.push(item);
  }
  if (oldest === undefined) return [];
  const waiting = { id, items: own };
  return [{ ...waiting, ...oldest, done: await stepsDone(waiting, inbox) }];
}

/** Loads an application; returns a failure of the inbox instead of throwing it. */
async function loadIfReachable(
  waiting: Waiting,
  ports: LoadPorts,
): Promise<readonly Loaded[] | StoreUnavailable> {
  try {
    return await load(waiting, ports);
  } catch (error) {
    if (error instanceof StoreUnavailable) return error;
    throw error;
  }
}

/** Loads applications in groups. One that cannot be read waits for the next drain. Throws when a whole group fails. */
export async function loadAll(waiting: readonly Waiting[], ports: LoadPorts): Promise<readonly Loaded[]> {
  const loaded: Loaded[] = [];
  for (const group of chunks(waiting, PARALLEL)) {
    const ends = await Promise.all(group.map(async (one) => await loadIfReachable(one, ports)));
    const failures = ends.filter((end) => end instanceof StoreUnavailable);
    const [failure] = failures;
    if (failure && failures.length === group.length) throw failure;
    loaded.push(...ends.flatMap((end) => (end instanceof StoreUnavailable ? [] : end)));
  }
  return loaded;
}
