import { expect, test } from 'vitest';
import { SECRET } from '../../../tests/fixtures/programme.fixture.ts';
import { withoutForeignLinks } from './foreign-links.ts';
import { expiryOf, LINKS, type Purpose, PURPOSES, signLink } from './links.ts';

const [MINE, THEIRS] = ['a1'.repeat(16), 'b2'.repeat(16)] as const;
const AT = new Date('2020-01-01T00:00:00Z');

function tokenOf(purpose: Purpose, subject: string, generation = 0): string {
  return signLink(SECRET, { purpose, subject, generation, expires: expiryOf(purpose, AT) });
}

test.each(PURPOSES)(
  'of all links, the page of a link for %s keeps those of its own purpose and person',
  (purpose) => {
    const own = { purpose, token: tokenOf(purpose, MINE, 1), secret: SECRET };
    for (const other of PURPOSES)
      for (const subject of [MINE, THEIRS]) {
        const token = tokenOf(other, subject);
        const url = `https://site.test${LINKS[other].path}${token}`;
        for (const text of [
          `Bonjour : ${url}`,
          `sms:+33600000000?body=${encodeURIComponent(`Bonjour ${url}.`)}`,
          `<a href="${url}">`,
          JSON.stringify({ [url]: url }),
          `${token}Merci`,
        ]) {
          const isOwn = other === purpose && subject === MINE;
          expect(withoutForeignLinks(text, own)).toBe(isOwn ? text : text.replaceAll(token, '[lien retiré]'));
        }
      }
  },
);

test('a token that is none of ours, or cut short, keeps nothing of anybody', () => {
  const token = tokenOf('tracking', MINE);
  const own = { purpose: 'tracking', token: token.slice(0, -1), secret: SECRET } as const;
  expect(withoutForeignLinks(`/suivi/${token}`, own)).toBe('/suivi/[lien retiré]');
  const cut = { ...own, token };
  for (const text of [token.slice(0, -1), 'a'.repeat(51), token.toLowerCase(), '%2F'.repeat(60)])
    expect(withoutForeignLinks(text, cut)).toBe(text);
});

test('the longest form costs little, whatever was typed', () => {
  const own = { purpose: 'tracking', token: tokenOf('tracking', MINE), secret: SECRET } as const;
  const count = Math.floor(65_536 / 52);
  const words = Array.from({ length: count }, (_, nth) => String(nth).padStart(51, 'x')).join(' ');
  for (const text of ['x'.repeat(65_536), '%2F'.repeat(21_000), words]) {
    const begun = performance.now();
    expect(withoutForeignLinks(text, own)).toBe(text);
    expect(performance.now() - begun).toBeLessThan(2_000);
  }
});
