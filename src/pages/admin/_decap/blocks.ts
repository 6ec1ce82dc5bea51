import CMS from 'decap-cms-app';
import { blockData, blockPattern, blocks, isBlockName, writeBlock } from '../../../cms/blocks.ts';
import { shownFields } from '../../../cms/decap.ts';
import { namedWidgets } from '../../../cms/fields.ts';

/** The blocks of the content model as buttons of the rich text's « + ». */
export function registerBlocks(): void {
  for (const [name, { label, fields }] of Object.entries(blocks)) {
    if (!isBlockName(name)) continue;
    CMS.registerEditorComponent({
      id: name,
      label,
      fields: shownFields(namedWidgets(fields)),
      pattern: blockPattern(name),
      fromBlock: ([, lines = '']) => blockData(lines),
      toBlock: (data: unknown) =>
        writeBlock(name, typeof data === 'object' && data !== null ? { ...data } : {}),
      // Previews render their Markdown themselves (Prose.tsx).
      toPreview: () => '',
    });
  }
}
