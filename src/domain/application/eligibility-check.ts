import { PROGRAMME } from '../programme.ts';
import { livesIn } from '../eligibility/territory.ts';
import { type AgeRange, ELSEWHERE, type Verdict, verdictOf } from '../eligibility/verdict.ts';
import { type Field, type SubmittedValues, radiosField, selectField } from './field.ts';
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
    options: Object.entries(AGES).map(([value, label]) => ({ value, label })),
  }),
  checkCommune: selectField({
    ...notKept,
    label: 'La commune où tu habites',
    emptyLabel: 'Choisis ta commune',
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

/** Verdict of the answers; one that is missing or unknown leaves it to be checked. */
export function checkEligibility(typed: SubmittedValues): {
  readonly verdict: Verdict;
  /** For the form that follows, under its own names. */
  readonly answers: SubmittedValues;
} {
  const answer = (name: keyof typeof CHECK_FIELDS): string =>
    CHECK_FIELDS[name].schema.safeParse(typed.get(name)?.[0] ?? '').data ?? '';
  const [commune, district] = [answer('checkCommune'), answer('checkDistrict')];
  const age = Object.keys(AGES).find((range): range is AgeRange => range === answer('checkAge'));
  return {
    verdict: verdictOf({ age, commune, livesInPriorityNeighbourhood: livesIn(district, commune) }),
    answers: new Map([
      ['commune', [commune === ELSEWHERE ? '' : commune]],
      ['district', [district]],
    ]),
  };
}
