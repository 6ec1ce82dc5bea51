import { statusKey } from '../application/statuses.ts';
import { IDENTIFIER, type Tab } from '../application/tab.ts';

/**
 * Where a guardian's authorisation stands. `À vérifier`: there was nobody to ask but the youth. The team may choose any; back at
 * `Demandée` it is asked for again.
 */
const AUTHORISATION_STATES = ['Demandée', 'Accordée', 'Refusée', 'Expirée', 'Majeur', 'À vérifier'] as const;

export type AuthorisationState = (typeof AUTHORISATION_STATES)[number];

/** The state that a cell names, however its accents and capitals were typed; `undefined` for words of the team's own. */
export function authorisationStateIn(cell: string): AuthorisationState | undefined {
  return AUTHORISATION_STATES.find((state) => statusKey(state) === statusKey(cell));
}

/** Headers that more than one place writes or reads. */
export const AUTHORISATION = {
  state: 'État',
  /** Of the row in `Jeunes`. */
  reference: 'Référence',
  youth: 'Prénom du jeune',
  guardian: 'Responsable légal',
  askedAt: 'Demandée le',
  answeredAt: 'Répondue le',
  signedBy: 'Répondue par',
  quality: 'Qualité',
  emergencyName: "Contact d'urgence",
  emergencyPhone: "Téléphone d'urgence",
  statement: 'Déclaration',
  paperOn: 'Papier reçu le',
  paperBy: 'Papier reçu par',
} as const;

/** The tab of the authorisations that youths of 16 and 17 need, one row each. */
export const AUTHORISATIONS_TAB: Tab = {
  name: 'Autorisations',
  columns: [
    { header: IDENTIFIER, width: 34, owner: 'system' },
    { header: AUTHORISATION.reference, width: 14, owner: 'system' },
    { header: AUTHORISATION.state, width: 16, owner: 'system', options: AUTHORISATION_STATES },
    { header: AUTHORISATION.youth, width: 18, owner: 'system' },
    { header: AUTHORISATION.guardian, width: 24, owner: 'system' },
    { header: AUTHORISATION.askedAt, width: 26, owner: 'system' },
    { header: AUTHORISATION.answeredAt, width: 26, owner: 'system' },
    { header: AUTHORISATION.signedBy, width: 24, owner: 'system' },
    { header: AUTHORISATION.quality, width: 20, owner: 'system' },
    { header: AUTHORISATION.emergencyName, width: 24, owner: 'system' },
    { header: AUTHORISATION.emergencyPhone, width: 18, owner: 'system' },
    { header: AUTHORISATION.statement, width: 30, owner: 'system' },
    { header: AUTHORISATION.paperOn, width: 16, owner: 'staff' },
    { header: AUTHORISATION.paperBy, width: 18, owner: 'staff' },
    { header: "Notes de l'équipe", width: 40, owner: 'staff' },
  ],
};
