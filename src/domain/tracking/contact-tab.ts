import { ownTab } from '../application/tab.ts';

/** Whom the team calls or writes a text message to, one row a message; what is done with it is theirs to note. */
export const { tab: CONTACT_TAB, headers: CONTACT } = ownTab('À contacter', {
  addedAt: { header: 'Ajoutée le', width: 26 },
  reference: { header: 'Référence', width: 14 },
  givenName: { header: 'Prénom', width: 18 },
  phone: { header: 'Téléphone', width: 16 },
  preferred: { header: 'Contact préféré', width: 16 },
  reason: { header: 'Motif', width: 24 },
  text: { header: 'Texte à copier', width: 60 },
  smsLink: { header: 'Lien SMS', width: 30 },
  doneOn: { header: 'Fait le', width: 16, owner: 'staff' },
  notes: { header: 'Notes', width: 40, owner: 'staff' },
});

/** How the reason of a row begins once the e-mail that it was about has left: nobody is to be reminded of it. */
export const EMAIL_LEFT = 'E-mail parti depuis, rien à faire';
