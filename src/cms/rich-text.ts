import type { Definition, Link, Nodes } from 'mdast';
import { blocks, checkBlocks } from './blocks.ts';
import {
  describe,
  type Described,
  type Field,
  limitedString,
  limitPattern,
  type Limits,
  type SchemaContext,
} from './fields.ts';
import { isAllowedAddress } from './link-address.ts';
import { parseMarkdown } from './markdown-tree.ts';

const NO_CODE =
  'Ce texte contient du code (entre < et >) : effacez-le, ou collez le texte sans sa mise en forme.';
const NO_IMAGE =
  'Ce texte contient une image qui n’est pas du site : retirez-la, puis ajoutez la photo par le bouton « + ».';
const NO_FIRST_LEVEL = 'Le titre de niveau 1 est celui de la page : choisissez un titre de niveau 2 ou 3.';

function wordsOf(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(wordsOf).join('') : '';
}

/** The mistake of a link, which it names. */
function noLink(node: Link | Definition): string {
  const words = node.type === 'link' ? wordsOf(node) : node.identifier;
  const shown = node.url === '' ? 'n’a pas d’adresse' : `mène à « ${node.url} », qui n’est pas une adresse`;
  return `Le lien « ${words} » ${shown} : écrivez-en une qui commence par https:// ou par /.`;
}

/** Kept beside the tree: an unfinished tag is no HTML for a parser, and still looks wrong on the page. */
const TAG = /<(?!https?:|mailto:)[a-z/!?]/i;

/** Why a node may not stand in a text, in French; `undefined` when it may. */
function nodeMistake(node: Nodes): string | undefined {
  if (node.type === 'html') return NO_CODE;
  if (node.type === 'image' || node.type === 'imageReference') return NO_IMAGE;
  if (node.type === 'heading') return node.depth === 1 ? NO_FIRST_LEVEL : undefined;
  const isLink = node.type === 'link' || node.type === 'definition';
  return isLink && !isAllowedAddress(node.url) ? noLink(node) : undefined;
}

/** Every mistake of a node and of those inside it. */
function treeMistakes(node: Nodes): readonly string[] {
  const inside = 'children' in node ? node.children.flatMap(treeMistakes) : [];
  return [nodeMistake(node) ?? [], inside].flat();
}

/**
 * The mistakes of a Markdown text, in French, each once. The tree is asked, never the source: Markdown has too many ways of
 * writing the same link (references in a quote, escaped brackets, entities).
 */
function markdownMistakes(markdown: string, given: SchemaContext): readonly string[] {
  const { mistakes, rest } = checkBlocks(markdown, given);
  return [
    ...new Set([...mistakes, ...(TAG.test(rest) ? [NO_CODE] : []), ...treeMistakes(parseMarkdown(markdown))]),
  ];
}

/** Markdown with what the design shows and nothing else: no image but in a block, no HTML, no first-level heading, no block but ours. */
export function richText(options: Described & Limits) {
  return {
    schema: (given: SchemaContext) =>
      limitedString(options).superRefine((text, context) => {
        for (const message of markdownMistakes(text, given)) context.addIssue({ code: 'custom', message });
      }),
    widget: {
      ...describe(options),
      widget: 'richtext',
      pattern: limitPattern(options),
      limit: options.max,
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
