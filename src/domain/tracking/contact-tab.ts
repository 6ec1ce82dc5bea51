import { IDENTIFIER, type Tab } from '../application/tab.ts';

/** Headers that more than one place writes or reads. */
export const CONTACT = {
  addedAt: 'Ajoutée le',
  reference: 'Référence',
  givenName: 'Prénom',
  phone: 'Téléphone',
  preferred: 'Contact préféré',
  reason: 'Motif',
  text: 'Texte à copier',
  smsLink: 'Lien SMS',
  doneOn: 'Fait le',
} as const;

/** Whom the team calls or writes a text message to, one row a message; what is done with it is theirs to note. */
export const CONTACT_TAB: Tab = {
  name: 'À contacter',
  columns: [
    { header: IDENTIFIER, width: 34, owner: 'system' },
    { header: CONTACT.addedAt, width: 26, owner: 'system' },
    { header: CONTACT.reference, width: 14, owner: 'system' },
    { header: CONTACT.givenName, width: 18, owner: 'system' },
    { header: CONTACT.phone, width: 16, owner: 'system' },
    { header: CONTACT.preferred, width: 16, owner: 'system' },
    { header: CONTACT.reason, width: 24, owner: 'system' },
    { header: CONTACT.text, width: 60, owner: 'system' },
    { header: CONTACT.smsLink, width: 30, owner: 'system' },
    { header: CONTACT.doneOn, width: 16, owner: 'staff' },
    { header: 'Notes', width: 40, owner: 'staff' },
  ],
};
