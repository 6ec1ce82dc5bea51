import { systemTab } from '../application/tab.ts';
import { APPLICATION } from '../application/tabs.ts';

/** Recipients of a message, as its row names them: the person of the reference, or somebody else on their account. */
const ADDRESSEES = {
  person: 'La personne',
  guardian: 'Son responsable légal',
  company: 'L’entreprise de la personne',
  team: 'L’équipe',
} as const;

export type Addressee = keyof typeof ADDRESSEES;

const ADDRESSEE = 'Destinataire';

/** The cell that says who gets a message. */
export function addresseeCell(addressee: Addressee): Readonly<Record<string, string>> {
  return { [ADDRESSEE]: ADDRESSEES[addressee] };
}

/** People whom the team calls or sends a text message, one row per message; staff note there what they have done. */
export const { tab: CONTACT_TAB, headers: CONTACT } = systemTab(
  'À contacter',
  {
    addedAt: { header: 'Ajoutée le', width: 26 },
    reference: { header: APPLICATION.reference, width: 14 },
    season: { header: APPLICATION.season, width: 12 },
    givenName: { header: 'Prénom', width: 18 },
    phone: { header: 'Téléphone', width: 16 },
    preferred: { header: 'Contact préféré', width: 16 },
    reason: { header: 'Motif', width: 24 },
    text: { header: 'Texte à copier', width: 60 },
    smsLink: { header: 'Lien SMS', width: 30 },
    addressee: { header: ADDRESSEE, width: 22, options: Object.values(ADDRESSEES) },
    doneOn: { header: 'Fait le', width: 16, owner: 'staff' },
    notes: { header: 'Notes', width: 40, owner: 'staff' },
  },
  {
    reference: APPLICATION.reference,
    // By this cell alone: a telephone number may be shared, and the person may correct theirs into the guardian's.
    isAddressedTo: ({ [ADDRESSEE]: addressee = '' }) => addressee.trim() === ADDRESSEES.person,
  },
);

/** Start of a row's reason once the e-mail that it was about has left: nobody is to be reminded of it. */
export const EMAIL_LEFT = 'E-mail parti depuis, rien à faire';
