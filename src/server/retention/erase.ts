import { formOf } from '../../domain/application/forms.ts';
import { COUNTED, COUNTS_TAB } from '../../domain/retention/counts-tab.ts';
import type { Inbox } from '../inbox/inbox.ts';
import { type Invitations, invitationIds } from '../invitations/invitations.ts';
import { keyedHash } from '../keyed-hash.ts';
import type { Mail } from '../mail/mail.ts';
import { inGroups } from '../parallel.ts';
import type { Row, Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { type Handler, type TaskPorts, finishAll, workOnTasks } from '../tasks/tasks.ts';
import type { Files } from '../tracking/files.ts';
import type { Erasures, Traces } from './erasures.ts';
import { type HeldRows, invitationsNaming, ownRow, readHeldRows, removeHeldRows } from './held-rows.ts';

/** A part of the store that keeps something under an `Identifiant`. */
export interface Keeper {
  /** Erases all of it; safe to repeat. Throws `InboxUnavailable`. */
  erase(id: string): Promise<void>;
}

export interface ErasurePorts extends TaskPorts {
  readonly erasures: Erasures;
  readonly inbox: Inbox;
  readonly files: Files;
  readonly invitations: Invitations;
  /** Every other part of the store that knows an application. */
  readonly keepers: readonly Keeper[];
  readonly spreadsheet: Spreadsheet;
  readonly mail: Pick<Mail, 'erase'>;
  /** Tells the anonymous lines apart, so that none is added twice. */
  readonly secret: string;
}

/** Longer than any drain lives, and than any write that comes late. */
const AGAIN_MINUTES = 10;
/** Calls of the store under way at once. */
const PARALLEL = 10;

/** What is known beside the spreadsheet: by the file, or by the inbox before there is one. */
async function storedTraces(id: string, { files, inbox, invitations }: ErasurePorts): Promise<Traces> {
  const [waiting] = await inbox.applications(id);
  const known = (await files.read(id)) ?? waiting;
  const company = await invitations.company(id);
  return {
    ...(known !== undefined && {
      reference: known.reference,
      count: {
        year: known.receivedAt.slice(0, 4),
        tab: formOf(known.audience).tabName,
        status: '',
        site: '',
      },
    }),
    invitations: company === undefined ? [] : invitationIds(company),
    companies: [],
  };
}

/** The same, with what the rows say while they are there. */
function withRows(id: string, traces: Traces, held: HeldRows): Traces {
  const row = ownRow(id, held);
  const reference = traces.reference ?? row?.reference;
  const named = reference === undefined ? [] : invitationsNaming(reference, held);
  return {
    reference,
    count:
      row === undefined
        ? traces.count
        : { year: traces.count?.year ?? row.year, tab: row.tabName, status: row.status, site: row.site },
    invitations: [...new Set([...traces.invitations, ...named.map((one) => one.id)])],
    companies: [...new Set([...traces.companies, ...named.flatMap(({ companyId }) => companyId ?? [])])],
  };
}

function countRow(id: string, { count }: Traces, secret: string): readonly Row[] {
  if (count === undefined) return [];
  const { year, tab, status, site } = count;
  return [
    {
      id: keyedHash(secret, 'count', id).slice(0, 32),
      cells: {
        [COUNTED.year]: year,
        [COUNTED.tab]: tab,
        [COUNTED.status]: status,
        [COUNTED.site]: site,
      },
    },
  ];
}

/** The file last: it tells whose the rest is. */
async function eraseFromStore(
  id: string,
  { invitations: announced }: Traces,
  { invitations, keepers, files }: ErasurePorts,
): Promise<void> {
  for (const keeper of [invitations, ...keepers, files])
    await inGroups([...announced, id], PARALLEL, (subject) => keeper.erase(subject));
}

async function eraseNow(ids: readonly string[], ports: ErasurePorts): Promise<void> {
  const { erasures, inbox, spreadsheet, mail, secret } = ports;
  const erased = new Map<string, Traces>();
  await inGroups(ids, PARALLEL, async (id) => {
    const traces = (await erasures.traces(id)) ?? (await storedTraces(id, ports));
    erased.set(id, traces);
    await erasures.note(id, traces);
    // From here on, no drain that begins brings the row back or writes to the person.
    await inbox.bury(id);
  });
  const held = await readHeldRows(spreadsheet);
  await inGroups([...erased], PARALLEL, async ([id, noted]) => {
    const traces = withRows(id, noted, held);
    erased.set(id, traces);
    await erasures.note(id, traces);
  });
  const counts = [...erased].flatMap(([id, traces]) => countRow(id, traces, secret));
  if (counts.length > 0) await spreadsheet.insert(COUNTS_TAB, counts);
  await removeHeldRows(held, erased, spreadsheet);
  await mail.erase?.(
    [...erased].flatMap(([id, { invitations, companies }]) => [id, ...invitations, ...companies]),
  );
  await inGroups([...erased], PARALLEL, ([id, traces]) => eraseFromStore(id, traces, ports));
}

/**
 * Erases applications from the inbox, the spreadsheet, the outbox and every other place, for good, and adds to the tab
 * `Bilan` one anonymous line each. Safe to repeat; what a crash or a failure leaves is erased by a drain ten minutes later,
 * as is what another drain wrote meanwhile. Throws as the spreadsheet and the store do.
 */
export async function eraseApplications(ids: readonly string[], ports: ErasurePorts): Promise<void> {
  const { erasures, now } = ports;
  const dueAt = new Date(now().getTime() + AGAIN_MINUTES * 60_000);
  await inGroups(ids, PARALLEL, async (id) => {
    if ((await erasures.traces(id)) === undefined)
      await erasures.tasks.schedule({ kind: 'again', id, dueAt });
  });
  await eraseNow(ids, ports);
}

/** One of them: « effacer mes données ». */
export async function eraseApplication(id: string, ports: ErasurePorts): Promise<void> {
  await eraseApplications([id], ports);
}

const again: Handler<'again', ErasurePorts> = async (tasks, ports, list) => {
  const { erasures } = ports;
  const ids = [...new Set(tasks.map(({ id }) => id))];
  await eraseNow(ids, ports);
  await inGroups(ids, PARALLEL, (id) => erasures.forget(id));
  await finishAll(tasks, list);
};

/** Ends the erasures that began some minutes ago. Safe to repeat; throws `InboxUnavailable`. */
export async function endErasures(ports: ErasurePorts, deadline: Date): Promise<void> {
  await workOnTasks(ports.erasures.tasks, { again }, ports, deadline);
}
