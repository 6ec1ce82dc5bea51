import { collection } from './collection.ts';
import { rank, select, text } from './fields.ts';
import { richText } from './rich-text.ts';

export const questions = collection({
  name: 'questions',
  label: 'Questions',
  singular: 'une question',
  format: 'md',
  summary: '{{order}}. {{title}}',
  page: 'questions/#{{slug}}',
  fields: {
    title: text({ label: 'Question', max: 140 }),
    audience: select({
      label: 'Pour qui',
      options: [
        { value: 'youth', label: 'Jeunes' },
        { value: 'parent', label: 'Parents' },
        { value: 'mentor', label: 'Mentors' },
        { value: 'company', label: 'Entreprises' },
      ],
    }),
    order: rank(),
  },
  body: richText({ label: 'Réponse', max: 2000 }),
});
