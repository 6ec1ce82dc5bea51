import { acceptanceField, emailField, phoneField, radiosField } from './field.ts';
import { type Form, type Recruited, RECRUITED } from './form.ts';
import { REOPENING } from './reopening.ts';
import { statusKey } from './statuses.ts';
import { PROGRAMME } from '../programme.ts';

/** Changes with the text of the consent: the version each person accepted is kept. */
const CONSENT_VERSION = '2026-12';

const WISHES: Readonly<Record<Recruited, string>> = {
  youth: 'Chercher un mentor',
  mentor: 'Devenir mentor',
  company: 'Engager mon entreprise',
};

/** The form that a cell of `Souhait` asks for, however it was typed; `undefined` for words that are no wish. */
export function wishIn(cell: string): Recruited | undefined {
  return RECRUITED.find((audience) => statusKey(WISHES[audience]) === statusKey(cell));
}

const PURPOSE = 'Envoyer un message à la réouverture, et rien d’autre.';

/** An address or a number to write to when recruitment opens again (`/prochaine-saison/`); speaks to all, with neither « tu » nor « vous ». */
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
      title: REOPENING,
      oneOf: {
        fields: ['email', 'phone'],
        missing: 'Il faut laisser une adresse e-mail ou un numéro de téléphone, pour recevoir le message.',
      },
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
          column: 'E-mail',
          width: 30,
          purpose: PURPOSE,
        }),
        phone: phoneField({ label: 'Numéro de téléphone', column: 'Téléphone', purpose: PURPOSE }),
        consent: acceptanceField({
          label: 'Accord',
          statement: `J’accepte que ${PROGRAMME.organisation.inText} garde cette adresse ou ce numéro pour me prévenir à la réouverture des inscriptions.`,
          missing: 'Il faut cocher la case : sans accord, rien ne peut être gardé.',
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
