import { parisTimestamp } from '../../domain/application/application.ts';
import { companyForm } from '../../domain/application/company.ts';
import { fieldOf } from '../../domain/application/form.ts';
import { isFinalStatus } from '../../domain/application/statuses.ts';
import { APPLICATION, tabOf } from '../../domain/application/tabs.ts';
import { mailboxOf } from '../../domain/guardian/route.ts';
import { ANNOUNCED_COLUMN, withoutVolunteer } from '../../domain/invitations/volunteers.ts';
import {
  INVITATION,
  INVITATIONS_TAB,
  type InvitationStatus,
} from '../../domain/invitations/invitations-tab.ts';
import type { TabRow } from '../cases/effect.ts';
import type { End, Volunteer } from '../cases/invitation-facts.ts';
import type { Cells, Row } from '../spreadsheet/spreadsheet.ts';
import type { CaseNow, TabQuery } from './plan.ts';

const DOUBLE = 'doublon possible';

const SITE = fieldOf(companyForm, 'site');
const COMPANIES = tabOf(companyForm);

export const INVITATIONS_QUERY: TabQuery = {
  tab: INVITATIONS_TAB,
  headers: [INVITATION.email],
  isNeverScanned: true,
};
export const COMPANIES_QUERY: TabQuery = {
  tab: COMPANIES,
  headers: [APPLICATION.status, ANNOUNCED_COLUMN],
  optional: [APPLICATION.season],
  isNeverScanned: true,
};

/** True when the company is still one of the tab, and has not withdrawn. */
export function isCompanyOpen({ companyId }: Volunteer, { row }: Pick<CaseNow, 'row'>): boolean {
  const cells = row(COMPANIES, companyId);
  return cells !== undefined && !isFinalStatus('company', cells[APPLICATION.status] ?? '');
}

/** The cells that say where an invitation stands. */
function status(name: InvitationStatus): Cells {
  return { [INVITATION.status]: name };
}

/** The first row of an invitation; marked when another one has its address already. */
export function firstRowOf(
  volunteer: Volunteer,
  { id, row, rows }: Pick<CaseNow, 'id' | 'row' | 'rows'>,
): Row {
  const { companyId, companyName, companyReference, givenName, familyName, email, site } = volunteer;
  const mailbox = mailboxOf(email);
  const isDouble = [...rows(INVITATIONS_TAB)].some(
    ([other, cells]) => other !== id && mailboxOf(cells[INVITATION.email] ?? '') === mailbox,
  );
  return {
    id,
    cells: {
      ...status('À envoyer'),
      [INVITATION.season]: row(COMPANIES, companyId)?.[APPLICATION.season] ?? '',
      [INVITATION.company]: companyName,
      [INVITATION.companyReference]: companyReference,
      [INVITATION.givenName]: givenName,
      [INVITATION.familyName]: familyName,
      [INVITATION.email]: email,
      [INVITATION.site]: site === '' ? '' : SITE.cell(site, { receivedOn: '' }),
      [INVITATION.signals]: isDouble ? DOUBLE : '',
    },
  };
}

/** Cells of an invitation's row. */
export function cellsOf(id: string, cells: Cells): readonly TabRow[] {
  return [{ tab: INVITATIONS_TAB, row: { id, cells } }];
}

/** The cells that show the state of a link, or that its letter cannot be delivered. */
export function cellsOfLink(
  name: InvitationStatus & ('Envoyée' | 'Expirée' | 'Non remise'),
  sentAt: Date,
): Cells {
  return { ...status(name), [INVITATION.sentAt]: parisTimestamp(sentAt.toISOString()) };
}

/** The cells of an invitation that is over. They hold nothing personal after a refusal. */
export function cellsOfEnd(end: End): Cells {
  if (end.kind === 'completed')
    return {
      ...status('Terminée'),
      [INVITATION.completedAt]: parisTimestamp(end.at.toISOString()),
      [INVITATION.mentorReference]: end.reference,
    };
  return {
    ...status('Refusée'),
    [INVITATION.givenName]: '',
    [INVITATION.familyName]: '',
    [INVITATION.email]: '',
  };
}

/** The row of the company without the name of somebody whom it announced; none when it does not stand there. */
export function companyWithout(volunteer: Volunteer, { row }: Pick<CaseNow, 'row'>): readonly TabRow[] {
  const { companyId: id } = volunteer;
  const before = row(COMPANIES, id)?.[ANNOUNCED_COLUMN] ?? '';
  const after = withoutVolunteer(before, volunteer);
  return after === before ? [] : [{ tab: COMPANIES, row: { id, cells: { [ANNOUNCED_COLUMN]: after } } }];
}
