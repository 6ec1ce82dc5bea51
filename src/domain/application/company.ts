import {
  acceptanceField,
  checkboxesField,
  emailField,
  longTextField,
  nameField,
  peopleField,
  phoneField,
  shortTextField,
  siretField,
} from './field.ts';
import type { Form } from './form.ts';
import { VOLUNTEERS_MAX } from './limits.ts';
import { siteField } from './site-field.ts';
import { PROGRAMME } from '../programme.ts';

/** Changes with the text of the consent: the version each person accepted is kept. */
const CONSENT_VERSION = '2026-11';

/** The sign-up of a company (`/entreprises/inscription/`): what it offers, and its volunteers by name and e-mail only. */
export const companyForm: Form = {
  audience: 'company',
  pagePath: '/entreprises/inscription/',
  apiPath: '/api/candidatures/entreprise',
  referencePrefix: 'EN',
  tabName: 'Entreprises',
  sections: [
    {
      id: 'entreprise',
      title: 'Votre entreprise',
      fields: {
        companyName: shortTextField({
          label: 'Nom de l’entreprise ou de l’organisme',
          missing: 'Écrivez le nom de votre entreprise ou de votre organisme.',
          autocomplete: 'organization',
          column: 'Entreprise',
          purpose: 'Savoir quelle entreprise s’engage.',
        }),
        siret: siretField({
          label: 'Numéro SIRET',
          hint: '14 chiffres, avec ou sans espaces.',
          column: 'SIRET',
          purpose: 'Ne pas confondre deux établissements.',
        }),
        site: siteField({
          label: 'Site d’excellence',
          purpose: 'Organiser les visites et former les binômes autour des sites d’excellence.',
        }),
      },
    },
    {
      id: 'contact',
      title: 'Votre contact',
      fields: {
        contactName: nameField({
          label: 'Votre prénom et votre nom',
          missing: 'Écrivez votre prénom et votre nom.',
          autocomplete: 'name',
          column: 'Contact',
          purpose: 'Savoir à qui répondre.',
        }),
        contactRole: shortTextField({
          label: 'Votre fonction',
          autocomplete: 'organization-title',
          column: 'Fonction du contact',
          purpose: 'Savoir avec qui préparer l’engagement de l’entreprise.',
        }),
        email: emailField({
          label: 'Votre adresse e-mail',
          missing: 'Écrivez votre adresse e-mail, pour que nous puissions vous répondre.',
          column: 'E-mail',
          width: 30,
          purpose: 'Vous confirmer l’inscription et vous répondre.',
        }),
        phone: phoneField({
          label: 'Votre numéro de téléphone',
          column: 'Téléphone',
          purpose: 'Préparer avec vous les visites et les rencontres.',
        }),
      },
    },
    {
      id: 'engagement',
      title: 'Votre engagement',
      intro: 'Proposez des rencontres, annoncez des volontaires, ou les deux.',
      oneOf: {
        fields: ['offers', 'mentors'],
        missing: 'Choisissez au moins une proposition, ou annoncez au moins une personne volontaire.',
      },
      fields: {
        offers: checkboxesField({
          label: 'Ce que vous proposez',
          hint: 'Plusieurs réponses possibles.',
          options: [
            { value: 'visite', label: 'Des visites de l’entreprise' },
            { value: 'atelier', label: 'Des ateliers' },
            { value: 'immersion', label: 'Des immersions' },
            { value: 'mentors', label: 'Des mentors volontaires' },
          ],
          column: 'Propositions',
          width: 36,
          purpose: 'Préparer le programme avec vous.',
        }),
        mentors: peopleField({
          label: 'Les volontaires',
          hint: 'Un prénom, un nom, une adresse e-mail. Vous confirmez depuis l’e-mail que vous recevez : alors seulement, chaque personne reçoit son propre lien et complète seule son inscription.',
          most: VOLUNTEERS_MAX,
          words: {
            row: 'Personne',
            add: 'Ajouter une personne',
            remove: 'Retirer',
            count: 'Personnes dans la liste',
            paste: {
              title: 'Coller une liste depuis un tableur',
              label: 'Lignes copiées du tableur',
              hint: 'Une personne par ligne : prénom, nom, adresse e-mail. Vous pouvez aussi coller directement dans la case d’un prénom.',
              take: 'Ajouter ces lignes',
              added: 'Personnes ajoutées',
              line: 'ligne',
              left: {
                unclear:
                  'Gardez trois cases par ligne : un prénom, un nom et une seule adresse e-mail. À corriger ici, puis à ajouter :',
                repeated: 'Cette adresse e-mail est déjà dans la liste. À corriger ou à effacer :',
                full: `${VOLUNTEERS_MAX} personnes au plus en une fois. À annoncer dans un second envoi :`,
              },
            },
          },
          tooMany: `${VOLUNTEERS_MAX} personnes au plus en une fois. Retirez cette ligne et les suivantes : vous pourrez les annoncer dans un second envoi.`,
          unique: {
            part: 'email',
            message:
              'Cette adresse e-mail est déjà celle d’une autre personne de la liste. Écrivez la sienne, ou retirez la ligne.',
          },
          parts: {
            givenName: nameField({
              isOneOfTwo: true,
              label: 'Prénom',
              missing: 'Écrivez le prénom de cette personne, ou videz la ligne.',
              autocomplete: 'off',
              column: 'Prénom',
              purpose: 'Inviter la personne volontaire.',
            }),
            familyName: nameField({
              isOneOfTwo: true,
              label: 'Nom',
              missing: 'Écrivez le nom de cette personne, ou videz la ligne.',
              autocomplete: 'off',
              column: 'Nom',
              purpose: 'Inviter la personne volontaire.',
            }),
            email: emailField({
              label: 'Adresse e-mail',
              missing: 'Écrivez l’adresse e-mail de cette personne, ou videz la ligne.',
              autocomplete: 'off',
              column: 'E-mail',
              purpose: 'Inviter la personne volontaire.',
            }),
          },
          column: 'Bénévoles annoncés',
          width: 36,
          // Whoever declines leaves the list, which would tell who did.
          withheld: '(pour l’équipe seule ; chaque personne annoncée peut lui demander ses données)',
          purpose: 'Inviter chaque personne volontaire à compléter son inscription.',
        }),
        message: longTextField({
          label: 'Un message pour l’équipe',
          column: 'Message',
          width: 40,
          purpose: 'Préparer notre premier échange avec vous.',
        }),
      },
    },
    {
      id: 'accord',
      title: 'Votre accord',
      fields: {
        consent: acceptanceField({
          label: 'Vos données',
          statement: `J’accepte que ${PROGRAMME.organisation.inText} utilise ces réponses pour préparer l’engagement de l’entreprise, et j’ai prévenu les personnes que j’annonce.`,
          missing:
            'Cochez la case pour nous autoriser à utiliser ces réponses : sans votre accord, nous ne pouvons pas les lire.',
          version: CONSENT_VERSION,
          column: 'Consentement',
          width: 30,
          purpose: 'Garder la preuve de votre accord : version du texte et date.',
        }),
      },
    },
  ],
  rules: () => [],
};
