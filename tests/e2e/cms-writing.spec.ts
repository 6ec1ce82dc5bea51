import { expect, test } from '../support/browser-test.ts';
import { acceptAll, isBackedUp, openCms, publish, startCms } from '../support/cms.ts';

test.use({ expectedConsoleErrors: [/onValidate is not a function|at previewUrlFormatter/] });

test('empty lines in a text are saved as one, and the entry knows that it is saved @nightly', async ({
  page,
}) => {
  const cms = await startCms(page);
  const file = 'src/content/pages/contact.md';
  const before = await cms.read(file);
  await openCms(page, '#/collections/pages/entries/contact');
  const body = page.locator('[contenteditable=true]');
  const last = body.locator('p').last();
  await last.click();
  await page.keyboard.press('End');
  for (const key of ['Enter', 'Enter', 'Enter']) await page.keyboard.press(key);
  await page.keyboard.type('Dernière ligne.');
  await publish(page);
  await expect.poll(() => cms.read(file)).toBe(`${before.trimEnd()}\n\nDernière ligne.\n`);
  const saved = page.getByText('Modifications enregistrées');
  await expect(saved).toBeVisible();
  await body.locator('p').first().click();
  await page.keyboard.press('ArrowRight');
  await expect(body.locator('li, p').first()).toBeVisible();
  await expect(saved).toBeVisible();
  await page.goto('/admin/#/collections/pages');
  await page.goto('/admin/#/collections/pages/entries/contact');
  await expect(saved).toBeVisible();
  await body.locator('p').last().click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Backspace');
  await expect(saved).toBeVisible();
  await cms.stop();
});

test('one message that is edited changes its line and no other; its preview says it to somebody @nightly', async ({
  page,
}) => {
  const cms = await startCms(page);
  const file = 'src/content/messages/messages.json';
  const before = await cms.read(file);
  await openCms(page, '#/collections/messages/entries/messages');
  await page.getByRole('button', { name: 'Déplier' }).first().click();
  const state = page.getByLabel('Où en est la personne', { exact: true }).first();
  await state.fill('Ta candidature {référence} est bien là.');
  await expect(page.getByText('39 / 300')).toBeVisible();
  const preview = page.frameLocator('#preview-pane');
  await expect(preview.getByRole('heading', { level: 2, name: 'Jeunes' })).toBeVisible();
  await expect(preview.getByRole('heading', { level: 3, name: "Liste d'attente" })).toBeVisible();
  await expect(preview.getByText(/^Ta candidature JE-\w{8} est bien là\.$/)).toBeVisible();
  await expect(preview.locator('body')).not.toContainText(/[{}]/);
  await publish(page);
  const edited = before.replace(/"state": ".*"/, '"state": "Ta candidature {référence} est bien là."');
  await expect.poll(() => cms.read(file)).toBe(edited);
  await cms.stop();
});

test.describe('an answer that comes late', () => {
  test.use({ expectedConsoleErrors: [/status of 404|at previewUrlFormatter/] });

  test('does not take the place of what somebody has begun to write @nightly', async ({ page }) => {
    const cms = await startCms(page, { git: true });
    page.on('dialog', (dialog) => void dialog.accept());
    await openCms(page, '#/collections/trades/new');
    const name = page.getByLabel('Nom', { exact: true });
    await name.fill('Premier métier');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(page.getByText('Modifications enregistrées')).toBeVisible();
    await page.getByRole('button', { name: /^État : Brouillon/ }).click();
    await page.getByRole('menuitem', { name: 'Prêt' }).click();
    await expect(page.getByRole('button', { name: /^État : Prêt/ })).toBeVisible();
    // Once it is published the CMS reads it anew: a slow network answers when another entry is open.
    const answers: (() => void)[] = [];
    let isSlow = true;
    await page.route('**/api/cms/local', async (route) => {
      const isRead = route.request().postData()?.includes('"getEntry"') === true;
      if (isSlow && isRead) await new Promise<void>((answer) => answers.push(answer));
      await route.fallback();
    });
    await publish(page);
    await expect.poll(() => answers.length).toBe(1);
    await page.goto('/admin/#/collections/trades');
    await page.getByRole('link', { name: /^Ajouter/ }).click();
    await expect(name).toHaveValue('');
    await name.fill('Second métier');
    const read = page.waitForResponse(
      (response) => response.request().postData()?.includes('"getEntry"') === true,
    );
    isSlow = false;
    for (const answer of answers) answer();
    await read;
    await expect(name).toHaveValue('Second métier');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await expect.poll(() => cms.git('branch', '--list', 'cms/*')).toContain('cms/trades/second-metier');
    await cms.stop();
  });
});

test('a new entry that the browser lost is offered again, and taken back', async ({ page }) => {
  const cms = await startCms(page);
  await openCms(page, '#/collections/trades/new');
  const name = page.getByLabel('Nom', { exact: true });
  await name.fill('Métier à tisser');
  await isBackedUp(page, 'Métier à tisser');
  const asked = acceptAll(page);
  await page.reload();
  await expect.poll(() => asked.at(-1)).toContain('Reprendre ce que vous aviez écrit ?');
  await expect(name).toHaveValue('Métier à tisser');
  await publish(page);
  await expect
    .poll(() => cms.read('src/content/trades/metier-a-tisser.yaml'))
    .toBe('name: Métier à tisser\n');
  await cms.stop();
});

test('what is typed while an entry is being saved is still to be saved', async ({ page }) => {
  const cms = await startCms(page);
  const file = 'src/content/pages/contact.md';
  await openCms(page, '#/collections/pages/entries/contact');
  const title = page.getByLabel('Titre', { exact: true });
  await title.fill('Premier titre');
  const { promise: held, resolve: answer } = Promise.withResolvers<undefined>();
  await page.route('**/api/cms/local', async (route) => {
    if (route.request().postData()?.includes('"persistEntry"') === true) await held;
    await route.fallback();
  });
  await publish(page);
  await expect(page.getByRole('button', { name: /^Publication|^Enregistrement/ })).toBeVisible();
  await title.fill('Second titre');
  answer(undefined);
  await expect.poll(() => cms.read(file)).toContain('title: Premier titre');
  await expect(page.getByRole('button', { name: 'Publier', exact: true })).toBeVisible();
  await expect(page.getByText('Modifications non enregistrées')).toBeVisible();
  await publish(page);
  await expect.poll(() => cms.read(file)).toContain('title: Second titre');
  await expect(page.getByText('Modifications enregistrées')).toBeVisible();
  await cms.stop();
});

test.describe('titles', () => {
  // Decap's own way of ending a save that is refused.
  test.use({
    expectedConsoleErrors: [/^uncaught: (undefined|Object)$|ajoutez un mot|at previewUrlFormatter/],
  });

  test('a title without a Latin letter is refused in French, and nothing is written @nightly', async ({
    page,
  }) => {
    const cms = await startCms(page);
    await openCms(page, '#/collections/trades/new');
    const name = page.getByLabel('Nom', { exact: true });
    await name.fill('مرحبا 😀');
    await publish(page);
    await expect(page.getByText(/ni lettre de A à Z ni chiffre : ajoutez un mot/).first()).toBeVisible();
    await expect(name).toHaveValue('مرحبا 😀');
    expect(await cms.read('src/content/trades/.yaml')).toBe('');
    await cms.stop();
  });
});
