import * as z from 'zod';
import {
  dateField,
  type Field,
  radiosField,
  shortTextField,
  type SubmittedValues,
} from '../application/field.ts';
import { type FormErrors, parseQuestions, type Section, textAnswer } from '../application/form.ts';
import type { IsoDate } from '../eligibility/age.ts';
import { formatDay } from '../french-dates.ts';
import { durationIn, type Minutes } from './duration.ts';
import type { HoursKind } from './hours-tab.ts';

/** Hours that a mentor declares: nothing to write, and nothing about the youth. */
export interface Declaration {
  readonly day: IsoDate;
  readonly minutes: Minutes;
  readonly kind: HoursKind;
}

// Kept in the ledger, under columns of its own.
const inLedger = { column: '', purpose: '' };

/** The kinds that a mentor may declare: an immersion is the team's alone to write down. */
const KINDS = [
  { value: 'meeting', label: 'Rencontre' },
  { value: 'visit', label: 'Visite' },
  { value: 'workshop', label: 'Atelier' },
] as const satisfies readonly { readonly value: string; readonly label: HoursKind }[];

const DURATION_FAULTS = {
  empty: 'Écrivez la durée, par exemple 1 h 30.',
  unreadable: 'Cette durée ne se lit pas. Écrivez par exemple 2, 1 h 30 ou 90 min.',
  impossible: 'Écrivez une durée de plus de 0 et d’au plus 24 heures, par exemple 1 h 30.',
} as const;

const durationField: Field<string> = {
  ...shortTextField({
    ...inLedger,
    label: 'Combien de temps ?',
    hint: 'Par exemple 2 h, 1 h 30 ou 45 min.',
    missing: DURATION_FAULTS.empty,
    autocomplete: 'off',
  }),
  control: { type: 'text', maxLength: 20, autocomplete: 'off', reads: 'words' },
  invalid: DURATION_FAULTS.unreadable,
  schema: z.string().superRefine((typed, context) => {
    const duration = durationIn(typed.slice(0, 40));
    if (typeof duration === 'string') context.addIssue(DURATION_FAULTS[duration]);
  }),
};

/** The questions of a declaration. */
export const DECLARATION: Section = {
  id: 'heures',
  title: 'Une rencontre',
  fields: {
    date: dateField({
      ...inLedger,
      label: 'Quel jour ?',
      hint: 'Par exemple 14\u00A01\u00A02027.',
      missing: 'Écrivez le jour de la rencontre, par exemple 14\u00A01\u00A02027.',
      invalid:
        'Cette date n’existe pas. Écrivez le jour, le mois et l’année en quatre chiffres, par exemple 14\u00A01\u00A02027.',
      prefix: 'date',
    }),
    duration: durationField,
    kind: radiosField({
      ...inLedger,
      label: 'C’était…',
      missing: 'Dites ce que c’était : une rencontre, une visite ou un atelier.',
      options: KINDS,
    }),
  },
};

export type ParsedDeclaration =
  | { readonly ok: true; readonly declaration: Declaration }
  | { readonly ok: false; readonly errors: FormErrors };

function dayProblem(day: IsoDate, today: IsoDate, startedOn: IsoDate): string | undefined {
  if (day > today) return 'Cette date est à venir. Notez la rencontre une fois qu’elle a eu lieu.';
  if (day < startedOn)
    return `Votre binôme a commencé le ${formatDay(startedOn)}. Écrivez une date à partir de ce jour.`;
  return undefined;
}

/** Reads what was typed: the hours, or every error at once. @param startedOn first day of the pair. */
export function parseDeclaration(
  typed: SubmittedValues,
  { today, startedOn }: { readonly today: IsoDate; readonly startedOn: IsoDate },
): ParsedDeclaration {
  const parsed = parseQuestions(DECLARATION, typed);
  if (!parsed.ok) return parsed;
  const day = textAnswer(parsed.answers, 'date');
  const problem = dayProblem(day, today, startedOn);
  if (problem !== undefined)
    return { ok: false, errors: { formErrors: [], fieldErrors: { dateDay: [problem] } } };
  const duration = durationIn(textAnswer(parsed.answers, 'duration'));
  if (typeof duration === 'string') throw new TypeError('A duration that the schema refuses.');
  const kind = KINDS.find(({ value }) => value === textAnswer(parsed.answers, 'kind'));
  if (kind === undefined) throw new TypeError('A kind that the schema refuses.');
  return { ok: true, declaration: { day, minutes: duration.minutes, kind: kind.label } };
}
