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

/** Tells Slate where the caret is now: by itself it hears of it a tenth of a second late (slate-react 0.117.4, `onDOMSelectionChange`). */
export function readCaret(editor: Editor): void {
  const selection = document.getSelection();
  if (selection === null || !isInText(editor, selection.anchorNode)) return;
  const at = DOMEditor.toSlateRange(editor, selection, { exactMatch: false, suppressThrow: true });
  if (at !== null) Transforms.select(editor, at);
}
