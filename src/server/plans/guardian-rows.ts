import { parisTimestamp } from '../../domain/application/application.ts';
import { fieldOf } from '../../domain/application/form.ts';
import { MAJORITY } from '../../domain/application/limits.ts';
import { isFinalStatus } from '../../domain/application/statuses.ts';
import { APPLICATION, tabOf } from '../../domain/application/tabs.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { isOfAge } from '../../domain/eligibility/age.ts';
import {
  AUTHORISATION,
  AUTHORISATIONS_TAB,
  type AuthorisationState,
  authorisationStateIn,
} from '../../domain/guardian/authorisations-tab.ts';
import { type Contacts, type Route, routeTo, type Way } from '../../domain/guardian/route.ts';
import type { Answer, End, GuardianState } from '../cases/guardian-facts.ts';
import type { TypedConsent } from '../cases/guardian-consent.ts';
import type { Cells, Row } from '../spreadsheet/spreadsheet.ts';
import type { TabQuery } from './plan.ts';

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

export const YOUTHS_QUERY: TabQuery = { tab: tabOf(youthForm), headers: Object.values(YOUTH) };
export const AUTHORISATIONS_QUERY: TabQuery = {
  tab: AUTHORISATIONS_TAB,
  headers: [AUTHORISATION.reference, AUTHORISATION.state, AUTHORISATION.paperOn],
};

/** The youth's row as it is now, whoever wrote it. */
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

/** @param wasYouths tells what was a youth's own contact. */
export function youthRowOf(cells: Cells, wasYouths: (way: Way) => boolean = () => false): YouthRow {
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

/** The row of the tab `Autorisations` as it is now. */
export interface AuthorisationRow {
  /** `undefined` for words of the team's own. */
  readonly state: AuthorisationState | undefined;
  readonly paperOn: string;
}

export function authorisationRowOf(cells: Cells): AuthorisationRow {
  return {
    state: authorisationStateIn(cells[AUTHORISATION.state] ?? ''),
    paperOn: (cells[AUTHORISATION.paperOn] ?? '').trim(),
  };
}

/** The day on which the row says that the youth is of age; `undefined` when it says no day. */
function majorityOf({ birthDate }: YouthRow): string | undefined {
  const { year, rest } = /^(?<year>\d{4})(?<rest>-\d{2}-\d{2})$/.exec(birthDate)?.groups ?? {};
  return year === undefined || rest === undefined ? undefined : `${Number(year) + MAJORITY}${rest}`;
}

/** From when on the youth is of age in Paris; `undefined` when the row does not tell. */
export function majorityInstant(youth: YouthRow): Date | undefined {
  const at = new Date(`${majorityOf(youth) ?? ''}T00:00:00+01:00`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** Why nothing is needed any more, as the rows say now. A row that was never there was not deleted. */
export function endsNow(youth: YouthRow | undefined, isDeleted: boolean, now: Date): ReadonlySet<End> {
  const ends: End[] = [];
  if (youth === undefined || isDeleted) ends.push('gone');
  if (youth !== undefined && isFinalStatus('youth', youth.status)) ends.push('left');
  if (youth !== undefined && isOfAge(youth, now)) ends.push('adult');
  return new Set(ends);
}

/** The cell that says where an authorisation stands. */
export function stateCell(state: AuthorisationState): Cells {
  return { [AUTHORISATION.state]: state };
}

/** The row of a first request; @param isHeld whether it may not leave yet. */
export function firstRowOf({ id, request }: GuardianState, youth: YouthRow, isHeld: boolean): Row {
  const cells = {
    ...cellsOfRequest(request.at, youth),
    ...(isHeld && { ...stateCell('Pas encore demandée'), [AUTHORISATION.askedAt]: '' }),
    [AUTHORISATION.reference]: youth.reference,
  };
  return { id, cells };
}

/** The cells of a request, the first or a later one. */
export function cellsOfRequest(at: Date, { givenName, guardian }: YouthRow): Cells {
  return {
    ...stateCell('Demandée'),
    [AUTHORISATION.askedAt]: parisTimestamp(at.toISOString()),
    [AUTHORISATION.youth]: givenName,
    [AUTHORISATION.guardian]: guardian,
  };
}

/** The cells of an answer. A refusal empties the emergency contact. */
export function cellsOfAnswer({ at, decision }: Answer, typed: TypedConsent): Cells {
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
