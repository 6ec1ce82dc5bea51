import { acceptanceField, nameField, phoneField, radiosField } from '../application/field.ts';
import type { Section } from '../application/form.ts';
import { AUTHORISATION } from './authorisations-tab.ts';

/** Changes with the text of the statement or of the page above it: the version each person signed is kept. */
const STATEMENT_VERSION = '2026-11';

/** The two answers, as the form sends them. */
export const DECISIONS = { accepted: 'oui', refused: 'non' } as const;
export type Decision = keyof typeof DECISIONS;

const decision = radiosField({
  label: 'Donnez-vous votre accord ?',
  missing: 'Choisissez « J’autorise » ou « Je n’autorise pas ».',
  options: [
    {
      value: DECISIONS.accepted,
      label: 'J’autorise',
      translations: { en: 'I give my permission', ar: 'أوافق' },
    },
    {
      value: DECISIONS.refused,
      label: 'Je n’autorise pas',
      translations: { en: 'I do not give my permission', ar: 'لا أوافق' },
    },
  ],
  column: AUTHORISATION.state,
  purpose: 'Savoir si vous êtes d’accord.',
});

const guardianName = nameField({
  label: 'Votre prénom et votre nom',
  missing: 'Écrivez votre prénom et votre nom.',
  autocomplete: 'name',
  column: AUTHORISATION.signedBy,
  purpose: 'Savoir qui donne la réponse.',
});

const quality = radiosField({
  label: 'Vous êtes…',
  missing: 'Choisissez qui vous êtes pour ce jeune.',
  options: [
    { value: 'mere', label: 'Sa mère', translations: { en: 'Mother', ar: 'الأم' } },
    { value: 'pere', label: 'Son père', translations: { en: 'Father', ar: 'الأب' } },
    {
      value: 'tuteur',
      label: 'Sa tutrice ou son tuteur',
      translations: { en: 'Legal guardian', ar: 'الوصيّ أو الوصيّة' },
    },
    {
      value: 'autre',
      label: 'Une autre personne, désignée par un juge',
      translations: { en: 'Another person, named by a judge', ar: 'شخص آخر عيّنه القاضي' },
    },
  ],
  column: AUTHORISATION.quality,
  purpose: 'Savoir si vous pouvez donner cet accord.',
});

const statement = acceptanceField({
  label: 'Pour signer, cochez la case',
  statement: 'Je suis responsable de ce jeune devant la loi. J’ai lu cette page. Mes réponses sont vraies.',
  translations: {
    en: 'I am legally responsible for this young person. I have read this page. My answers are true.',
    ar: 'أنا المسؤول أو المسؤولة قانونيًا عن هذا الشاب أو هذه الشابة. قرأتُ هذه الصفحة. إجاباتي صحيحة.',
  },
  missing: 'Cochez la case pour signer.',
  version: STATEMENT_VERSION,
  column: AUTHORISATION.statement,
  purpose: 'Garder la preuve de votre réponse : version du texte et date.',
});

const emergencyName = nameField({
  label: 'Son prénom et son nom',
  hint: 'Vous, ou une autre personne.',
  missing: 'Écrivez le nom de la personne à appeler.',
  autocomplete: 'off',
  column: AUTHORISATION.emergencyName,
  purpose: 'Savoir qui appeler en cas d’urgence.',
});

const emergencyPhone = phoneField({
  label: 'Son numéro de téléphone',
  missing: 'Écrivez le numéro de la personne à appeler.',
  autocomplete: 'off',
  column: AUTHORISATION.emergencyPhone,
  purpose: 'Appeler cette personne en cas d’urgence.',
});

/** Questions for everyone, those for a guardian who agrees, and the signature. */
export const QUESTIONS = {
  answer: { id: 'reponse', title: 'Votre réponse', fields: { decision, guardianName, quality } },
  emergency: {
    id: 'urgence',
    title: 'Qui appeler en cas d’urgence ?',
    intro: 'Si vous autorisez, donnez le nom et le numéro d’une personne.',
    fields: { emergencyName, emergencyPhone },
  },
  signature: { id: 'signature', title: 'Votre signature', fields: { statement } },
} as const satisfies Readonly<Record<string, Section>>;

/** Sections asked after this choice: a guardian who refuses is asked for no emergency contact. */
export function askedWith(chosen: string | undefined): Section {
  const { answer, emergency, signature } = QUESTIONS;
  const also = chosen === DECISIONS.accepted ? emergency.fields : {};
  return { ...answer, fields: { ...answer.fields, ...also, ...signature.fields } };
}

/** Which answer this is. */
export function decisionIn(answers: Readonly<Record<string, unknown>>): Decision {
  return answers.decision === DECISIONS.accepted ? 'accepted' : 'refused';
}
