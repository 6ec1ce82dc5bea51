import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** The syntax tree of a Markdown text (https://github.com/syntax-tree/mdast). */
export function parseMarkdown(text: string): Root {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

const treeText = (markdown: string) =>
  JSON.stringify(parseMarkdown(markdown), (key, value: unknown) => (key === 'position' ? undefined : value));

/** Cheap to compare: texts that say the same differ in these characters only. */
const withoutMarks = (markdown: string) => markdown.replaceAll(/[\s\\*+_-]/g, '');

/** True when two Markdown texts say the same, though one has other bullets, escapes or empty lines than the other. */
export function isSameMarkdown(one: string, other: string): boolean {
  if (one === other) return true;
  return withoutMarks(one) === withoutMarks(other) && treeText(one) === treeText(other);
}

/** The text with one empty line where there are more, the blocks apart. */
export function withoutEmptyLines(markdown: string): string {
  const parts = markdown.split(/(^```[\s\S]*?^```$)/m);
  return parts.map((part) => (part.startsWith('```') ? part : part.replaceAll(/\n{3,}/g, '\n\n'))).join('');
}
