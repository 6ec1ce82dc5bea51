import { EMAIL_PATTERN } from '../../domain/application/text.ts';
import { parsePhone } from '../../domain/application/phone.ts';
import type { AuthorisationState } from '../../domain/guardian/authorisations-tab.ts';
import type { LetterSettings } from '../invitations/letters.ts';
import type { Mail } from '../mail/mail.ts';
import type { FileEvent, Files } from '../tracking/files.ts';
import { type Answer, type GuardianState, latestAnswer } from './guardians.ts';
import {
  type Asking,
  answeredMessage,
  answeredText,
  missingContactText,
  requestMessage,
  requestText,
} from './letters.ts';
import {
  type GuardianRows,
  type YouthRow,
  cellsOfAnswer,
  cellsOfRequest,
  prefersToBeCalled,
  stateCell,
} from './rows.ts';
import { type GuardianPorts, authorisationLink, fingerprint, isEnded } from './state.ts';

/** Somebody whom the team calls or writes to. */
export interface ToContact {
  /** `Identifiant` of the application. */
  readonly id: string;
  /** Tells what is to be told of one application apart. */
  readonly event: string;
  readonly reference: string;
  readonly name: string;
  /** E.164, or as it was written. */
  readonly phone: string;
  readonly reason: string;
  /** Ready to copy. */
  readonly text: string;
}

export interface ActionPorts {
  readonly files: Pick<Files, 'read' | 'note'>;
  readonly mail: Mail;
  readonly letterSettings: LetterSettings;
  /** Puts somebody on the team's list; the same again is once. */
  readonly addContact: (contact: ToContact) => Promise<void>;
}

/** One thing to do for an authorisation: cells of its row, then what follows when they are written. */
export interface Action {
  readonly id: string;
  readonly name: string;
  readonly cells?: Readonly<Record<string, string>>;
  readonly finish: () => Promise<void>;
}

type Ports = ActionPorts & GuardianPorts;

interface Case {
  readonly state: GuardianState;
  readonly youth: YouthRow;
  /** The cell `État` as it is now. */
  readonly cell: string;
  readonly paperOn: string;
  readonly ports: Ports;
}

/** Days until the one reminder. */
const REMINDER_DAYS = 7;

function isCell(cell: string, ...states: readonly AuthorisationState[]): boolean {
  return states.some((state) => state === cell);
}

/**
 * Whether the guardian is to be asked again: the team chose `Demandée` once the former request was over, or somebody corrected
 * the guardian's contact while no answer had come. Not while a paper stands in for the answer.
 */
export function isAskedAgain(state: GuardianState, rows: GuardianRows, secret: string): boolean {
  const { state: cell, paperOn } = rows.authorisation.get(state.id) ?? { state: '', paperOn: '' };
  if (paperOn !== '') return false;
  const { sentTo } = state.request;
  if (isCell(cell, 'Demandée') && isEnded(state)) return true;
  const route = rows.youth.get(state.id)?.route;
  if (sentTo === undefined || route === undefined || route.kind === 'none') return false;
  return isCell(cell, 'Demandée', 'Expirée', 'À vérifier') && fingerprint(secret, route) !== sentTo;
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
  const one: Case = { state, youth, cell: row?.state ?? 'Demandée', paperOn: row?.paperOn ?? '', ports };
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

const ANSWERS = {
  accepted: 'Autorisation : accordée par le responsable',
  refused: 'Autorisation : refusée par le responsable',
} as const;

async function settleAll(id: string, answers: readonly Answer[], ports: Ports): Promise<void> {
  for (const answer of answers) {
    const { at, decision } = answer;
    await note(ports, id, { name: `${decision}-${at.getTime()}`, detail: ANSWERS[decision], at });
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
    finish: async () => {
      await tellYouth(id, latest, youth, ports);
      await settleAll(id, answers, ports);
    },
  };
}

async function tellYouth(id: string, { decision, at }: Answer, youth: YouthRow, ports: Ports): Promise<void> {
  const { mail, letterSettings, addContact } = ports;
  const event = `guardian-answer-${at.getTime()}`;
  const { email, phone, givenName: name, reference } = youth;
  if (EMAIL_PATTERN.test(email) && !prefersToBeCalled(youth))
    await mail.send(answeredMessage(decision, { id, event, to: email }, youth, letterSettings));
  else if (phone !== '') {
    const reason = 'Dire au jeune que son responsable a répondu';
    const text = answeredText(decision, youth, letterSettings);
    await addContact({ id, event, reference, name, phone: parsePhone(phone) ?? phone, reason, text });
  }
}

function noteAdult({ state, ports }: Case): Action | undefined {
  const { id, hasRow, isAdultNoted } = state;
  if (isAdultNoted || !hasRow) return undefined;
  return {
    id,
    name: 'note-adult',
    cells: stateCell('Majeur'),
    finish: async () => {
      await note(ports, id, { name: 'adult', detail: 'Autorisation : plus nécessaire, 18 ans' });
      await ports.guardians.markAdultNoted(id);
    },
  };
}

/** The team wrote when it received the paper. What it chose itself in `État` stays. */
function notePaper({ state, cell, paperOn, ports }: Case): Action | undefined {
  const { id, request } = state;
  if (paperOn === '' || request.done.has('paper')) return undefined;
  const isTheirs = isCell(cell, 'Refusée') && latestAnswer(state)?.decision !== 'refused';
  return {
    id,
    name: 'note-paper',
    ...(!isTheirs && { cells: stateCell('Accordée') }),
    finish: async () => {
      const { generation } = request;
      await note(ports, id, { name: `paper-${generation}`, detail: 'Autorisation : papier reçu' });
      await ports.guardians.markDone(id, 'paper', generation);
    },
  };
}

const ASKED = {
  email: 'Autorisation : demandée au responsable par e-mail',
  phone: 'Autorisation : à demander au responsable par SMS (onglet « À contacter »)',
  none: 'Autorisation : aucun contact du responsable, à vérifier avec le jeune',
} as const;

function ask(one: Case): Action | undefined {
  const { state, youth, ports } = one;
  const { id, request } = state;
  if (request.sentTo !== undefined) return undefined;
  const { generation, at } = request;
  const { route } = youth;
  const cells = route.kind === 'none' ? stateCell('À vérifier') : cellsOfRequest(at, youth);
  return {
    id,
    name: 'ask',
    ...((generation > 0 || route.kind === 'none') && { cells }),
    finish: async () => {
      const event = `guardian-request-${generation}`;
      await (route.kind === 'none'
        ? askYouth(one, event)
        : send(generation > 0 ? 'renewal' : 'first', one, event));
      await note(ports, id, { name: `asked-${generation}`, detail: ASKED[route.kind] });
      await ports.guardians.markSent(id, generation, fingerprint(ports.secret, route));
    },
  };
}

/** By e-mail, or by the team when there is a telephone number only. */
async function send(asking: Asking, { state, youth, ports }: Case, event: string): Promise<void> {
  const { mail, letterSettings, addContact } = ports;
  const { id, request } = state;
  const { route, reference, guardian: name } = youth;
  const link = authorisationLink(id, request);
  if (route.kind === 'email')
    await mail.send(requestMessage(asking, { id, event, to: route.email }, youth, link, letterSettings));
  if (route.kind === 'phone') {
    const reason =
      asking === 'reminder' ? 'Relancer le responsable légal' : 'Demander l’accord du responsable légal';
    const text = requestText(asking, youth, link, letterSettings);
    await addContact({ id, event, reference, name, phone: route.phone, reason, text });
  }
}

/** Only the youth would get a request: the team asks for another contact. */
async function askYouth({ state: { id }, youth, ports }: Case, event: string): Promise<void> {
  const { reference, givenName: name, phone } = youth;
  await ports.addContact({
    id,
    event,
    reference,
    name,
    phone: parsePhone(phone) ?? phone,
    reason: 'Appeler le jeune : il manque un contact du responsable légal, différent du sien',
    text: missingContactText(youth, ports.letterSettings),
  });
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
    finish: async () => {
      const { generation } = request;
      await send('reminder', one, `guardian-reminder-${generation}`);
      await note(ports, id, {
        name: `reminded-${generation}`,
        detail: 'Autorisation : rappel au responsable',
      });
      await ports.guardians.markDone(id, 'reminded', generation);
    },
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
    finish: async () => {
      const { generation } = request;
      await note(ports, id, {
        name: `expired-${generation}`,
        detail: 'Autorisation : lien expiré sans réponse',
      });
      await ports.guardians.markDone(id, 'expired', generation);
    },
  };
}
