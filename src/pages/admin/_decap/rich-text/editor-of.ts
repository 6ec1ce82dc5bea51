import { Editor, Transforms } from 'slate';
import { DOMEditor, ELEMENT_TO_NODE } from 'slate-dom';

/**
 * The Slate editor in a rich text of Decap, which gives it no other way to: slate-dom 0.118.1 keeps the editor of each editable
 * element (`Editable` of slate-react). `undefined` where there is none.
 */
export function editorOf(richText: Element): Editor | undefined {
  const editable = richText.querySelector<HTMLElement>('[data-slate-editor]');
  const node = editable === null ? undefined : ELEMENT_TO_NODE.get(editable);
  return Editor.isEditor(node) ? node : undefined;
}

/** True in the text itself, false in the fields of its blocks. */
export function isInText(editor: Editor, target: EventTarget | null): boolean {
  return DOMEditor.hasEditableTarget(editor, target);
}

/** False while the page does not show yet what Slate has just done: a new line, a letter. */
function isDrawn(editor: Editor): boolean {
  if (editor.selection === null) return true;
  try {
    DOMEditor.toDOMRange(editor, editor.selection);
    return true;
  } catch {
    return false;
  }
}

/**
 * Tells Slate where the caret or the selection is. By itself it hears of it a tenth of a second late (slate-react 0.117.4,
 * `onDOMSelectionChange`): of a text that was just selected nothing would be copied, and a letter typed over it would be left to the
 * browser, which takes elements away from under React.
 */
export function readCaret(editor: Editor): void {
  const selection = document.getSelection();
  if (selection === null || !isInText(editor, selection.anchorNode) || !isDrawn(editor)) return;
  const at = DOMEditor.toSlateRange(editor, selection, { exactMatch: false, suppressThrow: true });
  if (at !== null) Transforms.select(editor, at);
}
