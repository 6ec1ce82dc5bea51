import * as z from 'zod';
import { type Field, type SubmittedValues, dateOfBirthField, emailField } from '../application/field.ts';
import { type FormErrors, type Section, parseQuestions, textAnswer } from '../application/form.ts';
import { readReference, TYPED_REFERENCE_MAX } from '../application/reference.ts';

/** Answers that open a follow-up without its link. */
export interface Lookup {
  readonly reference: string;
  /** `''` when none was typed; at least one of both is there. */
  readonly email: string;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string;
}

// Nothing that is typed here is kept: neither a column nor a purpose.
const notKept = { column: '', purpose: '' };

const REFERENCE_INVALID =
  'Cette référence est incomplète ou comporte une erreur. Elle s’écrit comme JE-7K2M9QWX : deux lettres, puis huit signes, jamais un O, un zéro, un I ni un 1.';

const referenceField: Field<string> = {
  ...notKept,
  label: 'La référence',
  // The example comes first: no line end cuts it.
  hint: 'JE-7K2M9QWX, par exemple : elle est sur la page ou dans l’e-mail de confirmation. Majuscules et espaces ne comptent pas ; il n’y a ni lettre O, ni zéro, ni lettre I, ni chiffre 1.',
  missing: 'Il faut écrire la référence, par exemple JE-7K2M9QWX.',
  invalid: REFERENCE_INVALID,
  control: { type: 'text', maxLength: TYPED_REFERENCE_MAX, autocomplete: 'off', reads: 'reference' },
  schema: z
    .string()
    .refine((typed) => typed.trim() !== '', {
      error: 'Il faut écrire la référence, par exemple JE-7K2M9QWX.',
      abort: true,
    })
    .refine((typed) => readReference(typed) !== undefined, { error: REFERENCE_INVALID })
    .transform((typed) => readReference(typed) ?? ''),
  cell: (reference) => reference,
};

/** The questions of `/suivi/`; they speak to all, with neither « tu » nor « vous ». */
export const LOOKUP: Section = {
  id: 'suivi',
  title: 'Ouvrir le suivi',
  oneOf: {
    fields: ['email', 'birthDate'],
    missing:
      'Il faut écrire l’adresse e-mail donnée dans le formulaire, ou la date de naissance si aucune adresse n’a été donnée.',
  },
  fields: {
    reference: referenceField,
    email: emailField({
      ...notKept,
      label: 'L’adresse e-mail donnée dans le formulaire',
    }),
    birthDate: dateOfBirthField({
      ...notKept,
      label: 'Ou la date de naissance, si aucune adresse n’a été donnée',
      hint: 'Par exemple 14 3 2008.',
      invalid:
        'Cette date n’existe pas. Il faut écrire le jour, le mois et l’année, par exemple 14 3 2008. Pour un 00 sur des papiers, il faut écrire 1.',
      prefix: 'birth',
    }),
  },
};

/** Parses the form of `/suivi/`, or gives its errors. */
export function parseLookup(
  typed: SubmittedValues,
): { readonly ok: true; readonly lookup: Lookup } | { readonly ok: false; readonly errors: FormErrors } {
  const parsed = parseQuestions(LOOKUP, typed);
  if (!parsed.ok) return parsed;
  const { answers } = parsed;
  return {
    ok: true,
    lookup: {
      reference: textAnswer(answers, 'reference'),
      email: textAnswer(answers, 'email'),
      birthDate: textAnswer(answers, 'birthDate'),
    },
  };
}
