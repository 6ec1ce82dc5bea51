import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { type Letter, letterText } from './letter.ts';
import { LetterPage } from './LetterPage.tsx';
import { withOutlook } from './outlook.ts';

const TYPED = '<script src="https://exemple.test/a.js"></script>"&\'';

function aLetter(text: string): Letter {
  return {
    title: 'Ta candidature est bien arrivée',
    greeting: `Bonjour ${text},`,
    blocks: [
      { kind: 'paragraph', text: `Un mot.\n${text}` },
      { kind: 'reference', label: 'Ta référence', reference: 'JE-22222222', note: 'Garde-la.' },
      { kind: 'steps', title: 'Et maintenant ?', steps: ['On te lit.', 'On te répond.'] },
      { kind: 'action', label: 'Terminer', url: 'https://site.test/invitation/a?b=1&c=2' },
      {
        kind: 'answers',
        title: 'Ce que tu nous as envoyé',
        sections: [
          {
            title: 'Toi',
            answers: [
              { label: 'Ton projet', texts: [`${text}\nsuite`] },
              { label: 'Quand es-tu disponible ?', texts: ['Le samedi', text] },
            ],
          },
        ],
      },
    ],
    closing: 'Une question ? Réponds à ce message.',
    signature: {
      name: "Mentorat d'excellence",
      organisation: 'Association Le Moment',
      siteUrl: 'https://site.test',
    },
  };
}

function htmlOf(letter: Letter): string {
  return renderToStaticMarkup(<LetterPage letter={letter} />);
}

test('what people typed is text, never markup', () => {
  const html = htmlOf(aLetter(TYPED));
  expect(html).not.toContain('<script');
  expect(html.match(/&lt;script src=/g)).toHaveLength(5);
});

test('the page is in French, has one title, and fetches nothing from anywhere', () => {
  const html = htmlOf(aLetter('Inès'));
  expect(html).toMatch(/^<html lang="fr"/);
  expect(html.match(/<h1/g)).toHaveLength(1);
  expect(html).not.toMatch(/<(img|link|script|iframe)|\bsrc=|url\(|@import|@font-face/);
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
  expect(new Set(links)).toEqual(
    new Set(['https://site.test/invitation/a?b=1&amp;c=2', 'https://site.test']),
  );
});

test('parts of a letter are headings, each above its own list; the first point is what a mailbox shows', () => {
  const html = htmlOf({
    ...aLetter('Inès'),
    blocks: [
      { kind: 'points', title: 'À faire', points: ['En retard : JE-22222222.', 'Awa : https://site.test/a'] },
      { kind: 'points', title: 'À réparer', points: ['Un statut.'] },
    ],
  });
  const parts = [...html.matchAll(/<h2[^>]*>([^<]*)<\/h2><ul[^>]*>(.*?)<\/ul>/g)];
  expect(parts.map(([, title, list = '']) => [title, list.match(/<li/g)?.length])).toEqual([
    ['À faire', 2],
    ['À réparer', 1],
  ]);
  expect(html).toContain('href="https://site.test/a"');
  expect(/<div style="display:none[^>]*>([^<]*)/.exec(html)?.[1]).toBe('En retard : JE-22222222.');
});

test('tables only place things, and the dark colours reach the mail program as they are written', () => {
  const html = htmlOf(aLetter('Inès'));
  expect(html.match(/<table/g)?.length).toBe(html.match(/<table role="presentation"/g)?.length);
  const [, css = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
  expect(css).toContain('@media (prefers-color-scheme: dark)');
  expect(css).not.toMatch(/&\w+;/);
});

test('Outlook on Windows, which reads no max-width and no padding of a link, gets a card of its width and a button of its size', () => {
  const html = withOutlook(htmlOf(aLetter('Inès')));
  expect(html).not.toContain('outlook-only');
  expect(html.match(/<!--\[if mso\]>/g)).toHaveLength(3);
  const [, around = ''] =
    /<!--\[if mso\]>(<table[^>]*>)<tr><td><!\[endif\]--><table[^>]*class="card"/.exec(html) ?? [];
  expect(around).toContain('width="600"');
  expect(html).toContain('</table><!--[if mso]></td></tr></table><![endif]--></td>');
  const [, button = ''] = /<td class="button-cell" style="([^"]*)"/.exec(html) ?? [];
  expect(button).toContain('mso-padding-alt:16px 28px');
  expect(html).toContain('<td height="18" class="youth"');
});

test('an address of the site is a link where it is read, and one that somebody may have typed is not', () => {
  const html = htmlOf({
    ...aLetter('Inès'),
    blocks: [
      { kind: 'paragraph', text: 'Ici : https://site.test/suivi/. Là : https://site.test.exemple/a' },
      {
        kind: 'answers',
        title: 'Ailleurs',
        sections: [
          {
            title: 'Une association',
            answers: [
              { label: 'Son site', texts: ['https://a.exemple'], url: 'https://a.exemple' },
              { label: 'Un mot', texts: ['https://b.exemple'] },
            ],
          },
        ],
      },
    ],
  });
  expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
    'https://site.test/suivi/',
    'https://a.exemple',
    'https://site.test',
  ]);
});

test('what is said in another language is marked as such, with its direction', () => {
  const texts = ['قدّم ابنكم طلبًا.'];
  const letter: Letter = { ...aLetter('Inès'), blocks: [{ kind: 'translation', language: 'ar', texts }] };
  expect(htmlOf(letter)).toMatch(/<td lang="ar" dir="rtl" align="right"[^>]*><h2[^>]*>العربية<\/h2><p/);
  expect(letterText(letter)).toContain('العربية\nقدّم ابنكم طلبًا.');
});

test('HTML and plain text say the same, line breaks included', () => {
  const letter = aLetter('Inès');
  const words = (text: string): string =>
    text
      .replaceAll('’', "'")
      .replaceAll(/^\s*(- |\d\. )/gm, ' ')
      .replaceAll(/[\s:]+/g, ' ');
  const html = htmlOf(letter).replace(/^.*?<\/table>.*?<h1/s, '<h1');
  const read = words(
    html
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll('&amp;', '&')
      .replaceAll('&#x27;', "'"),
  );
  for (const line of letterText(letter)
    .split('\n')
    .map((one) => words(one).trim()))
    expect(read).toContain(line.replace(/^https:\/\/site\.test$/, 'site.test'));
  expect(htmlOf(letter)).toContain('Un mot.<br/>Inès');
});

test('no line ends inside a reference, which stays as it is to copy', () => {
  const html = htmlOf(aLetter('La ligne JE-22222222, et BI-33333333.'));
  const whole = (text: string) => `<span style="white-space:nowrap">${text}</span>`;
  expect(html).toContain(`${whole('JE-22222222,')} et ${whole('BI-33333333.')}`);
});
