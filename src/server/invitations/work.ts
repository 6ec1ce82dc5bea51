import { INVITATIONS_TAB } from '../../domain/invitations/invitations-tab.ts';
import { reasonOf } from '../applications/deliver.ts';
import { InboxUnavailable } from '../inbox/inbox.ts';
import type { Mail, Message } from '../mail/mail.ts';
import { chunks } from '../parallel.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { type LetterSettings, progressMessage, volunteerMessage } from './letters.ts';
import { TASKS, type Task, type TaskKind, type Volunteer } from './invitations.ts';
import { insertInvitations, noteEnds, noteLinks } from './rows.ts';
import {
  type InvitationPorts,
  type InvitationState,
  endOfGrace,
  invitationLink,
  progressLink,
  stateOf,
} from './state.ts';

export interface WorkPorts extends InvitationPorts {
  readonly spreadsheet: Spreadsheet;
  readonly mail: Mail;
  readonly letterSettings: LetterSettings;
  readonly log: (
    event: string,
    details?: Readonly<Record<string, string | number | readonly string[]>>,
  ) => void;
}

/** Tasks done at once. */
const PARALLEL = 20;

/** Days until the one reminder. */
const REMINDER_DAYS = 7;

/** An end is marked right after its task: when it is still missing after this, the request that wanted it has failed. */
const END_AWAITED_MS = 3_600_000;

type Handler = (tasks: readonly Task[], ports: WorkPorts) => Promise<void>;

/** Tasks done one by one, a few at once; one that fails waits, unless the store itself fails. */
function each(act: (task: Task, ports: WorkPorts) => Promise<void>): Handler {
  return async (tasks, ports) => {
    for (const group of chunks(tasks, PARALLEL))
      await Promise.all(group.map(async (task) => await attempt(task, act, ports)));
  };
}

async function attempt(
  task: Task,
  act: (task: Task, ports: WorkPorts) => Promise<void>,
  ports: WorkPorts,
): Promise<void> {
  try {
    await act(task, ports);
  } catch (error) {
    if (error instanceof InboxUnavailable) throw error;
    ports.log('invitation-waits', { id: task.id, task: task.kind, reason: reasonOf(error) });
    return;
  }
  await ports.invitations.finish(task);
}

async function finishAll(tasks: readonly Task[], { invitations }: WorkPorts): Promise<void> {
  for (const group of chunks(tasks, PARALLEL))
    await Promise.all(group.map(async (task) => await invitations.finish(task)));
}

async function statesOf(tasks: readonly Task[], ports: WorkPorts): Promise<readonly InvitationState[]> {
  const ids = [...new Set(tasks.map(({ id }) => id))];
  const states: InvitationState[] = [];
  for (const group of chunks(ids, PARALLEL))
    states.push(...(await Promise.all(group.map(async (id) => await stateOf(id, ports)))));
  return states;
}

/** The volunteer whom an invitation still awaits. */
function awaited({ volunteer, end }: InvitationState): Volunteer | undefined {
  return end === undefined ? volunteer : undefined;
}

function daysAfter(iso: string, days: number): Date {
  return new Date(new Date(iso).getTime() + days * 86_400_000);
}

/** Rows first, all together; then each message. A row that staff deleted meanwhile keeps its mark and is not brought back. */
async function invite(tasks: readonly Task[], ports: WorkPorts): Promise<void> {
  const { invitations, spreadsheet, now } = ports;
  const rowless: Volunteer[] = [];
  for (const state of await statesOf(tasks, ports)) {
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
  await each(sendInvitation)(
    tasks.filter(({ id }) => !late.has(id)),
    ports,
  );
}

async function sendInvitation({ id }: Task, ports: WorkPorts): Promise<void> {
  const { invitations, mail, letterSettings, now } = ports;
  const state = await stateOf(id, ports);
  // Stored again by a delivery that was overtaken, after the end was noted.
  if (state.end !== undefined) await invitations.schedule({ kind: 'note-end', id, dueAt: now() });
  const volunteer = awaited(state);
  if (volunteer === undefined || (await invitations.hasDone(id, 'message'))) return;
  const link = invitationLink(volunteer, undefined);
  await invitations.schedule({ kind: 'remind', id, dueAt: daysAfter(volunteer.invitedAt, REMINDER_DAYS) });
  await invitations.schedule({ kind: 'expire', id, dueAt: link.expires });
  await mail.send(volunteerMessage('invitation', 'invitation', volunteer, link, letterSettings));
  await invitations.markDone(id, 'message', now());
}

/** To whoever has had one message only. */
async function remind({ id }: Task, ports: WorkPorts): Promise<void> {
  const state = await stateOf(id, ports);
  const volunteer = awaited(state);
  if (volunteer === undefined || state.renewal !== undefined) return;
  if ((await ports.invitations.nudgedAt(volunteer.companyId)) !== undefined) return;
  await ports.mail.send(messageTo(volunteer, state, 'reminder', 'reminder', ports));
}

async function nudge({ id, dueAt }: Task, ports: WorkPorts): Promise<void> {
  const state = await stateOf(id, ports);
  const volunteer = awaited(state);
  if (volunteer === undefined) return;
  await ports.mail.send(messageTo(volunteer, state, 'nudge', `nudge-${dueAt.getTime()}`, ports));
}

async function renew({ id }: Task, ports: WorkPorts): Promise<void> {
  const { invitations, mail, now } = ports;
  const state = await stateOf(id, ports);
  const volunteer = awaited(state);
  if (volunteer === undefined || state.renewal === undefined) return;
  const event = `renewal-${state.renewal.generation}`;
  await invitations.schedule({ kind: 'expire', id, dueAt: invitationLink(volunteer, state.renewal).expires });
  await mail.send(messageTo(volunteer, state, 'renewal', event, ports));
  await invitations.schedule({ kind: 'note-link', id, dueAt: now() });
}

/** A message with the link that counts now. */
function messageTo(
  volunteer: Volunteer,
  { renewal }: InvitationState,
  kind: Parameters<typeof volunteerMessage>[0],
  event: string,
  { letterSettings }: WorkPorts,
): Message {
  return volunteerMessage(kind, event, volunteer, invitationLink(volunteer, renewal), letterSettings);
}

/** In one write; what was kept of the people goes. */
async function noteEnd(tasks: readonly Task[], ports: WorkPorts): Promise<void> {
  const { invitations, spreadsheet, now } = ports;
  const ended = (await statesOf(tasks, ports)).filter(({ end }) => end !== undefined);
  if (ended.length > 0) await noteEnds(ended, spreadsheet);
  const ids = new Set(ended.map(({ id }) => id));
  for (const group of chunks([...ids], PARALLEL))
    await Promise.all(group.map(async (id) => await invitations.eraseVolunteer(id)));
  const isVain = ({ dueAt }: Task): boolean => now().getTime() - dueAt.getTime() > END_AWAITED_MS;
  await finishAll(
    tasks.filter((task) => ids.has(task.id) || isVain(task)),
    ports,
  );
}

async function noteLink(tasks: readonly Task[], ports: WorkPorts): Promise<void> {
  const open = (await statesOf(tasks, ports)).filter((state) => awaited(state) !== undefined);
  await noteLinks(open, ports.now(), ports.spreadsheet);
  await finishAll(tasks, ports);
}

/** A link that was renewed meanwhile has a task of its own. */
async function expire({ id }: Task, ports: WorkPorts): Promise<void> {
  const { invitations, now } = ports;
  const state = await stateOf(id, ports);
  const volunteer = awaited(state);
  if (volunteer === undefined) return;
  const link = invitationLink(volunteer, state.renewal);
  if (now() < link.expires) return;
  await invitations.schedule({ kind: 'note-link', id, dueAt: now() });
  await invitations.schedule({ kind: 'forget', id, dueAt: endOfGrace(link) });
}

async function forget({ id }: Task, ports: WorkPorts): Promise<void> {
  const state = await stateOf(id, ports);
  const volunteer = awaited(state);
  if (volunteer === undefined || ports.now() < endOfGrace(invitationLink(volunteer, state.renewal))) return;
  await ports.invitations.eraseVolunteer(id);
}

async function renewCompany({ id }: Task, ports: WorkPorts): Promise<void> {
  const { invitations, renewals, mail, letterSettings } = ports;
  const [company, renewal] = await Promise.all([invitations.company(id), renewals.latest('progress', id)]);
  if (company === undefined || renewal === undefined) return;
  const link = progressLink(company, renewal);
  await invitations.schedule({ kind: 'forget-company', id, dueAt: endOfGrace(link) });
  await mail.send(progressMessage(company, link, letterSettings));
}

async function forgetCompany({ id }: Task, ports: WorkPorts): Promise<void> {
  const { invitations, renewals, now } = ports;
  const [company, renewal] = await Promise.all([invitations.company(id), renewals.latest('progress', id)]);
  if (company === undefined || now() < endOfGrace(progressLink(company, renewal))) return;
  await invitations.eraseCompany(id);
}

const HANDLERS: Readonly<Record<TaskKind, Handler>> = {
  invite,
  remind: each(remind),
  nudge: each(nudge),
  renew: each(renew),
  'note-end': noteEnd,
  expire: each(expire),
  'note-link': noteLink,
  forget: each(forget),
  'renew-company': each(renewCompany),
  'forget-company': each(forgetCompany),
};

/**
 * Does what is due for invitations: rows, messages, ends. Safe to run at any moment and in parallel; what fails waits
 * for the next time, and what is left at `deadline` as well. Throws `InboxUnavailable` when the store fails.
 */
export async function workOnInvitations(ports: WorkPorts, deadline: Date): Promise<void> {
  const { invitations, now, log } = ports;
  const tried = new Set<string>();
  const nameOf = ({ kind, id, dueAt }: Task): string => `${kind} ${id} ${dueAt.getTime()}`;
  const fresh = async () => (await invitations.due(now())).filter((task) => !tried.has(nameOf(task)));
  for (let due = await fresh(); due.length > 0; due = await fresh()) {
    for (const kind of TASKS) {
      const tasks = due.filter((task) => task.kind === kind);
      if (now() >= deadline) return;
      for (const task of tasks) tried.add(nameOf(task));
      try {
        if (tasks.length > 0) await HANDLERS[kind](tasks, ports);
      } catch (error) {
        if (error instanceof InboxUnavailable) throw error;
        log('spreadsheet-waits', {
          tab: INVITATIONS_TAB.name,
          reason: reasonOf(error),
          waiting: tasks.length,
        });
      }
    }
  }
}
