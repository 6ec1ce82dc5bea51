import { type Application, type ReadAnswer, answersOf } from '../../domain/application/application.ts';
import { type Audience, type Form, textAnswer } from '../../domain/application/form.ts';
import type { Message } from './mail.ts';

export interface MessageSettings {
  readonly programmeName: string;
  readonly siteUrl: string;
  /** Address of the programme's team, where answers go. */
  readonly contactEmail: string;
  /** Working days within which the team promises to answer. */
  readonly promiseDays: number;
}

/** What a confirmation says around the answers. */
interface Words {
  readonly subject: string;
  readonly arrived: (programmeName: string) => string;
  readonly reference: (reference: string) => string;
  readonly next: (days: number) => string;
  readonly answers: string;
  readonly question: string;
}

const vous: Words = {
  subject: 'Votre inscription est bien arrivée',
  arrived: (programmeName) => `Votre inscription à « ${programmeName} » est bien arrivée. Merci !`,
  reference: (reference) =>
    `Votre référence : ${reference}. Gardez-la : elle permet de retrouver votre inscription.`,
  next: (days) => `Et maintenant ? L’équipe lit votre inscription et vous répond sous ${days} jours ouvrés.`,
  answers: 'Voici ce que vous nous avez envoyé :',
  question: 'Une erreur ? Une question ? Répondez à ce message.',
};

/** « tu » to youths, « vous » to everyone else. */
const WORDS: Readonly<Record<Audience, Words>> = {
  youth: {
    subject: 'Ta candidature est bien arrivée',
    arrived: (programmeName) => `Ta candidature à « ${programmeName} » est bien arrivée. Merci !`,
    reference: (reference) =>
      `Ta référence : ${reference}. Garde-la : elle permet de retrouver ta candidature.`,
    next: (days) =>
      `Et maintenant ? L’équipe lit ta candidature. Elle te répond dans les ${days} jours, sans compter les week-ends et les jours fériés.`,
    answers: 'Voici ce que tu nous as envoyé :',
    question: 'Une erreur ? Une question ? Réponds à ce message.',
  },
  mentor: vous,
  company: vous,
};

function messageId(application: Application, event: string, { siteUrl }: MessageSettings): string {
  return `${application.id}.${event}@${new URL(siteUrl).hostname}`;
}

/** To the applicant who gave an e-mail address: what was received and what comes next. */
export function confirmation(
  form: Form,
  application: Application,
  settings: MessageSettings,
): Message | undefined {
  const to = textAnswer(application.answers, 'email');
  if (to === '') return undefined;
  const { subject, arrived, reference, next, answers, question } = WORDS[form.audience];
  const name = textAnswer(application.answers, 'givenName') || textAnswer(application.answers, 'contactName');
  return {
    messageId: messageId(application, 'confirmation', settings),
    to,
    replyTo: settings.contactEmail,
    subject: `${subject} (${application.reference})`,
    text: [
      `Bonjour ${name},`,
      `${arrived(settings.programmeName)}\n${reference(application.reference)}`,
      next(settings.promiseDays),
      answers,
      ...answerSections(form, application),
      `${question}\nL’association Le Moment\n${settings.siteUrl}`,
    ].join('\n\n'),
  };
}

/** « - Ta commune : Roubaix », « - Quand es-tu disponible ? Le samedi ». */
function answerLine({ label, readable }: ReadAnswer): string {
  const question = /[?…]$/.test(label) ? label : `${label} :`;
  return `- ${question}${readable.startsWith('\n') ? '' : ' '}${readable}`;
}

/** The answers that were given, section by section under its title. */
function answerSections(form: Form, application: Application): readonly string[] {
  const given = answersOf(form, application).filter(({ readable }) => readable !== '');
  return [...Map.groupBy(given, ({ section }) => section)].map(([title, answers]) =>
    [title, ...answers.map(answerLine)].join('\n'),
  );
}

const ARRIVALS: Readonly<Record<Audience, string>> = {
  youth: 'Une candidature de jeune est arrivée',
  mentor: 'Une inscription de mentor est arrivée',
  company: 'Une inscription d’entreprise est arrivée',
};

/** To the team: that somebody applied, with nothing personal beyond the first name and the reference. */
export function notice(
  form: Form,
  application: Application,
  settings: MessageSettings,
  teamEmail: string,
): Message {
  return {
    messageId: messageId(application, 'notice', settings),
    to: teamEmail,
    replyTo: settings.contactEmail,
    subject: `${ARRIVALS[form.audience]} (${application.reference})`,
    text: `${[ARRIVALS[form.audience], textAnswer(application.answers, 'givenName')].filter((text) => text !== '').join(' : ')}.\nLa ligne ${application.reference} est dans l’onglet « ${form.tabName} » du tableur.`,
  };
}
