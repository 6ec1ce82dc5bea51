import type { Form } from '../../domain/application/form.ts';
import { FORMS, formOf } from '../../domain/application/forms.ts';
import { APPLICATION, tabOf } from '../../domain/application/tabs.ts';
import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import { lastDayIn } from '../../domain/retention/staff-dates.ts';
import { NOTICE_DAYS, daysAfter, isBelievable, stepOn, termOf } from '../../domain/retention/term.ts';
import { IDENTIFIER_PATTERN } from '../identifier.ts';
import { inGroups } from '../parallel.ts';
import { MissingColumns, type Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { oldInvitations } from './leftovers.ts';
import type { FileEvent, Files } from '../tracking/files.ts';

export interface SurveyPorts {
  readonly files: Files;
  readonly spreadsheet: Pick<Spreadsheet, 'read'>;
  /** Months that data are kept after the last contact. */
  readonly months: number;
  readonly now: () => Date;
}

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

/** Who is to be announced, who waits for the end of the notice, who is to be erased, and of whom that cannot be told. */
export interface Survey {
  readonly announce: readonly Due[];
  readonly wait: readonly Due[];
  readonly erase: readonly Due[];
  readonly doubts: readonly Doubt[];
  /** Of volunteers announced too long ago, by `Identifiant`. */
  readonly invitations: readonly string[];
  /** Tabs that lack a column: nobody of these is touched. */
  readonly unread: readonly MissingColumns[];
}

/** An application with its row; `cells` is empty when staff deleted it. */
interface Kept {
  readonly id: string;
  readonly form: Form;
  readonly cells: Readonly<Record<string, string>>;
}

/** Of the tab of those who left an address for the next season: they had their message. */
const TOLD = 'Prévenue';
/** Events after which the months are counted again. */
const CONTACTS = new Set<FileEvent['kind']>(['status', 'act']);
/** Reads of the store under way at once. */
const PARALLEL = 20;
/** Before every other day. */
const NEVER = '0001-01-01';

async function rowsOf(form: Form, { spreadsheet }: SurveyPorts): Promise<readonly Kept[]> {
  const { reference, receivedAt, status, lastContact } = APPLICATION;
  const rows = await spreadsheet.read(tabOf(form), [reference, receivedAt, status, lastContact]);
  return [...rows].map(([id, cells]) => ({ id, form, cells }));
}

/** Applications whose row is there no more. */
async function rowless(present: ReadonlySet<string>, { files }: SurveyPorts): Promise<readonly Kept[]> {
  const ids = (await files.ids()).filter((id) => !present.has(id));
  const found = await inGroups(ids, PARALLEL, async (id) => {
    const file = await files.read(id);
    return file === undefined ? [] : [{ id, form: formOf(file.audience), cells: {} }];
  });
  return found.flat();
}

/** Every application there is a trace of; those of a tab that cannot be read are left out, file and all. */
async function allKept(ports: SurveyPorts) {
  const kept: Kept[] = [];
  const unread = new Map<Form, MissingColumns>();
  for (const form of FORMS) {
    try {
      kept.push(...(await rowsOf(form, ports)));
    } catch (error) {
      if (!(error instanceof MissingColumns)) throw error;
      unread.set(form, error);
    }
  }
  const others = await rowless(new Set(kept.map(({ id }) => id)), ports);
  kept.push(...others.filter(({ form }) => !unread.has(form)));
  return { kept, unread: [...unread.values()] };
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

/** What is to be done about one application today; `undefined` for most. */
async function assess(
  { id, form, cells }: Kept,
  today: IsoDate,
  { files, months }: SurveyPorts,
): Promise<Assessed | Doubt | undefined> {
  const isTold = form.audience === 'waiting' && cells[APPLICATION.status]?.trim() === TOLD;
  const inRow = daysInRow(cells, today);
  // Most rows end here, without a look at the store.
  if (!isTold && stepOn(today, termOf(inRow.last, months), undefined) === 'keep') return undefined;
  const file = IDENTIFIER_PATTERN.test(id) ? await files.read(id) : undefined;
  const whose = {
    id,
    reference: file?.reference ?? cells[APPLICATION.reference] ?? '',
    tabName: form.tabName,
  };
  if (file === undefined) return { ...whose, term: termOf(inRow.last, months), why: 'by-hand' };
  const events = await files.events(id);
  const contacts = events.filter(({ kind }) => CONTACTS.has(kind)).map(({ at }) => parisDate(new Date(at)));
  const receivedOn = parisDate(new Date(file.receivedAt));
  const { last, doubtful } = believed(
    [inRow.last, receivedOn, ...contacts].filter((day) => day !== NEVER),
    receivedOn,
    today,
  );
  const toldTerm = isTold ? [daysAfter(contacts.at(-1) ?? last, NOTICE_DAYS)] : [];
  const [term = ''] = [termOf(last, months), ...toldTerm].toSorted();
  const announced = events.find(({ name }) => name === announcement(term));
  const step = stepOn(today, term, announced && parisDate(new Date(announced.at)));
  if (step === 'keep') return undefined;
  if (doubtful || inRow.doubtful) return { ...whose, term, why: 'contact' };
  return { list: step, due: { ...whose, term, lastContact: last, isTold } };
}

/** The name of the event that announces an erasure at this term. */
export function announcement(term: IsoDate): string {
  return `retention-announced-${term}`;
}

/** Looks at everybody and says what is to be done today; changes nothing. Throws as the spreadsheet and the store do. */
export async function surveyRetention(ports: SurveyPorts): Promise<Survey> {
  const today = parisDate(ports.now());
  const { kept, unread } = await allKept(ports);
  const assessed = await inGroups(kept, PARALLEL, (one) => assess(one, today, ports));
  const listed = (list: Assessed['list']) =>
    assessed.flatMap((one) => (one !== undefined && 'list' in one && one.list === list ? [one.due] : []));
  return {
    announce: listed('announce'),
    wait: listed('wait'),
    erase: listed('erase'),
    doubts: assessed.flatMap((one) => (one !== undefined && 'why' in one ? [one] : [])),
    invitations: await oldInvitations(ports),
    unread,
  };
}
