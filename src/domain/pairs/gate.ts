import { lastDayIn } from '../retention/staff-dates.ts';

/** Conditions without which a youth and a mentor do not meet, in the order in which they are told. */
export const CONDITIONS = ['guardian', 'training', 'bulletin'] as const;

export type Condition = (typeof CONDITIONS)[number];

/** Conditions of a pair as its rows say now. */
export interface Readiness {
  /** Says whether the youth is of age today, or a guardian has agreed. */
  readonly isAuthorised: boolean;
  /** `Formé le`, as staff wrote it. */
  readonly trainedOn: string;
  /** `B3 vu le` and `B3 vu par`. */
  readonly bulletinSeenOn: string;
  readonly bulletinSeenBy: string;
}

function isDay(cell: string): boolean {
  return typeof lastDayIn(cell) !== 'string';
}

/** The conditions that are not fulfilled. */
export function missingConditions(
  { isAuthorised, trainedOn, bulletinSeenOn, bulletinSeenBy }: Readiness,
  { bulletinRequired }: { readonly bulletinRequired: boolean },
): readonly Condition[] {
  const isFulfilled: Readonly<Record<Condition, boolean>> = {
    guardian: isAuthorised,
    training: isDay(trainedOn),
    bulletin: !bulletinRequired || (isDay(bulletinSeenOn) && bulletinSeenBy.trim() !== ''),
  };
  return CONDITIONS.filter((condition) => !isFulfilled[condition]);
}

const WORDS: Readonly<Record<Condition, string>> = {
  guardian: 'l’autorisation du responsable légal (onglet « Autorisations » : « Accordée »)',
  training: 'la formation du mentor (une date dans « Formé le »)',
  bulletin: 'le bulletin n° 3 du mentor (une date dans « B3 vu le », un nom dans « B3 vu par »)',
};

/** The missing conditions, as the team reads them. */
export function missingInWords(missing: readonly Condition[]): string {
  return missing.map((condition) => WORDS[condition]).join(' ; ');
}
