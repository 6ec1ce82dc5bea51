import { type Language, LANGUAGES } from '../../domain/languages.ts';

/** A question with its answer; several answers make a list. */
interface LetterAnswer {
  readonly label: string;
  readonly texts: readonly string[];
  /** The page that a lone answer leads to: an address that the association chose, never one that somebody typed in a form. */
  readonly url?: string;
}

/** The answers to one step of a form, under its title. */
export interface LetterSection {
  readonly title: string;
  readonly answers: readonly LetterAnswer[];
}

/** One thing that a letter says; a letter has as many as it needs, in the order they are read. */
export type LetterBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** A reference to keep: « Ta référence », « JE-7K2M9QWX », what it is for. */
  | { readonly kind: 'reference'; readonly label: string; readonly reference: string; readonly note: string }
  /** Next steps, in order. */
  | { readonly kind: 'steps'; readonly title: string; readonly steps: readonly string[] }
  /** Things of one kind, in no order: one a line. */
  | { readonly kind: 'points'; readonly title: string; readonly points: readonly string[] }
  /** An action as one button; `url` is complete (https://…). Below it stands the address, to copy. */
  | { readonly kind: 'action'; readonly label: string; readonly url: string }
  /** Answers of a form, step by step. */
  | { readonly kind: 'answers'; readonly title: string; readonly sections: readonly LetterSection[] }
  /** The letter in short, in another language. */
  | { readonly kind: 'translation'; readonly language: Language; readonly texts: readonly string[] };

/**
 * An e-mail's content, written once: its HTML (`LetterPage.tsx`) and its plain text (`letterText`) derive from it.
 * Every text is plain text, in French but for a translation, and may hold what people typed: each rendering escapes it. A line break is
 * kept. An address of the site itself is a link.
 */
export interface Letter {
  /** The heading; most often the subject without its reference. */
  readonly title: string;
  /** « Bonjour Inès, »; left out of a message to the team. */
  readonly greeting?: string;
  readonly blocks: readonly LetterBlock[];
  /** The last words: « Une question ? Réponds à ce message. » */
  readonly closing: string;
  readonly signature: { readonly name: string; readonly organisation: string; readonly siteUrl: string };
}

/** A label as a question or with its colon: « Ta commune : », « Quand es-tu disponible ? ». */
function asked(label: string): string {
  return /[?…]$/.test(label) ? label : `${label} :`;
}

function answerText({ label, texts }: LetterAnswer): string {
  const [only = ''] = texts;
  return texts.length > 1
    ? [`- ${asked(label)}`, ...texts.map((text) => `  - ${text}`)].join('\n')
    : `- ${asked(label)} ${only}`;
}

/** Numbers only where there is an order to tell. */
function stepLines(steps: readonly string[]): readonly string[] {
  return steps.length > 1 ? steps.map((step, index) => `${index + 1}. ${step}`) : steps;
}

function blockText(block: LetterBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text;
    case 'reference':
      return `${block.label} : ${block.reference}\n${block.note}`;
    case 'steps':
      return [block.title, ...stepLines(block.steps)].join('\n');
    case 'points':
      return [block.title, ...block.points].join('\n');
    case 'action':
      return `${block.label} :\n${block.url}`;
    case 'translation':
      return [LANGUAGES[block.language].name, ...block.texts].join('\n');
    case 'answers':
      return [
        block.title,
        ...block.sections.map(({ title, answers }) => [title, ...answers.map(answerText)].join('\n')),
      ].join('\n\n');
  }
}

/** The plain text of a letter: paragraphs parted by an empty line. */
export function letterText({ greeting, blocks, closing, signature }: Letter): string {
  const { name, organisation, siteUrl } = signature;
  return [
    ...(greeting === undefined ? [] : [greeting]),
    ...blocks.map(blockText),
    closing,
    `${name}\n${organisation}\n${siteUrl}`,
  ].join('\n\n');
}
