import { INVITATIONS_TAB } from '../../domain/invitations/invitations-tab.ts';
import { REMINDER_DAYS } from '../../domain/link-days.ts';
import { NewerRecord } from '../store/keys.ts';
import type { Message } from '../letters/message.ts';
import { type Mail, MailHeld } from '../mail/mail.ts';
import { chunks, inGroups } from '../foundation/parallel.ts';
import { onTab, type TabPorts } from '../spreadsheet/on-tab.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import type { LetterSettings } from '../letters/letter-links.ts';
import { progressMessage, volunteerMessage } from '../letters/invitation-letters.ts';
import {
  type Handler as AnyHandler,
  type Task as AnyTask,
  type TaskList as AnyTaskList,
  type TaskPorts,
  each,
  finishAll,
  forEachSubject,
  oncePerSubject,
  workOnTasks,
} from '../tasks/tasks.ts';
import { invitationIds, type Invited, isInvited, type TaskKind, type Volunteer } from './invitations.ts';
import { insertInvitations, noteEnds, noteLinks, noteLost, openCompanies } from './rows.ts';
import {
  type InvitationPorts,
  type InvitationState,
  endOfGrace,
  invitationLink,
  progressLink,
  stateOf,
} from './state.ts';

export interface WorkPorts extends InvitationPorts, TaskPorts, TabPorts {
  readonly spreadsheet: Spreadsheet;
  readonly mail: Mail;
  readonly letterSettings: LetterSettings;
}

type Task = AnyTask<TaskKind>;
type Handler = AnyHandler<TaskKind, WorkPorts>;

/** Looks at the store under way at once. */
const PARALLEL = 20;

/** An end is marked right after its task: when it is still missing after this, the request that wanted it has failed. */
const END_AWAITED_MS = 3_600_000;

/** The tasks about invitations that this deploy can read; those of another wait, and keep no other from its turn. */
async function readable(tasks: readonly Task[], ports: WorkPorts): Promise<readonly Task[]> {
  const found = await inGroups(tasks, PARALLEL, async (task): Promise<readonly Task[]> => {
    try {
      await stateOf(task.id, ports);
      return [task];
    } catch (error) {
      if (!(error instanceof NewerRecord)) throw error;
      ports.onFailure?.(error);
      ports.log('task-waits', { id: task.id, task: task.kind, reason: error.name });
      return [];
    }
  });
  return found.flat();
}

/** Work on the tab, which waits while the spreadsheet cannot take it. */
function inTab(work: Handler): Handler {
  return async (due, ports, list, deadline) => {
    const tasks = await readable(due, ports);
    if (tasks.length === 0) return;
    await onTab(
      INVITATIONS_TAB.name,
      ports,
      async () => await work(tasks, ports, list, deadline),
      tasks.length,
    );
  };
}

async function statesOf(tasks: readonly Task[], ports: WorkPorts): Promise<readonly InvitationState[]> {
  return await forEachSubject(tasks, async (id) => await stateOf(id, ports));
}

/** The volunteer whom an invitation still awaits. */
function awaited({ volunteer, end }: InvitationState): Volunteer | undefined {
  return end === undefined ? volunteer : undefined;
}

function daysAfter(iso: string, days: number): Date {
  return new Date(new Date(iso).getTime() + days * 86_400_000);
}

/** Invitations whose rows are written together. Once the day's limit holds them all, the later ones cost no look. */
const BATCH = 100;

/**
 * Those whose company is still one of the tab, and has not withdrawn; the others are done. A status that takes the company on
 * schedules them again.
 */
async function ofOpenCompanies(
  tasks: readonly Task[],
  ports: WorkPorts,
  list: AnyTaskList<TaskKind>,
): Promise<readonly Task[]> {
  const open = await openCompanies(ports.spreadsheet);
  const closed = new Set(
    (await statesOf(tasks, ports)).flatMap(({ id, volunteer }) =>
      volunteer === undefined || open.has(volunteer.companyId) ? [] : [id],
    ),
  );
  await finishAll(
    tasks.filter(({ id }) => closed.has(id)),
    list,
  );
  return tasks.filter(({ id }) => !closed.has(id));
}

/**
 * Rows first, all together; then each message. A row that staff deleted meanwhile keeps its mark and is not brought back. Of an
 * invitation that is asked for twice, one task is done, and the next drain finds nothing left to do for the other.
 */
const invite: Handler = async (tasks, ports, list, deadline) => {
  const firsts = [...Map.groupBy(tasks, ({ id }) => id).values()].flatMap(([first]) => first ?? []);
  const today = { isFull: false };
  const send = each(async (task: Task, ofTask: WorkPorts) => {
    try {
      await sendInvitation(task, ofTask);
    } catch (error) {
      today.isFull ||= error instanceof MailHeld && error.isForAll;
      throw error;
    }
  });
  // A batch that is held for one mailbox keeps no other from its turn.
  for (const batch of chunks(firsts, BATCH)) {
    if (today.isFull || ports.now() >= deadline) return;
    const open = await ofOpenCompanies(batch, ports, list);
    await send(await withInvitationRows(open, ports), ports, list, deadline);
  }
};

/** Those of a batch whose rows are there, once the others' are written. */
async function withInvitationRows(batch: readonly Task[], ports: WorkPorts): Promise<readonly Task[]> {
  const { invitations, spreadsheet, now } = ports;
  const rowless: Volunteer[] = [];
  for (const state of await statesOf(batch, ports)) {
    const volunteer = awaited(state);
    if (volunteer !== undefined && !(await invitations.hasDone(state.id, 'row'))) rowless.push(volunteer);
  }
  rowless.sort((a, b) => a.companyId.localeCompare(b.companyId) || a.rank - b.rank);
  const shown = rowless.length === 0 ? new Set() : await insertInvitations(rowless, spreadsheet);
  const late = new Set<string>();
  for (const { id } of rowless) {
    if (shown.has(id)) await invitations.markDone(id, 'row', now());
    else late.add(id);
  }
  return batch.filter(({ id }) => !late.has(id));
}

async function sendInvitation({ id }: Task, ports: WorkPorts): Promise<void> {
  const { invitations, now } = ports;
  const state = await stateOf(id, ports);
  // Stored again by a delivery that was overtaken, after the end was noted.
  if (state.end !== undefined) await invitations.tasks.schedule({ kind: 'note-end', id, dueAt: now() });
  const volunteer = awaited(state);
  if (volunteer === undefined || (await invitations.hasDone(id, 'message'))) return;
  const invited = isInvited(volunteer) ? volunteer : await sendFirst(volunteer, ports);
  // Who was never reached is not reminded.
  if (invited === undefined) return;
  const dueAt = daysAfter(invited.invitedAt, REMINDER_DAYS);
  await invitations.tasks.schedule({ kind: 'remind', id, dueAt });
  await invitations.tasks.schedule({ kind: 'expire', id, dueAt: invitationLink(invited, undefined).expires });
  await invitations.tasks.schedule({ kind: 'note-link', id, dueAt: new Date(invited.invitedAt) });
  await invitations.markDone(id, 'message', now());
}

/** The link lives from the instant at which it leaves, however long the invitation was held. `undefined` when it was given up. */
async function sendFirst(
  volunteer: Volunteer,
  { invitations, mail, letterSettings, spreadsheet, now }: WorkPorts,
): Promise<Invited | undefined> {
  const invited = { ...volunteer, invitedAt: now().toISOString() };
  const link = invitationLink(invited, undefined);
  const lost = await mail.send(volunteerMessage('invitation', 'invitation', volunteer, link, letterSettings));
  if (lost !== undefined) {
    await noteLost(invited, spreadsheet);
    return undefined;
  }
  await invitations.keepVolunteer(invited);
  return invited;
}

/** To whoever has had one message only. */
async function remind({ id }: Task, ports: WorkPorts): Promise<void> {
  const state = await stateOf(id, ports);
  const volunteer = awaited(state);
  if (!isInvited(volunteer) || state.renewal !== undefined) return;
  if ((await ports.invitations.nudgedAt(volunteer.companyId)) !== undefined) return;
  await ports.mail.send(messageTo(volunteer, state, 'reminder', 'reminder', ports));
}

async function nudge({ id, dueAt }: Task, ports: WorkPorts): Promise<void> {
  const state = await stateOf(id, ports);
  const volunteer = awaited(state);
  if (!isInvited(volunteer)) return;
  await ports.mail.send(messageTo(volunteer, state, 'nudge', `nudge-${dueAt.getTime()}`, ports));
}

async function renew({ id }: Task, ports: WorkPorts): Promise<void> {
  const { invitations, mail, now } = ports;
  const state = await stateOf(id, ports);
  const volunteer = awaited(state);
  if (!isInvited(volunteer) || state.renewal === undefined) return;
  const event = `renewal-${state.renewal.generation}`;
  await invitations.tasks.schedule({
    kind: 'expire',
    id,
    dueAt: invitationLink(volunteer, state.renewal).expires,
  });
  await mail.send(messageTo(volunteer, state, 'renewal', event, ports));
  await invitations.tasks.schedule({ kind: 'note-link', id, dueAt: now() });
}

/** A message with the link that counts now. */
function messageTo(
  volunteer: Invited,
  { renewal }: InvitationState,
  kind: Parameters<typeof volunteerMessage>[0],
  event: string,
  { letterSettings }: WorkPorts,
): Message {
  return volunteerMessage(kind, event, volunteer, invitationLink(volunteer, renewal), letterSettings);
}

/** In one write; what was kept of the people goes. */
const noteEnd: Handler = async (tasks, ports, list) => {
  const { invitations, spreadsheet, now } = ports;
  const ended = (await statesOf(tasks, ports)).filter(({ end }) => end !== undefined);
  if (ended.length > 0) await noteEnds(ended, spreadsheet);
  const ids = new Set(ended.map(({ id }) => id));
  const over = tasks.filter(({ id }) => ids.has(id));
  await forEachSubject(over, async (id) => await invitations.eraseVolunteer(id));
  const isVain = ({ dueAt }: Task): boolean => now().getTime() - dueAt.getTime() > END_AWAITED_MS;
  await finishAll(
    tasks.filter((task) => ids.has(task.id) || isVain(task)),
    list,
  );
};

const noteLink: Handler = async (tasks, ports, list) => {
  const open = (await statesOf(tasks, ports)).filter((state) => awaited(state) !== undefined);
  await noteLinks(open, ports.now(), ports.spreadsheet);
  await finishAll(tasks, list);
};

/** A link that was renewed meanwhile has a task of its own. */
async function expire({ id }: Task, ports: WorkPorts): Promise<void> {
  const { invitations, now } = ports;
  const state = await stateOf(id, ports);
  const volunteer = awaited(state);
  if (!isInvited(volunteer)) return;
  const link = invitationLink(volunteer, state.renewal);
  if (now() < link.expires) return;
  await invitations.tasks.schedule({ kind: 'note-link', id, dueAt: now() });
  await invitations.tasks.schedule({ kind: 'forget', id, dueAt: endOfGrace(link) });
}

async function forget({ id }: Task, ports: WorkPorts): Promise<void> {
  const state = await stateOf(id, ports);
  const volunteer = awaited(state);
  if (!isInvited(volunteer) || ports.now() < endOfGrace(invitationLink(volunteer, state.renewal))) return;
  await ports.invitations.eraseVolunteer(id);
}

async function renewCompany({ id }: Task, ports: WorkPorts): Promise<void> {
  const { invitations, renewals, mail, letterSettings } = ports;
  const [company, renewal] = await Promise.all([invitations.company(id), renewals.latest('progress', id)]);
  if (company === undefined || renewal === undefined) return;
  const link = progressLink(company, renewal);
  await invitations.tasks.schedule({ kind: 'forget-company', id, dueAt: endOfGrace(link) });
  const isReleased = (await invitations.releasedAt(id)) !== undefined;
  await mail.send(progressMessage(company, isReleased, link, letterSettings));
}

async function forgetCompany({ id }: Task, ports: WorkPorts): Promise<void> {
  const { invitations, renewals, now } = ports;
  const [company, renewal] = await Promise.all([invitations.company(id), renewals.latest('progress', id)]);
  if (company === undefined || now() < endOfGrace(progressLink(company, renewal))) return;
  // Who was invited is forgotten with their own link.
  for (const one of invitationIds(company))
    if (!isInvited(await invitations.volunteer(one))) await invitations.eraseVolunteer(one);
  await invitations.eraseCompany(id);
}

const HANDLERS: Readonly<Record<TaskKind, Handler>> = {
  invite: inTab(invite),
  remind: inTab(async (tasks, ports, list, deadline) => {
    await each(remind)(await ofOpenCompanies(tasks, ports, list), ports, list, deadline);
  }),
  nudge: each(nudge),
  renew: oncePerSubject(renew),
  'note-end': inTab(noteEnd),
  expire: each(expire),
  'note-link': inTab(noteLink),
  forget: each(forget),
  'renew-company': oncePerSubject(renewCompany),
  'forget-company': each(forgetCompany),
};

/** Does what is due for invitations: rows, messages, ends (`workOnTasks`). */
export async function workOnInvitations(ports: WorkPorts, deadline: Date): Promise<void> {
  await workOnTasks(ports.invitations.tasks, HANDLERS, ports, deadline);
}
