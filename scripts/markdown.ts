import { satteri } from '@astrojs/markdown-satteri';
import { renderToStaticMarkup } from 'react-dom/server';
import { blockTexts, isBlockName } from '../src/cms/blocks.ts';
import { blockTemplates } from '../src/components/text/blocks.ts';
import { typeset } from '../src/domain/typeset.ts';

/** The site's Markdown: typeset as the other texts are by their fields, no HTML, and the blocks of the content model. */
export const siteMarkdown = satteri({
  // English quotes and dashes are not ours.
  features: { smartPunctuation: false },
  mdastPlugins: [
    { name: 'french-typography', text: ({ value }) => ({ type: 'text', value: typeset(value) }) },
    // Shown as it is typed, never run.
    { name: 'no-html', html: ({ value }) => ({ type: 'text', value }) },
    {
      name: 'blocks',
      code({ lang, value }) {
        if (typeof lang !== 'string' || !isBlockName(lang)) return undefined;
        return { type: 'html', value: renderToStaticMarkup(blockTemplates[lang](blockTexts(lang, value))) };
      },
    },
  ],
});
