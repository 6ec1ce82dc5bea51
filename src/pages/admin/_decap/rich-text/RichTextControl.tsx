import { useEffect, useRef, type ReactNode } from 'react';
import type { Editor } from 'slate';
import { editorOf, isInText, readCaret } from './editor-of.ts';
import { onCopy, onDrop, onPaste } from './paste.ts';
import { isInTable, keepWaysOutOfTables, moveBelow } from './tables.ts';

/** Listens to what happens in a rich text before Decap does; returns what ends it. */
function mend(richText: HTMLElement, editor: Editor): () => void {
  const ending = new AbortController();
  const before = { capture: true, signal: ending.signal };
  // Not at every key: one that moves the selection would find it put back by Slate.
  for (const kind of ['beforeinput', 'paste', 'copy', 'cut'])
    richText.addEventListener(
      kind,
      (event) => {
        const isComposing = 'isComposing' in event && event.isComposing === true;
        if (!isComposing && isInText(editor, event.target)) readCaret(editor);
      },
      before,
    );
  richText.addEventListener('paste', (event) => onPaste(editor, event), before);
  richText.addEventListener('copy', (event) => onCopy(editor, event), before);
  richText.addEventListener('cut', (event) => onCopy(editor, event), before);
  richText.addEventListener('drop', onDrop, before);
  richText.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Enter' || event.isComposing || !isInText(editor, event.target)) return;
      readCaret(editor);
      // A new line would cut the cell in two, which no Markdown holds.
      if (!isInTable(editor)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      moveBelow(editor);
    },
    before,
  );
  return () => ending.abort();
}

/** Decap's rich text, with our pasting and with ways out of its tables; `children` is told what to call after each change. */
export function RichTextControl({ children }: { children: (changed: () => void) => ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor>(undefined);
  useEffect(() => {
    const richText = frame.current;
    const found = richText === null ? undefined : editorOf(richText);
    if (richText === null || found === undefined) return undefined;
    editor.current = found;
    // Nobody can undo what the text began with.
    found.tf.withoutSaving(() => keepWaysOutOfTables(found));
    return mend(richText, found);
  }, []);
  const changed = () => {
    if (editor.current !== undefined) keepWaysOutOfTables(editor.current);
  };
  return <div ref={frame}>{children(changed)}</div>;
}
