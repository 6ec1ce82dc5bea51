import { Editor, Element, Node, Path, Transforms } from 'slate';

const isTable = (node: Node | undefined) => Element.isElement(node) && node.type === 'table';

/** Where the caret's cell is, when the caret is in a table. */
function cellPath(editor: Editor): Path | undefined {
  const [entry] =
    editor.selection === null
      ? []
      : Editor.nodes(editor, { match: (node) => Element.isElement(node) && node.type === 'table-cell' });
  return entry?.[1];
}

/** Places for a paragraph without which no key would lead out of a table: at the text's ends, and between two tables. From the last on. */
function missingPlaces({ children }: Editor): number[] {
  return children
    .flatMap((node, index) => {
      if (!isTable(node)) return [];
      const after = children[index + 1];
      return [...(index === 0 ? [0] : []), ...(after === undefined || isTable(after) ? [index + 1] : [])];
    })
    .reverse();
}

/** Puts an empty paragraph wherever a table would keep the caret. It is not written to the file. */
export function keepWaysOutOfTables(editor: Editor): void {
  for (const place of missingPlaces(editor))
    Transforms.insertNodes(editor, { type: 'p', children: [{ text: '' }] }, { at: [place] });
}

export function isInTable(editor: Editor): boolean {
  return cellPath(editor) !== undefined;
}

/** Moves the caret to the cell below, or to the paragraph after the table. */
export function moveBelow(editor: Editor): void {
  const cell = cellPath(editor);
  if (cell === undefined) return;
  const row = Path.parent(cell);
  const below = [...Path.next(row), cell.at(-1) ?? 0];
  const target = Node.has(editor, below) ? below : Path.next(Path.parent(row));
  Transforms.select(editor, Editor.start(editor, target));
}
