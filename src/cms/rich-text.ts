import { blocks, checkBlocks } from './blocks.ts';
import { describe, type Described, type Field, limitedString, limitPattern, type Limits } from './fields.ts';

/** What Markdown may not hold here, with the remedy. */
const markdownRules: [RegExp, string][] = [
  [
    /<(?!https?:|mailto:)[a-z/!?]/i,
    'Ce texte contient du code (entre < et >) : effacez-le, ou collez le texte sans sa mise en forme.',
  ],
  [/!\[/, 'Ce texte contient une image : retirez-la, les photos ont leur propre champ.'],
  [/^ {0,3}# /m, 'Le titre de niveau 1 est celui de la page : choisissez un titre de niveau 2 ou 3.'],
  [
    /(?:\]\(|^ {0,3}\[[^\]]+\]:)\s*<?(?!\s|https?:|mailto:|tel:|\/(?![/\\])|#)/im,
    'Un lien ne mène nulle part : écrivez une adresse qui commence par https:// ou par /.',
  ],
];

/** Markdown with what the design shows and nothing else: no image, no HTML, no first-level heading, no block but ours. */
export function richText(options: Described & Limits) {
  return {
    schema: () =>
      limitedString(options).superRefine((text, context) => {
        const { mistakes, rest } = checkBlocks(text);
        const broken = markdownRules.flatMap(([forbidden, message]) =>
          forbidden.test(rest) ? [message] : [],
        );
        for (const message of [...mistakes, ...broken]) context.addIssue({ code: 'custom', message });
      }),
    widget: {
      ...describe(options),
      widget: 'richtext',
      pattern: limitPattern(options),
      buttons: [
        'bold',
        'italic',
        'link',
        'heading-two',
        'heading-three',
        'quote',
        'bulleted-list',
        'numbered-list',
      ],
      editor_components: Object.keys(blocks),
      modes: ['rich_text'],
    },
  } satisfies Field;
}
