import { acceptanceField, emailField, radiosField } from './field.ts';
import type { Form, Recruited } from './form.ts';
import { PROGRAMME } from '../programme.ts';

/** Changes with the text of the consent: the version each person accepted is kept. */
const CONSENT_VERSION = '2026-11';

const WISHES: Readonly<Record<Recruited, string>> = {
  youth: 'Chercher un mentor',
  mentor: 'Devenir mentor',
  company: 'Engager mon entreprise',
};

/** An address to write to when recruitment opens again (`/prochaine-saison/`); speaks to all, with neither « tu » nor « vous ». */
export const nextSeasonForm: Form = {
  audience: 'waiting',
  pagePath: '/prochaine-saison/',
  apiPath: '/api/prochaine-saison',
  thanksPath: '/prochaine-saison/merci/',
  referencePrefix: 'PS',
  tabName: 'Prochaine saison',
  sections: [
    {
      id: 'prochaine-saison',
      title: 'Recevoir un message à la réouverture',
      fields: {
        wish: radiosField({
          label: 'Pour…',
          missing: 'Il faut choisir une de ces réponses.',
          options: Object.entries(WISHES).map(([value, label]) => ({ value, label })),
          column: 'Souhait',
          width: 24,
          purpose: 'Prévenir de la bonne réouverture.',
        }),
        email: emailField({
          label: 'Adresse e-mail',
          missing: 'Il faut écrire une adresse e-mail, comme prenom.nom@exemple.fr.',
          column: 'E-mail',
          width: 30,
          purpose: 'Envoyer un message à la réouverture, et rien d’autre.',
        }),
        consent: acceptanceField({
          label: 'Accord',
          statement: `J’accepte que ${PROGRAMME.organisation.inText} garde cette adresse pour m’écrire à la réouverture des inscriptions.`,
          missing: 'Il faut cocher la case : sans accord, cette adresse ne peut pas être gardée.',
          version: CONSENT_VERSION,
          column: 'Consentement',
          width: 30,
          purpose: 'Garder la preuve de l’accord : version du texte et date.',
        }),
      },
    },
  ],
  rules: () => [],
};
