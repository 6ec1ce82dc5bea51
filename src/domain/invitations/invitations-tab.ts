import { ownTab, TEAM_NOTES } from '../application/tab.ts';

/** A volunteer's invitation as the team reads it, in the order of its life. `À envoyer`: the mail has not taken it yet. */
const INVITATION_STATUSES = ['À envoyer', 'Envoyée', 'Non remise', 'Terminée', 'Refusée', 'Expirée'] as const;

export type InvitationStatus = (typeof INVITATION_STATUSES)[number];

/** The volunteers that companies announced, one row each. */
export const { tab: INVITATIONS_TAB, headers: INVITATION } = ownTab('Invitations', {
  status: { header: 'Statut', width: 16, options: INVITATION_STATUSES },
  sentAt: { header: 'Envoyée le', width: 26 },
  company: { header: 'Entreprise', width: 24 },
  /** Of the row in `Entreprises`. */
  companyReference: { header: "Référence de l'entreprise", width: 24 },
  givenName: { header: 'Prénom', width: 18 },
  familyName: { header: 'Nom', width: 18 },
  email: { header: 'E-mail', width: 30 },
  site: { header: 'Site', width: 18 },
  completedAt: { header: 'Terminée le', width: 26 },
  /** Of the row in `Mentors`. */
  mentorReference: { header: 'Référence du mentor', width: 18 },
  marks: { header: 'Signalement', width: 24 },
  notes: TEAM_NOTES,
});
