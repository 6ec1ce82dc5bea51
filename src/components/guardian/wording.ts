import { RETENTION_YEARS } from '../../domain/application/limits.ts';
import type { Decision } from '../../domain/guardian/questions.ts';
import { EXCELLENCE_SITES } from '../../domain/excellence-sites.ts';
import { type Language, OTHER_LANGUAGES } from '../../domain/languages.ts';
import { LINK_DAYS } from '../../domain/link-days.ts';
import { PROGRAMME } from '../../domain/programme.ts';
import { capital } from '../../domain/typeset.ts';
import type { LinkWords } from '../invitations/LinkMessage.tsx';

/** Notices that the link of a guardian may lead to. */
export type AuthorisationNotice =
  | { readonly kind: 'invalid' | 'over' | 'adult' | 'answered' | 'replaced' }
  /** The request still waits for its answer: another link may be asked for. */
  | { readonly kind: 'expired' | 'replaced'; readonly id: string; readonly isOnItsWay: boolean };

/** An answer as who gave it may print it; names are absent while they cannot be read. */
export interface Receipt {
  readonly decision: Decision;
  /** `YYYY-MM-DD`. */
  readonly answeredOn: string;
  readonly guardianName?: string;
  readonly quality?: string;
  readonly emergencyName?: string;
  readonly emergencyPhone?: string;
  readonly statement?: string;
}

/** The programme in a breath: on the sheet, and in the letter that asks. */
export const IN_SHORT =
  '20 heures avec une ou un mentor bénévole : visites d’entreprises, ateliers et immersions';

/** The team that guardians deal with, and to which a sheet of paper goes. */
export interface Team {
  readonly name: string;
  readonly email: string;
  readonly phone?: string | undefined;
  readonly address?: string | undefined;
  /** True while every mentor's bulletin n° 3 is looked at. */
  readonly readsBulletin?: boolean | undefined;
}

/** Where to hand the signed sheet in, as far as the settings say; an answer is always to be had by e-mail. */
export function handIn({ phone, address }: Pick<Team, 'phone' | 'address'>): string {
  const { name } = PROGRAMME.organisation;
  if (address !== undefined)
    return `à l’équipe : ${name}, ${address}.${phone === undefined ? '' : ` Téléphone : ${phone}.`}`;
  return phone === undefined
    ? 'à l’équipe : écrivez-lui, elle vous dit où et quand.'
    : `à l’équipe : appelez le ${phone}, elle vous dit où et quand.`;
}

/** Stands for the youth's first name when it cannot be read. */
export const NAMELESS = 'votre enfant';

const [lastSite = '', ...otherSites] = EXCELLENCE_SITES.map(({ name }) => name).toReversed();

export interface Explanation {
  readonly title: string;
  readonly texts: readonly string[];
}

/** The explanation before the guardian's form: short sentences, everyday words. */
export function explanations(name: string, { readsBulletin = false }: Team): readonly Explanation[] {
  const youth = capital(name);
  return [
    {
      title: 'C’est quoi ?',
      texts: [
        `« ${PROGRAMME.name} » est un programme de ${PROGRAMME.organisation.inText}. ${youth} passe 20 heures avec une ou un mentor.`,
        'Ensemble, ils visitent des entreprises. Ils font des ateliers. Ils voient comment on travaille, sur place.',
      ],
    },
    {
      title: 'Où ?',
      texts: [
        `Dans ${PROGRAMME.territory.inText}, sur cinq sites : ${otherSites.toReversed().join(', ')} et ${lastSite}. Et dans les entreprises de ces sites.`,
      ],
    },
    {
      title: 'Avec qui ?',
      texts: [
        'La ou le mentor travaille sur un de ces sites. C’est une personne bénévole : elle n’est pas payée pour cela.',
        'L’association la forme avant la première rencontre.',
        ...(readsBulletin
          ? [
              'Avant cela, l’association regarde avec elle son bulletin n° 3, un extrait du casier judiciaire. Elle n’en garde pas de copie.',
            ]
          : []),
      ],
    },
    {
      title: 'À quoi sert votre accord ?',
      texts: [
        `${youth} a moins de 18 ans. Sans votre accord, il n’y a ni visite ni journée en entreprise.`,
        'Vous êtes libre de dire oui ou non. Le jour de ses 18 ans, votre accord n’est plus nécessaire.',
      ],
    },
  ];
}

/** Above a form that was not taken. */
export const FORM_WORDS = {
  errors: 'À corriger',
  notSent: 'Votre réponse n’est pas encore envoyée',
} as const;

/** Readers, purpose and legal basis of the answers, for the page on personal data. */
export const GUARDIAN_CONSENT = {
  who: `${PROGRAMME.organisation.name}. Seule l’équipe du programme lit vos réponses.`,
  why: 'Savoir si vous êtes d’accord, et qui appeler en cas d’urgence.',
  basis: 'Votre accord. Vous pouvez le retirer à tout moment.',
} as const;

/** Short information on the use of a guardian's answers (GDPR, art. 13). */
export const YOUR_DATA: readonly string[] = [
  `Seule l’équipe du programme lit vos réponses. Elles servent à savoir si vous êtes d’accord, et qui appeler en cas d’urgence.`,
  `Nous les gardons ${RETENTION_YEARS} ans au plus après notre dernier échange.`,
  'Vous pouvez les lire, les corriger ou les faire effacer : écrivez-nous. Vous pouvez aussi vous plaindre à la CNIL.',
];

/** A summary in another language: `texts` everywhere, then `here` on the page and the sheet, `inLetter` in the letter. */
interface Summary {
  readonly texts: readonly string[];
  /** After the first of them, while every mentor's bulletin n° 3 is looked at. */
  readonly bulletin: string;
  readonly here: string;
  readonly inLetter: string;
}

const SUMMARIES: Readonly<Record<Language, Summary>> = {
  en: {
    texts: [
      `Your child has applied to “${PROGRAMME.name}”, a programme of ${PROGRAMME.organisation.english} in ${PROGRAMME.territory.english}. It is 20 hours with a volunteer mentor: company visits, workshops and time spent in a workplace. Mentors are trained by the association.`,
      'Your child is under 18: we need your permission before the visits. You are free to say yes or no.',
    ],
    bulletin:
      'Before the first meeting, the association also looks at an extract of each mentor’s criminal record.',
    here: 'If you say yes, also write the name and phone number of a person to call in an emergency. Only the programme team reads your answers.',
    inLetter:
      'To answer, press the button “Lire et répondre” in this message, or open the address below it. The choices on the page are in English too. This link is for you only: please do not forward it.',
  },
  ar: {
    texts: [
      `قدّم ابنكم أو قدّمت ابنتكم طلبًا للمشاركة في برنامج تنظّمه ${PROGRAMME.organisation.arabic} في ${PROGRAMME.territory.arabic}. يتضمّن البرنامج عشرين ساعة مع مرشد متطوّع أو مرشدة متطوّعة: زيارات إلى الشركات، وورشات، وأوقات في مكان العمل. تُدرّب الجمعية المرشدين.`,
      'ابنكم أو ابنتكم دون سنّ الثامنة عشرة، ولذلك نحتاج إلى إذنكم قبل الزيارات. لكم الحرية في القبول أو الرفض.',
    ],
    bulletin: 'وتطّلع الجمعية أيضًا، قبل اللقاء الأول، على مستخرج من السجلّ العدلي لكلّ مرشد ومرشدة.',
    here: 'إذا وافقتم، فاكتبوا أيضًا اسم شخص ورقم هاتفه لنتّصل به عند الضرورة. لا يقرأ إجاباتكم إلا فريق البرنامج.',
    inLetter:
      'للإجابة، اضغطوا على الزر «Lire et répondre» في هذه الرسالة، أو افتحوا العنوان المكتوب تحته. الخيارات في الصفحة مكتوبة بالعربية أيضًا. هذا الرابط لكم وحدكم: لا ترسلوه إلى أحد.',
  },
};

export interface SummaryTexts {
  readonly language: Language;
  readonly texts: readonly string[];
}

/** The summary in each other language, for the page and the sheet, or for the letter. */
export function summariesFor(
  place: 'here' | 'inLetter',
  { readsBulletin = false }: Pick<Team, 'readsBulletin'>,
): readonly SummaryTexts[] {
  return OTHER_LANGUAGES.map((language) => {
    const { texts, bulletin, [place]: last } = SUMMARIES[language];
    const [first = '', ...others] = texts;
    return { language, texts: [readsBulletin ? `${first} ${bulletin}` : first, ...others, last] };
  });
}

/** Told when an answer comes once its link had ended, after another that counts. */
export const ALREADY_ANSWERED = {
  title: 'Cette réponse n’est pas enregistrée',
  lead: 'Ce lien ne fonctionne plus. Vous aviez déjà répondu : c’est cette réponse-là que nous gardons. Pour changer d’avis, écrivez à l’équipe.',
  lines: 'apart',
} as const satisfies LinkWords;

/** Told in place of the page by a link that asks for nothing. */
export const NOTICES = {
  invalid: {
    title: 'Ce lien ne mène nulle part',
    lead: 'Il manque peut-être un morceau. Ouvrez-le depuis le message, ou copiez-le jusqu’au bout.',
    lines: 'apart',
  },
  over: {
    title: 'Il n’y a plus rien à faire',
    lead: 'Cette demande est terminée. Nous n’avons plus besoin de votre réponse.',
    lines: 'together',
  },
  adult: {
    title: 'Votre accord n’est plus nécessaire',
    lead: 'Votre enfant a 18 ans. À partir de cet âge, c’est à elle ou à lui de décider.',
    lines: 'together',
  },
  answered: {
    title: 'Vous avez répondu',
    lead: 'Nous avons votre réponse. Ce lien ne fonctionne plus. Pour changer d’avis, écrivez à l’équipe.',
    lines: 'together',
  },
  expired: {
    title: 'Ce lien ne fonctionne plus',
    lead: `Il fonctionnait pendant ${LINK_DAYS.authorisation} jours. Vous pouvez en demander un nouveau. Il sera envoyé à l’adresse ou au numéro que nous avons pour vous.`,
    lines: 'apart',
  },
  replaced: {
    title: 'Ce lien a été remplacé',
    // Its reader may not be who is asked now: no message is promised to them.
    lead: 'Une demande plus récente a suivi celle-ci : c’est son lien qui fonctionne. Vous ne l’avez pas reçue ? Écrivez à l’équipe.',
    lines: 'apart',
  },
} as const satisfies Readonly<Record<AuthorisationNotice['kind'], LinkWords>>;
