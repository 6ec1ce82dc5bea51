import type { Page } from 'playwright/test';
import { expect, test } from '../support/browser-test.ts';
import { mailsSent } from '../support/mailbox.ts';
import type { Site } from '../support/site.ts';
import { readRows } from '../support/workbook.ts';

const rows = async ({ workbookPath }: Site) => await readRows(workbookPath, 'Jeunes');

/** The reference on the confirmation page. */
async function referenceOn(page: Page): Promise<string> {
  await expect(page).toHaveURL(/\/candidature-recue\/JE-[2-9A-HJ-NP-Z]{8}$/);
  const reference = page.locator('[data-slot="reference"]');
  await expect(reference).toHaveText(/^JE-[2-9A-HJ-NP-Z]{8}$/);
  await expect(
    page.getByText('Nous te répondons au plus tard cinq jours de travail après ton envoi.'),
  ).toBeVisible();
  return await reference.innerText();
}

async function expectDelivered(site: Site, reference: string): Promise<Record<string, string>> {
  const ofReference = async () => (await rows(site)).filter(({ Référence }) => Référence === reference);
  await expect.poll(async () => (await ofReference()).length).toBe(1);
  await expect
    .poll(async () => (await mailsSent(site)).filter(({ text }) => text.includes(reference)).length)
    .toBe(1);
  return (await ofReference())[0] ?? {};
}

/** Fills what is mandatory on a page that shows the whole form. */
async function fillAll(page: Page, givenName: string): Promise<void> {
  await page.getByLabel('Ton prénom').fill(givenName);
  await page.getByLabel('Ton nom de famille').fill('Exemple');
  await page.getByLabel('Jour', { exact: true }).fill('14');
  await page.getByLabel('Mois', { exact: true }).fill('mars');
  await page.getByLabel('Année', { exact: true }).fill('2006');
  await page.getByLabel('Ton adresse e-mail').fill(`${givenName.toLowerCase()}@exemple.fr`);
  await page.getByLabel('Ta commune').selectOption('Roubaix');
  await page.getByLabel('En études après le bac').check();
  await page.getByLabel('J’accepte que').check();
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, expectedConsoleErrors: [/status of 422/] });

  test('after errors every answer is kept, and the summary leads to each mistake; mended, it becomes a row and a message', async ({
    page,
    site,
  }) => {
    await page.goto('/candidater/');
    await fillAll(page, 'Erreurs');
    await page.getByLabel('Année', { exact: true }).fill('1990');
    await page.getByLabel('Ton projet').fill('Ligne 1\nLigne 2 <b>');
    await page.getByRole('button', { name: 'Envoyer ma candidature' }).click();
    await expect(page).toHaveTitle(/^Erreur : /);
    const link = page.getByRole('link', { name: /30 ans/ });
    await expect(link).toHaveAttribute('href', '#birthDay');
    await expect(page.getByLabel('Jour', { exact: true })).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('Ton prénom')).toHaveValue('Erreurs');
    await expect(page.getByLabel('Ton projet')).toHaveValue('Ligne 1\nLigne 2 <b>');
    await expect(page.getByLabel('Ta commune')).toHaveValue('59512');
    await expect(page.getByLabel('En études après le bac')).toBeChecked();
    await expect(page.getByLabel('J’accepte que')).toBeChecked();
    await page.getByLabel('Année', { exact: true }).fill('2006');
    await page.getByRole('button', { name: 'Envoyer ma candidature' }).click();
    expect(await expectDelivered(site, await referenceOn(page))).toMatchObject({
      Prénom: 'Erreurs',
      'Date de naissance': '2006-03-14',
      Commune: 'Roubaix',
      Projet: 'Ligne 1\nLigne 2 <b>',
      Statut: 'Reçue',
    });
  });

  test('going back and sending again is the same application', async ({ page, site }) => {
    await page.goto('/candidater/');
    await fillAll(page, 'Retour');
    await page.getByRole('button', { name: 'Envoyer ma candidature' }).click();
    const first = await referenceOn(page);
    await page.reload();
    await page.goto('/candidater/');
    await fillAll(page, 'Retour');
    await page.getByRole('button', { name: 'Envoyer ma candidature' }).click();
    expect(await referenceOn(page)).toBe(first);
    await expectDelivered(site, first);
  });
});

test.describe('with JavaScript', () => {
  test.use({ expectedConsoleErrors: [/status of 422/] });

  test('an application goes through the steps to a row and a message, and Back does not send it twice', async ({
    page,
    site,
  }) => {
    await page.goto('/candidater/');
    const next = page.getByRole('button', { name: 'Continuer' });
    await page.getByLabel('Ton prénom').fill('Avec');
    await page.getByLabel('Ton nom de famille').fill('Exemple');
    await page.getByLabel('Jour', { exact: true }).fill('14');
    await page.getByLabel('Mois', { exact: true }).fill('3');
    await page.getByLabel('Année', { exact: true }).fill('2006');
    await next.click();
    await page.getByLabel('Ton adresse e-mail').fill('avec@exemple.fr');
    await next.click();
    await page.getByLabel('Ta commune').selectOption('Roubaix');
    await page.getByLabel('En études après le bac').check();
    await next.click();
    await next.click();
    await expect(page.getByRole('heading', { name: 'Vérifie tes réponses' })).toBeVisible();
    await page.getByLabel('J’accepte').check();
    await page.getByRole('button', { name: 'Envoyer ma candidature' }).dblclick();
    const reference = await referenceOn(page);
    await page.reload();
    expect(await referenceOn(page)).toBe(reference);
    await page.goBack();
    await page.goForward();
    const row = await expectDelivered(site, reference);
    expect(row).toMatchObject({ Prénom: 'Avec', 'E-mail': 'avec@exemple.fr' });
    expect((await rows(site)).filter(({ Prénom }) => Prénom === 'Avec')).toHaveLength(1);
  });
});

test('a process that dies right after the answer leaves exactly one row', async ({ page, site }) => {
  await page.goto('/candidater/');
  const answer = await page.request.post('/api/candidatures/jeune', {
    headers: { accept: 'application/json' },
    form: {
      givenName: 'Coupure',
      familyName: 'Exemple',
      birthDay: '14',
      birthMonth: '3',
      birthYear: '2006',
      email: 'coupure@exemple.fr',
      commune: '59512',
      situation: 'etudes',
      consent: 'on',
    },
  });
  await site.kill();
  expect(answer.status()).toBe(201);
  await site.restart();
  await expect
    .poll(
      async () => {
        await site.deliver();
        return (await rows(site)).filter(({ Prénom }) => Prénom === 'Coupure').length;
      },
      { timeout: 40_000 },
    )
    .toBe(1);
});

test.describe('what is no reference', () => {
  test.use({ expectedConsoleErrors: [/status of 404/] });

  test('is answered by the site’s own page of what does not exist', async ({ page }) => {
    const answer = await page.goto('/candidature-recue/JE-00000000');
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('navigation').first()).toBeVisible();
    await expect(page.getByRole('link', { name: /accueil/i }).first()).toBeVisible();
  });
});

test('the service says that it is well, and nothing else', async ({ request }) => {
  const health: unknown = await (await request.get('/api/sante')).json();
  expect(Object.keys(health ?? {})).toEqual(['status', 'pending', 'oldestPendingSeconds', 'quarantined']);
});
