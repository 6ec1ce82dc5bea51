/** A stretch of text that looks the same throughout. */
export interface Run {
  /** `'\n'` alone is a line break. */
  text: string;
  bold: boolean;
  italic: boolean;
  /** Where it leads, when it is a link. */
  href: string | undefined;
}

export interface Item {
  kind: 'item';
  /** 1 for the outermost list. */
  level: number;
  /** In a numbered list: the number of the list's first item, which this may be. */
  start: number | undefined;
  runs: Run[];
}

/** Block types of a rich text, its custom blocks apart: no other formatting reaches the editor. */
export type Block =
  | { kind: 'paragraph' | 'quote'; runs: Run[] }
  | { kind: 'heading'; depth: number; runs: Run[] }
  | Item
  | { kind: 'table'; rows: Run[][][] };

/** The texts of blocks: of each paragraph, title and item, and of each cell of a table. */
export function textsOf(blocks: readonly Block[]): Run[][] {
  return blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flat() : [block.runs]));
}

const BREAK = '\n';

/** A line break. */
export function lineBreak(): Run {
  return { text: BREAK, bold: false, italic: false, href: undefined };
}

export function isBreak({ text }: Run): boolean {
  return text === BREAK;
}

const isAlike = (one: Run, other: Run) =>
  !isBreak(one) &&
  !isBreak(other) &&
  one.bold === other.bold &&
  one.italic === other.italic &&
  one.href === other.href;

function merge(runs: readonly Run[]): Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (last !== undefined && isAlike(last, run)) last.text += run.text;
    else merged.push({ ...run });
  }
  return merged;
}

/** Removes the space at the end of a line. */
function endLine(runs: Run[]): void {
  const last = runs.at(-1);
  if (last === undefined || isBreak(last)) return;
  last.text = last.text.replace(/[ \u00A0]$/, '');
  if (last.text === '') runs.pop();
}

/** One space where there are several, none at the ends of a line. A non-breaking space that stands alone stays. */
function collapseSpaces(runs: readonly Run[]): Run[] {
  const kept: Run[] = [];
  let afterSpace = true;
  for (const run of runs) {
    if (isBreak(run)) {
      endLine(kept);
      kept.push(run);
      afterSpace = true;
      continue;
    }
    const single = run.text.replaceAll(/[ \u00A0]{2,}/g, ' ');
    const text = afterSpace ? single.replace(/^[ \u00A0]/, '') : single;
    if (text === '') continue;
    kept.push({ ...run, text });
    afterSpace = /[ \u00A0]$/.test(text);
  }
  endLine(kept);
  return kept;
}

/** Markdown has no bold, italics or link that begins or ends with a space: the space goes outside. */
function spacesOutside(run: Run): Run[] {
  const [, before = '', text = '', after = ''] = /^([ \u00A0]?)(.*?)([ \u00A0]?)$/s.exec(run.text) ?? [];
  const plain = { bold: false, italic: false, href: undefined };
  return [
    { ...plain, text: before },
    { ...run, text },
    { ...plain, text: after },
  ].filter((part) => part.text !== '');
}

/** The same text in as few runs as there are looks, its spaces as Markdown wants them, no line break at its ends. */
export function tidy(runs: readonly Run[]): Run[] {
  const tidied = merge(
    collapseSpaces(merge(runs)).flatMap((run) => (isBreak(run) ? [run] : spacesOutside(run))),
  );
  const first = tidied.findIndex((run) => !isBreak(run));
  const last = tidied.findLastIndex((run) => !isBreak(run));
  return first === -1 ? [] : tidied.slice(first, last + 1);
}

/** The parts of a text between its empty lines. */
export function paragraphs(runs: readonly Run[]): Run[][] {
  const parts: Run[][] = [[]];
  for (const [index, run] of runs.entries()) {
    const next = runs[index + 1];
    const previous = runs[index - 1];
    if (isBreak(run) && previous !== undefined && isBreak(previous)) continue;
    if (isBreak(run) && next !== undefined && isBreak(next)) parts.push([]);
    else parts.at(-1)?.push(run);
  }
  return parts;
}

/** The same text with one line break where there are several. */
export function withoutEmptyLines(runs: readonly Run[]): Run[] {
  return paragraphs(runs).flatMap((part, index) => (index === 0 ? part : [lineBreak(), ...part]));
}

/** The same text on one line. */
export function onOneLine(runs: readonly Run[]): Run[] {
  return runs.map((run) => (isBreak(run) ? { ...run, text: ' ' } : run));
}
