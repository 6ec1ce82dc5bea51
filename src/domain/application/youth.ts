import { type AgeFault, ageFault } from '../eligibility/age.ts';
import { EXCELLENCE_SITES } from '../excellence-sites.ts';
import {
  acceptanceField,
  checkboxesField,
  dateOfBirthField,
  emailField,
  longTextField,
  nameField,
  type Need,
  phoneField,
  radiosField,
  selectField,
} from './field.ts';
import { type Form, textAnswer } from './form.ts';
import { MAX_AGE, MIN_AGE } from './limits.ts';
import { COMMUNE_OPTIONS, NEIGHBOURHOOD_OPTIONS } from './place-options.ts';
import { PROGRAMME } from '../programme.ts';

/** Changes with the text of the consent: the version each person accepted is kept. */
const CONSENT_VERSION = '2026-11';

/** The contact that a preferred way of being answered needs. */
function toReach(field: 'phone' | 'email', what: string): Need {
  const asked = { phone: 'ton numéro de téléphone', email: 'ton adresse e-mail' }[field];
  return { field, missing: `Pour recevoir ${what}, écris aussi ${asked}, ou choisis une autre réponse.` };
}

const AGE_REFUSALS: Readonly<Record<AgeFault, string>> = {
  future: 'Cette date est dans le futur. Vérifie l’année, par exemple 2008.',
  younger: `Le programme commence à ${MIN_AGE} ans. Vérifie ta date de naissance, ou reviens le jour de tes ${MIN_AGE} ans.`,
  older: `Le programme s’arrête à ${MAX_AGE} ans. Vérifie ta date de naissance, ou écris-nous : nous t’indiquerons vers qui te tourner.`,
};

/** The application of a youth of 16 to 30 (`/candidater/`). */
export const youthForm: Form = {
  audience: 'youth',
  pagePath: '/candidater/',
  apiPath: '/api/candidatures/jeune',
  referencePrefix: 'JE',
  tabName: 'Jeunes',
  birthDate: 'birthDate',
  sections: [
    {
      id: 'toi',
      title: 'Toi',
      fields: {
        givenName: nameField({
          isOneOfTwo: true,
          label: 'Ton prénom',
          missing: 'Écris ton prénom.',
          autocomplete: 'given-name',
          column: 'Prénom',
          purpose: 'Savoir comment t’appeler.',
        }),
        familyName: nameField({
          isOneOfTwo: true,
          label: 'Ton nom de famille',
          missing: 'Écris ton nom de famille.',
          autocomplete: 'family-name',
          column: 'Nom',
          purpose: 'Ne pas te confondre avec une autre personne.',
        }),
        birthDate: dateOfBirthField({
          label: 'Ta date de naissance',
          hint: 'Par exemple 14 3 2008.',
          missing: 'Écris ta date de naissance, par exemple 14 3 2008.',
          invalid:
            'Cette date n’existe pas. Écris le jour, le mois et l’année en quatre chiffres, par exemple 14 3 2008. Tes papiers disent 00 pour le jour ou le mois ? Écris 1 à la place : nous en parlerons avec toi.',
          refusals: AGE_REFUSALS,
          prefix: 'birth',
          column: 'Date de naissance',
          purpose:
            'Vérifier que tu as entre 16 et 30 ans, et demander l’accord d’un responsable légal avant 18 ans.',
        }),
      },
    },
    {
      id: 'contact',
      title: 'Te joindre',
      intro: 'Un numéro de téléphone ou une adresse e-mail suffit.',
      oneOf: {
        fields: ['phone', 'email'],
        missing:
          'Donne-nous un numéro de téléphone ou une adresse e-mail, pour que nous puissions te répondre.',
      },
      fields: {
        phone: phoneField({
          label: 'Ton numéro de téléphone',
          column: 'Téléphone',
          purpose: 'Te répondre et organiser les rendez-vous.',
        }),
        email: emailField({
          label: 'Ton adresse e-mail',
          column: 'E-mail',
          width: 30,
          purpose: 'T’envoyer la confirmation de ta candidature et te répondre.',
        }),
        preferredContact: radiosField({
          label: 'Comment préfères-tu qu’on te réponde ?',
          options: [
            { value: 'appel', label: 'Un appel', needs: toReach('phone', 'un appel') },
            { value: 'sms', label: 'Un SMS', needs: toReach('phone', 'un SMS') },
            { value: 'email', label: 'Un e-mail', needs: toReach('email', 'un e-mail') },
          ],
          column: 'Contact préféré',
          purpose: 'Te répondre de la façon qui te convient.',
        }),
      },
    },
    {
      id: 'quartier',
      title: 'Où tu vis, ce que tu fais',
      fields: {
        commune: selectField({
          label: 'Ta commune',
          hint: `Le programme est réservé à ${PROGRAMME.territory.inText}. Ta commune n’est pas dans la liste ? Écris-nous : nous t’indiquerons vers qui te tourner.`,
          emptyLabel: 'Choisis ta commune',
          missing: 'Choisis ta commune dans la liste.',
          invalid: `Cette commune n’est pas dans ${PROGRAMME.territory.inText}. Choisis ta commune dans la liste.`,
          groups: COMMUNE_OPTIONS,
          column: 'Commune',
          purpose: `Vérifier que tu vis dans la ${PROGRAMME.territory.name}.`,
        }),
        district: selectField({
          label: 'Ton quartier',
          hint: 'Ce sont les noms officiels. Si tu hésites, choisis « Je ne sais pas » : nous regarderons avec toi.',
          emptyLabel: 'Choisis ton quartier',
          narrowedBy: 'commune',
          invalid: 'Ce quartier n’est pas dans la liste. Choisis « Je ne sais pas » si tu hésites.',
          groups: NEIGHBOURHOOD_OPTIONS,
          column: 'Quartier',
          width: 36,
          purpose: 'Savoir si tu habites un quartier prioritaire, à qui le programme s’adresse d’abord.',
        }),
        situation: radiosField({
          label: 'En ce moment, tu es…',
          missing: 'Choisis la réponse qui te ressemble le plus.',
          options: [
            { value: 'college-lycee', label: 'Au collège ou au lycée' },
            { value: 'etudes', label: 'En études après le bac' },
            { value: 'alternance', label: 'En apprentissage ou en alternance' },
            { value: 'formation', label: 'En formation professionnelle' },
            { value: 'emploi', label: 'En emploi' },
            { value: 'recherche', label: 'À la recherche d’un emploi ou d’une formation' },
            { value: 'autre', label: 'Dans une autre situation' },
          ],
          column: 'Situation',
          width: 28,
          purpose: 'Te proposer des visites et un mentor qui correspondent à ta situation.',
        }),
      },
    },
    {
      id: 'projet',
      title: 'Tes envies',
      intro: 'Rien n’est obligatoire ici. Tu peux encore chercher ta voie.',
      fields: {
        interests: checkboxesField({
          label: 'Qu’est-ce qui t’attire ?',
          hint: 'Plusieurs réponses possibles.',
          options: [
            ...EXCELLENCE_SITES.map(({ slug, sector, name }) => ({
              value: slug,
              label: `${sector} (${name})`,
            })),
            { value: 'je-ne-sais-pas', label: 'Je ne sais pas encore' },
          ],
          column: "Centres d'intérêt",
          width: 36,
          purpose: 'Te présenter un mentor et un site qui t’intéressent.',
        }),
        project: longTextField({
          label: 'Ton projet, ou ce que tu aimerais découvrir',
          hint: 'Quelques mots suffisent. N’écris rien sur ta santé, ta religion, tes origines ou tes opinions.',
          column: 'Projet',
          width: 40,
          purpose: 'Préparer notre premier échange avec toi.',
        }),
        availability: checkboxesField({
          label: 'Quand es-tu disponible ?',
          hint: 'Plusieurs réponses possibles.',
          options: [
            { value: 'journee', label: 'En journée, en semaine' },
            { value: 'mercredi', label: 'Le mercredi après-midi' },
            { value: 'soir', label: 'En fin d’après-midi ou le soir' },
            { value: 'samedi', label: 'Le samedi' },
            { value: 'vacances', label: 'Pendant les vacances scolaires' },
          ],
          column: 'Disponibilités',
          width: 30,
          purpose: 'Choisir des dates qui te conviennent.',
        }),
      },
    },
    {
      id: 'responsable',
      title: 'Ton responsable légal',
      intro:
        'Tu as 16 ou 17 ans : un parent ou un responsable légal doit donner son accord avant les visites. Nous le lui demanderons après ta candidature.',
      askedWhen: 'minor',
      oneOf: {
        fields: ['guardianPhone', 'guardianEmail'],
        missing:
          'Donne-nous le numéro de téléphone ou l’adresse e-mail de cette personne, pour que nous puissions lui demander son accord.',
      },
      fields: {
        guardianName: nameField({
          label: 'Son prénom et son nom',
          missing: 'Écris le prénom et le nom de ton parent ou de ton responsable légal.',
          autocomplete: 'off',
          column: 'Responsable légal',
          width: 24,
          purpose: 'Savoir à qui demander l’autorisation, si tu as 16 ou 17 ans.',
        }),
        guardianPhone: phoneField({
          label: 'Son numéro de téléphone',
          hint: 'Le téléphone ou l’e-mail : un seul suffit.',
          autocomplete: 'off',
          column: 'Téléphone du responsable',
          purpose: 'Demander l’autorisation, si tu as 16 ou 17 ans.',
        }),
        guardianEmail: emailField({
          label: 'Son adresse e-mail',
          autocomplete: 'off',
          column: 'E-mail du responsable',
          width: 30,
          purpose: 'Demander l’autorisation, si tu as 16 ou 17 ans.',
        }),
      },
    },
    {
      id: 'accord',
      title: 'Ton accord',
      fields: {
        consent: acceptanceField({
          label: 'Tes données',
          statement: `J’accepte que ${PROGRAMME.organisation.inText} utilise mes réponses pour étudier ma candidature et me répondre.`,
          missing:
            'Coche la case pour nous autoriser à étudier ta candidature : sans ton accord, nous ne pouvons pas la lire.',
          version: CONSENT_VERSION,
          column: 'Consentement',
          width: 30,
          purpose: 'Garder la preuve de ton accord : version du texte et date.',
        }),
      },
    },
  ],
  rules: (answers, today) => {
    const fault = ageFault(textAnswer(answers, 'birthDate'), today);
    return 'birthDate' in answers && fault !== undefined
      ? [{ input: 'birthDay', message: AGE_REFUSALS[fault] }]
      : [];
  },
};
