import { companyForm } from '../../domain/application/company.ts';
import { readEmail } from '../../domain/application/email.ts';
import { type Audience, type Form, fieldsOf, RECRUITED } from '../../domain/application/form.ts';
import { mentorForm } from '../../domain/application/mentor.ts';
import { nextSeasonForm } from '../../domain/application/next-season.ts';
import { APPLICATION, tabOf } from '../../domain/application/tabs.ts';
import { youthForm } from '../../domain/application/youth.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import type { TabQuery } from './plan.ts';

/** The forms whose applications are followed, by audience. */
export const TRACKED: Readonly<Record<Audience, Form>> = {
  youth: youthForm,
  mentor: mentorForm,
  company: companyForm,
  waiting: nextSeasonForm,
};

export const TRACKED_AUDIENCES = [...RECRUITED, 'waiting'] as const satisfies readonly Audience[];

/** An application's row, as the team has left it; absent cells are empty. */
export interface TrackedRow {
  readonly id: string;
  readonly audience: Audience;
  readonly reference: string;
  /** ISO 8601 with its zone, unless staff changed it. */
  readonly receivedAt: string;
  readonly status: string;
  /** `''` too when staff removed the column. */
  readonly lastContact: string;
  readonly givenName: string;
  readonly email: string;
  readonly phone: string;
  /** In the form's words or the team's. */
  readonly preferredContact: string;
  readonly birthDate: string;
  /** The form that somebody waits for, in its words; `''` of everybody else. */
  readonly wish: string;
}

/** The form's fields that are read, the first of each that it has. */
const FIELDS = {
  givenName: ['givenName', 'contactName'],
  email: ['email'],
  phone: ['phone'],
  preferredContact: ['preferredContact'],
  birthDate: ['birthDate'],
  wish: ['wish'],
} as const satisfies Partial<Record<keyof TrackedRow, readonly string[]>>;

function columnOf(form: Form, name: keyof typeof FIELDS): string | undefined {
  const names: readonly string[] = FIELDS[name];
  return fieldsOf(form).find(([own]) => names.includes(own))?.[1].column;
}

/** The column of each part of a row; `undefined` where the form does not ask for it. */
function columnsOf(form: Form) {
  return {
    reference: APPLICATION.reference,
    receivedAt: APPLICATION.receivedAt,
    status: APPLICATION.status,
    lastContact: APPLICATION.lastContact,
    givenName: columnOf(form, 'givenName'),
    email: columnOf(form, 'email'),
    phone: columnOf(form, 'phone'),
    preferredContact: columnOf(form, 'preferredContact'),
    birthDate: columnOf(form, 'birthDate'),
    wish: columnOf(form, 'wish'),
  } as const satisfies Partial<Record<keyof TrackedRow, string | undefined>>;
}

const COLUMNS = {
  youth: columnsOf(TRACKED.youth),
  mentor: columnsOf(TRACKED.mentor),
  company: columnsOf(TRACKED.company),
  waiting: columnsOf(TRACKED.waiting),
} as const satisfies Readonly<Record<Audience, ReturnType<typeof columnsOf>>>;

function queryOf(audience: Audience): TabQuery {
  const { lastContact, ...others } = COLUMNS[audience];
  return {
    tab: tabOf(TRACKED[audience]),
    headers: Object.values(others).filter((column) => column !== undefined),
    // The team may do without its own column.
    optional: [lastContact],
    isAlwaysScanned: true,
    watched: [APPLICATION.status],
  };
}

/** The columns read of each audience's tab. */
export const STATUS_QUERIES = {
  youth: queryOf('youth'),
  mentor: queryOf('mentor'),
  company: queryOf('company'),
  waiting: queryOf('waiting'),
} as const satisfies Readonly<Record<Audience, TabQuery>>;

export function trackedRowOf(audience: Audience, id: string, cells: Cells): TrackedRow {
  const columns = COLUMNS[audience];
  const cell = (name: keyof typeof columns): string => cells[columns[name] ?? '']?.trim() ?? '';
  return {
    id,
    audience,
    reference: cell('reference'),
    receivedAt: cell('receivedAt'),
    status: cell('status'),
    lastContact: cell('lastContact'),
    givenName: cell('givenName'),
    email: readEmail(cell('email')) ?? cell('email'),
    phone: cell('phone'),
    preferredContact: cell('preferredContact'),
    birthDate: cell('birthDate'),
    wish: cell('wish'),
  };
}
