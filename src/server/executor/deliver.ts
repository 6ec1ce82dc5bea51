import { randomUUID } from 'node:crypto';
import type { Application } from '../../domain/application/application.ts';
import type { Form } from '../../domain/application/form.ts';
import { likenessColumns } from '../../domain/application/likeness.ts';
import { duplicatesAmong } from '../../domain/application/signals.ts';
import type { Tab } from '../../domain/application/tab.ts';
import { rowOf, tabOf } from '../../domain/application/tabs.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { daysAfter } from '../../domain/retention/term.ts';
import type { Held, Inbox, Step } from '../inbox/inbox.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import type { Message } from '../letters/message.ts';
import { type Mail, MailHeld } from '../mail/mail.ts';
import { chunks, inGroups } from '../foundation/parallel.ts';
import { withTabBackoff, type TabPorts } from '../spreadsheet/tab-backoff.ts';
import { type Row, RowsRefused, type Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { byApplication, isOver, load, type Loaded, loadAll, type Waiting } from './inbox-items.ts';

export interface DeliveryPorts extends TabPorts {
  readonly inbox: Inbox;
  readonly spreadsheet: Pick<Spreadsheet, 'identifiers' | 'read' | 'insert'>;
  readonly mail: Mail;
  readonly forms: readonly Form[];
  /** The e-mails of an application, each with the step it stands for. */
  readonly messages: (
    form: Form,
    application: Application,
  ) => readonly { readonly step: Step; readonly message: Message }[];
  /** What an application brings about once its row is there and before its e-mails leave; idempotent. */
  readonly afterRow?: (application: Application) => Promise<void>;
  /** What is due of itself, after the inbox. */
  readonly afterDelivery?: (deadline: Date) => Promise<void>;
  readonly now: () => Date;
}

/** Applications of one drain at most written together: few calls, and a body below every store's limit. */
const BATCH = 250;
/** Maximum concurrent calls of the inbox and of the mail. */
const PARALLEL = 20;
/** Renewed with every batch; after a crash the next drain waits this long at most. */
const LEASE_SECONDS = 15;
/** For what is due of itself: as long as a scheduled function lives. */
const LAST_LEASE_SECONDS = 30;

/** Inserts rows; those the spreadsheet can never take are put aside, one refusal after the other, and the others go in. */
async function insertRows(tab: Tab, loaded: readonly Loaded[], ports: DeliveryPorts): Promise<void> {
  if (loaded.length === 0) return;
  const { inbox, spreadsheet, log } = ports;
  try {
    await spreadsheet.insert(
      tab,
      loaded.map(({ row }) => row),
    );
  } catch (error) {
    if (!(error instanceof RowsRefused)) throw error;
    const ids = new Set(error.ids);
    const refused = loaded.filter(({ id }) => ids.has(id));
    if (refused.length === 0) throw error;
    for (const { id, items } of refused) {
      for (const { key } of items) await inbox.quarantine(key, error.reason);
      log('quarantined', { id, reason: error.reason });
    }
    await insertRows(
      tab,
      loaded.filter(({ id }) => !ids.has(id)),
      ports,
    );
  }
}

/** Marks a person who applies again, or again in other words, for the attention of the team. */
function withDuplicatesMarked(
  form: Form,
  present: Iterable<Row['cells']>,
  absent: readonly Loaded[],
): readonly Loaded[] {
  const rows = absent.map(({ row }) => row);
  const duplicates = duplicatesAmong(form, present, rows);
  return absent.map((one) => {
    if (!duplicates.has(one.row)) return one;
    const signals = [...one.application.signals, 'duplicate'] as const;
    return { ...one, row: rowOf(form, { ...one.application, signals }) };
  });
}

/**
 * Brings applications of one form into their tab and marks those a later read shows.
 * A row that staff deleted keeps its mark and is not brought back. Whatever the spreadsheet's failure, this tab alone waits:
 * until the instant that the spreadsheet asked for, noted for every drain.
 */
async function deliverRows(
  form: Form,
  loaded: readonly Loaded[],
  ports: DeliveryPorts,
): Promise<ReadonlySet<string>> {
  const tab = tabOf(form);
  const rowless = loaded.filter(({ done }) => !done.has('row'));
  const marked = loaded.filter(({ done }) => done.has('row')).map(({ id }) => id);
  if (rowless.length === 0) return new Set(marked);
  const work = async (): Promise<readonly string[]> => await writeRows(form, tab, rowless, ports);
  const confirmed = await withTabBackoff(tab.name, ports, work, rowless.length);
  return new Set([...marked, ...(confirmed ?? [])]);
}

/** The identifiers that a later read shows, marked. */
async function writeRows(
  form: Form,
  tab: Tab,
  rowless: readonly Loaded[],
  ports: DeliveryPorts,
): Promise<readonly string[]> {
  const { inbox, spreadsheet } = ports;
  const present = await spreadsheet.read(tab, likenessColumns(form));
  const absent = withDuplicatesMarked(
    form,
    present.values(),
    rowless.filter(({ id }) => !present.has(id)),
  );
  await insertRows(tab, absent, ports);
  const shown = absent.length > 0 ? await spreadsheet.identifiers(tab) : present;
  const confirmed = rowless.filter(({ id }) => shown.has(id)).map(({ id }) => id);
  await inGroups(confirmed, PARALLEL, async (id) => await inbox.mark(id, 'row'));
  return confirmed;
}

/** Says whether it went well. A failure of the inbox is thrown: without its marks, whatever else is done now would be done again. */
async function attempt(act: () => Promise<void>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    return false;
  }
}

/** `waits` for a later drain, `held` until another day: for this person alone, or as all others are. */
type Told = 'told' | 'waits' | 'held' | 'all-held';

async function send(
  message: Message,
  step: Step,
  { application: { id } }: Loaded,
  { inbox, mail }: DeliveryPorts,
): Promise<Told> {
  try {
    await mail.send(message);
    await inbox.mark(id, step);
    return 'told';
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    if (!(error instanceof MailHeld)) return 'waits';
    return error.isForAll ? 'all-held' : 'held';
  }
}

/** Does what follows a row, then tells of it; what fails keeps the application for later. */
async function followRow(loaded: Loaded, ports: DeliveryPorts): Promise<void> {
  const { application, done } = loaded;
  if (!isOver(done) && !(await attempt(async () => await ports.afterRow?.(application)))) {
    ports.log('follow-up-waits', { id: application.id });
    return;
  }
  await tell(loaded, ports);
}

/** Sends what is not sent yet, a message that is not taken delaying no other; then forgets the application, if nothing waits. */
async function tell(loaded: Loaded, ports: DeliveryPorts): Promise<Told> {
  const { application, form, done, items } = loaded;
  const { inbox, log, messages, now } = ports;
  const { id } = application;
  const ends = new Map<Step, Told>();
  for (const { step, message } of messages(form, application))
    if (!done.has(step)) ends.set(step, await send(message, step, loaded, ports));
  const waiting = [...ends].flatMap(([step, end]) => (end === 'waits' ? [step] : []));
  if (waiting.length > 0) {
    log('mail-waits', { id, steps: waiting });
    for (const item of items) if (!item.isInTab) await inbox.markInTab(item);
    return 'waits';
  }
  const held = [...ends.values()].find((end) => end !== 'told');
  if (held !== undefined) {
    await inbox.hold(id, daysAfter(parisDate(now()), 1));
    return held;
  }
  for (const item of items) await inbox.remove(item);
  return 'told';
}

/** Tells of the applications that were held until today, the longest held first, as long as letters leave. */
async function deliverHeld(holder: string, ports: DeliveryPorts, deadline: Date): Promise<void> {
  const { inbox, now } = ports;
  const today = parisDate(now());
  const due = (await inbox.held()).filter(({ day }) => day <= today);
  for (const group of chunks(due, PARALLEL)) {
    if (now() >= deadline) return;
    await inbox.takeLease(holder, LEASE_SECONDS);
    const ends = await Promise.all(group.map(async (hold) => await tellHeld(hold, ports)));
    if (ends.some((end) => end === 'waits' || end === 'all-held')) return;
  }
}

async function tellHeld({ id, day, items }: Held, ports: DeliveryPorts): Promise<Told> {
  const [loaded] = await load({ id, items }, ports);
  const end = loaded === undefined ? 'told' : await tell(loaded, ports);
  if (end !== 'waits') await ports.inbox.letGo({ id, day });
  return end;
}

async function deliverBatch(waiting: readonly Waiting[], ports: DeliveryPorts): Promise<void> {
  const loaded = await loadAll(waiting, ports);
  for (const form of ports.forms) {
    const ofForm = loaded.filter((one) => one.form === form);
    const inTab = await deliverRows(form, ofForm, ports);
    const written = ofForm.filter(({ id }) => inTab.has(id));
    await inGroups(written, PARALLEL, async (one) => await followRow(one, ports));
  }
}

/** Delivers what waits, what arrives meanwhile included, until `deadline`. */
async function deliverAll(holder: string, ports: DeliveryPorts, deadline: Date): Promise<void> {
  const { inbox, now } = ports;
  const tried = new Set<string>();
  const fresh = async (): Promise<readonly Waiting[]> =>
    byApplication(await inbox.pending()).filter(({ id }) => !tried.has(id));
  for (let waiting = await fresh(); waiting.length > 0; waiting = await fresh()) {
    for (const batch of chunks(waiting, BATCH)) {
      if (now() >= deadline) return;
      await inbox.takeLease(holder, LEASE_SECONDS);
      for (const { id } of batch) tried.add(id);
      await deliverBatch(batch, ports);
    }
  }
}

/**
 * Delivers what waits in the inbox: rows first, in batches, then e-mails; then what else is due, whatever the delivery met. Safe
 * to run at any moment and in parallel. Stops at `deadline`; what is left waits for the next drain. Throws `StoreUnavailable`
 * when the inbox fails.
 */
export async function deliver(ports: DeliveryPorts, deadline: Date): Promise<void> {
  const { inbox, now } = ports;
  const holder = randomUUID();
  if (!(await inbox.takeLease(holder, LEASE_SECONDS))) return;
  try {
    try {
      await deliverAll(holder, ports, deadline);
      await deliverHeld(holder, ports, deadline);
    } finally {
      if (now() < deadline) {
        await inbox.takeLease(holder, LAST_LEASE_SECONDS);
        await ports.afterDelivery?.(deadline);
      }
    }
  } finally {
    await inbox.dropLease(holder);
  }
}
