import type { Application } from '../../domain/application/application.ts';
import { textAnswer } from '../../domain/application/form.ts';
import { isMinor, parisDate } from '../../domain/eligibility/age.ts';
import { AUTHORISATIONS_TAB } from '../../domain/guardian/authorisations-tab.ts';
import { type Way, waysTo } from '../../domain/guardian/route.ts';
import { CONTACT_TAB } from '../../domain/tracking/contact-tab.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import { NewerRecord } from '../store/keys.ts';
import type { Mail } from '../mail/mail.ts';
import { chunks, inGroups } from '../foundation/parallel.ts';
import { onTab, reasonOf, type TabPorts } from '../spreadsheet/on-tab.ts';
import type { Row, Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { addContacts, type ToContact } from '../tracking/contact-list.ts';
import type { GuardianState } from './guardians.ts';
import { type Action, type ActionPorts, actionFor, isAskedAgain, isLetGo, mustWait } from './actions.ts';
import { type AuthorisationRow, type GuardianRows, type YouthRow, endsNow, readRows, rowOf } from './rows.ts';
import { type GuardianPorts, askAgain, fingerprints, keepOwnContacts } from './state.ts';

export interface GuardianWorkPorts extends GuardianPorts, ActionPorts, TabPorts {
  readonly spreadsheet: Spreadsheet;
  readonly mail: Mail;
}

/** Youths whose calls are under way at once. */
const PARALLEL = 20;

/** Notes that the guardian of a delivered youth of 16 or 17 is to be asked; safe to repeat. */
export async function followYouth(
  { id, audience, answers }: Application,
  ports: Pick<GuardianPorts, 'guardians' | 'secret' | 'now'>,
): Promise<void> {
  const { guardians, now } = ports;
  const at = now();
  const birthDate = textAnswer(answers, 'birthDate');
  if (audience !== 'youth' || birthDate === '' || !isMinor(birthDate, parisDate(at))) return;
  if ((await guardians.state(id)) !== undefined) return;
  const contacts = { email: textAnswer(answers, 'email'), phone: textAnswer(answers, 'phone') };
  await keepOwnContacts({ id, own: new Set() }, contacts, ports);
  await guardians.want(id, 0, at);
}

interface Known {
  readonly states: readonly GuardianState[];
  readonly rows: GuardianRows;
}

/** Adds the rows of first requests that are not there yet. A row that staff deleted is not brought back. */
async function withRows(
  { states, rows }: Known,
  { guardians, spreadsheet, now }: GuardianWorkPorts,
): Promise<Known> {
  const newRows = new Map<string, AuthorisationRow>();
  const rowless = states.flatMap((state): readonly Row[] => {
    const youth = rows.youth.get(state.id);
    if (state.hasRow || youth === undefined || endsNow(state, rows, now()).size > 0) return [];
    const isHeld = mustWait(state, youth);
    newRows.set(state.id, { state: isHeld ? 'Pas encore demandée' : 'Demandée', paperOn: '' });
    return [rowOf(state.id, youth, state.request.at, isHeld)];
  });
  if (rowless.length === 0) return { states, rows };
  await spreadsheet.insert(AUTHORISATIONS_TAB, rowless);
  const shown = await spreadsheet.identifiers(AUTHORISATIONS_TAB);
  const added = new Map([...newRows].filter(([id]) => shown.has(id)));
  await inGroups([...added.keys()], PARALLEL, async (id) => {
    await guardians.markRow(id);
  });
  return {
    states: states.map((state) => (added.has(state.id) ? { ...state, hasRow: true } : state)),
    rows: {
      ...rows,
      authorisation: new Map([...added, ...rows.authorisation]),
    },
  };
}

/**
 * Whom a request was sent to, and which of the guardian's contacts was the youth's, are noted under the current secret, so that the
 * one before it need not be kept.
 */
async function renewFingerprints(
  { id, own, request: { generation, sentTo } }: GuardianState,
  { route, guardianContacts }: YouthRow,
  { guardians, secret }: GuardianWorkPorts,
): Promise<void> {
  const [current, ...others] = fingerprints(secret, route);
  if (sentTo !== undefined && others.includes(sentTo))
    await guardians.remarkSent(id, generation, sentTo, current);
  for (const way of waysTo(guardianContacts)) {
    const [now, ...before] = fingerprints(secret, way);
    if (!own.has(now) && before.some((print) => own.has(print))) await guardians.markOwn(id, now);
  }
}

/** The state with what the spreadsheet now says of it: over, or to be asked for again. */
async function updated(
  state: GuardianState,
  rows: GuardianRows,
  ports: GuardianWorkPorts,
): Promise<GuardianState> {
  const youth = rows.youth.get(state.id);
  if (youth?.route.kind === 'none') await keepOwnContacts(state, youth, ports);
  if (youth !== undefined) await renewFingerprints(state, youth, ports);
  const ends = endsNow(state, rows, ports.now());
  await ports.guardians.setEnds(state.id, state.ends, ends);
  if (ends.size === 0 && isLetGo(state, rows)) {
    await ports.guardians.release(state.id, ports.now());
    return (await ports.guardians.state(state.id)) ?? { ...state, ends };
  }
  if (ends.size > 0 || !isAskedAgain(state, rows, ports.secret)) return { ...state, ends };
  await askAgain(state.id, ports);
  return (await ports.guardians.state(state.id)) ?? { ...state, ends };
}

/** Puts those whom the team tells on its list, and gives the actions that need not wait for it. */
async function listed(actions: readonly Action[], ports: GuardianWorkPorts): Promise<readonly Action[]> {
  const contacts = actions.flatMap(({ contact }) => contact ?? []);
  const add = async (): Promise<readonly ToContact[]> =>
    await addContacts(contacts, { spreadsheet: ports.spreadsheet, now: ports.now });
  const added = contacts.length === 0 ? [] : await onTab(CONTACT_TAB.name, ports, add, contacts.length);
  return actions.filter(({ contact }) => contact === undefined || added?.includes(contact));
}

/** What `act` gives; `undefined` when it fails, which is reported and delays nobody else. Throws `StoreUnavailable`. */
async function unlessItWaits<T>(
  whose: { readonly id: string; readonly action: string },
  { log, onFailure }: GuardianWorkPorts,
  act: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    onFailure?.(error);
    log('guardian-waits', { ...whose, reason: reasonOf(error) });
    return undefined;
  }
}

/** Writes the cells of all actions and the team's list at once, then finishes each; one that fails waits and delays no other. */
async function act(actions: readonly Action[], ports: GuardianWorkPorts, deadline: Date): Promise<void> {
  const { spreadsheet, mail, now } = ports;
  const changes = actions.flatMap(({ id, cells }) => (cells === undefined ? [] : [{ id, cells }]));
  if (changes.length > 0) await spreadsheet.update(AUTHORISATIONS_TAB, changes);
  for (const group of chunks(await listed(actions, ports), PARALLEL)) {
    if (now() >= deadline) return;
    await Promise.all(
      group.map(async ({ id, name, message, finish, giveUp = finish }) => {
        await unlessItWaits({ id, action: name }, ports, async () => {
          const lost = message === undefined ? undefined : await mail.send(message);
          await (lost === undefined ? finish() : giveUp());
        });
      }),
    );
  }
}

/**
 * Does what is due for authorisations: asks guardians, reminds them once, notes answers and ends, and heeds what the team changed in
 * the spreadsheet. It looks at what is stored and at the rows each time, so that it may run at any moment and in parallel; what fails
 * waits for the next time. Throws `StoreUnavailable` when the store fails.
 */
export async function workOnGuardians(ports: GuardianWorkPorts, deadline: Date): Promise<void> {
  // Before the rows: what is marked as written is in them.
  const all = await ports.guardians.states();
  const stored = all.filter(({ isNewer }) => !isNewer);
  if (stored.length < all.length) ports.onFailure?.(new NewerRecord());
  if (stored.length === 0) return;
  const work = async (): Promise<void> => {
    await act(await actionsFor(stored, ports), ports, deadline);
  };
  await onTab(AUTHORISATIONS_TAB.name, ports, work, stored.length);
}

/** What is due for those who are stored, once their rows are there and what the team changed is heeded. */
async function actionsFor(
  stored: readonly GuardianState[],
  ports: GuardianWorkPorts,
): Promise<readonly Action[]> {
  const own = new Map(stored.map((state) => [state.id, state.own]));
  const wasOwn = (id: string, way: Way) =>
    fingerprints(ports.secret, way).some((print) => own.get(id)?.has(print));
  const known = await withRows({ states: stored, rows: await readRows(ports.spreadsheet, wasOwn) }, ports);
  const { rows } = known;
  const actions = await inGroups(known.states, PARALLEL, async (state) =>
    unlessItWaits({ id: state.id, action: 'look' }, ports, async () =>
      actionFor(await updated(state, rows, ports), rows, ports),
    ),
  );
  return actions.flatMap((action) => action ?? []);
}
