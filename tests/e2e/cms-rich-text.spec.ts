import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright/test';
import { expect, test } from '../support/browser-test.ts';
import { barriersOn } from '../support/barriers.ts';
import { openCms, publish, startCms, type TestCms } from '../support/cms.ts';

const file = 'src/content/pages/contact.md';
const opened = '#/collections/pages/entries/contact';
const fixtures = path.resolve(import.meta.dirname, '../fixtures/paste');

/** Pastes into a text as a browser does: texts by their type, or the file of a picture. */
async function paste(text: Locator, pasted: Record<string, string> | string): Promise<void> {
  await text.evaluate((element, given) => {
    const clipboardData = new DataTransfer();
    if (typeof given === 'string') clipboardData.items.add(new File(['x'], given, { type: 'image/png' }));
    else for (const [type, value] of Object.entries(given)) clipboardData.setData(type, value);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, pasted);
}

/** Copies the whole text, and gives what a paste then brings. */
async function copyAll(text: Locator): Promise<Record<string, string>> {
  await text.press('ControlOrMeta+A');
  return await text.evaluate((element) => {
    const clipboardData = new DataTransfer();
    element.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
    return Object.fromEntries(clipboardData.types.map((type) => [type, clipboardData.getData(type)]));
  });
}

/** The text of the entry's file, under its fields. */
const body = async (cms: TestCms) => (await cms.read(file)).replace(/^---[\s\S]*?---\n\n/, '');

async function startWith(cms: TestCms, text: string): Promise<void> {
  const [fields = ''] = /^---[\s\S]*?---\n\n/.exec(await cms.read(file)) ?? [];
  await writeFile(path.join(cms.folder, file), fields + text);
}

/** The document of every fixture, as it is saved. */
const visit = `## La visite du chantier

Un **grand** atelier, *calme* et ***clair***, à 9\u00A0h\u00A0: [le plan](https://exemple.org/plan). Première ligne\\
seconde ligne.

### Le matin

* Accueil

  * Café

    * Présentations
  * Sécurité
* **Visite**

Puis, dans l’ordre\u00A0:

1. Observer

   * avec le mentor
2. Raconter

### *Les horaires*

| Heure | Lieu      |
| ----- | --------- |
| 9\u00A0h   | L’accueil |

À bientôt\u00A0!
`;

test.use({
  // The handler in a picture is read, and refused.
  expectedConsoleErrors: [
    /onValidate is not a function|at previewUrlFormatter|inline event handler violates/,
  ],
});

test('what Word, Google Docs and LibreOffice paste is saved whole, without its pictures, and staff are told; a block is copied', async ({
  page,
}) => {
  const cms = await startCms(page);
  const own = 'Début.\n\n```quote\nwords: Un mot\nauthor: Awa\n```\n\nFin.\n';
  await startWith(cms, own);
  await openCms(page, opened);
  const text = page.locator('[contenteditable=true]');
  await text.getByText('Début.').click();
  const copied = await copyAll(text);
  await text.getByText('Fin.').click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await paste(text, copied);
  await publish(page);
  await expect.poll(() => body(cms)).toBe(`${own}\n${own}`);

  const told = page.getByRole('alert').filter({ hasText: 'L’image ne reste pas dans le texte.' });
  const isToldOnce = async () => {
    await told.click();
    await expect(told).toHaveCount(0);
  };
  for (const program of ['word', 'google-docs', 'libreoffice']) {
    await text.locator('p').first().click();
    await text.press('ControlOrMeta+A');
    await page.keyboard.type(program);
    await page.keyboard.press('Enter');
    await paste(text, { 'text/html': await readFile(path.join(fixtures, `${program}.html`), 'utf8') });
    await isToldOnce();
    await publish(page);
    await expect.poll(() => body(cms)).toBe(`${program}\n\n${visit}`);
  }
  await paste(text, 'capture.png');
  await isToldOnce();
  await paste(text, { 'text/html': `<img src="file:///C:/x.png" onerror="top.document.title='lu'">` });
  await isToldOnce();
  await expect(text).not.toContainText('capture.png');
  expect(await page.title()).not.toBe('lu');
  await cms.stop();
});

test('a link is corrected, made, removed; a table is left by Enter; nothing covers the last line', async ({
  page,
}) => {
  const cms = await startCms(page);
  await startWith(
    cms,
    'Voir [le plan](https://exemple.org/vieux).\n\nÉcrivez.\n\n| Heure | Lieu |\n| ----- | ---- |\n| 9 h | Atelier |\n',
  );
  await openCms(page, opened);
  const text = page.locator('[contenteditable=true]');
  const linkButton = page.getByRole('button', { name: 'Lien', exact: true });
  const dialog = page.getByRole('dialog', { name: 'Lien' });
  const address = dialog.getByLabel('Adresse');
  await text.getByText('le plan').click();
  await linkButton.click();
  await expect(address).toHaveValue('https://exemple.org/vieux');
  expect(
    await barriersOn(page).then((found) => found.filter((barrier) => barrier.includes('link-'))),
  ).toEqual([]);
  await address.fill('javascript:alert(1)');
  await address.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('« javascript:alert(1) » ne mène nulle part');
  await expect(address).toBeFocused();
  await address.fill('www.exemple.org/plan');
  await address.press('Enter');
  await expect(dialog).toBeHidden();

  await text.getByText('Écrivez').dblclick();
  await page.keyboard.press('ControlOrMeta+K');
  await expect(address).toHaveValue('');
  await dialog.getByLabel('Ou une page du site').selectOption('Contact');
  await expect(address).toHaveValue('/contact/');
  await dialog.getByRole('button', { name: 'Valider' }).click();
  await expect(dialog).toBeHidden();

  await text.getByText('Heure').click();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Après.');
  await publish(page);
  const saved = (link: string) =>
    `Voir ${link}.\n\n[Écrivez](/contact/).\n\n| Heure | Lieu    |\n| ----- | ------- |\n| 9 h   | Atelier |\n\nAprès.\n`;
  await expect.poll(() => body(cms)).toBe(saved('[le plan](https://www.exemple.org/plan)'));

  await text.getByText('le plan').click();
  await linkButton.click();
  await address.fill('');
  await dialog.getByRole('button', { name: 'Valider' }).click();
  await publish(page);
  await expect.poll(() => body(cms)).toBe(saved('le plan'));

  await text.getByText('Après.').click();
  await page.keyboard.press('End');
  const help = await page.getByRole('navigation', { name: 'Autour de cette page' }).boundingBox();
  const counter = page.locator('.cms-counter').last();
  await counter.scrollIntoViewIfNeeded();
  const last = await counter.boundingBox();
  expect((last?.y ?? Infinity) + (last?.height ?? 0)).toBeLessThanOrEqual(help?.y ?? 0);
  await expect(page.getByTitle('Défilement synchronisé')).toBeHidden();
  await cms.stop();
});
