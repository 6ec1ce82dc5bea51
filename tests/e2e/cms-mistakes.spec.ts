import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { barriersOn } from '../support/barriers.ts';
import { expect, test } from '../support/browser-test.ts';
import { openCms, publish, startCms, type TestCms } from '../support/cms.ts';

// Decap's own way of ending a save that is refused; and of looking for the address of a page before its entry is there.
test.use({
  expectedConsoleErrors: [
    /^uncaught: (?:undefined|Object)$|Les étapes font|Le lien « ici »|at previewUrlFormatter|onValidate is not a function/,
  ],
});

const programme = 'src/content/programme/programme.yaml';
const contact = 'src/content/pages/contact.md';

/** Writes a file of the copy anew. */
async function edit(cms: TestCms, file: string, change: (text: string) => string): Promise<void> {
  await writeFile(path.join(cms.folder, file), change(await cms.read(file)));
}

/** True when nothing stands over the middle of an element. */
const isUncovered = (element: Locator) =>
  element.evaluate((one) => {
    const { left, top, width, height } = one.getBoundingClientRect();
    return one.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });

/** The control with the focus, which a screen of this size must show. */
async function focusedField(page: Page): Promise<Locator> {
  const field = page.locator(':focus');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toBeInViewport();
  await expect.poll(() => isUncovered(field)).toBe(true);
  return field;
}

test('each mistake is listed until it is saved, and leads to its field: folded, out of view, on a phone, enlarged @nightly', async ({
  page,
}) => {
  const cms = await startCms(page);
  await edit(cms, programme, (text) =>
    text.replace('title: Derrière la porte', "title: ''").replace('- Tu as entre 16 et 30 ans.', "- ''"),
  );
  await edit(
    cms,
    contact,
    (text) => `${text.trimEnd()}\n\nCliquez [ici](ftp://exemple.org) ou [là](#haut).\n`,
  );
  const before = await cms.read(programme);
  await openCms(page, '#/collections/programme/entries/programme');
  await page.getByLabel('Titre', { exact: true }).first().fill('Vingt heures');
  const isNameless = (barrier: string) => /(?:button|link)-name/.test(barrier);
  expect((await barriersOn(page)).filter(isNameless)).toEqual([]);
  const list = page.getByRole('region', { name: /à corriger$/ });
  await publish(page);

  await expect(list.locator('summary')).toHaveText('2 champs à corriger');
  await expect(list.locator('summary')).toBeFocused();
  await expect(list.getByText('Rien n’a été enregistré, vos textes sont toujours là.')).toBeVisible();
  await expect(list.getByRole('listitem')).toHaveText([
    'Le parcours, Étapes, n° 2, Titre : ce champ est vide, remplissez-le.',
    'Pour qui, Conditions, n° 1, Condition : ce champ est vide, remplissez-le.',
  ]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const title = await focusedField(page);
  await expect(title).toHaveAccessibleDescription('Titre : ce champ est vide, remplissez-le.');
  await title.fill('Derrière la porte');
  await expect(title).not.toHaveAttribute('aria-invalid');

  // A page of 1280 px at 400 %; then a phone.
  await page.setViewportSize({ width: 320, height: 256 });
  await list.getByRole('button', { name: /n° 1, Condition/ }).press('Enter');
  await (await focusedField(page)).fill('Tu as entre 16 et 30 ans.');
  await page.setViewportSize({ width: 360, height: 640 });
  await list.getByText('2 champs à corriger').click();
  await list.getByRole('button', { name: /n° 2, Titre/ }).click();
  await expect(title).toBeFocused();
  const hours = page.getByLabel('Heures', { exact: true }).nth(1);
  await hours.fill('4');
  expect(await cms.read(programme)).toBe(before);
  await publish(page);

  await expect(list.getByRole('listitem')).toHaveText([
    'Le parcours, Étapes : Les étapes font 21 heures au lieu de 20 : corrigez les heures d’une étape.',
  ]);
  // The rest of the page is Decap's.
  expect((await barriersOn(page)).filter((barrier) => barrier.includes('cms-refusal'))).toEqual([]);
  await list.getByRole('button', { name: 'Fermer' }).click();
  await expect(list).toBeHidden();
  await hours.fill('3');
  await publish(page);
  await expect.poll(() => cms.read(programme)).toContain('title: Vingt heures');
  // The file is there before the CMS hears so: it would ask whether to leave.
  await expect(page.getByText('Modifications enregistrées')).toBeVisible();

  await page.setViewportSize({ width: 1280, height: 720 });
  // By way of the list: from one editor straight to another, Decap keeps what the first one held.
  await page.goto('/admin/#/collections/pages');
  await page.getByRole('link', { name: /Parlons-nous/ }).click();
  const contactTitle = page.getByLabel('Titre', { exact: true });
  await expect(contactTitle).toHaveValue('Parlons-nous');
  await contactTitle.fill('Écrivez-nous');
  await publish(page);
  await expect(list.getByRole('listitem')).toHaveText([
    /^Texte : Le lien « ici » mène à « ftp:\/\/exemple\.org », qui n’est pas une adresse/,
  ]);
  await list.getByRole('button', { name: /Le lien « ici »/ }).click();
  await expect(await focusedField(page)).toHaveAccessibleDescription(/^Texte : Le lien « ici »/);
  await cms.stop();
});
