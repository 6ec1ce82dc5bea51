import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright/test';
import sharp from 'sharp';
import { buildEditedSite } from '../../scripts/sample-site.ts';
import { barriersOn } from '../support/barriers.ts';
import { expect, test } from '../support/browser-test.ts';
import { choosePhoto, openCms, openEntry, publish, startCms } from '../support/cms.ts';

/** Each kind of entry, a page that shows it, and the parts of that page that its preview holds. */
const kinds = [
  {
    entry: 'stories/entries/lete-a-latelier-deja',
    address: 'temoignages/lete-a-latelier-deja',
    parts: ['article'],
  },
  {
    entry: 'events/entries/atelier-eurasante',
    address: 'agenda/atelier-eurasante',
    parts: ['article'],
  },
  {
    entry: 'news/entries/bilan-2025',
    address: 'actualites/bilan-2025',
    parts: ['.news-head', '.news-body'],
  },
  {
    entry: 'sites/entries/eurasante',
    address: 'sites/eurasante',
    parts: ['.site-head', '.site-body'],
  },
  {
    entry: 'programme/entries/programme',
    address: 'programme',
    parts: ['.page-head', '.path', '.afternoon', '.facts'],
  },
  {
    entry: 'home/entries/home',
    address: '',
    parts: [
      '.hero',
      '.doors',
      '.how',
      '.bricks',
      '.arcade',
      '.stories',
      '.next-events',
      '.why',
      '.frequent-questions',
      '.call-to-action',
    ],
  },
  { entry: 'results/entries/2025', address: '', parts: ['.results'] },
  { entry: 'questions/entries/vingt-heures', address: 'questions', parts: ['#vingt-heures'] },
  { entry: 'partners/entries/association-le-moment', address: 'entreprises', parts: ['.partners'] },
  { entry: 'pages/entries/contact', address: 'contact', parts: ['.page-head', '.text-sections'] },
  { entry: 'settings/entries/site', address: '', parts: ['.site-footer'] },
  { entry: 'trades/entries/cuisine-et-recettes', address: '', parts: ['.story-card'] },
];

/** Parts of a page, less what the build adds to them: formats and widths of pictures, anchors of titles, line breaks, React’s marks. */
function markup(page: Page, html: string, parts: readonly string[]): Promise<(string | undefined)[]> {
  return page.evaluate(
    ([text, selectors]) => {
      const { body } = new DOMParser().parseFromString(text, 'text/html');
      for (const picture of body.querySelectorAll('picture, img'))
        picture.replaceWith((picture.querySelector('img') ?? picture).getAttribute('alt') ?? '');
      for (const title of body.querySelectorAll('h2[id], h3[id]')) title.removeAttribute('id');
      // The build keeps some words on one line, once a page is whole.
      for (const whole of body.querySelectorAll('span.whole')) whole.replaceWith(...whole.childNodes);
      return selectors.map((part) =>
        body.querySelector(part)?.outerHTML.replaceAll('<!-- -->', '').replaceAll(/>\s+</g, '><'),
      );
    },
    [html, parts] as const,
  );
}

/** The built page at a path of the site, as text. */
const built = (dist: string, address: string) => readFile(path.join(dist, address, 'index.html'), 'utf8');

// Decap checks the fields of a block when they lose the focus, and then has nobody to notify; it looks for the URL of
// an entry's page before the entry is there.
test.use({ expectedConsoleErrors: [/onValidate is not a function|at previewUrlFormatter/] });

test('a story with a photo and an edited event are on the rebuilt site as in their previews, and so is each kind of entry @nightly', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const cms = await startCms(page);
  await openCms(page, '#/collections/stories/new');
  await page.getByLabel('Titre', { exact: true }).fill("L'été à l'atelier, « déjà »");
  for (const [field, option] of [
    ['Qui raconte', 'Un binôme'],
    ['Site', 'Eurasanté'],
    ['Métier', 'Cuisine et recettes'],
  ] as const) {
    await page.getByLabel(field, { exact: true }).click();
    await page.getByRole('option', { name: option }).click();
  }
  await page.getByLabel('Prénom').fill('Inès et Paul');
  await page.getByLabel('Citation').fill('On y va ensemble.');
  await page.getByLabel('Chapeau').fill('Une première visite.');

  await choosePhoto(page, 'Été à l’atelier.JPG');
  await page.getByLabel('Texte de remplacement').fill('Deux personnes devant une machine.');
  await page.locator('[contenteditable=true]').click();
  await page.keyboard.type('Nous avons poussé la porte.');
  await page.keyboard.press('Enter');
  await page.getByTitle('Ajouter un composant').click();
  await page.getByRole('menuitem', { name: 'Photo' }).click();
  // That of the story has « Choisir une image différente » now.
  const button = page.getByRole('button', { name: 'Choisir une image', exact: true });
  await choosePhoto(page, 'Quai.jpg', { button, background: '#2a37c4' });
  await page.getByLabel('Texte de remplacement').last().fill('Un quai.');
  await page.locator('[contenteditable=true]').last().click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.getByTitle('Ajouter un composant').click();
  await page.getByRole('menuitem', { name: 'Vidéo' }).click();
  await page.getByLabel('Titre', { exact: true }).last().fill("L'atelier");
  await page.getByLabel('Adresse de la vidéo').fill('https://www.youtube.com/watch?v=a');

  const preview = page.frameLocator('#preview-pane');
  await expect(preview.locator('.story-head h1')).toHaveText('L’été à l’atelier, «\u00a0déjà\u00a0»');
  await expect(preview.locator('.story-head').locator('..')).toHaveAttribute('data-motif', 'pulse');
  await expect(preview.locator('.story-head .story-photo img')).toHaveAttribute('src', /^blob:/);
  await expect(preview.locator('.story-card')).toContainText('Inès et Paul, Cuisine et recettes, Eurasanté');
  await expect(preview.locator('.prose')).toContainText('Nous avons poussé la porte.');
  await expect(preview.locator('.block-photo img')).toHaveAttribute('src', /^blob:/);

  await publish(page);
  const today = new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' }).format(new Date());
  const story = () => cms.read('src/content/stories/lete-a-latelier-deja.md');
  const photoNames = /-[\da-f]{8}(?=\.webp)/g;
  const storyUnnamed = async () => (await story()).replaceAll(photoNames, '');
  await expect.poll(storyUnnamed).toBe(`---
title: L'été à l'atelier, « déjà »
kind: pair
people: Inès et Paul
site: eurasante
trade: cuisine-et-recettes
quote: On y va ensemble.
lead: Une première visite.
date: '${today}'
image:
  src: ../../assets/stories/ete-a-l-atelier.webp
  alt: Deux personnes devant une machine.
exemple: false
---

Nous avons poussé la porte.

\`\`\`photo
src: ../../assets/stories/quai.webp
alt: Un quai.
\`\`\`

\`\`\`video
title: L'atelier
url: https://www.youtube.com/watch?v=a
\`\`\`
`);
  // Its local server writes an entry and its photo at the same moment: the photo may still be half there.
  const [, stored = ''] = /src: \.\.\/\.\.\/(\S+)/.exec(await story()) ?? [];
  const file = path.join(cms.folder, 'src', stored);
  const photo = () =>
    sharp(file)
      .metadata()
      .catch(() => undefined);
  await expect.poll(photo).toMatchObject({ format: 'webp', width: 1600 });
  expect(await photo()).not.toHaveProperty('exif');

  // A new page: Decap gives what one editor held to the next, until it has opened the new entry again.
  await page.goto('about:blank');
  await openEntry(page, 'events/entries/atelier-eurasante');
  await expect(page.getByLabel('Lieu')).not.toHaveValue('');
  const times = page.locator('input[type=datetime-local]');
  await times.first().fill('2099-02-03T14:00');
  await times.nth(1).fill('2099-02-03T17:00');
  await page.getByLabel('Lieu').fill('Loos, près de Lille');
  await page.getByRole('switch').last().click();
  await publish(page);
  await expect
    .poll(() => cms.read('src/content/events/atelier-eurasante.md'))
    .toMatch(/^start: 2099-02-03T14:00$[\s\S]*^place: Loos, près de Lille$[\s\S]*^exemple: false$/m);

  const folder = await mkdtemp(path.join(tmpdir(), 'rebuilt-'));
  const { dist } = await buildEditedSite(folder, cms.folder);
  for (const { entry, address, parts } of kinds) {
    const onPage = await markup(page, await built(dist, address), parts);
    expect(onPage, address).not.toContain(undefined);
    await openEntry(page, entry);
    const body = preview.locator('body');
    // Content from other entries is rendered last.
    await expect
      .soft(async () => {
        expect(await markup(page, await body.innerHTML(), parts), `${entry} and ${address}`).toEqual(onPage);
      })
      .toPass({ timeout: 20_000 });
  }
  // The photo of the story, in the preview of its trade.
  const photoInCard = preview.locator('.story-card img');
  await photoInCard.scrollIntoViewIfNeeded();
  await expect(photoInCard).toHaveJSProperty('naturalWidth', 1600);
  const storyPage = await built(dist, 'temoignages/lete-a-latelier-deja');
  const [, shown = ''] = /src="([^"]+)"[^>]*alt="Deux personnes/.exec(storyPage) ?? [];
  expect((await sharp(path.join(dist, shown)).metadata()).format).toBe('jpeg');
  // The one inside its text, built in the same formats.
  expect(storyPage).toMatch(
    /<figure class="block-photo"><picture><source type="image\/avif" srcset="[^"]+ 1080w"[^>]*>.*?alt="Un quai\."/i,
  );
  await rm(folder, { recursive: true });
  await cms.stop();
});

test('an edit changes what was edited and nothing else', async ({ page }) => {
  const cms = await startCms(page);
  const file = 'src/content/sites/eurasante.md';
  const before = await cms.read(file);
  await openCms(page, '#/collections/sites');
  await page.getByText('Eurasanté — Santé et nutrition').click();
  await page.getByLabel('Lieu', { exact: true }).fill('Loos : près de Lille');
  await expect(page.frameLocator('#preview-pane').locator('.site-head')).toContainText('Loos');
  await publish(page);
  const edited = before.replace(/^place: .*$/m, "place: 'Loos : près de Lille'");
  await expect.poll(() => cms.read(file)).toBe(edited);
  await cms.stop();
});

test.describe('mistakes', () => {
  // Decap's own way of ending a save that is refused.
  test.use({ expectedConsoleErrors: [/^uncaught: (undefined|Object)$|Saison : /] });

  test('are told in French, beside what was typed, and nothing is written', async ({ page }) => {
    const cms = await startCms(page);
    const file = 'src/content/programme/programme.yaml';
    const before = await cms.read(file);
    await openCms(page, '#/collections/programme/entries/programme');
    const title = page.getByLabel('Titre', { exact: true }).first();
    await title.fill('x'.repeat(71));
    await page.getByLabel('Chapeau').first().focus();
    await expect(page.getByText('Titre : Écrivez 70 caractères au plus.')).toBeVisible();
    await title.press('ControlOrMeta+A');
    await title.press('Delete');
    await expect(title).toHaveValue('');
    await publish(page);
    await expect(page.getByText('Titre : ce champ est vide, remplissez-le.').first()).toBeVisible();
    expect(await cms.read(file)).toBe(before);
    await cms.stop();
  });

  test('that only the whole can tell are told before anything is written @nightly', async ({ page }) => {
    const cms = await startCms(page);
    const file = 'src/content/settings/site.json';
    const before = await cms.read(file);
    await openCms(page, '#/collections/settings/entries/site');
    await expect(page.getByRole('button', { name: 'Début de la saison : maintenant' })).toBeVisible();
    await expect(page.getByLabel(/^champ |[a-z][A-Z]/)).toHaveCount(0);
    const season = page.getByLabel('Saison', { exact: true });
    await season.press('ControlOrMeta+A');
    await season.pressSequentially('2026-2028');
    await publish(page);
    const mistake = page.getByRole('button', { name: /^Saison : Écrivez deux années/ });
    await expect(mistake).toBeVisible();
    await expect(season).toHaveValue('2026-2028');
    expect(await cms.read(file)).toBe(before);
    await cms.stop();
  });
});

test.describe('code in a text', () => {
  test.use({ expectedConsoleErrors: [/inline event handler violates|status of 404/] });

  test('a script in a text never runs in the preview', async ({ page }) => {
    const cms = await startCms(page);
    const file = path.join(cms.folder, 'src/content/pages/contact.md');
    await writeFile(
      file,
      `${await readFile(file, 'utf8')}\n<img src="x" onerror="top.document.title='lu'"><script>top.document.title='lu'</script>\n`,
    );
    await openCms(page, '#/collections/pages/entries/contact');
    await expect(page.frameLocator('#preview-pane').locator('.prose').last()).toContainText('<script>');
    expect(await page.title()).not.toBe('lu');
    await cms.stop();
  });
});

test.describe('drafts', () => {
  test.use({ expectedConsoleErrors: [/status of 404/] });

  test('a draft waits on its own branch until it is published @nightly', async ({ page }) => {
    const cms = await startCms(page, { git: true });
    await openCms(page, '#/collections/trades/new');
    await page.getByLabel('Nom', { exact: true }).fill('Métier à tisser');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await expect.poll(() => cms.git('branch', '--list', 'cms/*')).toContain('cms/trades/metier-a-tisser');
    expect(await cms.git('ls-tree', '--name-only', 'main', 'src/content/trades/')).not.toContain(
      'metier-a-tisser',
    );
    await expect(page).toHaveURL(/\/entries\/metier-a-tisser$/);
    await page.goto('/admin/#/workflow');
    const months = Array.from({ length: 12 }, (_, month) =>
      new Date(2026, month, 1).toLocaleDateString('fr', { month: 'long' }),
    );
    await expect(page.getByText(new RegExp(String.raw`\d (?:${months.join('|')})`))).toBeVisible();
    await page.getByRole('link', { name: /Métier à tisser/ }).click();
    await page.getByRole('button', { name: /^État : Brouillon/ }).click();
    await page.getByRole('menuitem', { name: 'Prêt' }).click();
    await expect(page.getByText('L’état de la fiche a changé')).toBeVisible();
    await page.getByRole('button', { name: 'Publier', exact: true }).click();
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('menuitem', { name: 'Publier maintenant' }).click();
    const published = () => cms.git('show', 'main:src/content/trades/metier-a-tisser.yaml').catch(() => '');
    await expect.poll(published).toBe('name: Métier à tisser\n');
    await cms.stop();
  });
});

test.describe('alone', () => {
  test.use({ expectedConsoleErrors: [/ERR_FAILED/] });

  test('without its local server the CMS says what to do, and its page has no accessibility fault @nightly', async ({
    page,
  }) => {
    await page.route('**/api/cms/local', (route) => route.abort());
    await page.goto('/admin/');
    await expect(
      page.getByRole('heading', { name: 'Le serveur local de contenus ne répond pas' }),
    ).toBeVisible();
    expect(await barriersOn(page)).toEqual([]);
  });
});

test('the CMS links the guide for staff, with its pictures @nightly', async ({ page }) => {
  const cms = await startCms(page);
  await openCms(page, '#/collections/stories');
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Aide' }).click();
  const guide = await opened;
  await expect(guide.getByRole('heading', { level: 1, name: 'Modifier le site' })).toBeVisible();
  await expect(guide.getByRole('img', { name: 'La liste des témoignages' })).toBeVisible();
  await cms.stop();
});

test('public pages carry none of the CMS, and search engines none of its page', async ({ page }) => {
  const admin = await (await page.request.get('/admin/')).text();
  expect(admin).toContain('<meta name="robots" content="noindex');
  const home = await (await page.request.get('/')).text();
  expect(home).not.toMatch(/admin|decap/i);
});
