import { formOf } from '../../domain/application/forms.ts';
import { volunteersIn } from '../../domain/invitations/volunteers.ts';
import { COUNTED, COUNTS_TAB } from '../../domain/retention/counts-tab.ts';
import type { Inbox } from '../cases/inbox.ts';
import { eraseCases } from '../store/case-keys.ts';
import { type KeyStore, StoreUnavailable } from '../store/key-store.ts';
import { NewerRecord } from '../store/keys.ts';
import { isStillAhead } from '../foundation/instants.ts';
import { hmacHexes } from '../foundation/hmac.ts';
import type { Mail } from '../mail/mail.ts';
import { chunks, inGroups } from '../foundation/parallel.ts';
import type { Row, Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { withTabBackoff, reasonOf, type TabPorts } from '../spreadsheet/tab-backoff.ts';
import { isErasure } from '../cases/asks.ts';
import type { CaseStore } from '../cases/case-store.ts';
import type { Erasures, Traces } from '../cases/erasures.ts';
import type { Look, Looks } from '../cases/looks.ts';
import { readApplications } from '../cases/inbox-items.ts';
import { TypedStore } from '../cases/typed-store.ts';
import { companyStateIn, invitationIds } from '../cases/company-facts.ts';
import { type HeldRows, invitationsNaming, ownRow, readHeldRows, removeHeldRows } from './held-rows.ts';
import type { Secret } from '../foundation/secret.ts';

export interface ErasurePorts extends TabPorts {
  readonly erasures: Erasures;
  readonly looks: Looks;
  readonly inbox: Inbox;
  readonly cases: CaseStore;
  readonly store: KeyStore;
  readonly spreadsheet: Spreadsheet;
  readonly mail: Pick<Mail, 'erase'>;
  /** Tells the anonymous lines apart, so that none is added twice. */
  readonly secret: Secret;
  readonly now: () => Date;
}

/** Longer than any drain lives, and than any write that comes late. */
const AGAIN_MINUTES = 10;
/** Until the next look at what could not be erased: a tab that cannot be read, a column that is missing. */
const REST_MINUTES = 60;
/** Few enough to be over a few seconds after the last look at the deadline, on the slowest spreadsheet too. */
export const ERASED_TOGETHER = 8;
/** Maximum concurrent calls of the store. */
const PARALLEL = 10;

/** What is known beside the spreadsheet: by the file, or by the inbox before there is one. */
async function storedTraces(id: string, { cases, store, now }: ErasurePorts): Promise<Traces> {
  const [waiting] = readApplications(id, await new TypedStore(store).of(id));
  const known = (await cases.read(id)) ?? waiting;
  const company = companyStateIn(id, await cases.facts(id));
  return {
    at: now().toISOString(),
    ...(known !== undefined && {
      reference: known.reference,
      count: {
        year: known.receivedAt.slice(0, 4),
        tab: formOf(known.audience).tabName,
        status: '',
        site: '',
      },
    }),
    // While a company waits, some volunteers may be kept before all are announced.
    invitations: invitationIds(
      company ?? { id, count: waiting === undefined ? 0 : volunteersIn(waiting).length },
    ),
    companies: [],
  };
}

/** The same, with what the rows say while they are there. */
function withRows(id: string, traces: Traces, held: HeldRows): Traces {
  const row = ownRow(id, held);
  const reference = traces.reference ?? row?.reference;
  const named = reference === undefined ? [] : invitationsNaming(reference, held);
  return {
    at: traces.at,
    reference,
    count:
      row === undefined
        ? traces.count
        : { year: traces.count?.year ?? row.year, tab: row.tabName, status: row.status, site: row.site },
    invitations: [...new Set([...traces.invitations, ...named.map((one) => one.id)])],
    companies: [...new Set([...traces.companies, ...named.flatMap(({ companyId }) => companyId ?? [])])],
  };
}

/** The identifiers that an anonymous line may have, under each secret that is accepted: the current one's first. */
function lineIds(id: string, secret: Secret): readonly string[] {
  return hmacHexes(secret, 'count', id).map((hash) => hash.slice(0, 32));
}

function countRow(id: string, { count }: Traces, secret: Secret): readonly Row[] {
  if (count === undefined) return [];
  const { year, tab, status, site } = count;
  return [
    {
      id: lineIds(id, secret)[0] ?? '',
      cells: {
        [COUNTED.year]: year,
        [COUNTED.tab]: tab,
        [COUNTED.status]: status,
        [COUNTED.site]: site,
      },
    },
  ];
}

function minutesAfter(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}

/** Adds the anonymous lines of those whose row said all that it could, and says whether that went well. */
async function count(
  erased: ReadonlyMap<string, Traces>,
  unread: ReadonlySet<string>,
  ports: ErasurePorts,
): Promise<boolean> {
  const { spreadsheet, secret } = ports;
  const readable = [...erased].filter(([, { count: line }]) => line !== undefined && !unread.has(line.tab));
  if (readable.length === 0) return true;
  const isDone = await withTabBackoff(COUNTS_TAB.name, ports, async () => {
    // An erasure that began before a change of the secret has its line under the other one.
    const present =
      typeof secret === 'string' ? new Set<string>() : await spreadsheet.identifiers(COUNTS_TAB);
    const absent = readable.filter(([id]) => !lineIds(id, secret).some((line) => present.has(line)));
    if (absent.length > 0)
      await spreadsheet.insert(
        COUNTS_TAB,
        absent.flatMap(([id, traces]) => countRow(id, traces, secret)),
      );
    return true;
  });
  return isDone === true;
}

/** Erases the messages that are kept about these rows, and says whether that went well. */
async function eraseMail(
  rowIds: readonly string[],
  { mail, onFailure, log }: ErasurePorts,
): Promise<boolean> {
  try {
    await mail.erase?.(rowIds);
    return true;
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    onFailure?.(error);
    log('mail-not-erased', reasonOf(error));
    return false;
  }
}

/** What became of an erasure: of whom all is erased, and of whom a part is left. */
interface Erased {
  readonly whole: ReadonlySet<string>;
  readonly partly: ReadonlySet<string>;
}

/** Notes what the erasure of each has to know to its end. Of whom only a later deploy can tell, nothing is erased: that one does it. */
async function begin(
  ids: readonly string[],
  ports: ErasurePorts,
  againAt: Date | undefined,
): Promise<Map<string, Traces>> {
  const { erasures, looks, onFailure, log } = ports;
  const begun = new Map<string, Traces>();
  await inGroups(ids, PARALLEL, async (id) => {
    try {
      const noted = await erasures.traces(id);
      const traces = noted ?? (await storedTraces(id, ports));
      if (noted === undefined && againAt !== undefined) await looks.schedule(id, againAt);
      begun.set(id, traces);
      // From here on, no drain that begins brings the row back or writes to the person.
      await erasures.note(id, traces);
    } catch (error) {
      if (!(error instanceof NewerRecord)) throw error;
      onFailure?.(error);
      log('erasure-waits', { id, reason: error.name });
    }
  });
  return begun;
}

/**
 * Erases what can be erased now. What cannot is reported, and is what another erasure of the same finds: the traces stay. Throws
 * `StoreUnavailable`.
 */
async function eraseNow(ids: readonly string[], ports: ErasurePorts, againAt?: Date): Promise<Erased> {
  const { erasures } = ports;
  const erased = await begin(ids, ports, againAt);
  const { held, unread } = await readHeldRows(ports);
  await inGroups([...erased], PARALLEL, async ([id, noted]) => {
    const traces = withRows(id, noted, held);
    erased.set(id, traces);
    await erasures.note(id, traces);
  });
  const isCounted = await count(erased, unread, ports);
  const failed = await removeHeldRows(held, erased, ports);
  const isMailErased = await eraseMail(
    [...erased].flatMap(([id, { invitations, companies }]) => [id, ...invitations, ...companies]),
    ports,
  );
  await eraseCases(
    ports.store,
    [...erased].flatMap(([id, { invitations }]) => [
      { id, isGoingOn: true },
      ...invitations.map((invitation) => ({ id: invitation })),
    ]),
  );
  const isWhole = isCounted && isMailErased && unread.size === 0 && failed.size === 0;
  const begun = new Set(erased.keys());
  return isWhole ? { whole: begun, partly: new Set() } : { whole: new Set(), partly: begun };
}

/**
 * Erases a few applications from the inbox, the spreadsheet, the outbox and every other place, for good, and adds to the tab
 * `Bilan` one anonymous line each. Idempotent. What the spreadsheet keeps from being erased keeps nothing else: it is
 * reported, and erased by a later drain, as is what a crash leaves and what another drain wrote meanwhile. Gives the
 * identifiers of those that are erased or will be. Throws `StoreUnavailable`.
 */
export async function eraseApplications(
  ids: readonly string[],
  ports: ErasurePorts,
): Promise<ReadonlySet<string>> {
  const { whole, partly } = await eraseNow(ids, ports, minutesAfter(ports.now(), AGAIN_MINUTES));
  return whole.union(partly);
}

/** Acts on identifiers a few together until `deadline`. A batch that fails waits, and keeps no other from its turn. */
async function inBatches(
  ids: readonly string[],
  { now, onFailure, log }: ErasurePorts,
  deadline: Date,
  act: (batch: readonly string[]) => Promise<unknown>,
): Promise<void> {
  for (const batch of chunks(ids, ERASED_TOGETHER)) {
    if (now() >= deadline) return;
    try {
      await act(batch);
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      onFailure?.(error);
      log('erasures-wait', { ...reasonOf(error), waiting: batch.length });
    }
  }
}

/** Erases those who asked for it, a few together until `deadline`. Idempotent; throws `StoreUnavailable`. */
export async function eraseAsked(
  ports: ErasurePorts & { readonly typed: TypedStore },
  deadline: Date,
): Promise<void> {
  const names = [...(await ports.typed.names())];
  const asked = names.flatMap(([id, own]) => (own.some(isErasure) ? [id] : []));
  await inBatches(asked, ports, deadline, (batch) => eraseApplications(batch, ports));
}

/** Does erasures again, those that began long enough ago; what is still left comes back an hour later. */
async function again(
  due: ReadonlyMap<string, readonly Look[]>,
  ids: readonly string[],
  ports: ErasurePorts,
): Promise<void> {
  const { erasures, looks, now } = ports;
  const begun = (
    await inGroups(ids, PARALLEL, async (id) => ((await isToEnd(id, ports)) ? [id] : []))
  ).flat();
  if (begun.length === 0) return;
  const { whole, partly } = await eraseNow(begun, ports);
  const againAt = minutesAfter(now(), REST_MINUTES);
  await inGroups([...partly], PARALLEL, (id) => looks.schedule(id, againAt));
  await looks.forget([...partly].flatMap((id) => due.get(id) ?? []));
  await inGroups([...whole], PARALLEL, (id) => erasures.end(id, now()));
  await looks.forgetAll([...whole]);
}

/** Whether an erasure began long enough ago: a look of another cause may be due before. Also when only a later deploy can tell: it waits. */
async function isToEnd(id: string, { erasures, now }: ErasurePorts): Promise<boolean> {
  try {
    const traces = await erasures.traces(id);
    return (
      traces !== undefined &&
      !isStillAhead(minutesAfter(new Date(traces.at), AGAIN_MINUTES), now(), AGAIN_MINUTES * 60_000)
    );
  } catch (error) {
    if (error instanceof NewerRecord) return true;
    throw error;
  }
}

/**
 * Ends the erasures that began some minutes ago, a few together until `deadline`; what is still left comes back an hour later.
 * Idempotent; throws `StoreUnavailable`.
 */
export async function endErasures(ports: ErasurePorts, deadline: Date): Promise<void> {
  const due = Map.groupBy(await ports.looks.due(ports.now()), ({ id }) => id);
  await inBatches([...due.keys()], ports, deadline, (ids) => again(due, ids, ports));
}
