import { IDENTIFIER, type Tab } from '../application/tab.ts';

/** A volunteer's invitation as the team reads it, in the order of its life. */
const INVITATION_STATUSES = ['Envoyée', 'Terminée', 'Refusée', 'Expirée'] as const;

export type InvitationStatus = (typeof INVITATION_STATUSES)[number];

/** Headers that more than one place writes or reads. */
export const INVITATION = {
  status: 'Statut',
  sentAt: 'Envoyée le',
  company: 'Entreprise',
  /** Of the row in `Entreprises`. */
  companyReference: "Référence de l'entreprise",
  givenName: 'Prénom',
  familyName: 'Nom',
  email: 'E-mail',
  site: 'Site',
  completedAt: 'Terminée le',
  /** Of the row in `Mentors`. */
  mentorReference: 'Référence du mentor',
  marks: 'Signalement',
} as const;

/** The tab of the volunteers that companies announced, one row each. */
export const INVITATIONS_TAB: Tab = {
  name: 'Invitations',
  columns: [
    { header: IDENTIFIER, width: 34, owner: 'system' },
    { header: INVITATION.status, width: 16, owner: 'system', options: INVITATION_STATUSES },
    { header: INVITATION.sentAt, width: 26, owner: 'system' },
    { header: INVITATION.company, width: 24, owner: 'system' },
    { header: INVITATION.companyReference, width: 24, owner: 'system' },
    { header: INVITATION.givenName, width: 18, owner: 'system' },
    { header: INVITATION.familyName, width: 18, owner: 'system' },
    { header: INVITATION.email, width: 30, owner: 'system' },
    { header: INVITATION.site, width: 18, owner: 'system' },
    { header: INVITATION.completedAt, width: 26, owner: 'system' },
    { header: INVITATION.mentorReference, width: 18, owner: 'system' },
    { header: INVITATION.marks, width: 24, owner: 'system' },
    { header: "Notes de l'équipe", width: 40, owner: 'staff' },
  ],
};
