import { COMMUNES, neighbourhoodsByCommune } from '../eligibility/territory.ts';
import type { OptionGroup } from './field.ts';

/** The communes by name. */
export const COMMUNE_OPTIONS: readonly OptionGroup[] = [
  { label: '', options: COMMUNES.map(({ code, name }) => ({ value: code, label: name })) },
];

/** The answer of whoever finds no priority neighbourhood of theirs. */
export const NOT_IN_THE_LIST = 'hors-liste';

/** The priority neighbourhoods under each commune that they touch; who hesitates may say so. */
export const NEIGHBOURHOOD_OPTIONS: readonly OptionGroup[] = [
  {
    label: '',
    options: [
      { value: 'je-ne-sais-pas', label: 'Je ne sais pas' },
      { value: NOT_IN_THE_LIST, label: 'Mon quartier n’est pas dans la liste' },
    ],
  },
  ...neighbourhoodsByCommune().map(({ commune, neighbourhoods }) => ({
    label: commune.name,
    options: neighbourhoods.map(({ code, name }) => ({ value: code, label: name })),
  })),
];
