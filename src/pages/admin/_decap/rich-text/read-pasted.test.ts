import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { type PastedNode, readPasted } from './read-pasted.ts';
import { pastedHtml, pastedWords } from './write-pasted.ts';

const fixtures = path.resolve(import.meta.dirname, '../../../../../tests/fixtures/paste');

/** A node as a browser's parser gives it. */
function asNode(node: DefaultTreeAdapterTypes.ChildNode): PastedNode {
  const { nodeName } = node;
  if ('tagName' in node) {
    const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
    return {
      nodeName,
      nodeValue: null,
      childNodes: node.childNodes.map(asNode),
      getAttribute: (name) => attributes.get(name) ?? null,
    };
  }
  return { nodeName, nodeValue: 'value' in node ? node.value : null, childNodes: [] };
}

function read(html: string) {
  const [root] = parse(html)
    .childNodes.filter((node) => node.nodeName === 'html')
    .map(asNode);
  const body =
    root === undefined ? undefined : [...root.childNodes].find(({ nodeName }) => nodeName === 'body');
  if (body === undefined) throw new Error('A parser of HTML always makes a body.');
  return readPasted(body);
}

const clean = (html: string) => pastedHtml(read(html).blocks);

/** The document of every fixture, in what a rich text holds. */
const visit = [
  '<h2>La visite du chantier</h2>',
  '<p>Un <strong>grand</strong> atelier, <em>calme</em> et <strong><em>clair</em></strong>, ',
  'à 9\u00A0h\u00A0: <a href="https://exemple.org/plan">le plan</a>. Première ligne<br>seconde ligne.</p>',
  '<h3>Le matin</h3>',
  '<ul><li><p>Accueil</p><ul><li><p>Café</p><ul><li><p>Présentations</p></li></ul></li>',
  '<li><p>Sécurité</p></li></ul></li><li><p><strong>Visite</strong></p></li></ul>',
  '<p>Puis, dans l’ordre\u00A0:</p>',
  '<ol><li><p>Observer</p><ul><li><p>avec le mentor</p></li></ul></li><li><p>Raconter</p></li></ol>',
  '<h3><em>Les horaires</em></h3>',
  '<table><tr><th>Heure</th><th>Lieu</th></tr><tr><td>9\u00A0h</td><td>L’accueil</td></tr></table>',
  '<p>À bientôt\u00A0!</p>',
].join('');

describe('the same document comes out of each program', () => {
  test.each(['word', 'google-docs', 'libreoffice'])('%s', (program) => {
    const { blocks, pictures } = read(readFileSync(path.join(fixtures, `${program}.html`), 'utf8'));
    expect(pastedHtml(blocks)).toBe(visit);
    expect(pictures).toBe(1);
  });
});

describe('lists', () => {
  test('of Word: letters, brackets and several numbers in a marker are numbers; a bare « o » or « - » is not', () => {
    const item = (marker: string) =>
      `<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>${marker}&nbsp;</span>x</p>`;
    const isNumbered = (marker: string) => clean(item(marker)).startsWith('<ol');
    expect(['1.', '2)', '(3)', 'a.', 'iv)', '1.2', '7'].filter(isNumbered)).toHaveLength(7);
    expect(['·', 'o', '§', '-', '–', '•', 'ü'].filter(isNumbered)).toEqual([]);
  });

  test('that begin at another number keep it', () => {
    expect(clean('<ol start=3><li>c<li>d</ol>')).toBe(
      '<ol start="3"><li><p>c</p></li><li><p>d</p></li></ol>',
    );
    expect(clean("<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>4.</span>d</p>")).toBe(
      '<ol start="4"><li><p>d</p></li></ol>',
    );
    expect(clean("<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>2.1</span>e</p>")).toBe(
      '<ol><li><p>e</p></li></ol>',
    );
  });

  test('that begin deeper than they go on', () => {
    const item = (level: number, text: string) => `<p style='mso-list:l0 level${level} lfo1'>${text}</p>`;
    expect(clean(item(2, 'a') + item(1, 'b') + item(2, 'c'))).toBe(
      '<ul><li><p>a</p></li><li><p>b</p><ul><li><p>c</p></li></ul></li></ul>',
    );
  });

  test('of Word in a browser: one list for each item, which says how deep it is', () => {
    const item = (level: number, text: string) =>
      `<div class="ListContainerWrapper"><ul><li aria-level="${level}"><p class="Paragraph">${text}</p></li></ul></div>`;
    expect(clean(item(1, 'a') + item(2, 'b') + item(1, 'c'))).toBe(
      '<ul><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ul>',
    );
  });

  test('with text beside the items, an item without text, and several paragraphs in one item', () => {
    expect(clean('<ul><li></li><p>a</p><li>b<p>c</p></li></ul>')).toBe(
      '<ul><li><p>a</p></li><li><p>b<br>c</p></li></ul>',
    );
    expect(
      clean("<p style='mso-list:l0 level1 lfo1'>a</p><p class=MsoListParagraphCxSpLast>b</p><p>c</p>"),
    ).toBe('<ul><li><p>a<br>b</p></li></ul><p>c</p>');
  });

  test('bulleted after numbered', () => {
    expect(clean('<ol><li>a</ol><ul><li>b</ul>')).toBe(
      '<ol><li><p>a</p></li></ol><ul><li><p>b</p></li></ul>',
    );
  });
});

describe('looks', () => {
  test('spaces stand outside of bold, italics and links, and once', () => {
    expect(clean('a<b> b&nbsp;</b> c <a href="https://x.org"> d </a>e')).toBe(
      '<p>a <strong>b</strong>\u00A0c <a href="https://x.org">d</a> e</p>',
    );
  });

  test('what says the same is one; what is bold in a title, and empty elements, say nothing', () => {
    expect(clean('<b>a</b><strong>b</strong><span style="font-weight:600">c</span>')).toBe(
      '<p><strong>abc</strong></p>',
    );
    expect(clean('<h2><b>a</b></h2><p><b> </b><i></i></p><h2></h2><p>&nbsp;</p>')).toBe('<h2>a</h2>');
  });

  test('« normal » ends bold and italics', () => {
    expect(
      clean(
        '<b>a<span style="font-weight:normal">b</span></b><i>c<span style="FONT-STYLE: normal">d</span></i>',
      ),
    ).toBe('<p><strong>a</strong>b<em>c</em>d</p>');
  });
});

test('links that the site would refuse, and those inside the other document, are plain text', () => {
  expect(
    clean('<a href="javascript:x">a</a><a href="#_Toc1">b</a><a name="c">c</a><a href="file:///d">d</a>'),
  ).toBe('<p>abcd</p>');
  expect(clean('<a href="mailto:a@b.fr">e</a><a href="/contact/">f</a>')).toBe(
    '<p><a href="mailto:a@b.fr">e</a><a href="/contact/">f</a></p>',
  );
});

test('titles: the highest is the page’s own; there are two levels', () => {
  expect(clean('<h1>a</h1><h2>b</h2><h3>c</h3><h6>d</h6>')).toBe('<h2>a</h2><h3>b</h3><h3>c</h3><h3>d</h3>');
  expect(clean('<h2>a</h2><h3>b<br>c</h3>')).toBe('<h2>a</h2><h3>b c</h3>');
  expect(clean('<p class=MsoTitle>a</p><p role=heading aria-level=1>b</p>')).toBe('<h2>a</h2><h2>b</h2>');
});

test('empty lines part paragraphs; a quote keeps its own', () => {
  expect(
    clean('<div>a<br><br>b<br>c<br></div><blockquote><p>d</p><p>e</p></blockquote><p class=MsoQuote>f'),
  ).toBe('<p>a</p><p>b<br>c</p><blockquote><p>d</p><p>e</p><p>f</p></blockquote>');
});

describe('tables', () => {
  test('cells over several columns or rows leave the others in their place', () => {
    expect(
      clean(
        '<table><tr><td colspan=2>a<td>b<tr><td rowspan=2>c<td>d<td>e<tr><td>f<td><ul><li>g<li>h</ul></table>',
      ),
    ).toBe(
      '<table><tr><th>a</th><th></th><th>b</th></tr><tr><td>c</td><td>d</td><td>e</td></tr>' +
        '<tr><td></td><td>f</td><td>g h</td></tr></table>',
    );
  });

  test('of one column or row are a layout', () => {
    expect(clean('<table><tr><td><h2>a</h2><p>b</table><table><tr><td>c<td>d</table>')).toBe(
      '<h2>a</h2><p>b</p><p>c</p><p>d</p>',
    );
  });
});

test('what no reader sees is left out; pictures are counted', () => {
  const { blocks, pictures } = read(
    `a<style>p{}</style><script>x</script><!-- y --><span style="display:none">z</span><span style='mso-hide:all'>z</span>
    <span class=MsoCommentReference>[I1]</span><span class=msoDel><del>old</del></span><img src="x"><svg><text>t</text></svg>
    <div style='mso-element:comment-list'><p>comment</p></div>soft\u00ADhyphen`,
  );
  expect(pastedWords(blocks)).toBe('a softhyphen');
  expect(pictures).toBe(2);
});

test('what was code in the other document is text here', () => {
  expect(clean('&lt;b onclick="x"&gt;<a href="https://x.org/?a=1&amp;b=%22">y</a>')).toBe(
    '<p>&lt;b onclick=&quot;x&quot;><a href="https://x.org/?a=1&amp;b=%22">y</a></p>',
  );
});

test('no word is lost, however the elements stand in one another', () => {
  const names = 'div p b i span a h1 h4 ul ol li blockquote table tr td section font'.split(' ');
  const { html } = fc.letrec<{ html: string }>((tie) => ({
    html: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      fc.nat(999).map((number) => `w${number} `),
      fc
        .tuple(fc.constantFrom(...names), fc.array(tie('html'), { maxLength: 4 }))
        .map(([name, inside]) => `<${name}>${inside.join('')}</${name}>`),
    ),
  }));
  fc.assert(
    fc.property(html, (pasted) => {
      const words = (text: string) => (text.match(/w\d+/g) ?? []).sort();
      const { blocks } = read(pasted);
      expect(words(pastedHtml(blocks))).toEqual(words(pasted));
      expect(words(pastedWords(blocks))).toEqual(words(pasted));
    }),
    { numRuns: 300 },
  );
});
