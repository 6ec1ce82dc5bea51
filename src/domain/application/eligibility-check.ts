import { PROGRAMME } from '../programme.ts';
import { livesIn } from '../eligibility/territory.ts';
import { type AgeRange, ELSEWHERE, type Verdict, verdictOf } from '../eligibility/verdict.ts';
import { type Field, type SubmittedValues, radiosField, selectField } from './field.ts';
import { type FormErrors, SUBMISSION_ID } from './form.ts';
import { MAX_AGE, MIN_AGE } from './limits.ts';
import { COMMUNE_OPTIONS, NEIGHBOURHOOD_OPTIONS } from './place-options.ts';

const AGES: Readonly<Record<AgeRange, string>> = {
  younger: `Moins de ${MIN_AGE} ans`,
  inside: `De ${MIN_AGE} à ${MAX_AGE} ans`,
  older: `Plus de ${MAX_AGE} ans`,
};

// Nothing of this check is kept: neither a column nor a purpose.
const notKept = { column: '', purpose: '' };

/** Questions before the form, without a name or a date of birth; only the place goes on to the form. */
export const CHECK_FIELDS = {
  checkAge: radiosField({
    ...notKept,
    label: 'Ton âge',
    missing: 'Choisis ton âge.',
    options: Object.entries(AGES).map(([value, label]) => ({ value, label })),
  }),
  checkCommune: selectField({
    ...notKept,
    label: 'La commune où tu habites',
    emptyLabel: 'Choisis ta commune',
    missing: 'Choisis ta commune, ou « Une autre commune ».',
    invalid: '',
    groups: [
      ...COMMUNE_OPTIONS,
      { label: PROGRAMME.territory.outside, options: [{ value: ELSEWHERE, label: 'Une autre commune' }] },
    ],
  }),
  checkDistrict: selectField({
    ...notKept,
    label: 'Le quartier où tu habites',
    emptyLabel: 'Choisis ton quartier',
    invalid: '',
    groups: NEIGHBOURHOOD_OPTIONS,
  }),
} satisfies Readonly<Record<string, Field<string>>>;

type CheckName = keyof typeof CHECK_FIELDS;

interface Checked {
  /** `undefined` while an answer that it needs is missing. */
  readonly verdict: Verdict | undefined;
  readonly errors: FormErrors | undefined;
  /** For the form that follows, under its own names. */
  readonly answers: SubmittedValues;
}

/** The first answer that a verdict lacks: an age outside the programme's needs no other. */
function missingFor(age: AgeRange | undefined, commune: string): CheckName | undefined {
  if (age === undefined) return 'checkAge';
  return age === 'inside' && commune === '' ? 'checkCommune' : undefined;
}

/** Verdict of the answers; an unknown neighbourhood leaves it to be checked. */
export function checkEligibility(typed: SubmittedValues): Checked {
  const answer = (name: CheckName): string =>
    CHECK_FIELDS[name].schema.safeParse(typed.get(name)?.[0] ?? '').data ?? '';
  const [commune, district] = [answer('checkCommune'), answer('checkDistrict')];
  const age = Object.keys(AGES).find((range): range is AgeRange => range === answer('checkAge'));
  const missing = missingFor(age, commune);
  return {
    ...(missing === undefined
      ? {
          verdict: verdictOf({ age, commune, livesInPriorityNeighbourhood: livesIn(district, commune) }),
          errors: undefined,
        }
      : {
          verdict: undefined,
          errors: { formErrors: [], fieldErrors: { [missing]: [CHECK_FIELDS[missing].missing ?? ''] } },
        }),
    answers: new Map([
      ['commune', [commune === ELSEWHERE ? '' : commune]],
      ['district', [district]],
      [SUBMISSION_ID, typed.get(SUBMISSION_ID) ?? []],
    ]),
  };
}
