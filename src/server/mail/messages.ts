import { type Application, cellsOf } from '../../domain/application/application.ts';
import { type Form, textAnswer } from '../../domain/application/form.ts';
import type { Message } from './mail.ts';

export interface MessageSettings {
  readonly programmeName: string;
  readonly siteUrl: string;
  /** Address of the programme's team, where answers go. */
  readonly contactEmail: string;
  /** Working days within which the team promises to answer. */
  readonly promiseDays: number;
}

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
  const answers = cellsOf(form, application).filter(({ cell }) => cell !== '');
  return {
    messageId: messageId(application, 'confirmation', settings),
    to,
    replyTo: settings.contactEmail,
    subject: `Ta candidature est bien arrivée (${application.reference})`,
    text: [
      `Bonjour ${textAnswer(application.answers, 'givenName')},`,
      `Ta candidature à « ${settings.programmeName} » est bien arrivée.\nTa référence : ${application.reference}. Garde-la, elle permet de retrouver ta candidature.`,
      `Et maintenant ? L’équipe lit ta candidature. Elle te répond sous ${settings.promiseDays} jours ouvrés.`,
      `Voici ce que tu nous as envoyé :\n${answers.map(({ label, cell }) => `- ${label} : ${cell}`).join('\n')}`,
      `Une erreur ? Une question ? Réponds à ce message.\nL’association Le Moment\n${settings.siteUrl}`,
    ].join('\n\n'),
  };
}

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
    subject: `Nouvelle candidature ${application.reference}`,
    text: `${textAnswer(application.answers, 'givenName')} vient de candidater.\nLa ligne ${application.reference} est dans l’onglet « ${form.tabName} » du tableur.`,
  };
}
