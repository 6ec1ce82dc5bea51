import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright/test';
import { expect, test } from '../support/browser-test.ts';
import { barriersOn } from '../support/barriers.ts';
import {
  openCms,
  paste,
  PASTED_DOCUMENT,
  PASTED_PROGRAMS,
  pastedFrom,
  publish,
  startCms,
  type TestCms,
} from '../support/cms.ts';

const file = 'src/content/pages/contact.md';
const opened = '#/collections/pages/entries/contact';

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

test.use({
  // The handler in a picture is read, and refused.
  expectedConsoleErrors: [
    /onValidate is not a function|at previewUrlFormatter|inline event handler violates/,
  ],
});

test('what Word, Google Docs and LibreOffice paste is saved whole, without its pictures, and staff are told; a block is copied @nightly', async ({
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
  for (const program of PASTED_PROGRAMS) {
    await text.locator('p').first().click();
    await text.press('ControlOrMeta+A');
    await page.keyboard.type(program);
    await page.keyboard.press('Enter');
    await paste(text, await pastedFrom(program));
    await isToldOnce();
    await publish(page);
    await expect.poll(() => body(cms)).toBe(`${program}\n\n${PASTED_DOCUMENT}`);
  }
  await paste(text, 'capture.png');
  await isToldOnce();
  await paste(text, { 'text/html': `<img src="file:///C:/x.png" onerror="top.document.title='lu'">` });
  await isToldOnce();
  await expect(text).not.toContainText('capture.png');
  expect(await page.title()).not.toBe('lu');
  await cms.stop();
});

test('a link is corrected, made, removed; a table is left by Enter; nothing covers the last line @nightly', async ({
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
