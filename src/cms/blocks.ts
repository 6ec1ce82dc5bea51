import * as z from 'zod';
import { readEntry, UnreadableEntry, writeEntry } from './entry-file.ts';
import {
  entrySchema,
  type Fields,
  namedWidgets,
  plainContext,
  optional,
  pictureFields,
  select,
  text,
  type SchemaContext,
  url,
} from './fields.ts';

/**
 * Blocks inside a rich text, beside paragraphs, titles and lists. The file holds each as a fenced block of Markdown whose
 * language is the block's name and whose lines are its fields, as YAML.
 */
interface Block<F extends Fields> {
  /** « Vidéo », for the button that adds one. */
  label: string;
  fields: F;
}

function block<F extends Fields>(definition: Block<F>): Block<F> {
  return definition;
}

export const blocks = {
  photo: block({
    label: 'Photo',
    fields: {
      ...pictureFields,
      caption: optional(
        text({ label: 'Légende', hint: 'Le lieu, la date, ou qui a pris la photo.', max: 160 }),
      ),
    },
  }),
  video: block({
    label: 'Vidéo',
    fields: {
      title: text({ label: 'Titre', hint: 'Ce que l’on y voit.', max: 90 }),
      url: url({
        label: 'Adresse de la vidéo',
        hint: 'Elle s’ouvre sur son site : rien ne se charge avant que l’on clique.',
      }),
      length: optional(text({ label: 'Durée', hint: 'Par exemple 2 minutes.', max: 30 })),
    },
  }),
  quote: block({
    label: 'Citation',
    fields: {
      words: text({ label: 'Citation', hint: 'Une phrase ou deux, sans guillemets.', max: 300 }),
      author: text({ label: 'Qui le dit', hint: 'Par exemple Awa, coordinatrice.', max: 80 }),
    },
  }),
  call: block({
    label: 'Bouton d’appel',
    fields: {
      words: text({ label: 'Phrase', hint: 'Ce qui donne envie de cliquer.', max: 160 }),
      label: text({ label: 'Texte du bouton', hint: 'Commencez par un verbe.', max: 40 }),
      page: select({
        label: 'Page qui s’ouvre',
        options: [
          { value: '/candidater/', label: 'Je cherche un mentor' },
          { value: '/devenir-mentor/', label: 'Je deviens mentor' },
          { value: '/entreprises/', label: 'Mon entreprise s’engage' },
          { value: '/programme/', label: 'Programme' },
          { value: '/sites/', label: 'Sites' },
          { value: '/temoignages/', label: 'Témoignages' },
          { value: '/agenda/', label: 'Agenda' },
          { value: '/questions/', label: 'Questions' },
          { value: '/contact/', label: 'Contact' },
        ],
      }),
    },
  }),
};

type BlockName = keyof typeof blocks;

/** The fields of a block. */
type BlockData = Readonly<Record<string, unknown>>;

export function isBlockName(name: string): name is BlockName {
  return Object.hasOwn(blocks, name);
}

const dataSchema = z.record(z.string(), z.unknown());

/** The fields of a fenced block, from the lines between its fences. Throws `UnreadableEntry`. */
function readBlock(lines: string): BlockData {
  const parsed = dataSchema.safeParse(readEntry('yaml', lines).data ?? {});
  if (parsed.success) return parsed.data;
  throw new UnreadableEntry('écrivez un champ par ligne : son nom, deux-points, sa valeur.');
}

/** The fields of a fenced block, none when they cannot be read: the check says so. */
export function blockData(lines: string): BlockData {
  try {
    return readBlock(lines);
  } catch (error) {
    if (error instanceof UnreadableEntry) return {};
    throw error;
  }
}

/** The fenced block as the file holds it. */
export function writeBlock(name: BlockName, data: BlockData): string {
  const order = namedWidgets(blocks[name].fields);
  const known = Object.entries(data).filter(([field]) => order.some((widget) => widget.name === field));
  const lines = writeEntry('yaml', { data: Object.fromEntries(known) }, order);
  return `\`\`\`${name}\n${lines.trimEnd()}\n\`\`\``;
}

/** A block at the beginning of a text: the lines between its fences are the first group. */
export function blockPattern(name: BlockName): RegExp {
  return new RegExp(`^\`\`\`${name}[ \\t]*\\n([\\s\\S]*?)\\n?\`\`\`[ \\t]*(?=\\n|$)`);
}

/** The texts a block's template shows, by field: typeset as the field says; '' for a missing or unreadable one. */
export function blockTexts(name: BlockName, lines: string): Record<string, string> {
  const fields: Fields = blocks[name].fields;
  const data = blockData(lines);
  return Object.fromEntries(
    Object.entries(fields).map(([field, { schema }]) => {
      const typed = typeof data[field] === 'string' ? data[field] : '';
      const { data: shown = typed } = schema(plainContext).safeParse(typed);
      return [field, typeof shown === 'string' ? shown : typed];
    }),
  );
}

function mistakesInBlock(name: string, lines: string, context: SchemaContext): string[] {
  if (!isBlockName(name)) {
    const known = Object.values(blocks).map(({ label }) => `« ${label} »`);
    return [
      `Ce texte contient un bloc inconnu (${name || 'sans nom'}) : retirez-le ; il existe ${known.join(', ')}.`,
    ];
  }
  const { label, fields }: { label: string; fields: Fields } = blocks[name];
  try {
    const { error } = entrySchema(fields, context).safeParse(readBlock(lines));
    return (error?.issues ?? []).map(({ path: [field], message }) => {
      const at = typeof field === 'string' ? fields[field]?.widget.label : undefined;
      return `Bloc « ${label} »${at === undefined ? '' : `, ${at}`} : ${message}`;
    });
  } catch (error) {
    if (!(error instanceof UnreadableEntry)) throw error;
    return [`Bloc « ${label} » : ${error.message}`];
  }
}

/** A fenced block anywhere in a text, closed or not: its fence, its name, its lines. */
const FENCED = /^ {0,3}(`{3,}|~{3,})[ \t]*(\S*)[^\n]*\n?([\s\S]*?)(?:^ {0,3}\1[`~]*[ \t]*$|(?![\s\S]))/gm;

/** The mistakes of a text's blocks, in French, and the text without its blocks. */
export function checkBlocks(markdown: string, context: SchemaContext): { mistakes: string[]; rest: string } {
  const mistakes = [...markdown.matchAll(FENCED)].flatMap(([, , name = '', lines = '']) =>
    mistakesInBlock(name, lines, context),
  );
  return { mistakes, rest: markdown.replaceAll(FENCED, '') };
}
