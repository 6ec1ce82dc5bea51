import { labelIn } from '../application/statuses.ts';
import { systemTab, TEAM_NOTES } from '../application/tab.ts';
import { APPLICATION } from '../application/tabs.ts';

/**
 * Where a guardian's authorisation stands. `Pas encore demandée`: it may leave once the youth has confirmed, or the team has given
 * a status, or chosen `Demandée` here. `À vérifier`: there was nobody to ask but the youth. The team may choose any; back at
 * `Demandée` it is asked for again.
 */
const AUTHORISATION_STATES = [
  'Pas encore demandée',
  'Demandée',
  'Accordée',
  'Refusée',
  'Expirée',
  'Majeur',
  'À vérifier',
] as const;

export type AuthorisationState = (typeof AUTHORISATION_STATES)[number];

/** The state that a cell names, however its accents and capitals were typed; `undefined` for words of the team's own. */
export function authorisationStateIn(cell: string): AuthorisationState | undefined {
  return labelIn(AUTHORISATION_STATES, cell);
}

/** In place of what a guardian typed, of themselves and of whom to call. */
const GUARDIANS_OWN = '(pour l’équipe seule ; le responsable légal peut le lui demander)';

/** The authorisations that youths of 16 and 17 need, one row each. */
export const { tab: AUTHORISATIONS_TAB, headers: AUTHORISATION } = systemTab(
  'Autorisations',
  {
    /** Reference of the row in `Jeunes`. */
    reference: { header: APPLICATION.reference, width: 14 },
    season: { header: APPLICATION.season, width: 12 },
    state: { header: 'État', width: 20, options: AUTHORISATION_STATES },
    youth: { header: 'Prénom du jeune', width: 18 },
    guardian: { header: 'Responsable légal', width: 24 },
    askedAt: { header: 'Demandée le', width: 26 },
    answeredAt: { header: 'Répondue le', width: 26 },
    signedBy: { header: 'Répondue par', width: 24, withheld: GUARDIANS_OWN },
    quality: { header: 'Qualité', width: 20, withheld: GUARDIANS_OWN },
    emergencyName: { header: "Contact d'urgence", width: 24, withheld: GUARDIANS_OWN },
    emergencyPhone: { header: "Téléphone d'urgence", width: 18, withheld: GUARDIANS_OWN },
    statement: { header: 'Déclaration', width: 30, withheld: GUARDIANS_OWN },
    paperOn: { header: 'Papier reçu le', width: 16, owner: 'staff' },
    paperBy: { header: 'Papier reçu par', width: 18, owner: 'staff' },
    notes: TEAM_NOTES,
  },
  { reference: APPLICATION.reference },
);
