import { parisTimestamp } from '../../domain/application/application.ts';
import { companyForm } from '../../domain/application/company.ts';
import { fieldOf } from '../../domain/application/form.ts';
import { isFinalStatus } from '../../domain/application/statuses.ts';
import { APPLICATION, tabOf } from '../../domain/application/tabs.ts';
import {
  INVITATION,
  INVITATIONS_TAB,
  type InvitationStatus,
} from '../../domain/invitations/invitations-tab.ts';
import type { Row, Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { type Invited, isInvited, type Volunteer } from './invitations.ts';
import { type InvitationState, invitationLink } from './state.ts';

const DOUBLE = 'doublon possible';

const SITE = fieldOf(companyForm, 'site');
const ANNOUNCED = fieldOf(companyForm, 'mentors');
const COMPANIES = tabOf(companyForm);

/** The companies of the tab that have not withdrawn. Throws as the spreadsheet does. */
export async function openCompanies(spreadsheet: Pick<Spreadsheet, 'read'>): Promise<ReadonlySet<string>> {
  const rows = await spreadsheet.read(COMPANIES, [APPLICATION.status]);
  const open = [...rows].filter(([, cells]) => !isFinalStatus('company', cells[APPLICATION.status] ?? ''));
  return new Set(open.map(([id]) => id));
}

/** The cells that say where an invitation stands. */
function status(name: InvitationStatus): Readonly<Record<string, string>> {
  return { [INVITATION.status]: name };
}

function rowOf(volunteer: Volunteer, isDouble: boolean): Row {
  const { id, companyName, companyReference, givenName, familyName, email, site } = volunteer;
  return {
    id,
    cells: {
      ...status('À envoyer'),
      [INVITATION.company]: companyName,
      [INVITATION.companyReference]: companyReference,
      [INVITATION.givenName]: givenName,
      [INVITATION.familyName]: familyName,
      [INVITATION.email]: email,
      [INVITATION.site]: site === '' ? '' : SITE.cell(site, { receivedOn: '' }),
      [INVITATION.marks]: isDouble ? DOUBLE : '',
    },
  };
}

/**
 * Adds the rows of invitations that are not there yet; whose address another invitation has already is marked.
 * Returns the identifiers that a later read shows. Throws as the spreadsheet does.
 */
export async function insertInvitations(
  volunteers: readonly Volunteer[],
  spreadsheet: Spreadsheet,
): Promise<ReadonlySet<string>> {
  const present = await spreadsheet.read(INVITATIONS_TAB, [INVITATION.email]);
  const known = new Set([...present.values()].map((cells) => (cells[INVITATION.email] ?? '').toLowerCase()));
  const absent = volunteers.filter(({ id }) => !present.has(id));
  if (absent.length === 0) return new Set(present.keys());
  const rows = absent.map((volunteer) => {
    const address = volunteer.email.toLowerCase();
    const row = rowOf(volunteer, known.has(address));
    known.add(address);
    return row;
  });
  await spreadsheet.insert(INVITATIONS_TAB, rows);
  return await spreadsheet.identifiers(INVITATIONS_TAB);
}

/** What the row of an invitation that is over says; of who declined, nothing personal. */
function cellsOfEnd({ end }: InvitationState): Readonly<Record<string, string>> {
  if (end?.kind === 'completed')
    return {
      ...status('Terminée'),
      [INVITATION.completedAt]: parisTimestamp(end.at),
      [INVITATION.mentorReference]: end.reference,
    };
  return {
    ...status('Refusée'),
    [INVITATION.givenName]: '',
    [INVITATION.familyName]: '',
    [INVITATION.email]: '',
  };
}

/** Writes how invitations ended, and takes who declined out of their company's row. Throws as the spreadsheet does. */
export async function noteEnds(ended: readonly InvitationState[], spreadsheet: Spreadsheet): Promise<void> {
  const declined = ended.flatMap(({ end, volunteer }) =>
    end?.kind === 'declined' && volunteer !== undefined ? [volunteer] : [],
  );
  if (declined.length > 0) await removeFromCompanies(declined, spreadsheet);
  await spreadsheet.update(
    INVITATIONS_TAB,
    ended.map((state) => ({ id: state.id, cells: cellsOfEnd(state) })),
  );
}

type Announced = Pick<Volunteer, 'companyId' | 'givenName' | 'familyName' | 'email'>;

async function removeFromCompanies(declined: readonly Announced[], spreadsheet: Spreadsheet): Promise<void> {
  const cells = await spreadsheet.read(COMPANIES, [ANNOUNCED.column]);
  const changes = [...Map.groupBy(declined, ({ companyId }) => companyId)].flatMap(([id, volunteers]) => {
    const before = cells.get(id)?.[ANNOUNCED.column];
    if (before === undefined) return [];
    const after = volunteers.reduce(withoutName, before);
    return after === before ? [] : [{ id, cells: { [ANNOUNCED.column]: after } }];
  });
  if (changes.length > 0) await spreadsheet.update(COMPANIES, changes);
}

/** Takes the people of these invitations out of the row of the company that announced them. Throws as the spreadsheet does. */
export async function takeOutOfCompanies(ids: readonly string[], spreadsheet: Spreadsheet): Promise<void> {
  const { companyReference: reference, givenName, familyName, email } = INVITATION;
  const rows = await spreadsheet.read(INVITATIONS_TAB, [reference, givenName, familyName, email]);
  const companies = await spreadsheet.read(COMPANIES, [APPLICATION.reference]);
  const idOf = new Map([...companies].map(([id, cells]) => [cells[APPLICATION.reference], id]));
  const people = ids.flatMap((id) => {
    const cells = rows.get(id);
    const companyId = idOf.get(cells?.[reference]);
    if (cells === undefined || companyId === undefined) return [];
    const { [givenName]: given = '', [familyName]: family = '', [email]: address = '' } = cells;
    return given + family === '' ? [] : [{ companyId, givenName: given, familyName: family, email: address }];
  });
  if (people.length > 0) await removeFromCompanies(people, spreadsheet);
}

/** The list of names without one person's; of two of that name, one stays. */
function withoutName(cell: string, { givenName, familyName, email }: Announced): string {
  const name = `; ${ANNOUNCED.cell([{ givenName, familyName, email }], { receivedOn: '' })}; `;
  const list = `; ${cell}; `;
  const at = list.indexOf(name);
  return at === -1 ? cell : `${list.slice(0, at)}; ${list.slice(at + name.length)}`.slice(2, -2);
}

/** Writes that an invitation could not be delivered, and when that was known. Throws as the spreadsheet does. */
export async function noteLost({ id, invitedAt }: Invited, spreadsheet: Spreadsheet): Promise<void> {
  const cells = { ...status('Non remise'), [INVITATION.sentAt]: parisTimestamp(invitedAt) };
  await spreadsheet.update(INVITATIONS_TAB, [{ id, cells }]);
}

/** Writes whether the links of invitations that are not over are open or not. Throws as the spreadsheet does. */
export async function noteLinks(
  open: readonly InvitationState[],
  now: Date,
  spreadsheet: Spreadsheet,
): Promise<void> {
  const changes = open.flatMap(({ id, volunteer, renewal }) => {
    if (!isInvited(volunteer)) return [];
    const isOpen = now < invitationLink(volunteer, renewal).expires;
    const sentAt = renewal?.issuedAt.toISOString() ?? volunteer.invitedAt;
    return [
      {
        id,
        cells: { ...status(isOpen ? 'Envoyée' : 'Expirée'), [INVITATION.sentAt]: parisTimestamp(sentAt) },
      },
    ];
  });
  if (changes.length > 0) await spreadsheet.update(INVITATIONS_TAB, changes);
}
