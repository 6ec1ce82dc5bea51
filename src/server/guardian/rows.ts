import { parisTimestamp } from '../../domain/application/application.ts';
import { fieldOf } from '../../domain/application/form.ts';
import { isFinalStatus } from '../../domain/application/statuses.ts';
import { APPLICATION, tabOf } from '../../domain/application/tabs.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { ageOn, parisDate } from '../../domain/eligibility/age.ts';
import { MAJORITY } from '../../domain/application/limits.ts';
import {
  AUTHORISATION,
  AUTHORISATIONS_TAB,
  type AuthorisationState,
  authorisationStateIn,
} from '../../domain/guardian/authorisations-tab.ts';
import { type Contacts, type Route, routeTo, type Way } from '../../domain/guardian/route.ts';
import type { Row, Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import type { Answer, End, GuardianState, Typed } from './guardians.ts';

type Cells = Readonly<Record<string, string>>;

const YOUTHS = tabOf(youthForm);

function columnOf(name: string): string {
  return fieldOf(youthForm, name).column;
}

const YOUTH = {
  reference: APPLICATION.reference,
  status: APPLICATION.status,
  givenName: columnOf('givenName'),
  birthDate: columnOf('birthDate'),
  email: columnOf('email'),
  phone: columnOf('phone'),
  preferredContact: columnOf('preferredContact'),
  guardian: columnOf('guardianName'),
  guardianEmail: columnOf('guardianEmail'),
  guardianPhone: columnOf('guardianPhone'),
} as const;

/** Columns that the team may have removed. */
const STAFF: readonly string[] = AUTHORISATIONS_TAB.columns.flatMap(({ owner, header }) =>
  owner === 'staff' ? [header] : [],
);

/** What the spreadsheet says of one youth now, whoever wrote it. */
export interface YouthRow {
  readonly reference: string;
  readonly status: string;
  readonly givenName: string;
  /** `YYYY-MM-DD`, or whatever staff wrote. */
  readonly birthDate: string;
  readonly email: string;
  readonly phone: string;
  /** The option's label. */
  readonly preferredContact: string;
  readonly guardian: string;
  /** As they stand, the youth's own too. */
  readonly guardianContacts: Contacts;
  readonly route: Route;
}

/** What the tab `Autorisations` says now. */
export interface AuthorisationRow {
  /** `undefined` for words of the team's own. */
  readonly state: AuthorisationState | undefined;
  readonly paperOn: string;
}

export interface GuardianRows {
  readonly youth: ReadonlyMap<string, YouthRow>;
  readonly authorisation: ReadonlyMap<string, AuthorisationRow>;
}

/** What the row of an authorisation says of people. */
export interface People extends Typed {
  readonly youth: string;
  readonly guardian: string;
  readonly reference: string;
  readonly answeredAt: string;
}

/** Who an authorisation is about; `undefined` when the row is not there. Throws as the spreadsheet does. */
export async function readPeople(id: string, spreadsheet: Spreadsheet): Promise<People | undefined> {
  const headers = AUTHORISATION;
  const asked = Object.values(headers).filter((header) => !STAFF.includes(header));
  const cells = (await spreadsheet.read(AUTHORISATIONS_TAB, asked)).get(id);
  if (cells === undefined) return undefined;
  const cell = (header: string): string => (cells[header] ?? '').trim();
  return {
    youth: cell(headers.youth),
    guardian: cell(headers.guardian),
    reference: cell(headers.reference),
    answeredAt: cell(headers.answeredAt),
    guardianName: cell(headers.signedBy),
    quality: cell(headers.quality),
    emergencyName: cell(headers.emergencyName),
    emergencyPhone: cell(headers.emergencyPhone),
    statement: cell(headers.statement),
  };
}

function youthRow(cells: Cells, wasYouths: (way: Way) => boolean): YouthRow {
  const cell = (header: string): string => (cells[header] ?? '').trim();
  const email = cell(YOUTH.email);
  const phone = cell(YOUTH.phone);
  const guardianContacts = { email: cell(YOUTH.guardianEmail), phone: cell(YOUTH.guardianPhone) };
  return {
    reference: cell(YOUTH.reference),
    status: cell(YOUTH.status),
    givenName: cell(YOUTH.givenName),
    birthDate: cell(YOUTH.birthDate),
    email,
    phone,
    preferredContact: cell(YOUTH.preferredContact),
    guardian: cell(YOUTH.guardian),
    guardianContacts,
    route: routeTo(guardianContacts, { email, phone }, wasYouths),
  };
}

function mapped<V, W>(
  map: ReadonlyMap<string, V>,
  change: (value: V, id: string) => W,
): ReadonlyMap<string, W> {
  return new Map([...map].map(([id, value]) => [id, change(value, id)]));
}

/** Both tabs, each in one read; `wasOwn` tells what was a youth's own contact. Throws as the spreadsheet does. */
export async function readRows(
  spreadsheet: Spreadsheet,
  wasOwn: (id: string, way: Way) => boolean,
): Promise<GuardianRows> {
  const { state, paperOn } = AUTHORISATION;
  const youths = await spreadsheet.read(YOUTHS, Object.values(YOUTH));
  const authorisations = await spreadsheet.read(AUTHORISATIONS_TAB, [state, paperOn]);
  return {
    youth: mapped(youths, (cells, id) => youthRow(cells, (way) => wasOwn(id, way))),
    authorisation: mapped(authorisations, (cells) => ({
      state: authorisationStateIn(cells[state] ?? ''),
      paperOn: (cells[paperOn] ?? '').trim(),
    })),
  };
}

/** Whether the row says that the youth is of age on this day. */
function isOfAge({ birthDate }: YouthRow, now: Date): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(birthDate) && ageOn(birthDate, parisDate(now)) >= MAJORITY;
}

/** Why nothing is needed any more, as the rows say now. A row that was never there was not deleted. */
export function endsNow({ id, hasRow }: GuardianState, rows: GuardianRows, now: Date): ReadonlySet<End> {
  const youth = rows.youth.get(id);
  const ends: End[] = [];
  if (youth === undefined || (hasRow && !rows.authorisation.has(id))) ends.push('gone');
  if (youth !== undefined && isFinalStatus('youth', youth.status)) ends.push('left');
  if (youth !== undefined && isOfAge(youth, now)) ends.push('adult');
  return new Set(ends);
}

/** The cell that says where an authorisation stands. */
export function stateCell(state: AuthorisationState): Cells {
  return { [AUTHORISATION.state]: state };
}

/** The row of a first request; @param isHeld whether it may not leave yet. */
export function rowOf(id: string, youth: YouthRow, at: Date, isHeld: boolean): Row {
  const cells = {
    ...cellsOfRequest(at, youth),
    ...(isHeld && { ...stateCell('Pas encore demandée'), [AUTHORISATION.askedAt]: '' }),
    [AUTHORISATION.reference]: youth.reference,
  };
  return { id, cells };
}

/** What a request says, the first or another. */
export function cellsOfRequest(at: Date, { givenName, guardian }: YouthRow): Cells {
  return {
    ...stateCell('Demandée'),
    [AUTHORISATION.askedAt]: parisTimestamp(at.toISOString()),
    [AUTHORISATION.youth]: givenName,
    [AUTHORISATION.guardian]: guardian,
  };
}

/** What an answer says; of who refuses, no emergency contact stays. */
export function cellsOfAnswer({ at, decision }: Answer, typed: Typed): Cells {
  return {
    ...stateCell(decision === 'accepted' ? 'Accordée' : 'Refusée'),
    [AUTHORISATION.answeredAt]: parisTimestamp(at.toISOString()),
    [AUTHORISATION.signedBy]: typed.guardianName,
    [AUTHORISATION.quality]: typed.quality,
    [AUTHORISATION.emergencyName]: typed.emergencyName,
    [AUTHORISATION.emergencyPhone]: typed.emergencyPhone,
    [AUTHORISATION.statement]: typed.statement,
  };
}
