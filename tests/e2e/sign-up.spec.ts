import type { Page } from 'playwright/test';
import { expect, test } from '../support/browser-test.ts';
import { barriersOn } from '../support/barriers.ts';
import { linkTo, mailsSent } from '../support/mailbox.ts';
import { readRows } from '../support/workbook.ts';

const VOLUNTEERS = ['Alix', 'Basile', 'Chloé'];

const addressOf = (index: number): string => `benevole${index}@filatures.exemple`;

async function signUpCompany(page: Page): Promise<void> {
  await page.goto('/entreprises/inscription/');
  await page.getByLabel('Nom de l’entreprise').fill('Filatures Exemple');
  await page.getByLabel('Site d’excellence').selectOption('EuraMaterials');
  await page.getByLabel('Votre prénom et votre nom').fill('Camille Contact');
  await page.getByLabel('Votre adresse e-mail').fill('camille@filatures.exemple');
  for (const [index, givenName] of VOLUNTEERS.entries()) {
    await page.locator(`[name="mentors[${index}].givenName"]`).fill(givenName);
    await page.locator(`[name="mentors[${index}].familyName"]`).fill('Exemple');
    await page.locator(`[name="mentors[${index}].email"]`).fill(addressOf(index));
  }
  await page.getByLabel('J’accepte que').check();
  await page.getByRole('button', { name: 'Envoyer', exact: true }).click();
  await expect(page).toHaveURL(/EN-[2-9A-HJ-NP-Z]{8}$/);
}

/** Answers what the company could not. */
async function commit(page: Page): Promise<void> {
  await page.getByLabel('J’accepte', { exact: false }).last().check();
}

test('three volunteers of a company follow their links: two finish, one declines, the company counts', async ({
  browser,
  page,
  site,
}) => {
  const plain = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false });
  const withoutScript = await plain.newPage();
  await signUpCompany(withoutScript);
  const progress = await linkTo(site, 'camille@filatures.exemple', 'entreprises/suivi');

  await test.step('nobody is written to before the contact confirms, without JavaScript, by a page that is accessible', async () => {
    await site.deliver();
    const toVolunteers = async () => (await mailsSent(site)).filter(({ to }) => to.startsWith('benevole'));
    expect(await toVolunteers()).toEqual([]);
    await page.goto(progress);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Inviter vos 3 volontaires');
    expect(await barriersOn(page)).toEqual([]);
    await withoutScript.goto(progress);
    await withoutScript.getByRole('button', { name: 'Envoyer les 3 invitations' }).click();
    await expect(withoutScript.getByRole('heading', { level: 1 })).toHaveText('0 sur 3 a terminé');
    // The page that was open before the other one acted.
    await page.getByRole('button', { name: 'Envoyer les 3 invitations' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('0 sur 3 a terminé');
  });

  const links: string[] = [];
  for (const index of VOLUNTEERS.keys()) links.push(await linkTo(site, addressOf(index), 'invitation'));
  const [first = '', second = '', third = ''] = links;
  expect(new Set(links).size).toBe(3);

  await test.step('one finishes without JavaScript', async () => {
    await withoutScript.goto(first);
    await expect(withoutScript.getByLabel('Votre prénom')).toHaveValue('Alix');
    await expect(withoutScript.getByLabel('Votre entreprise')).toHaveValue('Filatures Exemple');
    await withoutScript.getByLabel('Le midi').check();
    await withoutScript.getByLabel('2', { exact: true }).check();
    await withoutScript.getByLabel('Je m’engage').check();
    await commit(withoutScript);
    await withoutScript.getByRole('button', { name: 'Envoyer', exact: true }).click();
    await expect(withoutScript).toHaveURL(/ME-[2-9A-HJ-NP-Z]{8}$/);
  });

  await test.step('one finishes step by step, a reload keeping what was typed', async () => {
    const next = page.getByRole('button', { name: 'Continuer' });
    await page.goto(second);
    // Until then nothing keeps what is typed.
    await expect(next).toBeVisible();
    await page.getByLabel('Votre prénom').fill('Bazile');
    await page.reload();
    await expect(page.getByLabel('Votre prénom')).toHaveValue('Bazile');
    await next.click();
    await expect(page.getByLabel('Votre site')).toHaveValue('euramaterials');
    await next.click();
    await page.getByLabel('Le midi').check();
    await page.getByLabel('1', { exact: true }).check();
    await next.click();
    await page.getByLabel('Je m’engage').check();
    await commit(page);
    await page.getByRole('button', { name: 'Envoyer', exact: true }).click();
    await expect(page).toHaveURL(/ME-[2-9A-HJ-NP-Z]{8}$/);
    await page.goto(second);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Votre inscription est terminée');
  });

  await test.step('one declines', async () => {
    await page.goto(third);
    await page.getByRole('button', { name: 'Je ne donne pas suite' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('C’est noté');
  });

  await page.goto(progress);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 sur 3 ont terminé');
  await expect(page.getByRole('main')).not.toContainText(/Alix|Bazile|Basile|Chloé/);

  // Other tests announce companies of their own.
  const invited = async () =>
    (await readRows(site.workbookPath, 'Invitations')).filter(
      ({ Entreprise }) => Entreprise === 'Filatures Exemple',
    );
  const statuses = async () => {
    await site.deliver();
    return (await invited()).map(({ Statut }) => Statut).toSorted();
  };
  await expect.poll(statuses, { timeout: 20_000 }).toEqual(['Refusée', 'Terminée', 'Terminée']);
  const companies = await readRows(site.workbookPath, 'Entreprises');
  const mentors = await readRows(site.workbookPath, 'Mentors');
  const invitations = await invited();
  const [company] = companies.filter(({ Entreprise }) => Entreprise === 'Filatures Exemple');
  expect(company).toMatchObject({ 'Bénévoles annoncés': 'Alix Exemple; Basile Exemple' });
  const tied = mentors.filter(({ Invitation }) => Invitation === company?.Référence);
  expect(tied.map(({ Prénom, Site: at }) => [Prénom, at]).toSorted()).toEqual([
    ['Alix', 'EuraMaterials'],
    ['Bazile', 'EuraMaterials'],
  ]);
  expect(new Set(invitations.map((row) => row["Référence de l'entreprise"]))).toEqual(
    new Set([company?.Référence]),
  );
  expect(invitations.map((row) => row['Référence du mentor']).toSorted()).toEqual(
    ['', ...tied.map((row) => row.Référence)].toSorted(),
  );
  expect(JSON.stringify([companies, invitations, mentors])).not.toMatch(/Chloé|benevole2/);
  expect(site.log()).not.toMatch(/Chloé|benevole|\/invitation\/./);
  await plain.close();
});
