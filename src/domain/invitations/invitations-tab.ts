import { systemTab, TEAM_NOTES } from '../application/tab.ts';
import { APPLICATION } from '../application/tabs.ts';

/** A volunteer's invitation as the team reads it, in the order of its life. `À envoyer`: the mail server has not accepted it yet. */
const INVITATION_STATUSES = ['À envoyer', 'Envoyée', 'Non remise', 'Terminée', 'Refusée', 'Expirée'] as const;

export type InvitationStatus = (typeof INVITATION_STATUSES)[number];

const MENTOR_REFERENCE = 'Référence du mentor';

/** An invitation and the application that used it are of one person when all the columns of one of these lists are equal. */
const SAME_PERSON: readonly (readonly string[])[] = [['E-mail'], ['Prénom', 'Nom']];

function normalized(cell = ''): string {
  return cell.trim().normalize('NFC').toLowerCase();
}

/** The volunteers that companies announced, one row each. */
export const { tab: INVITATIONS_TAB, headers: INVITATION } = systemTab(
  'Invitations',
  {
    status: { header: 'Statut', width: 16, options: INVITATION_STATUSES },
    season: { header: APPLICATION.season, width: 12 },
    sentAt: { header: 'Envoyée le', width: 26 },
    company: { header: 'Entreprise', width: 24 },
    /** Reference of the row in `Entreprises`. */
    companyReference: { header: "Référence de l'entreprise", width: 24 },
    givenName: { header: 'Prénom', width: 18 },
    familyName: { header: 'Nom', width: 18 },
    email: { header: 'E-mail', width: 30 },
    site: { header: 'Site', width: 18 },
    completedAt: { header: 'Terminée le', width: 26 },
    /** Reference of the row in `Mentors`. */
    mentorReference: { header: MENTOR_REFERENCE, width: 18 },
    signals: { header: 'Signalement', width: 24 },
    notes: TEAM_NOTES,
  },
  {
    reference: MENTOR_REFERENCE,
    // A colleague may have used a link that was forwarded.
    isAddressedTo: (cells, applicationRow) =>
      SAME_PERSON.some((headers) =>
        headers.every((header) => {
          const text = normalized(cells[header]);
          return text !== '' && text === normalized(applicationRow[header]);
        }),
      ),
  },
);
