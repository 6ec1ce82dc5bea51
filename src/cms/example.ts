import { boolean } from './fields.ts';

/** Marks an invented entry; see `isPublished`. */
export const exemple = boolean({
  label: 'Exemple inventé',
  hint: 'Un exemple ne paraît jamais sur le site publié.',
  default: false,
});

/** End of an entry's line in the list, in Decap's template. */
export const EXAMPLE_STATE = "{{exemple | ternary(' — exemple', '')}}";
