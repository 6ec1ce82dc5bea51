import type { LetterBlock, LetterSection } from '../../components/mail/letter.ts';
import { type Application, answersOf } from '../../domain/application/application.ts';
import { type Audience, fieldOf, type Form, textAnswer } from '../../domain/application/form.ts';
import { quotableFirstName } from '../../domain/application/quotable.ts';
import type { IsoDate } from '../../domain/eligibility/age.ts';
import { formatWeekday } from '../../domain/french-dates.ts';
import { promisedDate } from './promise.ts';
import { greetingTo, type MessageSettings, messageOf, paragraphs } from './draft.ts';
import type { ToContact } from './contact-row.ts';
import type { Message } from './message.ts';

/** The words around the answers of a confirmation. */
interface Words {
  readonly title: string;
  readonly arrived: (programmeName: string) => string;
  readonly reference: string;
  readonly keep: string;
  /** `by`: « au plus tard le mardi 1er décembre 2026 », or « dès que possible » in a letter that leaves later still. */
  readonly next: (by: string, bulletin: string) => readonly string[];
  readonly answers: string;
  /** Where to find the answers in words of their own. */
  readonly written: string;
  readonly question: string;
}

const vous = {
  title: 'Votre inscription est bien arrivée',
  arrived: (programmeName: string) => `Votre inscription à « ${programmeName} » est bien arrivée. Merci !`,
  reference: 'Votre référence',
  keep: 'Gardez-la : elle permet de retrouver votre inscription.',
  answers: 'Ce que vous nous avez envoyé',
  written:
    'Cet e-mail ne recopie pas ce que vous avez écrit vous-même. Vous le retrouvez sur votre page de suivi, avec « Télécharger mes données ».',
  question: 'Une erreur ? Une question ? Répondez à ce message.',
};

/** « tu » to youths, « vous » to everyone else. */
const WORDS: Readonly<Record<Audience, Words>> = {
  youth: {
    title: 'Ta candidature est bien arrivée',
    arrived: (programmeName) => `Ta candidature à « ${programmeName} » est bien arrivée. Merci !`,
    reference: 'Ta référence',
    keep: 'Garde-la : elle permet de retrouver ta candidature.',
    next: (by) => [
      'Une personne de l’équipe lit ta candidature.',
      `Nous te répondons ${by}.`,
      'Vous parlez ensemble de ce qui t’attire et de la suite.',
    ],
    answers: 'Ce que tu nous as envoyé',
    written:
      'Cet e-mail ne recopie pas ce que tu as écrit toi-même. Tu le retrouves sur ta page de suivi, avec « Télécharger mes données ».',
    question: 'Une erreur ? Une question ? Réponds à ce message.',
  },
  mentor: {
    ...vous,
    next: (by, bulletin) => [
      `Une personne de l’équipe lit votre inscription, et vous appelle ou vous écrit ${by}.`,
      'Vous vous formez avec l’association, avant la première rencontre.',
      ...(bulletin === '' ? [] : [`${bulletin} Ne l’envoyez pas par e-mail.`]),
    ],
  },
  company: {
    ...vous,
    next: (by) => [
      `Une personne de l’équipe lit votre inscription et vous répond ${by}.`,
      'Vous préparez avec elle ce qui convient à vos équipes et à votre calendrier.',
    ],
  },
  waiting: {
    title: 'Votre adresse est notée',
    arrived: (programmeName) => `Nous vous préviendrons à la réouverture de « ${programmeName} ». Merci !`,
    reference: 'Votre référence',
    keep: 'Elle permet de retrouver votre adresse.',
    next: () => ['L’équipe vous écrit à la réouverture des inscriptions, et pas avant.'],
    answers: 'Ce que vous nous avez envoyé',
    written: 'Vous retrouvez votre adresse sur votre page de suivi, avec « Télécharger mes données ».',
    question: 'Vous ne souhaitez plus ce message ? Répondez à celui-ci.',
  },
};

const RECEIVED = 'bien reçu';

/**
 * The answers that were given, step by step. Whoever filled the form may have given somebody else's address: what they wrote in
 * words of their own is said to have arrived, and is not quoted.
 */
function sectionsOf(form: Form, application: Application): readonly LetterSection[] {
  const given = answersOf(form, application).filter(({ readable }) => readable.length > 0);
  return [...Map.groupBy(given, ({ section }) => section)].map(([title, answers]) => ({
    title,
    answers: answers.map(({ label, readable, isWritten }) => ({
      label,
      texts: isWritten ? [RECEIVED] : readable,
    })),
  }));
}

/** By when the answer comes, in a letter that leaves on a day: no past day is promised. */
function answerBy(application: Application, today: IsoDate, settings: MessageSettings): string {
  const promised = promisedDate(application, settings);
  return promised < today
    ? 'dès que possible : ce message part en retard, et nous nous en excusons'
    : `au plus tard le ${formatWeekday(promised)}`;
}

function confirmationBlocks(
  form: Form,
  application: Application,
  today: IsoDate,
  settings: MessageSettings,
  also: readonly LetterBlock[],
): readonly LetterBlock[] {
  const words = WORDS[form.audience];
  return [
    ...paragraphs(words.arrived(settings.programmeName)),
    {
      kind: 'reference',
      label: words.reference,
      reference: application.reference,
      note: words.keep,
    },
    {
      kind: 'steps',
      title: 'Et maintenant ?',
      steps: words.next(answerBy(application, today, settings), settings.bulletin ?? ''),
    },
    ...also,
    { kind: 'answers', title: words.answers, sections: sectionsOf(form, application) },
    ...paragraphs(words.written),
  ];
}

/** To the applicant who gave an e-mail address, on a day: what was received and what comes next; `also` follows it. */
export function confirmation(
  form: Form,
  application: Application,
  today: IsoDate,
  settings: MessageSettings,
  also: readonly LetterBlock[] = [],
): Message | undefined {
  const to = textAnswer(application.answers, 'email');
  if (to === '') return undefined;
  const { title, question } = WORDS[form.audience];
  const name = textAnswer(application.answers, 'givenName') || textAnswer(application.answers, 'contactName');
  return messageOf(
    {
      id: application.id,
      event: 'confirmation',
      to,
      subject: `${title} (${application.reference})`,
      letter: {
        title,
        greeting: greetingTo(name),
        blocks: confirmationBlocks(form, application, today, settings, also),
        closing: question,
      },
    },
    settings,
  );
}

/**
 * A youth who gave no address, for the team to write to or to call: the reference, which no letter tells them. `undefined` of anybody
 * else: mentors and companies owe an address, and who waits for the next season is promised one message.
 */
export function referenceByPhone(
  form: Form,
  { id, reference, answers }: Application,
  { programmeName, siteUrl }: Pick<MessageSettings, 'programmeName' | 'siteUrl'>,
): ToContact | undefined {
  if (form.audience !== 'youth' || textAnswer(answers, 'email') !== '') return undefined;
  const name = textAnswer(answers, 'givenName');
  const preferred = textAnswer(answers, 'preferredContact');
  return {
    id,
    event: 'reference',
    reference,
    addressee: 'person',
    name,
    phone: textAnswer(answers, 'phone'),
    preferred: fieldOf(form, 'preferredContact').cell(preferred, { receivedOn: '' }),
    reason: 'Candidature sans e-mail : lui redire sa référence',
    text: `${greetingTo(name)} c’est ${programmeName}. Ta candidature est bien arrivée. Ta référence : ${reference}. Garde ce message : avec elle et ta date de naissance, tu suis ta candidature sur ${siteUrl}/suivi/`,
  };
}

const ARRIVALS: Readonly<Record<Audience, string>> = {
  youth: 'Une candidature de jeune est arrivée',
  mentor: 'Une inscription de mentor est arrivée',
  company: 'Une inscription d’entreprise est arrivée',
  waiting: 'Quelqu’un attend la prochaine saison',
};

/** To the team: that somebody applied, with nothing personal beyond the first name and the reference. */
export function notice(
  form: Form,
  application: Application,
  settings: MessageSettings,
  teamEmail: string,
): Message {
  const title = ARRIVALS[form.audience];
  const name = quotableFirstName(textAnswer(application.answers, 'givenName'));
  return messageOf(
    {
      id: application.id,
      event: 'notice',
      to: teamEmail,
      limit: 'notice',
      subject: `${title} (${application.reference})`,
      letter: {
        title,
        blocks: paragraphs(
          `${[title, name].filter((text) => text !== '').join(' : ')}.`,
          `La ligne ${application.reference} est dans l’onglet « ${form.tabName} » du tableur.`,
        ),
        closing: 'Ce message part tout seul à chaque inscription.',
      },
    },
    settings,
  );
}
