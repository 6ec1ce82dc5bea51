import {
  acceptanceField,
  checkboxesField,
  emailField,
  longTextField,
  nameField,
  phoneField,
  radiosField,
  shortTextField,
} from './field.ts';
import type { Form } from './form.ts';
import { siteField } from './site-field.ts';
import { PROGRAMME } from '../programme.ts';

/** Change with the texts: the version each person accepted is kept. */
const CHARTER_VERSION = '2026-11';
const CONSENT_VERSION = '2026-11';

/** The sign-up of a volunteer mentor (`/devenir-mentor/`). */
export const mentorForm: Form = {
  audience: 'mentor',
  pagePath: '/devenir-mentor/',
  apiPath: '/api/candidatures/mentor',
  referencePrefix: 'ME',
  tabName: 'Mentors',
  sections: [
    {
      id: 'vous',
      title: 'Vous',
      fields: {
        givenName: nameField({
          isOneOfTwo: true,
          label: 'Votre prénom',
          missing: 'Écrivez votre prénom.',
          autocomplete: 'given-name',
          column: 'Prénom',
          purpose: 'Savoir comment vous appeler.',
        }),
        familyName: nameField({
          isOneOfTwo: true,
          label: 'Votre nom de famille',
          missing: 'Écrivez votre nom de famille.',
          autocomplete: 'family-name',
          column: 'Nom',
          purpose: 'Ne pas vous confondre avec une autre personne.',
        }),
        email: emailField({
          label: 'Votre adresse e-mail',
          missing: 'Écrivez votre adresse e-mail, pour que nous puissions vous répondre.',
          column: 'E-mail',
          width: 30,
          purpose: 'Vous confirmer votre inscription et vous répondre.',
        }),
        phone: phoneField({
          label: 'Votre numéro de téléphone',
          column: 'Téléphone',
          purpose: 'Convenir avec vous d’un premier échange.',
        }),
      },
    },
    {
      id: 'metier',
      title: 'Votre métier',
      fields: {
        company: shortTextField({
          label: 'Votre entreprise ou organisme',
          missing: 'Écrivez le nom de votre entreprise ou de votre organisme.',
          autocomplete: 'organization',
          column: 'Entreprise',
          purpose: 'Savoir où vous travaillez et préparer une visite.',
        }),
        jobTitle: shortTextField({
          label: 'Votre fonction',
          autocomplete: 'organization-title',
          column: 'Fonction',
          purpose: 'Vous présenter à une ou un jeune que votre métier intéresse.',
        }),
        site: siteField({
          label: 'Votre site d’excellence',
          missing: 'Choisissez le site où vous travaillez, ou « Un autre lieu ».',
          purpose: 'Former des binômes autour des sites d’excellence.',
        }),
        field: shortTextField({
          label: 'Votre domaine',
          hint: 'Par exemple : recherche, développement web, logistique, design.',
          autocomplete: 'off',
          column: 'Domaine',
          purpose: 'Vous présenter à une ou un jeune que ce domaine attire.',
        }),
        experienceYears: radiosField({
          label: 'Vos années d’expérience',
          options: [
            { value: 'moins-de-3', label: 'Moins de 3 ans' },
            { value: '3-a-10', label: 'De 3 à 10 ans' },
            { value: 'plus-de-10', label: 'Plus de 10 ans' },
          ],
          column: "Années d'expérience",
          purpose: 'Équilibrer les binômes.',
        }),
      },
    },
    {
      id: 'engagement',
      title: 'Votre engagement',
      fields: {
        motivation: longTextField({
          label: 'Ce qui vous donne envie de devenir mentor',
          hint: 'Quelques mots suffisent. N’écrivez rien sur votre santé, votre religion, vos origines ou vos opinions.',
          column: 'Motivation',
          width: 40,
          purpose: 'Préparer notre premier échange avec vous.',
        }),
        availability: checkboxesField({
          label: 'Quand êtes-vous disponible ?',
          hint: 'Plusieurs réponses possibles.',
          missing: 'Choisissez au moins un moment où vous êtes disponible.',
          options: [
            { value: 'journee', label: 'En journée, en semaine' },
            { value: 'midi', label: 'Le midi' },
            { value: 'mercredi', label: 'Le mercredi après-midi' },
            { value: 'soir', label: 'En fin d’après-midi ou le soir' },
            { value: 'samedi', label: 'Le samedi' },
          ],
          column: 'Disponibilités',
          width: 30,
          purpose: 'Former un binôme qui peut se voir.',
        }),
        capacity: radiosField({
          label: 'Combien de jeunes pouvez-vous accompagner cette saison ?',
          missing: 'Choisissez le nombre de jeunes que vous pouvez accompagner.',
          options: ['1', '2', '3'].map((count) => ({ value: count, label: count })),
          column: 'Capacité',
          purpose: 'Savoir combien de binômes former avec vous.',
        }),
      },
    },
    {
      id: 'accord',
      title: 'Votre accord',
      fields: {
        charter: acceptanceField({
          label: 'La charte du mentorat',
          statement:
            'Je m’engage pour les 20 heures du programme et pour la formation, et j’accepte la charte du mentorat.',
          terms: [
            '20 heures avec une ou un jeune, réparties sur la saison.',
            `La formation de ${PROGRAMME.organisation.inText}, avant la première rencontre.`,
            'Une parole tenue : venir aux rendez-vous, ou prévenir.',
            'Un signe à l’équipe dès que quelque chose ne va pas.',
          ],
          missing: 'Cochez la case pour accepter la charte : c’est l’engagement de chaque mentor.',
          version: CHARTER_VERSION,
          column: 'Charte',
          width: 30,
          purpose: 'Garder la preuve de votre engagement : version de la charte et date.',
        }),
        consent: acceptanceField({
          label: 'Vos données',
          statement: `J’accepte que ${PROGRAMME.organisation.inText} utilise mes réponses pour étudier mon inscription et me répondre.`,
          missing:
            'Cochez la case pour nous autoriser à étudier votre inscription : sans votre accord, nous ne pouvons pas la lire.',
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
