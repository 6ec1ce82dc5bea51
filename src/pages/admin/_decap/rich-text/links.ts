import { Editor, Element, type NodeEntry, Range, Transforms } from 'slate';

const isLink = (node: unknown): node is Element => Element.isElement(node) && node.type === 'a';

function linkAt(editor: Editor, at: Range): NodeEntry<Element> | undefined {
  const [link] = Editor.nodes(editor, { at, match: isLink });
  return link;
}

const linkTo = (address: string) => ({ type: 'a', url: address, data: { url: address } });

/** The address of the link that a selection touches; '' when there is none. */
export function addressAt(editor: Editor, at: Range): string {
  const [link] = linkAt(editor, at) ?? [];
  return link?.data?.url ?? link?.url ?? '';
}

/** Makes links plain text again: each that the selection touches, whole. */
export function removeLinks(editor: Editor, at: Range): void {
  Transforms.unwrapNodes(editor, { at, match: isLink, mode: 'all' });
}

function isWithin(editor: Editor, at: Range, [, path]: NodeEntry<Element>): boolean {
  const whole = Editor.range(editor, path);
  return Range.edges(at).every((point) => Range.includes(whole, point));
}

/** Leads the link at a selection to another address; else makes one of the selected text, or of the given words at the caret. */
export function putLink(
  editor: Editor,
  at: Range,
  { address, words }: { address: string; words: string },
): void {
  const link = linkAt(editor, at);
  if (link !== undefined && isWithin(editor, at, link)) {
    // Decap writes `data.url` where there is one.
    Transforms.setNodes(
      editor,
      { ...linkTo(address), data: { ...link[0].data, url: address } },
      { at: link[1] },
    );
  } else if (Range.isCollapsed(at)) {
    Transforms.insertNodes(editor, { ...linkTo(address), children: [{ text: words }] }, { at, select: true });
  } else {
    const selected = Editor.rangeRef(editor, at);
    removeLinks(editor, at);
    const left = selected.unref();
    if (left !== null)
      Transforms.wrapNodes(editor, { ...linkTo(address), children: [] }, { at: left, split: true });
  }
}
