import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { describe, expect, test } from 'vitest';
import { siteMarkdown } from '../../scripts/markdown.ts';
import { isAllowedAddress } from './link-address.ts';
import { uncheckedContext } from './entry-check.ts';
import { richText } from './rich-text.ts';

const field = richText({ label: 'Texte', max: 4000 }).schema(uncheckedContext);
const passes = (markdown: string) => field.safeParse(markdown).success;
const LINK =
  /^Le lien « [\s\S]*» (?:n’a pas d’adresse|mène à « [\s\S]*», qui n’est pas une adresse) : écrivez-en une/;
const IMAGE = /^Ce texte contient une image/;
const FIRST_LEVEL = /^Le titre de niveau 1/;

const render = async (markdown: string) =>
  (await (await siteMarkdown.createRenderer({})).render(markdown)).code;

/** Every way of writing it that Markdown has. */
const HIDDEN_LINKS = [
  '> [a]: javascript:alert(1)\n\n[lien][a]',
  '- [a]: javascript:alert(1)\n\n[lien][a]',
  '1. > [a]: javascript:alert(1)\n\n[a]',
  '[a\\]b]: javascript:alert(1)\n\n[a\\]b]',
  '[lien\\]](javascript:alert(1))',
  '[lien](\n<javascript:alert(1)>)',
  '[a]:\n  javascript:alert(1)\n\n[lien][a]',
  '[a]: <javascript:alert(1)> "titre"\n\n[lien][a]',
  '[lien](&#x6A;avascript&colon;alert(1))',
  '[lien](JavaScript:alert(1))',
  '[lien](vbscript:msgbox)',
  '[lien](data:text/html,<p>)',
  '[lien](<java\tscript:alert(1)>)',
  '[lien](</\t/exemple.org>)',
  '[lien](\\\\exemple.org)',
  '[lien](https:page)',
  '[lien](page)',
  '[lien]()',
  '[x][^1]\n\n[^1]: [lien](javascript:alert(1))',
  '| a |\n|---|\n| [lien](javascript:alert(1)) |',
  '- ```\n  [a](/b/)\n  ```\n\n  [lien](javascript:alert(1))',
];

describe('a rich text', () => {
  test.each(HIDDEN_LINKS)(
    'refuses a link that leads nowhere, however it is written: %j',
    async (markdown) => {
      const { error } = field.safeParse(markdown);
      expect(error?.issues.map(({ message }) => message)).toContainEqual(expect.stringMatching(LINK));
      await expect(render(markdown)).rejects.toThrow('holds a link to');
    },
  );

  test.each([
    ['Titre\n===', FIRST_LEVEL],
    ['> # Titre', FIRST_LEVEL],
    ['- # Titre', FIRST_LEVEL],
    ['#', FIRST_LEVEL],
    ['![a][b]\n\n[b]: /c.jpg', IMAGE],
    ['> ![a](/c.jpg)', IMAGE],
  ])('refuses what the design does not show, wherever it stands: %j', (markdown, message) => {
    const { error } = field.safeParse(markdown);
    expect(error?.issues.map((issue) => issue.message)).toEqual([expect.stringMatching(message)]);
  });

  test('accepts links to the web, to a mailbox, to a telephone, to a page and to a heading of the site', () => {
    const links = [
      'https://a.fr/b?c#d',
      'http://a.fr',
      'mailto:a@b.fr',
      'tel:+33612345678',
      '/agenda/',
      '#suite',
    ];
    for (const link of links) expect(passes(`[lien](${link})`), link).toBe(true);
    expect(passes('Sur www.exemple.org ou à a@b.fr, <https://exemple.org>')).toBe(true);
    expect(passes('[un crochet \\[ et [une référence][a]\n\n[a]: https://exemple.org')).toBe(true);
  });
});

/** The `href` of every link of the rendered page. */
function hrefs(html: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: { attrs?: { name: string; value: string }[]; childNodes?: object[] }): void => {
    for (const { name, value } of node.attrs ?? []) if (name === 'href') found.push(value);
    node.childNodes?.forEach(visit);
  };
  visit(parseFragment(html));
  return found;
}

test('whatever is accepted is rendered with allowed links only, by the parser of the build', async () => {
  const address = fc.constantFrom(
    'javascript:a',
    '<javascript:a>',
    '/a/',
    'https://a.fr',
    'java&#115;cript:a',
    '//a.fr',
    'a',
  );
  const piece = fc.oneof(
    address,
    fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '[a]',
      '[a]:',
      '[a\\]b]',
      '> ',
      '- ',
      '\n',
      '\n\n',
      '    ',
      '\\',
      '`',
      '```\n',
      '!',
      '<',
      '>',
      '*',
      ' ',
      'a',
      '|',
      '^1',
      '&#91;',
    ),
  );
  let accepted = 0;
  const property = fc.asyncProperty(fc.array(piece, { maxLength: 14 }), async (pieces) => {
    const markdown = pieces.join('');
    if (!passes(markdown)) return;
    accepted += 1;
    const linked = hrefs(await render(markdown)).filter((href) => !href.startsWith('#user-content-'));
    // An address that no browser can read leads nowhere, and harms nobody.
    const read = linked.filter((href) => URL.canParse(href, 'https://site.invalid'));
    expect(read.filter((href) => !isAllowedAddress(href))).toEqual([]);
  });
  await fc.assert(property, { numRuns: 4000, seed: 20_261_130 });
  // Else nothing was rendered.
  expect(accepted).toBeGreaterThan(500);
});
