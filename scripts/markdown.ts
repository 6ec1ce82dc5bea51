import { satteri } from '@astrojs/markdown-satteri';
import { renderToStaticMarkup } from 'react-dom/server';
import { blockTexts, isBlockName } from '../src/cms/blocks.ts';
import { isAllowedAddress } from '../src/cms/link-address.ts';
import { blockTemplates } from '../src/components/text/blocks.ts';
import { typeset } from '../src/domain/typeset.ts';

/** The content check refuses these in French, with their file; a text that went past it must not be published. */
function checkLink({ url }: { readonly url: string }): undefined {
  if (!isAllowedAddress(url)) throw new TypeError(`A text of the content holds a link to « ${url} ».`);
}

/** The site's Markdown: typeset as the other texts are by their fields, no HTML, and the blocks of the content model. */
export const siteMarkdown = satteri({
  // English quotes and dashes are not ours.
  features: { smartPunctuation: false },
  mdastPlugins: [
    { name: 'french-typography', text: ({ value }) => ({ type: 'text', value: typeset(value) }) },
    // Shown as it is typed, never run.
    { name: 'allowed-links', link: checkLink, definition: checkLink },
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
