import { EXCELLENCE_SITES } from '../excellence-sites.ts';
import { type Field, selectField } from './field.ts';

const ELSEWHERE = { value: 'autre', label: 'Un autre lieu' };

/** Which excellence site somebody works at, or another place. */
export function siteField(text: Pick<Field, 'label' | 'missing' | 'purpose'>): Field<string> {
  return selectField({
    ...text,
    emptyLabel: 'Choisissez un site',
    invalid: `Ce site n’est pas dans la liste. Choisissez « ${ELSEWHERE.label} » si votre entreprise est ailleurs.`,
    groups: [
      {
        label: '',
        options: [...EXCELLENCE_SITES.map(({ slug, name }) => ({ value: slug, label: name })), ELSEWHERE],
      },
    ],
    column: 'Site',
  });
}
