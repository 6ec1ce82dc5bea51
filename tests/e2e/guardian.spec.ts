import { aMinor } from '../fixtures/youth.fixture.ts';
import { barriersOn } from '../support/barriers.ts';
import { expect, test } from '../support/browser-test.ts';
import { letGo, linkTo } from '../support/mailbox.ts';
import { apply, type Site } from '../support/site.ts';

/** The address of the link that the guardian of a youth gets. */
async function linkFor(site: Site, givenName: string): Promise<string> {
  const guardianEmail = `parent.${givenName.toLowerCase()}@exemple.fr`;
  const email = `${givenName.toLowerCase()}@exemple.fr`;
  await apply(site, aMinor({ givenName, guardianEmail, email, phone: '' }));
  await letGo(site, email);
  return await linkTo(site, guardianEmail, 'autorisation');
}

test.describe('a guardian on a phone, without JavaScript', () => {
  test.use({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
    expectedConsoleErrors: [/status of 422/],
  });

  test('reads, makes a mistake, agrees with the keyboard, and prints a receipt', async ({ page, site }) => {
    await page.goto(await linkFor(site, 'Lina'));
    // A page waits 4 s for the spreadsheet to tell the name; a busy machine may take longer.
    await expect(async () => {
      await page.reload();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Votre accord pour Lina', {
        timeout: 1,
      });
    }).toPass();
    await page.getByLabel('J’autorise').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await expect(page.getByLabel('Votre prénom et votre nom')).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await expect(page.getByLabel('Sa mère')).toBeChecked();
    await page.getByLabel('Son prénom et son nom').fill('Dominique Exemple');
    await page.getByLabel('Son numéro de téléphone').fill('06 12');
    await page.getByLabel('Je suis responsable').check();
    await page.keyboard.press('Enter');
    await expect(page).toHaveTitle(/^Erreur : Votre accord pour (?:Lina|votre enfant)/);
    await expect(page.getByRole('alert')).toBeInViewport();
    await expect(page.getByLabel('Son prénom et son nom')).toHaveValue('Dominique Exemple');
    await page.getByRole('alert').getByRole('link').click();
    await page.getByLabel('Son numéro de téléphone').fill('06 11 22 33 44');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      /^Votre réponse pour (?:Lina|votre enfant)$/,
    );
    await expect(page.getByRole('status')).toContainText('Vous autorisez');
    await expect(page.getByRole('status')).toContainText('06 11 22 33 44');
  });
});

test('the page of a guardian is accessible, and prints one sheet with the reference @nightly', async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(await linkFor(site, 'Nora'));
  for (const summary of await page.locator('.guardian-languages summary').all()) await summary.click();
  expect(await barriersOn(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  const sheet = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(sheet.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.paper-code')).toBeVisible();
  await expect(page.locator('.paper-reference')).toHaveText(/^JE-/);
  await expect(page.getByRole('button')).toHaveCount(0);

  await page.emulateMedia({ media: 'screen' });
  await page.getByLabel('Je n’autorise pas').check();
  await page.getByLabel('Son père').check();
  await page.getByLabel('Je suis responsable').check();
  await page.getByRole('button', { name: 'Envoyer ma réponse' }).click();
  await expect(page.getByRole('status')).toContainText('Vous n’autorisez pas');
  await page.getByText('Vous changez d’avis ?').click();
  expect(await barriersOn(page)).toEqual([]);
});
