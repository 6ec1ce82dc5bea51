import { type Described, type Limits, listOf, longText, text } from './fields.ts';

/** A list of what happens in order, each moment with its time, in words. */
export function moments(time: Described & Limits) {
  return listOf({
    label: 'Moments',
    singular: 'un moment',
    min: 2,
    max: 8,
    summary: '{{fields.time}} — {{fields.title}}',
    fields: {
      time: text(time),
      title: text({ label: 'Titre', max: 70 }),
      text: longText({ label: 'Texte', max: 240 }),
    },
  });
}
