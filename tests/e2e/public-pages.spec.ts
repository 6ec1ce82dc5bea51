import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { fieldsOf } from '../../src/domain/application/form.ts';
import { youthForm } from '../../src/domain/application/youth.ts';
import { typeset } from '../../src/domain/typeset.ts';
import { withoutWholes } from '../fixtures/request.fixture.ts';
import { classesShown, classesStyled, publicPages } from '../support/built-pages.ts';

const root = path.resolve(import.meta.dirname, '../..');
const dist = path.join(root, 'dist');

const page = (address: string) => readFile(path.join(dist, address, 'index.html'), 'utf8');

/** Text of a page as it is read: no tags, and the characters that HTML writes in its own way. */
function words(html: string): string {
  return withoutWholes(html)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
}

test('no example of the content is part of a plain build', async () => {
  const entries = await Array.fromAsync(glob('src/content/**/*.{md,yaml}', { cwd: root }));
  const texts = await Promise.all(
    entries.map(async (entry) => ({ entry, text: await readFile(path.join(root, entry), 'utf8') })),
  );
  const examples = texts.filter(({ text }) => /^exemple: true$/m.test(text)).map(({ entry }) => entry);
  const files = await Array.fromAsync(glob('**/*', { cwd: dist }));
  const named = examples.map((entry) => path.parse(entry).name);
  expect(files.filter((file) => named.includes(path.parse(file).name))).toEqual([]);
  for (const file of files.filter((name) => name.endsWith('.html'))) {
    expect(await readFile(path.join(dist, file), 'utf8'), file).not.toContain('class="ribbon"');
  }
});

test('the personal data page tells every question of the form of youths, and why it is asked', async () => {
  const told = words(await page('donnees-personnelles'));
  for (const [, { label, purpose }] of fieldsOf(youthForm)) {
    expect(told).toContain(words(typeset(label)));
    expect(told).toContain(words(typeset(purpose)));
  }
});

test('the site map leads to every page that search engines may know, but for entries of lists', async () => {
  const map = await page('plan-du-site');
  const files = await Array.fromAsync(glob('**/index.html', { cwd: dist }));
  const lists = /^\/(temoignages|agenda|actualites)\/./;
  for (const file of files) {
    const address = `/${file.replaceAll(path.sep, '/').replace(/index\.html$/, '')}`;
    const isPublic = !(await readFile(path.join(dist, file), 'utf8')).includes('content="noindex"');
    if (isPublic && !lists.test(address) && !address.startsWith('/admin/')) {
      expect(map, address).toContain(`href="${address}"`);
    }
  }
});

test('the personal data page has a title a form, and its table no other that is read', async () => {
  const html = await page('donnees-personnelles');
  const captions = html.match(/<caption[^>]*>/g) ?? [];
  expect(captions.length).toBeGreaterThan(2);
  expect(new Set(captions)).toEqual(new Set(['<caption class="sr-only">']));
});

test('whoever has no e-mail is told to keep the reference, by a screenshot or on paper', async () => {
  expect(await page('candidature-recue')).toContain('Fais une capture d’écran, ou note ta référence.');
});

test('no page proposes a list that is empty, and an agenda without a date offers the calendar once', async () => {
  const proposed: string[] = [];
  for (const list of ['temoignages', 'agenda']) {
    const entries = await Array.fromAsync(glob(`${list}/*/index.html`, { cwd: dist }));
    if (entries.some((file) => !/\/(site|metier|a-venir|passes)\//.test(file))) continue;
    for (const file of await publicPages(dist)) {
      if (file.startsWith(list) || file.startsWith('plan-du-site')) continue;
      const html = await readFile(path.join(dist, file), 'utf8');
      if (html.includes(`href="/${list}/"`)) proposed.push(`${file}: ${list}`);
    }
  }
  expect(proposed).toEqual([]);
  expect((await page('agenda')).match(/href="\/agenda\.ics"/g)).toHaveLength(1);
});

test('every page has the styles of all that it shows', async () => {
  const pages = await Promise.all(
    (await publicPages(dist)).map(async (file) => {
      const html = await readFile(path.join(dist, file), 'utf8');
      return { file, shown: classesShown(html), styled: classesStyled(html) };
    }),
  );
  const styledSomewhere = new Set(pages.flatMap(({ styled }) => [...styled]));
  const bare = pages.flatMap(({ file, shown, styled }) =>
    [...shown]
      .filter((name) => styledSomewhere.has(name) && !styled.has(name))
      .map((name) => `${file}: ${name}`),
  );
  expect(bare).toEqual([]);
});

test('the menu leads to a list, and the home page has a section for it, once it has an entry', async () => {
  const home = await page('');
  const [header = ''] = /<header.*?<\/header>/s.exec(home) ?? [];
  for (const [list, section] of [
    ['temoignages', 'class="stories"'],
    ['agenda', 'wrap next-events'],
    ['actualites', undefined],
  ] as const) {
    const entries = await Array.fromAsync(glob(`${list}/*/index.html`, { cwd: dist }));
    const published = entries.filter((file) => !/\/(site|metier|page|a-venir|passes)\//.test(file));
    expect(header.includes(`href="/${list}/"`), list).toBe(published.length > 0);
    if (section !== undefined && published.length === 0) expect(home, list).not.toContain(section);
  }
});
