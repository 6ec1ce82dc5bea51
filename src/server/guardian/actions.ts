import { REMINDER_DAYS } from '../../domain/link-days.ts';
import { EMAIL_PATTERN } from '../../domain/application/text.ts';
import { GUARDIAN_EVENTS } from '../../domain/tracking/journal-texts.ts';
import { AUTHORISATIONS_TAB, type AuthorisationState } from '../../domain/guardian/authorisations-tab.ts';
import type { LetterSettings } from '../letters/letter-links.ts';
import type { Message } from '../letters/message.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import type { ToContact } from '../tracking/contact-list.ts';
import type { FileEvent, Files } from '../tracking/files.ts';
import { isToldByTeam } from '../tracking/status-messages.ts';
import { type Answer, type GuardianState, latestAnswer, type Step } from './guardians.ts';
import {
  type Asking,
  answeredMessage,
  answeredText,
  missingContactText,
  requestMessage,
  requestText,
} from '../letters/guardian-letters.ts';
import { type GuardianRows, type YouthRow, cellsOfAnswer, cellsOfRequest, stateCell } from './rows.ts';
import type { Secret } from '../foundation/secret.ts';
import { type GuardianPorts, authorisationLink, fingerprints, isEnded } from './state.ts';

export interface ActionPorts {
  readonly spreadsheet: Pick<Spreadsheet, 'update'>;
  readonly files: Pick<Files, 'read' | 'note'>;
  readonly letterSettings: LetterSettings;
}

/** One thing to do for an authorisation: cells of its row, whom to tell, then what notes that it is done. */
export interface Action {
  readonly id: string;
  readonly name: string;
  readonly cells?: Readonly<Record<string, string>>;
  readonly message?: Message;
  readonly contact?: ToContact;
  readonly finish: () => Promise<void>;
  /** In place of `finish` where the message was given up and not sent. */
  readonly giveUp?: () => Promise<void>;
}

/** How somebody is told: by e-mail, by the team, or not at all where there is no way. */
type Telling = Pick<Action, 'message' | 'contact'>;

type Ports = ActionPorts & GuardianPorts;

interface Case {
  readonly state: GuardianState;
  readonly youth: YouthRow;
  /** The cell `État` as it is now. */
  readonly cell: AuthorisationState | undefined;
  readonly paperOn: string;
  readonly ports: Ports;
}

function isCell(cell: AuthorisationState | undefined, ...states: readonly AuthorisationState[]): boolean {
  return states.some((state) => state === cell);
}

/**
 * Whether the guardian is to be asked again: the team chose `Demandée` once the former request was over, or somebody corrected
 * the guardian's contact while no answer had come. Not while a paper stands in for the answer.
 */
export function isAskedAgain(state: GuardianState, rows: GuardianRows, secret: Secret): boolean {
  const { state: cell, paperOn } = rows.authorisation.get(state.id) ?? { state: undefined, paperOn: '' };
  if (paperOn !== '') return false;
  const { sentTo } = state.request;
  if (isCell(cell, 'Demandée') && isEnded(state)) return true;
  const route = rows.youth.get(state.id)?.route;
  if (sentTo === undefined || route === undefined || route.kind === 'none') return false;
  return isCell(cell, 'Demandée', 'Expirée', 'À vérifier') && !fingerprints(secret, route).includes(sentTo);
}

/** The one thing that is due for an authorisation now, if any. */
export async function actionFor(
  state: GuardianState,
  rows: GuardianRows,
  ports: Ports,
): Promise<Action | undefined> {
  const unnoted = state.answers.filter(({ isNoted }) => !isNoted);
  const youth = rows.youth.get(state.id);
  if (state.ends.has('gone') || youth === undefined)
    return unnoted.length === 0 ? undefined : settle(state, unnoted, ports);
  const row = rows.authorisation.get(state.id);
  const one: Case = { state, youth, cell: row?.state, paperOn: row?.paperOn ?? '', ports };
  if (unnoted.length > 0) return await noteAnswers(one, unnoted);
  if (state.ends.has('adult')) return noteAdult(one);
  if (state.ends.size > 0 || !state.hasRow) return undefined;
  return notePaper(one) ?? ask(one) ?? remind(one) ?? expire(one);
}

async function note(
  { files, now }: Ports,
  id: string,
  { name, detail, at = now() }: Pick<FileEvent, 'name' | 'detail'> & { readonly at?: Date },
): Promise<void> {
  // An application that was erased meanwhile keeps nothing.
  if ((await files.read(id)) === undefined) return;
  await files.note(id, { name: `guardian-${name}`, kind: 'guardian', at: at.toISOString(), detail });
}

async function noteStep({ state: { id, request }, ports }: Case, step: Step, detail: string): Promise<void> {
  const { generation } = request;
  await note(ports, id, { name: `${step}-${generation}`, detail });
  await ports.guardians.markDone(id, step, generation);
}

async function settleAll(id: string, answers: readonly Answer[], ports: Ports): Promise<void> {
  for (const answer of answers) {
    const { at, decision } = answer;
    await note(ports, id, { name: `${decision}-${at.getTime()}`, detail: GUARDIAN_EVENTS[decision], at });
    await ports.guardians.markNoted(answer);
  }
}

/** Answers whose row the team deleted: what happened is noted, what was typed is erased. */
function settle({ id }: GuardianState, answers: readonly Answer[], ports: Ports): Action {
  return { id, name: 'settle', finish: async () => await settleAll(id, answers, ports) };
}

async function noteAnswers(
  { state: { id }, youth, ports }: Case,
  answers: readonly Answer[],
): Promise<Action | undefined> {
  const latest = answers.at(-1);
  if (latest === undefined) return undefined;
  const typed = await ports.guardians.typed(latest);
  return {
    id,
    name: 'note-answer',
    ...(typed && { cells: cellsOfAnswer(latest, typed) }),
    ...tellYouth(id, latest, youth, ports),
    finish: async () => await settleAll(id, answers, ports),
  };
}

function tellYouth(
  id: string,
  { decision, at }: Answer,
  youth: YouthRow,
  { letterSettings }: Ports,
): Telling {
  const event = `guardian-answer-${at.getTime()}`;
  const { email, phone, givenName: name, reference } = youth;
  if (EMAIL_PATTERN.test(email) && !isToldByTeam(youth))
    return { message: answeredMessage(decision, { id, event, to: email }, youth, letterSettings) };
  if (phone === '') return {};
  const reason = 'Dire au jeune que son responsable a répondu';
  const text = answeredText(decision, youth, letterSettings);
  return { contact: { id, event, reference, addressee: 'person', name, phone, reason, text } };
}

function noteAdult({ state, ports }: Case): Action | undefined {
  const { id, hasRow, isAdultNoted } = state;
  if (isAdultNoted || !hasRow) return undefined;
  return {
    id,
    name: 'note-adult',
    cells: stateCell('Majeur'),
    finish: async () => {
      await note(ports, id, { name: 'adult', detail: GUARDIAN_EVENTS.adult });
      await ports.guardians.markAdultNoted(id);
    },
  };
}

/** The team wrote when it received the paper. What it chose itself in `État` stays. */
function notePaper(one: Case): Action | undefined {
  const { state, cell, paperOn } = one;
  const { id, request } = state;
  if (paperOn === '' || request.done.has('paper')) return undefined;
  const isTheirs = isCell(cell, 'Refusée') && latestAnswer(state)?.decision !== 'refused';
  return {
    id,
    name: 'note-paper',
    ...(!isTheirs && { cells: stateCell('Accordée') }),
    finish: async () => await noteStep(one, 'paper', GUARDIAN_EVENTS.paper),
  };
}

const ASKED = { email: 'byEmail', phone: 'byPhone', none: 'noContact' } as const;

const REASONS = {
  first: 'Demander l’accord du responsable légal',
  renewal: 'Redemander l’accord du responsable légal',
  reminder: 'Relancer le responsable légal',
  none: 'Appeler le jeune : il manque un contact du responsable légal, différent du sien',
} as const satisfies Record<Asking | 'none', string>;

/**
 * Whether the request may not leave yet. A stranger may have named the guardian: the youth's address answers for the form, or the
 * team does. A request by telephone waits for nothing here, since the team sends it.
 */
export function mustWait({ isReleased }: GuardianState, { route }: YouthRow): boolean {
  return route.kind === 'email' && !isReleased;
}

/** Whether the team chose `Demandée` for a request that waits. */
export function isLetGo({ id, isReleased, request }: GuardianState, rows: GuardianRows): boolean {
  return !isReleased && request.done.has('held') && isCell(rows.authorisation.get(id)?.state, 'Demandée');
}

/** Whether a paper came, or the team chose another état, while a request waited. */
function isSettledByTeam({ state: { request }, cell }: Case): boolean {
  return (
    request.done.has('paper') ||
    (request.done.has('held') && !isCell(cell, 'Pas encore demandée', 'Demandée', 'À vérifier'))
  );
}

function hold(one: Case): Action | undefined {
  const { state, cell } = one;
  if (state.request.done.has('held')) return undefined;
  return {
    id: state.id,
    name: 'hold',
    ...(!isCell(cell, 'Pas encore demandée') && { cells: stateCell('Pas encore demandée') }),
    finish: async () => await noteStep(one, 'held', GUARDIAN_EVENTS.held),
  };
}

/** A request that waited so long, for the day's limit or the mail service, begins when it leaves. */
const LATE_MS = 86_400_000;

/** The case with a request that begins now, if it is late. */
function begunNow(one: Case): Case {
  const { state, ports } = one;
  const at = ports.now();
  if (at.getTime() - state.request.at.getTime() < LATE_MS) return one;
  return { ...one, state: { ...state, request: { ...state.request, at } } };
}

function ask(waiting: Case): Action | undefined {
  const one = begunNow(waiting);
  const isLate = one !== waiting;
  const { state, youth, cell, ports } = one;
  const { id, request } = state;
  if (request.sentTo !== undefined) return undefined;
  if (isSettledByTeam(one)) return undefined;
  if (mustWait(state, youth)) return hold(one);
  const { generation, at } = request;
  const { route } = youth;
  const markSent = async (): Promise<void> => {
    if (isLate) await ports.guardians.markLeft(id, generation, at);
    await ports.guardians.markSent(id, generation, fingerprints(ports.secret, route)[0]);
  };
  const cells = route.kind === 'none' ? stateCell('À vérifier') : cellsOfRequest(at, youth);
  const isToBeWritten =
    isLate ||
    generation > 0 ||
    route.kind === 'none' ||
    request.done.has('held') ||
    isCell(cell, 'Pas encore demandée', 'À vérifier');
  return {
    id,
    name: 'ask',
    ...(isToBeWritten && { cells }),
    ...telling(generation > 0 ? 'renewal' : 'first', one, `guardian-request-${generation}`),
    finish: async () => {
      await note(ports, id, { name: `asked-${generation}`, detail: GUARDIAN_EVENTS[ASKED[route.kind]] });
      await markSent();
    },
    // The team corrects the address in the youth's row, which asks again.
    giveUp: async () => {
      await ports.spreadsheet.update(AUTHORISATIONS_TAB, [{ id, cells: stateCell('À vérifier') }]);
      await markSent();
    },
  };
}

/** By e-mail, by the team when there is a telephone number only; the youth when only the youth would get it. */
function telling(asking: Asking, { state, youth, ports }: Case, event: string): Telling {
  const { letterSettings } = ports;
  const { id, request } = state;
  const { route, reference } = youth;
  const link = authorisationLink(id, request);
  if (route.kind === 'email')
    return { message: requestMessage(asking, { id, event, to: route.email }, youth, link, letterSettings) };
  if (route.kind === 'phone') {
    const text = requestText(asking, youth, link, letterSettings);
    const contact = { id, event, reference, name: youth.guardian, phone: route.phone };
    return { contact: { ...contact, addressee: 'guardian', reason: REASONS[asking], text } };
  }
  const text = missingContactText(youth, letterSettings);
  const contact = { id, event, reference, name: youth.givenName, phone: youth.phone };
  return { contact: { ...contact, addressee: 'person', reason: REASONS.none, text } };
}

function isWaiting({ state, cell }: Case): boolean {
  return (
    isCell(cell, 'Demandée') &&
    state.request.sentTo !== undefined &&
    latestAnswer(state) === undefined &&
    !isEnded(state)
  );
}

function remind(one: Case): Action | undefined {
  const { state, ports } = one;
  const { id, request } = state;
  const dueAt = request.at.getTime() + REMINDER_DAYS * 86_400_000;
  if (!isWaiting(one) || request.done.has('reminded') || ports.now().getTime() < dueAt) return undefined;
  if (ports.now() >= authorisationLink(id, request).expires) return undefined;
  return {
    id,
    name: 'remind',
    ...telling('reminder', one, `guardian-reminder-${request.generation}`),
    finish: async () => await noteStep(one, 'reminded', GUARDIAN_EVENTS.reminded),
    giveUp: async () => await ports.guardians.markDone(id, 'reminded', request.generation),
  };
}

function expire(one: Case): Action | undefined {
  const { state, ports } = one;
  const { id, request } = state;
  if (!isWaiting(one) || ports.now() < authorisationLink(id, request).expires) return undefined;
  return {
    id,
    name: 'expire',
    cells: stateCell('Expirée'),
    finish: async () => await noteStep(one, 'expired', GUARDIAN_EVENTS.expired),
  };
}
