import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { typeset } from '../domain/typeset.ts';
import { siteMarkdown } from '../../scripts/markdown.ts';
import { blockData, blockPattern, blocks, isBlockName, writeBlock } from './blocks.ts';
import { uncheckedContext } from './entry-check.ts';
import { richText } from './rich-text.ts';

const field = richText({ label: 'Texte', max: 4000 }).schema(uncheckedContext);
const mistakes = (markdown: string) =>
  field.safeParse(markdown).error?.issues.map(({ message }) => message) ?? [];

const entries = {
  photo: { src: '../../assets/stories/quai.webp', alt: "Un quai : l'aube", caption: 'Lomme, 2026' },
  video: { title: "L'atelier : « oui »", url: 'https://www.youtube.com/watch?v=a', length: '2 minutes' },
  quote: { words: 'On n’est pas seul. - Jamais', author: "Awa, l'équipe" },
  call: { words: '# 3 minutes, pas plus', label: 'Je candidate', page: '/candidater/' },
};

describe('a block', () => {
  test.each(Object.entries(entries))('%s is read from its lines as it was written', (name, data) => {
    if (!isBlockName(name)) return expect.fail();
    const markdown = writeBlock(name, data);
    const [, lines = ''] = blockPattern(name).exec(`${markdown}\n\nEt ensuite`) ?? expect.fail();
    expect(blockData(lines)).toEqual(data);
    expect(writeBlock(name, blockData(lines))).toBe(markdown);
    expect(mistakes(`Avant.\n\n${markdown}\n\nAprès.`)).toEqual([]);
  });

  test('that staff have just added and not filled yet is told, field by field', () => {
    expect(mistakes(writeBlock('video', { title: '', url: '', length: '' }))).toEqual([
      'Bloc « Vidéo », Titre : Ce champ est vide : indiquez un texte.',
      'Bloc « Vidéo », Adresse de la vidéo : Écrivez une adresse complète, par exemple https://www.exemple.org.',
    ]);
  });

  test.each([
    [
      '```photo\nsrc: ../../assets/a.svg\nalt: Un dessin\n```',
      /^Bloc « Photo », Fichier : Choisissez une photo JPEG, PNG ou WebP/,
    ],
    ['```photo\nsrc: ../../assets/a.webp\n```', /^Bloc « Photo », Texte de remplacement : Ce champ est vide/],
    ['![Un quai](../../assets/a.webp)', /^Ce texte contient une image qui n’est pas du site/],
    [
      '```video\ntitle: Essai\nurl: javascript:alert(1)\n```',
      /^Bloc « Vidéo », Adresse de la vidéo : Écrivez/,
    ],
    ['```video\ntitle: Essai\nurl: youtube\n```', /^Bloc « Vidéo », Adresse de la vidéo : Écrivez/],
    [
      '```call\nwords: Viens\nlabel: Aller\npage: /nulle-part/\n```',
      /^Bloc « Bouton d’appel », Page qui s’ouvre : Choisissez/,
    ],
    ['```quote\nwords: Oui\nauthor: A\nurl: b\n```', /^Bloc « Citation » : Champ inconnu : url/],
    ['```quote\nwords: "Oui\n```', /^Bloc « Citation » : Illisible à la ligne/],
    ['```quote\nseulement une phrase\n```', /^Bloc « Citation » : écrivez un champ par ligne/],
    ['```iframe\nurl: https://a.fr\n```', /^Ce texte contient un bloc inconnu \(iframe\)/],
    ['~~~\nalert(1)\n~~~', /^Ce texte contient un bloc inconnu \(sans nom\)/],
    ['```js\nsans fin', /^Ce texte contient un bloc inconnu \(js\)/],
  ])('with a mistake is refused in French: %j', (markdown, message) => {
    expect(mistakes(markdown)).toEqual([expect.stringMatching(message)]);
  });

  test('opens only pages that the site has', () => {
    for (const { value } of blocks.call.fields.page.widget.options) {
      const page = `src/pages${value.slice(0, -1)}`;
      const found = [`${page}.astro`, `${page}/index.astro`, `${page}/[...list].astro`].some((file) =>
        existsSync(file),
      );
      expect(found, value).toBe(true);
    }
  });
});

describe('on the site', () => {
  const html = async (markdown: string) =>
    (await (await siteMarkdown.createRenderer({})).render(markdown)).code;

  test('a video is a link: the other site is asked for nothing', async () => {
    const page = await html(writeBlock('video', entries.video));
    expect(page).toContain('<a href="https://www.youtube.com/watch?v=a" rel="noreferrer">');
    expect(page).toContain(
      `<b>${typeset(entries.video.title)}</b><span>Vidéo, 2 minutes, sur YouTube</span>`,
    );
    expect(page).not.toMatch(/<(?:iframe|img|video|script)|src=/);
  });

  test('a photo is a figure, with its caption where there is one', async () => {
    const { src, alt } = entries.photo;
    const image = '<img src="../../assets/stories/quai.webp" alt="Un quai : l&#x27;aube" loading="lazy"/>';
    expect(await html(writeBlock('photo', { src, alt }))).toContain(
      `<figure class="block-photo">${image.replace('&#x27;', '’').replace(' :', '\u00a0:')}</figure>`,
    );
    expect(await html(writeBlock('photo', entries.photo))).toContain('<figcaption>Lomme, 2026</figcaption>');
  });

  test('what a block holds is text, never markup', async () => {
    const page = await html(
      writeBlock('quote', { words: '<img src=x onerror=alert(1)>', author: '<b>a</b>' }),
    );
    expect(page).toContain('<p>&lt;img src=x onerror=alert(1)&gt;</p>');
    expect(page).toContain('<figcaption>&lt;b&gt;a&lt;/b&gt;</figcaption>');
    expect(await html('```video\ntitle: a\nurl: javascript:alert(1)\n```')).not.toContain('javascript:');
  });
});
