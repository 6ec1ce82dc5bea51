import type { BaseEditor, Descendant } from 'slate';
import type { DOMEditor } from 'slate-dom';

/** Makes a change that undo skips (platejs 49.2.21, `slate-history`). */
interface PlateEditor {
  tf: { withoutSaving: (change: () => void) => void };
}

/** The Slate nodes that Decap's rich text makes (decap-cms-widget-richtext 3.7.0, `serializers/remarkSlate.js`), as far as this folder reads them. */
declare module 'slate' {
  interface CustomTypes {
    Editor: BaseEditor & DOMEditor & PlateEditor;
    Element: {
      /** `p`, `a`, `table`, `table-row`, `table-cell`, … */
      type: string;
      /** URL of a link that was made in the editor. */
      url?: string;
      /** URL of a link that was read from a file; the one that is written back. */
      data?: { url?: string };
      children: Descendant[];
    };
    Text: { text: string };
  }
}
