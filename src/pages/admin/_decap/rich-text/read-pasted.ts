import { isAllowedAddress } from '../../../../cms/link-address.ts';
import {
  type Block,
  type Item,
  lineBreak,
  onOneLine,
  paragraphs,
  type Run,
  textsOf,
  tidy,
  withoutEmptyLines,
} from './pasted-text.ts';

/** The part of a DOM node that the reader uses; tests pass nodes of another parser. */
export interface PastedNode {
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: Iterable<PastedNode>;
  getAttribute?: (name: string) => string | null;
}

export interface Pasted {
  blocks: Block[];
  /** Number of pictures, which are left out: a photo has its block and its fields. */
  pictures: number;
}

type TextBlock = Exclude<Block, { kind: 'table' }>;

/** Formatting and list that a node inherits from its ancestors. */
interface Context {
  bold: boolean;
  italic: boolean;
  href: string | undefined;
  /** True in titles and in the first row of a table: all is bold there, so that bold says nothing. */
  isTitle: boolean;
  /** The list it stands in, with the number of its first item when it is a numbered one. */
  list: { level: number; start: number | undefined } | undefined;
  /** Gives the block for a text that begins here. */
  begin: () => TextBlock;
}

const upTo = (depth: number) => Array.from({ length: depth }, (_, index) => `H${index + 1}`);
const headingNames = upTo(6);

/** Elements that begin and end a line of text. */
const blockNames = new Set(
  [
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM',
    'HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL',
    ...headingNames,
  ].flatMap((names) => names.split(' ')),
);
const pictureNames = new Set(['IMG', 'SVG', 'VIDEO', 'CANVAS', 'OBJECT', 'EMBED', 'V:IMAGEDATA']);
/** Elements whose text no reader of the page sees. */
const unseenNames = new Set('HEAD STYLE SCRIPT TITLE XML TEMPLATE NOSCRIPT IFRAME SELECT'.split(' '));

/** Cells that one cell may take the place of; programs write 1000 for « all ». */
const MOST_COLUMNS = 20;

/** The declarations of an element's `style`, each with its value in lower case. */
function styleOf(node: PastedNode): ReadonlyMap<string, string> {
  const declarations = (node.getAttribute?.('style') ?? '').toLowerCase().split(';');
  return new Map(
    declarations.map((declaration) => {
      const [property = '', ...value] = declaration.split(':');
      return [property.trim(), value.join(':').trim()];
    }),
  );
}

const classOf = (node: PastedNode) => node.getAttribute?.('class') ?? '';

/** True for what Word adds to a list's text: « · », « 1. ». */
const isMarker = (style: ReadonlyMap<string, string>) => style.get('mso-list') === 'ignore';

function isUnseen(node: PastedNode, name: string, style: ReadonlyMap<string, string>): boolean {
  return (
    unseenNames.has(name) ||
    isMarker(style) ||
    style.get('display') === 'none' ||
    style.get('mso-hide') === 'all' ||
    style.get('mso-element') === 'comment-list' ||
    style.get('mso-special-character') === 'comment' ||
    // A comment's number, and a text that was deleted while changes were tracked.
    /^(?:MsoCommentReference|msoDel)\b/.test(classOf(node))
  );
}

function isBold(before: boolean, name: string, weight = ''): boolean {
  // Google Docs puts everything inside `<b style="font-weight:normal">`.
  if (/^(?:normal|lighter|[1-5]00)$/.test(weight)) return false;
  return before || name === 'B' || name === 'STRONG' || /^(?:bold|bolder|[6-9]00)$/.test(weight);
}

function isItalic(before: boolean, name: string, style = ''): boolean {
  if (style === 'normal') return false;
  return before || name === 'I' || name === 'EM' || /^(?:italic|oblique)/.test(style);
}

/** Where a link leads; `undefined` when the site would refuse it, or when it leads elsewhere in the document that it comes from. */
function hrefOf(node: PastedNode, name: string): string | undefined {
  const href = name === 'A' ? (node.getAttribute?.('href')?.trim() ?? '') : '';
  return isAllowedAddress(href) && !href.startsWith('#') ? href : undefined;
}

function textOf(node: PastedNode): string {
  return node.nodeName === '#text' ? (node.nodeValue ?? '') : [...node.childNodes].map(textOf).join('');
}

/** « · » or « 1. » before an item of Word. */
function markerOf(node: PastedNode): string {
  if (isMarker(styleOf(node))) return textOf(node).trim();
  for (const child of node.childNodes) {
    const marker = markerOf(child);
    if (marker !== '') return marker;
  }
  return '';
}

/** The number that a marker says; a letter counts as the first. « o » alone is a bullet of Word. */
function numberOf(marker: string): number | undefined {
  const [, digits] = /^\(?(?:\d+\.)*(\d+)/.exec(marker) ?? [];
  if (digits !== undefined) return Number(digits);
  return /^\(?[a-z]{1,5}[.)]/i.test(marker) ? 1 : undefined;
}

function depthOf(node: PastedNode, name: string): number | undefined {
  if (headingNames.includes(name)) return Number(name.slice(1));
  if (/^MsoTitle\b/.test(classOf(node))) return 1;
  // Word in a browser.
  return node.getAttribute?.('role') === 'heading' ? Number(node.getAttribute('aria-level') ?? 2) : undefined;
}

const attribute = (node: PastedNode, name: string) => Number(node.getAttribute?.(name) ?? 1) || 1;

/** The elements of a name inside a node, those inside a list of other names apart. */
function inside(node: PastedNode, names: readonly string[], within: readonly string[]): PastedNode[] {
  return [...node.childNodes].flatMap((child) => {
    const name = child.nodeName.toUpperCase();
    if (names.includes(name)) return [child];
    return within.includes(name) ? inside(child, names, within) : [];
  });
}

class Reader {
  readonly #blocks: Block[] = [];
  #pictures = 0;
  /** The block that the next text is appended to; `undefined` between blocks. */
  #open: TextBlock | undefined;

  read(root: PastedNode, isTitle = false): Pasted {
    const begin = () => this.#added({ kind: 'paragraph', runs: [] });
    this.#children(root, { bold: false, italic: false, href: undefined, isTitle, list: undefined, begin });
    return { blocks: this.#blocks, pictures: this.#pictures };
  }

  #added<B extends Block>(block: B): B {
    this.#blocks.push(block);
    return block;
  }

  #children(node: PastedNode, context: Context): void {
    for (const child of node.childNodes) this.#node(child, context);
  }

  #node(node: PastedNode, context: Context): void {
    if (node.nodeName === '#text') this.#text(node.nodeValue ?? '', context);
    else if (node.getAttribute !== undefined) this.#element(node, node.nodeName.toUpperCase(), context);
  }

  #text(value: string, { bold, italic, href, isTitle, begin }: Context): void {
    // Hyphens and marks that show nothing.
    const text = value.replaceAll(/[\u00AD\u200B\uFEFF]/g, '').replaceAll(/[\t\n\f\r ]+/g, ' ');
    if (this.#open === undefined && /^[ \u00A0]*$/.test(text)) return;
    this.#open ??= begin();
    this.#open.runs.push({ text, bold: bold && !isTitle, italic, href });
  }

  #element(node: PastedNode, name: string, around: Context): void {
    const style = styleOf(node);
    if (isUnseen(node, name, style)) return;
    if (pictureNames.has(name)) {
      this.#pictures += 1;
      return;
    }
    if (name === 'BR') {
      this.#open?.runs.push(lineBreak());
      return;
    }
    const context = {
      ...around,
      bold: isBold(around.bold, name, style.get('font-weight')),
      italic: isItalic(around.italic, name, style.get('font-style')),
      href: hrefOf(node, name) ?? around.href,
    };
    if (name === 'TABLE' && around.list === undefined) this.#table(node, context);
    else if (blockNames.has(name)) this.#block(node, name, style, context);
    else this.#children(node, context);
  }

  #block(node: PastedNode, name: string, style: ReadonlyMap<string, string>, context: Context): void {
    this.#open = undefined;
    this.#children(node, { ...context, ...this.#within(node, name, style, context) });
    this.#open = undefined;
  }

  /** The changes to the inherited context for the children of a block. */
  #within(
    node: PastedNode,
    name: string,
    style: ReadonlyMap<string, string>,
    { list }: Context,
  ): Partial<Context> {
    if (name === 'UL' || name === 'OL') return this.#list(node, name, list);
    if (name === 'LI') return { begin: this.#item(node, list) };
    if (list !== undefined) return {};
    const depth = depthOf(node, name);
    if (depth !== undefined)
      return { isTitle: true, begin: () => this.#added({ kind: 'heading', depth, runs: [] }) };
    const [, level] = /level(\d+)/.exec(style.get('mso-list') ?? '') ?? [];
    if (level !== undefined) return { begin: this.#wordItem(Number(level), markerOf(node)) };
    if (classOf(node).startsWith('MsoListParagraph')) return { begin: () => this.#continued() };
    const isQuote = name === 'BLOCKQUOTE' || /^Mso(?:Intense)?Quote\b/.test(classOf(node));
    return isQuote ? { begin: () => this.#added({ kind: 'quote', runs: [] }) } : {};
  }

  #list(node: PastedNode, name: string, around: Context['list']): Partial<Context> {
    const level = (around?.level ?? 0) + 1;
    const list = { level, start: name === 'OL' ? attribute(node, 'start') : undefined };
    // LibreOffice and old editors put text into a list without an item.
    return { list, begin: this.#item(node, list) };
  }

  /** Begins an item once, then goes on with it on a line of its own: an item here is one paragraph, with lists under it. */
  #item(node: PastedNode, list: Context['list']): () => TextBlock {
    const { level, start } = list ?? { level: 1, start: undefined };
    // Word in a browser makes a list of each item, and says how deep it is.
    const deepest = Math.max(level, attribute(node, 'aria-level'));
    const item: Item = { kind: 'item', level: deepest, start, runs: [] };
    return () => {
      if (item.runs.length > 0) {
        item.runs.push(lineBreak());
        return item;
      }
      return this.#added(item);
    };
  }

  /** A paragraph of Word that looks like the item of a list. */
  #wordItem(level: number, marker: string): () => TextBlock {
    return () => this.#added({ kind: 'item', level, start: numberOf(marker), runs: [] });
  }

  /** A paragraph of Word inside a list, without a marker: it goes on with the item before. */
  #continued(): TextBlock {
    const last = this.#blocks.at(-1);
    if (last?.kind !== 'item') return this.#added({ kind: 'paragraph', runs: [] });
    last.runs.push(lineBreak());
    return last;
  }

  /** A table of one column or row is there for the layout: its texts follow one another. */
  #table(node: PastedNode, context: Context): void {
    const parts = ['THEAD', 'TBODY', 'TFOOT'];
    const rows = inside(node, ['TR'], parts).map((row) => inside(row, ['TD', 'TH'], []));
    this.#open = undefined;
    if (rows.length < 2 || rows.every((cells) => cells.length < 2)) {
      this.#children(node, context);
    } else {
      for (const caption of inside(node, ['CAPTION'], [])) this.#node(caption, context);
      this.#added({ kind: 'table', rows: this.#grid(rows) });
    }
    this.#open = undefined;
  }

  /** The texts of a table's cells, as many in each row; a cell over several is followed by empty ones. */
  #grid(rows: readonly (readonly PastedNode[])[]): Run[][][] {
    const grid: Run[][][] = rows.map(() => []);
    for (const [y, cells] of rows.entries()) {
      for (const cell of cells) {
        const row = grid[y] ?? [];
        const x = Array.from({ length: row.length + 1 }).findIndex((_, index) => row[index] === undefined);
        const text = this.#cell(cell, y === 0);
        const columns = Math.min(attribute(cell, 'colspan'), MOST_COLUMNS);
        for (const [down, spanned] of grid.slice(y, y + attribute(cell, 'rowspan')).entries())
          for (let right = 0; right < columns; right += 1)
            spanned[x + right] = down + right === 0 ? text : [];
      }
    }
    const width = Math.max(...grid.map((row) => row.length));
    return grid.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? []));
  }

  #cell(node: PastedNode, isTitle: boolean): Run[] {
    const { blocks, pictures } = new Reader().read(node, isTitle);
    this.#pictures += pictures;
    return tidy(onOneLine(textsOf(blocks).flatMap((runs) => [...runs, lineBreak()])));
  }
}

/** The titles of a text whose highest is the page's own begin one lower; the site has titles of level 2 and 3. */
function shiftedBy(blocks: readonly Block[]): number {
  return blocks.some((block) => block.kind === 'heading' && block.depth === 1) ? 1 : 0;
}

/** A block as the site holds it; nothing when it is empty. */
function tidied(block: Block, shift: number): Block[] {
  if (block.kind === 'table') return block.rows.flat(2).length === 0 ? [] : [block];
  const runs = tidy(block.kind === 'heading' ? onOneLine(block.runs) : block.runs);
  if (runs.length === 0) return [];
  if (block.kind === 'heading')
    return [{ ...block, depth: Math.min(Math.max(block.depth + shift, 2), 3), runs }];
  if (block.kind === 'item') return [{ ...block, runs: withoutEmptyLines(runs) }];
  return paragraphs(runs).map((part) => ({ ...block, runs: part }));
}

/**
 * Parses the HTML that another program put into the clipboard into the blocks of a rich text: Word (whose lists are
 * paragraphs), Google Docs and LibreOffice (whose lists stand inside lists), web pages. No word that a reader saw is lost.
 */
export function readPasted(root: PastedNode): Pasted {
  const { blocks, pictures } = new Reader().read(root);
  const shift = shiftedBy(blocks);
  return { blocks: blocks.flatMap((block) => tidied(block, shift)), pictures };
}
