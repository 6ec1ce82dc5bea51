import { ageOn, type IsoDate } from '../eligibility/age.ts';
import { isNeighbourhoodCode } from '../eligibility/verdict.ts';
import { NEIGHBOURHOOD_OPTIONS, NOT_IN_THE_LIST } from '../application/place-options.ts';
import { EXCELLENCE_SITES } from '../excellence-sites.ts';
import type { MarkKind } from './marks.ts';

export type DimensionKind = Extract<MarkKind, 'site' | 'age' | 'district'>;

/** One way of breaking the youths of pairs down: each is in one cell. Dimensions are never crossed. */
export interface Dimension {
  readonly kind: DimensionKind;
  readonly title: string;
  readonly definition: string;
  readonly cells: readonly { readonly value: string; readonly label: string }[];
}

const OTHER_SITE = 'autre';

const BANDS = [
  [16, 17],
  [18, 21],
  [22, 25],
  [26, 30],
] as const;

/** Every breakdown, each of the youths of a pair that has begun. */
export const DIMENSIONS: readonly Dimension[] = [
  {
    kind: 'site',
    title: 'Par site',
    definition: 'le site du binôme, le dernier commencé s’il y en a plusieurs',
    cells: [
      ...EXCELLENCE_SITES.map(({ slug, name }) => ({ value: slug, label: name })),
      { value: OTHER_SITE, label: 'Autre lieu' },
    ],
  },
  {
    kind: 'age',
    title: 'Par âge',
    definition: 'l’âge le jour de la candidature',
    cells: BANDS.map(([from, to]) => ({ value: `${from}-${to}`, label: `${from} à ${to} ans` })),
  },
  {
    kind: 'district',
    title: 'Par quartier',
    definition: 'le quartier donné dans la candidature, corrigé par l’équipe s’il le fallait',
    cells: [
      { value: 'oui', label: 'Quartier prioritaire' },
      { value: 'a-verifier', label: 'À vérifier' },
      { value: 'non', label: 'Autre quartier' },
    ],
  },
];

const SITES: ReadonlyMap<string, string> = new Map(EXCELLENCE_SITES.map(({ name, slug }) => [name, slug]));
const DISTRICTS: ReadonlyMap<string, string> = new Map(
  NEIGHBOURHOOD_OPTIONS.flatMap(({ options }) => options.map(({ label, value }) => [label, value] as const)),
);

/** The cell of a pair's `Site`. */
export function siteCell(site: string): string {
  return SITES.get(site.trim()) ?? OTHER_SITE;
}

/** The cell of an age; `undefined` of one outside the programme's. */
export function ageCell(birthDate: IsoDate, appliedOn: IsoDate): string | undefined {
  const age = ageOn(birthDate, appliedOn);
  const band = BANDS.find(([from, to]) => age >= from && age <= to);
  return band?.join('-');
}

/** The cell of a `Quartier`; a commune says nothing of it. */
export function districtCell(district: string): string {
  const value = DISTRICTS.get(district.trim()) ?? '';
  if (isNeighbourhoodCode(value)) return 'oui';
  return value === NOT_IN_THE_LIST ? 'non' : 'a-verifier';
}
