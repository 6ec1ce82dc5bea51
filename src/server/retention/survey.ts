import type { Form } from '../../domain/application/form.ts';
import { FORMS, formOf } from '../../domain/application/forms.ts';
import { statusNamed } from '../../domain/application/statuses.ts';
import { APPLICATION, tabOf } from '../../domain/application/tabs.ts';
import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import { lastDayIn } from '../../domain/retention/staff-dates.ts';
import { daysAfter } from '../../domain/days-after.ts';
import { NOTICE_DAYS, isBelievable, stepOn, termOf } from '../../domain/retention/term.ts';
import { IDENTIFIER_PATTERN } from '../foundation/identifier.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import { inGroups } from '../foundation/parallel.ts';
import { INVITATIONS_TAB } from '../../domain/invitations/invitations-tab.ts';
import { oldInvitations } from './leftovers.ts';
import type { SurveyPorts } from './retention-ports.ts';
import type { Fact } from '../cases/facts.ts';
import { lastContactAt } from '../cases/status-facts.ts';

/** Somebody whose data are to leave. */
export interface Due {
  readonly id: string;
  readonly reference: string;
  readonly tabName: string;
  /** The day from which they may; it tells one announcement from that of another term. */
  readonly term: IsoDate;
  readonly lastContact: IsoDate;
  /** Somebody who wanted a message when recruitment opens again, and had it. */
  readonly isTold: boolean;
}

/** Somebody who would be due, and of whom that cannot be told for sure. */
export interface Doubt extends Omit<Due, 'lastContact' | 'isTold'> {
  readonly why: 'contact' | 'by-hand';
}

/** Retention steps of today: erasures to announce, under notice or due, and applications for which that is in doubt. */
export interface Survey {
  readonly announce: readonly Due[];
  readonly wait: readonly Due[];
  readonly erase: readonly Due[];
  readonly doubts: readonly Doubt[];
  /** `Identifiant` of each volunteer who was announced too long ago. */
  readonly invitations: readonly string[];
  /** Tabs that cannot be read: nobody of these is touched. */
  readonly unread: readonly Unread[];
  /** Errors, each of an application that could not be read or assessed: these are not touched either. */
  readonly failures: readonly unknown[];
}

export interface Unread {
  readonly tabName: string;
  readonly error: unknown;
}

/** An application with its row; `cells` is empty when staff deleted it. */
interface Kept {
  readonly id: string;
  readonly form: Form;
  readonly cells: Readonly<Record<string, string>>;
}

/** Events after which the months are counted again. */
const CONTACTS = new Set<Fact['kind']>(['status', 'act', 'pair', 'event']);
/** Names of facts of other kinds: a night has seconds for everybody. */
const NO_CONTACT = /^(?:guardian|volunteers|progress|delivered)-/;
/** Reads of the store under way at once. */
const PARALLEL = 20;
/** Before every other day. */
const NEVER = '0001-01-01';

async function rowsOf(form: Form, { spreadsheet }: SurveyPorts): Promise<readonly Kept[]> {
  const { reference, receivedAt, status, lastContact } = APPLICATION;
  const rows = await spreadsheet.read(tabOf(form), [reference, receivedAt, status, lastContact]);
  return [...rows].map(([id, cells]) => ({ id, form, cells }));
}

/** Runs `act` on each item, a few at once, and collects the failures: one does not stop the others. */
async function forEachKept<T, R>(
  list: readonly T[],
  act: (one: T) => Promise<R>,
): Promise<{ readonly results: readonly R[]; readonly failures: readonly unknown[] }> {
  const failures: unknown[] = [];
  const results = await inGroups(list, PARALLEL, async (one): Promise<readonly R[]> => {
    try {
      return [await act(one)];
    } catch (error) {
      failures.push(error);
      return [];
    }
  });
  return { results: results.flat(), failures };
}

/** Applications whose row is there no more. */
async function rowless(present: ReadonlySet<string>, { cases }: SurveyPorts) {
  const ids = (await cases.ids()).filter((id) => !present.has(id));
  const { results, failures } = await forEachKept(ids, async (id): Promise<readonly Kept[]> => {
    const file = await cases.read(id);
    return file === undefined ? [] : [{ id, form: formOf(file.audience), cells: {} }];
  });
  return { kept: results.flat(), failures };
}

/** Returns what `read` returns; nothing when the tab cannot be read, noted in `unread`. Throws `StoreUnavailable`. */
async function unlessUnread<T>(
  tabName: string,
  unread: Unread[],
  read: () => Promise<readonly T[]>,
): Promise<readonly T[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    unread.push({ tabName, error });
    return [];
  }
}

/** Every application there is a trace of; those of a tab that cannot be read are left out, file and all. */
async function allKept(ports: SurveyPorts, unread: Unread[]) {
  const inTabs: Kept[] = [];
  for (const form of FORMS)
    inTabs.push(...(await unlessUnread(form.tabName, unread, () => rowsOf(form, ports))));
  const others = await rowless(new Set(inTabs.map(({ id }) => id)), ports);
  const isUnread = ({ form }: Kept): boolean => unread.some(({ tabName }) => tabName === form.tabName);
  return { kept: [...inTabs, ...others.kept.filter((one) => !isUnread(one))], failures: others.failures };
}

/** The days on which somebody was in touch, as far as that is believed. */
interface Days {
  readonly last: IsoDate;
  /** Something says nothing that is believed: the last contact may be later. */
  readonly doubtful: boolean;
}

function believed(days: readonly IsoDate[], receivedOn: IsoDate | undefined, today: IsoDate): Days {
  const believable = days.filter((day) => isBelievable(day, { receivedOn: receivedOn ?? day, today }));
  return { last: believable.toSorted().at(-1) ?? NEVER, doubtful: believable.length < days.length };
}

function daysInRow(cells: Kept['cells'], today: IsoDate): Days {
  const read = [APPLICATION.receivedAt, APPLICATION.lastContact].map((header) =>
    lastDayIn(cells[header] ?? ''),
  );
  const days = read.flatMap((one) => (typeof one === 'string' ? [] : [one.day]));
  const { last, doubtful } = believed(days, days[0], today);
  return { last, doubtful: doubtful || read.includes('unreadable') };
}

interface Assessed {
  readonly list: 'announce' | 'wait' | 'erase';
  readonly due: Due;
}

/** The retention step due for one application today; `undefined` for most. */
async function assess(
  { id, form, cells }: Kept,
  today: IsoDate,
  { cases, months }: SurveyPorts,
): Promise<Assessed | Doubt | undefined> {
  const mayBeTold = statusNamed(form.audience, cells[APPLICATION.status] ?? '')?.isLastContact === true;
  const inRow = daysInRow(cells, today);
  // Most rows end here, without a look at the store.
  if (!mayBeTold && stepOn(today, termOf(inRow.last, months), undefined) === 'keep') return undefined;
  const file = IDENTIFIER_PATTERN.test(id) ? await cases.read(id) : undefined;
  const whose = {
    id,
    reference: file?.reference ?? cells[APPLICATION.reference] ?? '',
    tabName: form.tabName,
  };
  if (file === undefined) return { ...whose, term: termOf(inRow.last, months), why: 'by-hand' };
  const events = await cases.facts(id, (name) => !NO_CONTACT.test(name));
  const contacts = events.filter(({ kind }) => CONTACTS.has(kind)).map(({ at }) => parisDate(new Date(at)));
  const receivedOn = parisDate(new Date(file.receivedAt));
  const { last, doubtful } = believed(
    [inRow.last, receivedOn, ...contacts].filter((day) => day !== NEVER),
    receivedOn,
    today,
  );
  // From what they were promised on: while it waits to leave, they are kept like everybody else.
  const toldAt = mayBeTold ? lastContactAt(events, form.audience) : undefined;
  const toldTerm = toldAt === undefined ? [] : [daysAfter(parisDate(toldAt), NOTICE_DAYS)];
  const [term = ''] = [termOf(last, months), ...toldTerm].toSorted();
  const announced = events.find(({ name }) => name === announcement(term));
  const step = stepOn(today, term, announced && parisDate(new Date(announced.at)));
  if (step === 'keep') return undefined;
  if (doubtful || inRow.doubtful) return { ...whose, term, why: 'contact' };
  return { list: step, due: { ...whose, term, lastContact: last, isTold: toldAt !== undefined } };
}

/** The name of the event that announces an erasure at this term. */
export function announcement(term: IsoDate): string {
  return `retention-announced-${term}`;
}

/**
 * Looks at everybody who can be looked at and says what is to be done today; changes nothing. Throws `StoreUnavailable` when the
 * store cannot even be listed.
 */
export async function surveyRetention(ports: SurveyPorts): Promise<Survey> {
  const today = parisDate(ports.now());
  const unread: Unread[] = [];
  const { kept, failures } = await allKept(ports, unread);
  const { results: assessed, failures: others } = await forEachKept(kept, (one) => assess(one, today, ports));
  const listed = (list: Assessed['list']) =>
    assessed.flatMap((one) => (one !== undefined && 'list' in one && one.list === list ? [one.due] : []));
  return {
    announce: listed('announce'),
    wait: listed('wait'),
    erase: listed('erase'),
    doubts: assessed.flatMap((one) => (one !== undefined && 'why' in one ? [one] : [])),
    invitations: await unlessUnread(INVITATIONS_TAB.name, unread, () => oldInvitations(ports)),
    unread,
    failures: [...failures, ...others],
  };
}
