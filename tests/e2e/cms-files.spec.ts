import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright/test';
import sharp from 'sharp';
import { expect, test } from '../support/browser-test.ts';
import { acceptAll, openCms, publish, startCms, type TestCms } from '../support/cms.ts';

const photo = (background: string) =>
  sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .jpeg()
    .toBuffer();

const exists = (cms: TestCms, file: string) =>
  access(path.join(cms.folder, file)).then(
    () => true,
    () => false,
  );

/** Puts a photo on the disk as one that is published, and on a site that shows it. */
async function publishedPhoto(
  cms: TestCms,
  name: string,
  site?: string,
  background = '#0000ff',
): Promise<void> {
  const folder = path.join(cms.folder, 'src/assets/sites');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, name), await photo(background));
  if (site === undefined) return;
  const file = path.join(cms.folder, `src/content/sites/${site}.md`);
  const shown = `photo:\n  src: ../../assets/sites/${name}\n  alt: Un atelier.\n---\n\n`;
  await writeFile(file, (await readFile(file, 'utf8')).replace(/---\n\n/, shown));
}

async function upload(page: Page, name: string, background: string): Promise<void> {
  const input = page.locator('input[type=file]');
  await input.setInputFiles({ name, mimeType: 'image/jpeg', buffer: await photo(background) });
}

const story = 'src/content/stories/cinq-heures-du-matin.md';
const trade = 'src/content/trades/logistique-du-frais.yaml';
const storyName = '« Cinq heures du matin, quai numéro trois »';

// A refused deletion ends so in Decap; so does the look for the address of a page before its entry is there.
const refused = [
  /sert encore|n’existe plus|status of 404|^uncaught: (?:undefined|Object)$|at previewUrlFormatter/,
];

/** Opens an entry and presses its button that deletes it. */
async function deleteEntry(page: Page, entry: string): Promise<void> {
  await page.goto(`/admin/#/collections/${entry}`);
  await expect(page.getByText('Modifications enregistrées')).toBeVisible();
  await page.getByRole('button', { name: /^Supprimer/ }).click();
}

test('uploads of one name each have a name of their own, and none takes the place of a published photo @nightly', async ({
  page,
}) => {
  const cms = await startCms(page);
  await publishedPhoto(cms, 'atelier.webp', 'euratechnologies');
  const before = await readFile(path.join(cms.folder, 'src/assets/sites/atelier.webp'));
  const asked = acceptAll(page);
  await openCms(page, '#/collections/sites/entries/eurasante');
  await page.getByRole('button', { name: 'Choisir une image' }).click();
  await expect(page.getByText('atelier.webp')).toBeVisible();
  const names = [
    'Atelier.JPG',
    'atelier.webp',
    'atelier.webp',
    '🎉.jpg',
    'Été (1).jpeg',
    `${'x'.repeat(96)}.jpg`,
  ];
  for (const [index, name] of names.entries()) {
    await upload(page, name, `#${String(index)}0f0f0`);
    await expect(page.getByText(/-[\da-f]{8}\.webp$/)).toHaveCount(index + 1);
  }
  const stored = await page.getByText(/-[\da-f]{8}\.webp$/).allTextContents();
  expect(stored.map((name) => name.slice(0, -14)).sort()).toEqual([
    'atelier',
    'atelier',
    'atelier',
    'ete-1',
    'photo',
    'x'.repeat(50),
  ]);
  expect(asked).toEqual([]);
  // The same photo again, by another name.
  await upload(page, 'copie.jpg', '#00f0f0');
  await expect.poll(() => asked.length).toBe(1);
  expect(asked[0]).toMatch(
    /^Cette photo est déjà dans la liste, sous le nom « atelier-[\da-f]{8}\.webp » : choisissez-la\.$/,
  );
  await expect(page.getByText(/-[\da-f]{8}\.webp$/)).toHaveCount(names.length);
  await page.getByText(/^photo-[\da-f]{8}\.webp$/).click();
  await page.getByRole('button', { name: 'Prendre cette image' }).click();
  await page.getByLabel('Texte de remplacement').fill('Un atelier.');
  // Left without saving, nothing of it is on the disk.
  expect(await readdir(path.join(cms.folder, 'src/assets/sites'))).toEqual(['atelier.webp']);
  await publish(page);
  await expect
    .poll(() => cms.read('src/content/sites/eurasante.md'))
    .toMatch(/src: \.\.\/\.\.\/assets\/sites\/photo-[\da-f]{8}\.webp$/m);
  expect(await readFile(path.join(cms.folder, 'src/assets/sites/atelier.webp'))).toEqual(before);
  expect(asked).toHaveLength(1);
  await cms.stop();
});

test.describe('deletion', () => {
  test.use({ expectedConsoleErrors: refused });

  test('of a trade that a story names is refused, naming the story; of one that none names it is done @nightly', async ({
    page,
  }) => {
    const cms = await startCms(page);
    acceptAll(page);
    await openCms(page, '#/collections/trades');
    await deleteEntry(page, 'trades/entries/logistique-du-frais');
    await expect(
      page.getByText(
        `La fiche n’a pas été supprimée : elle sert encore dans Témoignages ${storyName}. Ouvrez`,
      ),
    ).toBeVisible();
    expect(await exists(cms, trade)).toBe(true);
    await page.goto('about:blank');
    await openCms(page, '#/collections/trades');
    await deleteEntry(page, 'trades/entries/maintenance');
    await expect.poll(() => exists(cms, 'src/content/trades/maintenance.yaml')).toBe(false);
    await cms.stop();
  });

  test('of a photo that a site shows is refused, naming the site; of one that nothing shows it is done @nightly', async ({
    page,
  }) => {
    const cms = await startCms(page);
    await publishedPhoto(cms, 'atelier.webp', 'euratechnologies');
    await publishedPhoto(cms, 'libre.webp', undefined, '#00ff00');
    acceptAll(page);
    await openCms(page, '#/collections/sites/entries/eurasante');
    await page.getByRole('button', { name: 'Choisir une image' }).click();
    const remove = page.getByRole('button', { name: 'Supprimer l’image choisie' });
    await page.getByText('atelier.webp').click();
    await remove.click();
    await expect(
      page.getByText(/elle sert encore dans Sites d’excellence « EuraTechnologies »/).last(),
    ).toBeVisible({ timeout: 60_000 });
    expect(await exists(cms, 'src/assets/sites/atelier.webp')).toBe(true);
    await page.getByText('libre.webp').click();
    await remove.click();
    await expect.poll(() => exists(cms, 'src/assets/sites/libre.webp')).toBe(false);
    await cms.stop();
  });
});

test.describe('with drafts', () => {
  test.use({ expectedConsoleErrors: refused });

  const onMain = (cms: TestCms, file: string) =>
    cms.git('show', `main:${file}`).then(
      () => true,
      () => false,
    );

  test('an entry that only a draft names is not deleted nor taken off the site @nightly', async ({
    page,
  }) => {
    test.setTimeout(300_000);
    const cms = await startCms(page, { git: true });
    const asked = acceptAll(page);
    await openCms(page, '#/collections/stories/entries/cinq-heures-du-matin');
    await page.getByLabel('Métier', { exact: true }).click();
    await page.getByRole('option', { name: 'Maintenance' }).click();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    const draft = () => cms.git('show', `cms/stories/cinq-heures-du-matin:${story}`).catch(() => '');
    await expect.poll(draft).toContain('trade: maintenance');
    // The file is there before the CMS hears so: it would ask whether to leave.
    await expect(page.getByText('Modifications enregistrées')).toBeVisible();

    await page.goto('about:blank');
    await openCms(page, '#/collections/trades');
    await deleteEntry(page, 'trades/entries/maintenance');
    const inDraft = `elle sert encore dans Témoignages ${storyName} (brouillon). Ouvrez`;
    await expect(page.getByText(`La fiche n’a pas été supprimée : ${inDraft}`)).toBeVisible();
    await page.getByRole('button', { name: 'Publiée', exact: true }).click();
    await page.getByRole('menuitem', { name: /Dépublier|Retirer/ }).click();
    await expect(page.getByText(`La fiche n’a pas été retirée du site : ${inDraft}`)).toBeVisible();
    expect(await onMain(cms, 'src/content/trades/maintenance.yaml')).toBe(true);
    expect(asked).toHaveLength(2);
    await cms.stop();
  });
});
