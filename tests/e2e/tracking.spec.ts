import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { aYouth } from '../fixtures/youth.fixture.ts';
import { barriersOn } from '../support/barriers.ts';
import { expect, test } from '../support/browser-test.ts';
import { linkTo } from '../support/mailbox.ts';
import { apply, type Site } from '../support/site.ts';
import { readRows } from '../support/workbook.ts';

test.use({ expectedConsoleErrors: [/status of (422|410)/] });

/** The row after a drain. A drain of the site's own may be under way, and keep ours from beginning: ask again. */
async function rowOf(site: Site, reference: string) {
  await site.deliver();
  return (await readRows(site.workbookPath, 'Jeunes')).find((row) => row.Référence === reference);
}

/** Axe needs a script; the page has none, so that it is the same without. */
async function expectNoBarrier(page: Page): Promise<void> {
  await expect(page.locator('script:not([type="application/ld+json"])')).toHaveCount(0);
  expect(await barriersOn(page)).toEqual([]);
}

test('somebody opens their follow-up with the keyboard, corrects, withdraws, downloads and erases', async ({
  page,
  site,
}) => {
  const reference = await apply(site, aYouth());
  await linkTo(site, 'ines@exemple.fr', 'suivi');
  await page.goto('/suivi/');
  await page.getByLabel('La référence').focus();
  await page.keyboard.insertText(reference.toLowerCase());
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('autre@exemple.fr');
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle(/^Erreur : Suivi/);
  await expect(page.getByRole('alert')).toContainText('Aucun suivi ne correspond');
  await expect(page.getByLabel('La référence')).toHaveValue(reference.toLowerCase());
  await expectNoBarrier(page);
  await page.getByLabel('L’adresse e-mail').fill('ines@exemple.fr');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/suivi\/[\w-]{51}$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ta candidature est bien arrivée');
  await expectNoBarrier(page);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.locator('body').evaluate(({ scrollWidth }) => scrollWidth)).toBeLessThanOrEqual(320);

  await page.getByRole('link', { name: 'Corriger' }).press('Enter');
  await expect(page.getByLabel('Ton numéro de téléphone')).toHaveValue('06 12 34 56 78');
  expect(await page.locator('body').evaluate(({ scrollWidth }) => scrollWidth)).toBeLessThanOrEqual(320);
  await expectNoBarrier(page);
  await page.getByLabel('Ton numéro de téléphone').fill('07 11 22 33 44');
  await page.keyboard.press('Enter');
  // Done already, when the drain was quick.
  await expect(page.locator('main')).toContainText(/Ta correction est notée|Tu as corrigé tes coordonnées/);
  await expect
    .poll(() => rowOf(site, reference))
    .toMatchObject({ Téléphone: '+33711223344', Statut: 'Reçue' });

  await page.getByRole('link', { name: 'Retirer…' }).click();
  await expectNoBarrier(page);
  await page.getByRole('button', { name: 'Oui, retirer ma candidature' }).click();
  await expect.poll(() => rowOf(site, reference)).toMatchObject({ Statut: 'Retirée' });

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Fichier à lire' }).click();
  const file = await readFile(await (await saved).path(), 'utf8');
  expect(file).toContain('+33711223344');

  await page.getByRole('link', { name: 'Effacer…' }).click();
  await page.getByRole('button', { name: 'Oui, tout effacer' }).click();
  await expect.poll(() => rowOf(site, reference)).toBeUndefined();
  // The row goes first, what the system knows beside it a moment later.
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('C’est effacé', { timeout: 1000 });
  }).toPass({ timeout: 20_000 });
  await expectNoBarrier(page);
});
