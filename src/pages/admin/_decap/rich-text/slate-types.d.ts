import type { BaseEditor, Descendant } from 'slate';
import type { DOMEditor } from 'slate-dom';

/** What a change is left out of what can be undone by (platejs 49.2.21, `slate-history`). */
interface PlateEditor {
  tf: { withoutSaving: (change: () => void) => void };
}

/** What Decap's rich text (decap-cms-widget-richtext 3.7.0, `serializers/remarkSlate.js`) puts into Slate: the parts that this folder reads. */
declare module 'slate' {
  interface CustomTypes {
    Editor: BaseEditor & DOMEditor & PlateEditor;
    Element: {
      /** `p`, `a`, `table`, `table-row`, `table-cell`, … */
      type: string;
      /** Of a link that was made in the editor. */
      url?: string;
      /** Of a link that was read from a file: its address here is what is written. */
      data?: { url?: string };
      children: Descendant[];
    };
    Text: { text: string };
  }
}
