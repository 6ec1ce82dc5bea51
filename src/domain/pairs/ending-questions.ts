import { checkboxesField, radiosField, type SubmittedValues } from '../application/field.ts';
import {
  type Answers,
  type FormErrors,
  parseQuestions,
  type Section,
  textAnswer,
} from '../application/form.ts';
import type { ContinueAnswer, NextStep, ProjectAnswer } from './ending-answers.ts';

/** The answers of a youth at the end of a pair. */
export interface EndingAnswers {
  readonly project: ProjectAnswer;
  readonly next: NextStep;
  /** `undefined` when nothing was ticked: no agreement. */
  readonly mayAskLater: boolean | undefined;
  /** Agrees to be called about a story on the site; nothing more. */
  readonly mayCallAboutStory: boolean;
}

// Kept in the row of the pair, under columns of its own.
const inPair = { column: '', purpose: '' };

type Choices<T extends string> = readonly {
  readonly value: string;
  readonly label: string;
  readonly cell: T;
}[];

const PROJECT_CHOICES: Choices<ProjectAnswer> = [
  { value: 'yes', label: 'Oui', cell: 'oui' },
  { value: 'on-the-way', label: 'Pas encore, j’y travaille', cell: 'en cours' },
  { value: 'no', label: 'Non', cell: 'non' },
];

/** What a youth may do next, asked at the end and six months later. */
export const NEXT_CHOICES: Choices<NextStep> = [
  { value: 'studies', label: 'Des études', cell: 'Études' },
  { value: 'training', label: 'Une formation', cell: 'Formation' },
  { value: 'apprenticeship', label: 'Un apprentissage', cell: 'Apprentissage' },
  { value: 'job', label: 'Un emploi', cell: 'Emploi' },
  { value: 'other', label: 'Autre chose', cell: 'Autre' },
  { value: 'unknown', label: 'Je ne sais pas encore', cell: 'Ne sait pas encore' },
];

/** Whether a mentor goes on, in the order of the buttons. */
export const CONTINUE_CHOICES: Choices<ContinueAnswer> = [
  { value: 'yes', label: 'Oui, volontiers', cell: 'oui' },
  { value: 'not-now', label: 'Pas tout de suite', cell: 'pas tout de suite' },
  { value: 'no', label: 'Non, j’ai fini', cell: 'non' },
];

/** The cell of the choice that a form sends; `undefined` of any other text. */
export function chosen<T extends string>(choices: Choices<T>, typed: string | undefined): T | undefined {
  return choices.find(({ value }) => value === typed)?.cell;
}

/** The questions at the end of a pair. The two agreements are optional, and nothing is ticked. */
const ENDING: Section = {
  id: 'fin',
  title: 'La fin de ton binôme',
  fields: {
    project: radiosField({
      ...inPair,
      label: 'As-tu construit un projet d’études ou de métier ?',
      hint: 'Savoir vers quoi tu vas, et par quelle étape tu commences.',
      missing: 'Dis-nous si tu as construit un projet : oui, pas encore ou non.',
      options: PROJECT_CHOICES,
    }),
    next: radiosField({
      ...inPair,
      label: 'Et maintenant, que fais-tu ?',
      missing: 'Choisis ce que tu fais maintenant. « Je ne sais pas encore » est une réponse.',
      options: NEXT_CHOICES,
    }),
    later: radiosField({
      ...inPair,
      label: 'Pouvons-nous t’écrire dans six mois ?',
      hint: 'Une seule question : « Où en es-tu ? » Sans ton oui, nous n’écrivons pas.',
      options: [
        { value: 'yes', label: 'Oui' },
        { value: 'no', label: 'Non' },
      ],
    }),
    story: checkboxesField({
      ...inPair,
      label: 'Veux-tu raconter ton histoire ?',
      hint: 'C’est à part. Quelqu’un de l’équipe t’appelle pour en parler, et rien n’est publié sans toi : tu peux dire non jusqu’au bout.',
      options: [{ value: 'yes', label: 'Oui, vous pouvez m’appeler' }],
    }),
  },
};

/** The same; without the agreement where nobody is kept for six months after the last contact. */
export function endingSection(retentionMonths: number): Section {
  if (retentionMonths > 6) return ENDING;
  return {
    ...ENDING,
    fields: Object.fromEntries(Object.entries(ENDING.fields).filter(([name]) => name !== 'later')),
  };
}

type ParsedEnding =
  { readonly ok: true; readonly ending: EndingAnswers } | { readonly ok: false; readonly errors: FormErrors };

function endingOf(answers: Answers): EndingAnswers {
  const project = chosen(PROJECT_CHOICES, textAnswer(answers, 'project'));
  const next = chosen(NEXT_CHOICES, textAnswer(answers, 'next'));
  if (project === undefined || next === undefined) throw new TypeError('A choice that the schema refuses.');
  const later = textAnswer(answers, 'later');
  return {
    project,
    next,
    mayAskLater: later === '' ? undefined : later === 'yes',
    mayCallAboutStory: (answers.story?.length ?? 0) > 0,
  };
}

/** Reads what was typed: the answers, or every error at once. */
export function parseEnding(section: Section, typed: SubmittedValues): ParsedEnding {
  const parsed = parseQuestions(section, typed);
  return parsed.ok ? { ok: true, ending: endingOf(parsed.answers) } : parsed;
}
