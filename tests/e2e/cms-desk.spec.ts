import type { Page } from 'playwright/test';
import { expect, test } from '../support/browser-test.ts';
import { openCms, openEntry, publish, startCms } from '../support/cms.ts';

test.use({ expectedConsoleErrors: [/at previewUrlFormatter/] });

const listed = (page: Page) => page.getByRole('main').getByRole('listitem').getByRole('link');

async function choose(page: Page, button: string, option: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('menuitem', { name: option }).click();
  await page.keyboard.press('Escape');
}

test('a list says the date and what is an example; it is sorted, filtered, grouped and searched @nightly', async ({
  page,
}) => {
  const cms = await startCms(page);
  await openCms(page, '#/collections/stories');
  const all = await listed(page).count();
  await expect(listed(page).first()).toHaveText(/^\d\d\/\d\d\/\d{4} — .* — exemple$/);

  const newest = await listed(page).first().innerText();
  await choose(page, 'Trier par', 'Date');
  await expect(listed(page).first()).not.toHaveText(newest);
  await choose(page, 'Filtrer par', 'Qui raconte : Un binôme');
  await expect(listed(page)).not.toHaveCount(all);
  await choose(page, 'Filtrer par', 'Qui raconte : Un binôme');
  await choose(page, 'Grouper par', 'Site');
  await expect(page.getByRole('heading', { name: /^Site\b.*eura/i }).first()).toBeVisible();

  const search = page.getByPlaceholder('Un titre, avec ses accents');
  const find = async (text: string, count: number): Promise<void> => {
    await search.fill(text);
    await search.press('Enter');
    await expect(listed(page)).toHaveCount(count, { timeout: 5_000 });
  };
  // What Decap finds for the last search may come after what it finds for the next: searching again shows it.
  await expect(async () => {
    await find('le métier oui', 1);
    await find('le metier oui', 0);
  }).toPass({ timeout: 60_000 });
  await cms.stop();
});

test('the preview has two widths and two schemes and is put away; a name that is taken gets a number @nightly', async ({
  page,
}) => {
  const cms = await startCms(page);
  await openCms(page, '#/collections/trades');
  await openEntry(page, 'trades/entries/maintenance');
  const frame = page.locator('#preview-pane');
  const width = () => frame.evaluate((pane) => getComputedStyle(pane).getPropertyValue('--preview-width'));
  await page.getByRole('button', { name: 'Ordinateur' }).click();
  await expect.poll(width).toBe('1280px');
  await page.getByRole('button', { name: 'Téléphone' }).click();
  await expect.poll(width).toBe('390px');
  const background = () =>
    page
      .frameLocator('#preview-pane')
      .locator('body')
      .evaluate((body) => getComputedStyle(body).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: 'Sombre' }).click();
  await expect.poll(background).not.toBe(light);
  await page.getByRole('button', { name: 'Aperçu' }).click();
  await expect(frame).toBeHidden();

  // Decap looks for the address of an entry before the entry is there: nobody is told that there is none.
  await page.goto('/admin/#/');
  await page.getByRole('heading', { name: 'Rubriques' }).waitFor();
  await page.goto('/admin/#/collections/programme/entries/programme');
  await expect(page.getByLabel('Titre', { exact: true }).first()).toHaveValue(/heures/);
  await expect(page.getByText('Ce qui n’a pas marché')).toBeHidden();

  await page.goto('/admin/#/');
  await page.getByRole('heading', { name: 'Rubriques' }).waitFor();
  await page.goto('/admin/#/collections/trades/new');
  const name = page.getByLabel('Nom', { exact: true });
  await expect(name).toHaveValue('');
  await name.fill('Maintenance');
  await publish(page);
  await expect.poll(() => cms.read('src/content/trades/maintenance-1.yaml')).toBe('name: Maintenance\n');
  await cms.stop();
});
