import { fieldOf } from '../../domain/application/form.ts';
import { formOf } from '../../domain/application/forms.ts';
import { withdrawnStatus } from '../../domain/application/statuses.ts';
import { APPLICATION, tabOf } from '../../domain/application/tabs.ts';
import { type ContactChanges, contactCells, contactSection } from '../../domain/tracking/contact.ts';
import { FILE_EVENTS } from '../../domain/tracking/journal-texts.ts';
import { moveCompany } from '../invitations/acts.ts';
import type { LetterSettings } from '../letters/letter-links.ts';
import type { Renewals } from '../links/renewals.ts';
import type { Mail } from '../mail/mail.ts';
import { ERASED_TOGETHER, type ErasurePorts, eraseApplications } from '../retention/erase.ts';
import { type Handler, each, inBatches, oncePerSubject, workOnTasks } from '../tasks/tasks.ts';
import type { Act, ActKind, Acts, ActTask } from './acts.ts';
import type { CaseRecord } from '../cases/case-store.ts';
import type { Fact } from '../cases/facts.ts';
import { contactKeys } from '../cases/contact-keys.ts';
import {
  correctedMessage,
  movedMessage,
  renewalMessage,
  withdrawnNotice,
} from '../letters/tracking-letters.ts';
import { trackingLink } from '../links/tracking-link.ts';

export interface ActPorts extends ErasurePorts {
  readonly acts: Acts;
  readonly renewals: Renewals;
  readonly mail: Mail;
  readonly letterSettings: LetterSettings;
  readonly teamEmail: string | undefined;
}

/** The act of a task and whose it is; `undefined` when it is done, or its file erased. */
async function subjectOf(
  task: ActTask,
  { acts, cases }: ActPorts,
): Promise<{ readonly act: Act; readonly file: CaseRecord } | undefined> {
  const [act, file] = await Promise.all([acts.read(task), cases.read(task.id)]);
  return act === undefined || file === undefined ? undefined : { act, file };
}

/** The e-mail address of the row, `''` for none; `undefined` when the row is gone. */
async function addressOf(file: CaseRecord, { spreadsheet }: ActPorts): Promise<string | undefined> {
  const form = formOf(file.audience);
  const { column } = fieldOf(form, 'email');
  const row = (await spreadsheet.read(tabOf(form), [column])).get(file.id);
  return row && (row[column] ?? '').trim();
}

async function noteAct(
  { id, dueAt }: ActTask,
  { name, detail }: Pick<Fact, 'name' | 'detail'>,
  { cases }: ActPorts,
): Promise<void> {
  await cases.note(id, { name, kind: 'act', at: dueAt.toISOString(), detail });
}

/** What the journal says of a correction: which answers, never what they are. */
function correctionDetail({ audience }: CaseRecord, changes: ContactChanges): string {
  const { fields } = contactSection(formOf(audience));
  const columns = Object.entries(fields).flatMap(([name, { column }]) => (name in changes ? [column] : []));
  return `${FILE_EVENTS.corrected} : ${columns.join(', ')}`;
}

/** Who could be written to before the correction is told of it after, whatever happens meanwhile: so the address is kept first. */
async function keepFormer(
  { id, dueAt }: ActTask,
  { once, changes = {} }: Act,
  former: string,
  { acts }: ActPorts,
): Promise<void> {
  const { email = former } = changes;
  if (former !== '' && email.toLowerCase() !== former.toLowerCase())
    await acts.ask(id, { kind: 'tell', at: dueAt, once, to: former, address: 'former' });
}

async function askToTell(
  { id, dueAt }: ActTask,
  { once, changes = {} }: Act,
  former: string,
  { acts }: ActPorts,
): Promise<void> {
  const { email: to = former } = changes;
  // One key a message: an instant after the other.
  const at = new Date(dueAt.getTime() + 1);
  if (to !== '') await acts.ask(id, { kind: 'tell', at, once, to, address: 'current' });
}

async function correctOne(task: ActTask, ports: ActPorts): Promise<void> {
  const { cases, renewals, spreadsheet, secret } = ports;
  const { act, file } = (await subjectOf(task, ports)) ?? {};
  if (act === undefined || file === undefined) return;
  const event = `correction-${act.once}`;
  if ((await cases.fact(file.id, event)) !== undefined) return;
  const { changes = {} } = act;
  const form = formOf(file.audience);
  const former = await addressOf(file, ports);
  if (former === undefined) {
    await noteGone(task, ports);
    return;
  }
  await keepFormer(task, act, former, ports);
  const absent = await spreadsheet.update(tabOf(form), [
    { id: file.id, cells: contactCells(contactSection(form), changes) },
  ]);
  if (absent.has(file.id)) {
    await noteGone(task, ports);
    return;
  }
  if (changes.email !== undefined) {
    await renewals.revoke('tracking', file.id, task.dueAt);
    await moveCompany(file.id, changes.email, task.dueAt, ports);
    const { birthDate } = file.keys;
    const keys = { ...contactKeys(secret, { email: changes.email, birthDate: '' }), birthDate };
    await cases.keep({ ...file, keys });
  }
  await askToTell(task, act, former, ports);
  await noteAct(task, { name: event, detail: correctionDetail(file, changes) }, ports);
}

async function noteGone(task: ActTask, ports: ActPorts): Promise<void> {
  await noteAct(task, { name: 'row-gone', detail: FILE_EVENTS.rowGone }, ports);
}

/** Of one person in the order in which they were asked: a later one waits for an earlier one. */
const correct: Handler<ActKind, ActPorts> = async (tasks, ports, list, deadline) => {
  const ofPerson = Map.groupBy(tasks, ({ id }) => id);
  const correctAll = each(async ({ id }: ActTask, ofTask: ActPorts) => {
    for (const task of ofPerson.get(id) ?? []) {
      await correctOne(task, ofTask);
      await list.finish(task);
    }
  });
  await correctAll(
    [...ofPerson.values()].flatMap(([first]) => first ?? []),
    ports,
    list,
    deadline,
  );
};

async function renew(task: ActTask, ports: ActPorts): Promise<void> {
  const { cases, renewals, mail, letterSettings, now } = ports;
  const { file } = (await subjectOf(task, ports)) ?? {};
  if (file === undefined) return;
  const [to = '', renewal] = await Promise.all([
    addressOf(file, ports),
    renewals.latest('tracking', file.id),
  ]);
  if (to === '') return;
  const link = trackingLink(file.id, renewal, task.dueAt);
  if ((await mail.send(renewalMessage(file, link, to, letterSettings))) !== undefined) return;
  await cases.note(file.id, {
    name: `tracking-${link.generation}`,
    kind: 'message',
    at: now().toISOString(),
    detail: 'Nouveau lien de suivi envoyé',
  });
}

/** The one status that the system writes after the first: docs/decisions/0016-follow-up.md. */
async function withdraw(task: ActTask, ports: ActPorts): Promise<void> {
  const { cases, spreadsheet, mail, letterSettings, teamEmail } = ports;
  const { act, file } = (await subjectOf(task, ports)) ?? {};
  if (act === undefined || file === undefined) return;
  const event = `withdrawal-${act.once}`;
  const form = formOf(file.audience);
  if ((await cases.fact(file.id, event)) === undefined) {
    const absent = await spreadsheet.update(tabOf(form), [
      { id: file.id, cells: { [APPLICATION.status]: withdrawnStatus(file.audience).label } },
    ]);
    if (absent.has(file.id)) await noteGone(task, ports);
    await noteAct(task, { name: event, detail: FILE_EVENTS.withdrawn }, ports);
  }
  if (teamEmail !== undefined)
    await mail.send(withdrawnNotice(file, form.tabName, event, teamEmail, letterSettings));
}

async function tell(task: ActTask, ports: ActPorts): Promise<void> {
  const { renewals, mail, letterSettings } = ports;
  const { act, file } = (await subjectOf(task, ports)) ?? {};
  if (act?.to === undefined || file === undefined) return;
  const event = `correction-${act.once}-${act.address ?? 'current'}`;
  const link = trackingLink(file.id, await renewals.latest('tracking', file.id), task.dueAt);
  await mail.send(
    act.address === 'former'
      ? movedMessage(file, event, act.to, letterSettings)
      : correctedMessage(file, event, link, act.to, letterSettings),
  );
}

const HANDLERS: Readonly<Record<ActKind, Handler<ActKind, ActPorts>>> = {
  correct,
  renew: oncePerSubject(renew),
  withdraw: oncePerSubject(withdraw),
  tell: each(tell),
  erase: inBatches(ERASED_TOGETHER, eraseApplications),
};

/**
 * Does what people asked for on their pages. Safe to run at any moment and in parallel; what fails waits for the next time, and
 * what is left at `deadline` as well. Throws `StoreUnavailable` when the store fails.
 */
export async function workOnActs(ports: ActPorts, deadline: Date): Promise<void> {
  await workOnTasks(ports.acts.tasks, HANDLERS, ports, deadline);
}
