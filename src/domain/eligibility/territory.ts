import communes from './communes.json' with { type: 'json' };
import neighbourhoods from './priority-neighbourhoods.json' with { type: 'json' };

export interface Commune {
  /** INSEE code. */
  readonly code: string;
  readonly name: string;
}

/** A « quartier prioritaire de la politique de la ville » in force since 1 January 2024 (decree 2023-1314). */
export interface PriorityNeighbourhood {
  readonly code: string;
  readonly name: string;
  /** INSEE codes of every commune it touches. */
  readonly communes: readonly string[];
}

/** The communes that a youth may live in, in alphabetical order (`npm run derive:territory`). */
export const COMMUNES: readonly Commune[] = communes;

/** The priority neighbourhoods of these communes. */
export const PRIORITY_NEIGHBOURHOODS: readonly PriorityNeighbourhood[] = neighbourhoods;

/** Each commune that has priority neighbourhoods, with those it has. */
export function neighbourhoodsByCommune(): readonly {
  commune: Commune;
  neighbourhoods: readonly PriorityNeighbourhood[];
}[] {
  return COMMUNES.map((commune) => ({
    commune,
    neighbourhoods: PRIORITY_NEIGHBOURHOODS.filter(({ communes: codes }) => codes.includes(commune.code)),
  })).filter((entry) => entry.neighbourhoods.length > 0);
}

/** True when a code is of a priority neighbourhood that touches this commune. */
export function livesIn(neighbourhood: string, commune: string): boolean {
  return PRIORITY_NEIGHBOURHOODS.some(
    ({ code, communes: touched }) => code === neighbourhood && touched.includes(commune),
  );
}

/** The names that inhabitants give to a priority neighbourhood, as staff write them. */
export interface UsualNames {
  readonly neighbourhood: string;
  readonly names: readonly string[];
}

/** Usual names shown beside each neighbourhood's official name, by code. */
export function usualNamesByCode(list: readonly UsualNames[]): Readonly<Record<string, string>> {
  return Object.fromEntries(list.map(({ neighbourhood, names }) => [neighbourhood, names.join(', ')]));
}
