import type { Locator, Page } from 'playwright/test';
import { barriersOn } from '../support/barriers.ts';
import { expect, test } from '../support/browser-test.ts';
import type { Site } from '../support/site.ts';
import { readRows } from '../support/workbook.ts';

/** The row of a tab that holds this text in a column, once it is there. */
async function rowWith(site: Site, tab: string, column: string, text: string) {
  const find = async () => (await readRows(site.workbookPath, tab)).find((row) => row[column] === text);
  await expect.poll(find).toBeDefined();
  return (await find()) ?? {};
}

async function expectReference(page: Page, prefix: 'ME' | 'EN'): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`/candidature-recue/${prefix}-[2-9A-HJ-NP-Z]{8}$`));
  await expect(page.getByText('Votre référence', { exact: true })).toBeVisible();
  await expect(page.locator('[data-slot="reference"]')).toHaveText(new RegExp(`^${prefix}-`));
}

const person = (page: Page, number: number) =>
  page.getByRole('group', { name: `Personne ${number}`, exact: true });

const emailOf = (name: string) => `${name.toLowerCase().replace('é', 'e')}@exemple.fr`;

async function fillPerson(page: Page, number: number, name: string): Promise<void> {
  await person(page, number).getByLabel('Prénom').fill(name);
  await person(page, number).getByLabel('Nom', { exact: true }).fill('Exemple');
  await person(page, number).getByLabel('Adresse e-mail').fill(emailOf(name));
}

const count = (page: Page) => page.getByText(/^Personnes dans la liste/);

/** Pastes as the keyboard does: a program may take it, else it goes where the caret is. */
async function pasteInto(input: Locator, text: string): Promise<void> {
  await input.focus();
  await input.evaluate((target, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    if (!target.dispatchEvent(event) || !(target instanceof HTMLInputElement)) return;
    target.setRangeText(pasted);
    target.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
}

/** Controls of the list of people that something covers once they have the focus, or that hide the number of people. */
function coveredOnTheWay(page: Page): Promise<string[]> {
  return page.locator('[data-kind="people"]').evaluate((list) => {
    const number = list.querySelector('.field-count');
    const found: string[] = [];
    for (const control of list.querySelectorAll<HTMLElement>('summary, input, textarea, button')) {
      if (!control.checkVisibility()) continue;
      control.focus();
      for (const element of [control, number]) {
        const { left = 0, top = 0, width = 0, height = 0 } = element?.getBoundingClientRect() ?? {};
        // A text is read from its first line on.
        const there = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 24));
        if (!there || element?.contains(there) !== true) found.push(control.id || control.textContent);
      }
    }
    return found;
  });
}

const add = (page: Page) => page.getByRole('button', { name: 'Ajouter une personne' });
const send = (page: Page) => page.getByRole('button', { name: 'Envoyer', exact: true });

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, expectedConsoleErrors: [/status of 422/] });

  test('a company adds and removes rows, corrects a mistake, and signs up with three volunteers', async ({
    page,
    site,
  }) => {
    await page.goto('/entreprises/inscription/');
    await page.getByLabel('Nom de l’entreprise').fill('Sans Script SAS');
    await page.getByLabel('Numéro SIRET').fill('732 829 320 00075');
    await page.getByLabel('Votre prénom et votre nom').fill('Alex Exemple');
    await page.getByLabel('Votre adresse e-mail').fill('rh@gmial.com');
    await fillPerson(page, 1, 'Ana');
    await fillPerson(page, 2, 'Bob');
    await fillPerson(page, 3, 'Cléo');
    await add(page).click();
    await expect(page).not.toHaveTitle(/^Erreur/);
    await expect(page).toHaveURL(/#mentors%5B3%5D$/);
    await fillPerson(page, 4, 'Dan');
    await page.getByRole('button', { name: 'Retirer Personne 2' }).click();
    await expect(person(page, 2).getByLabel('Prénom')).toHaveValue('Cléo');
    await expect(person(page, 3).getByLabel('Prénom')).toHaveValue('Dan');
    await expect(person(page, 4)).toHaveCount(0);
    await page.getByLabel('J’accepte').check();
    // Enter sends the form: it does not press the first button of a row.
    await page.getByLabel('Numéro SIRET').press('Enter');
    await expect(page).toHaveTitle(/^Erreur : /);
    await expect(page.getByRole('link', { name: /numéro SIRET/ })).toHaveAttribute('href', '#siret');
    await expect(page.getByText('rh@gmail.com')).toBeVisible();
    await page.getByLabel('Numéro SIRET').fill('732 829 320 00074');
    await send(page).click();
    await expectReference(page, 'EN');
    expect(await rowWith(site, 'Entreprises', 'Entreprise', 'Sans Script SAS')).toMatchObject({
      SIRET: '73282932000074',
      'Bénévoles annoncés': 'Ana Exemple; Cléo Exemple; Dan Exemple',
    });
  });

  test('« C’est pour moi ? » answers, and hands the place on to the form', async ({ page }) => {
    await page.goto('/candidater/');
    const check = page.locator('eligibility-check');
    await check.locator('summary').click();
    await check.getByLabel('De 16 à 30 ans').check();
    await check.getByLabel('La commune où tu habites').selectOption('Roubaix');
    await check.getByLabel('Le quartier où tu habites').selectOption('Nouveau Roubaix');
    await check.getByRole('button', { name: 'Voir la réponse' }).click();
    await expect(page.getByRole('heading', { name: 'Oui, c’est pour toi' })).toBeVisible();
    expect(page.url()).not.toContain('59512');
    await expect(page.locator('application-form').getByLabel('Ta commune')).toHaveValue('59512');
  });

  test('a number is left for the next season', async ({ page, site }) => {
    await page.goto('/prochaine-saison/');
    await page.getByLabel('Devenir mentor').check();
    await page.getByLabel('J’accepte').check();
    await page.getByRole('button', { name: 'Laisser mes coordonnées' }).click();
    await expect(page.getByLabel('Adresse e-mail')).toHaveAccessibleDescription(/un numéro de téléphone/);
    await page.getByLabel('Numéro de téléphone').fill('06 12 34 56 78');
    await page.getByRole('button', { name: 'Laisser mes coordonnées' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'C’est noté' })).toBeVisible();
    expect(await rowWith(site, 'Prochaine saison', 'Téléphone', '+33612345678')).toMatchObject({
      Souhait: 'Devenir mentor',
    });
  });
});

test.describe('with JavaScript', () => {
  test('a slip in the address that is left for the next season is told and mended', async ({ page }) => {
    await page.goto('/prochaine-saison/');
    const email = page.getByLabel('Adresse e-mail');
    await email.fill('saison@gmial.com');
    await page.getByLabel('J’accepte').check();
    await page.getByRole('button', { name: 'Corriger' }).click();
    await expect(email).toHaveValue('saison@gmail.com');
    await expect(email).toBeFocused();
    await expect(page.getByRole('button', { name: 'Corriger' })).toHaveCount(0);
  });

  test('a company signs up with three volunteers with the keyboard alone @nightly', async ({
    page,
    site,
  }) => {
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    /** Types in the control that has the focus, then in each of those that follow. */
    const type = async (...texts: readonly string[]) => {
      for (const [index, text] of texts.entries()) {
        if (index > 0) await press('Tab');
        await page.keyboard.insertText(text);
      }
    };
    await page.goto('/entreprises/inscription/');
    await expect(page.getByRole('heading', { name: 'Étape 1 sur 4' })).toBeVisible();
    await page.getByLabel('Nom de l’entreprise').focus();
    // A wrong key, told before anything is sent.
    await type('Clavier SAS', '732 829 320 00075');
    await press('Tab');
    await expect(page.getByLabel('Numéro SIRET')).toHaveAccessibleDescription(/Il a 14 chiffres/);
    await page.getByLabel('Numéro SIRET').fill('732 829 320 00074');
    await page.getByLabel('Numéro SIRET').press('Enter');
    await expect(page.getByRole('heading', { name: 'Votre contact' })).toBeFocused();
    await press('Tab');
    await type('Alex Exemple', '', 'rh@gmial.com');
    await press('Tab');
    const suggestion = page.getByRole('button', { name: 'Corriger' });
    await expect(page.getByText('rh@gmail.com')).toBeVisible();
    await suggestion.press('Enter');
    await expect(page.getByLabel('Votre adresse e-mail')).toBeFocused();
    await expect(page.getByLabel('Votre adresse e-mail')).toHaveValue('rh@gmail.com');
    await press('Enter');
    await expect(page.getByRole('heading', { name: 'Votre engagement' })).toBeFocused();
    await expect(page.locator('[data-row]')).toHaveCount(1);
    await person(page, 1).getByLabel('Prénom').focus();
    await type('Ana', 'Exemple', 'ana@exemple.fr');
    for (const [index, name] of ['Bob', 'Cléo', 'Dan'].entries()) {
      await add(page).press('Enter');
      await expect(person(page, index + 2).getByLabel('Prénom')).toBeFocused();
      await type(name, 'Exemple', emailOf(name));
    }
    await expect(count(page)).toHaveText('Personnes dans la liste : 4');
    await page.getByRole('button', { name: 'Retirer Personne 2' }).press('Enter');
    await expect(count(page)).toHaveText('Personnes dans la liste : 3');
    await expect(page.getByText('Cette personne n’est plus dans la liste.')).toBeFocused();
    await press('Tab');
    await expect(page.getByRole('button', { name: 'Annuler' })).toBeFocused();
    await expect(page.getByRole('button', { name: 'Annuler' })).toBeInViewport();
    await press('Enter');
    await expect(person(page, 2)).toBeFocused();
    await expect(person(page, 2)).toBeInViewport();
    await expect(person(page, 4).getByLabel('Prénom')).toHaveValue('Dan');
    await page.getByRole('button', { name: 'Retirer Personne 2' }).press('Enter');
    await page.getByRole('button', { name: 'Retirer Personne 2' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Annuler' })).toHaveCount(1);
    await expect(person(page, 2).getByLabel('Prénom')).toHaveValue('Dan');
    await add(page).press('Enter');
    await type('Cléo', 'Exemple', 'dan@exemple.fr');
    expect(await barriersOn(page)).toEqual([]);
    const twice = person(page, 3).getByLabel('Adresse e-mail');
    await person(page, 2).getByLabel('Nom', { exact: true }).fill('');
    await expect(twice).toHaveAccessibleDescription(/est déjà celle d’une autre personne/);
    await page.getByRole('button', { name: 'Continuer' }).press('Enter');
    await expect(page.locator('[data-errors] a')).toHaveText([
      /^Personne 2\s: Écrivez le nom/,
      /^Personne 3\s: Cette adresse e-mail est déjà/,
    ]);
    await person(page, 2).getByLabel('Nom', { exact: true }).fill('Exemple');
    await twice.fill('cleo@exemple.fr');
    await page.getByRole('button', { name: 'Continuer' }).press('Enter');
    await expect(page.locator('.form-review')).toContainText('Cléo Exemple cleo@exemple.fr');
    await page.getByLabel('J’accepte').press('Space');
    await send(page).press('Enter');
    await expectReference(page, 'EN');
    expect(await rowWith(site, 'Entreprises', 'Entreprise', 'Clavier SAS')).toMatchObject({
      'E-mail': 'rh@gmail.com',
      'Bénévoles annoncés': 'Ana Exemple; Dan Exemple; Cléo Exemple',
    });
  });

  test('a list copied from a spreadsheet fills the table, what cannot be read stays to be mended, and all of it can be undone', async ({
    page,
  }) => {
    await page.setViewportSize({ width: 1440, height: 700 });
    await page.goto('/entreprises/inscription/');
    await page.getByLabel('Nom de l’entreprise').fill('Tableur SAS');
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByLabel('Votre prénom et votre nom').fill('Alex Exemple');
    await page.getByLabel('Votre adresse e-mail').fill('rh@exemple.fr');
    await page.getByRole('button', { name: 'Continuer' }).click();
    const first = person(page, 1).getByLabel('Prénom');
    await expect(count(page)).toHaveText('Personnes dans la liste : 0');
    // What fills one cell goes where it is pasted.
    await pasteInto(first, 'Ana\r\n');
    await expect(count(page)).toHaveText('Personnes dans la liste : 1');
    await expect(page.getByText('Personnes ajoutées')).toHaveCount(0);
    await fillPerson(page, 1, 'Ana');
    const rows = Array.from({ length: 8 }, (_, index) => `EXEMPLE\tPersonne\tp${index}@exemple.fr`);
    rows[3] = 'EXEMPLE\tPersonne\tp3@exemple';
    const left = ['Sans\tAdresse', 'Autre\tExemple\tANA@exemple.fr'];
    await pasteInto(first, ['Nom\tPrénom\tE-mail', ...rows, '', ...left].join('\r\n'));
    await expect(page.getByText('Personnes ajoutées : 8.')).toBeFocused();
    await expect(count(page)).toHaveText('Personnes dans la liste : 9');
    await expect(person(page, 9).getByLabel('Prénom')).toHaveValue('Personne');
    await expect(person(page, 5).getByLabel('Adresse e-mail')).toHaveAccessibleDescription(/est incomplète/);
    const box = page.getByLabel('Lignes copiées du tableur');
    await expect(box).toHaveValue(left.join('\n'));
    await expect(box).toHaveAccessibleDescription(
      /une seule adresse e-mail.* ligne 1\. .*déjà dans la liste.* ligne 2\./,
    );
    expect(await barriersOn(page)).toEqual([]);
    // One line a person; the number is in view wherever one types, and covers nothing that has the focus.
    const tops = await page
      .locator('[data-row]')
      .evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
    expect(Math.max(...tops.slice(1, 4))).toBeLessThan(64);
    for (const [width, height] of [
      [1440, 700],
      [768, 700],
      [360, 640],
    ] as const) {
      await page.setViewportSize({ width, height });
      expect(await coveredOnTheWay(page), `${width} px`).toEqual([]);
    }
    await page.getByRole('button', { name: 'Annuler' }).press('Enter');
    await expect(count(page)).toHaveText('Personnes dans la liste : 1');
    await expect(page.locator('[data-row]')).toHaveCount(1);
    await expect(first).toHaveValue('Ana');
    await expect(box).toHaveValue(/^Nom\tPrénom/);
    // More than one sending takes, out of the box.
    await box.fill(
      Array.from({ length: 21 }, (_, index) => `Personne\tExemple\tq${index}@exemple.fr`).join('\n'),
    );
    await page.getByRole('button', { name: 'Ajouter ces lignes' }).press('Enter');
    await expect(count(page)).toHaveText('Personnes dans la liste : 20');
    await expect(add(page)).toBeHidden();
    await expect(box).toHaveValue('Personne\tExemple\tq19@exemple.fr\nPersonne\tExemple\tq20@exemple.fr');
    await expect(box).toHaveAccessibleDescription(/20 personnes au plus.* ligne 1, ligne 2\./);
    await page.getByRole('button', { name: 'Ajouter ces lignes' }).press('Enter');
    await expect(box).toBeFocused();
    await page.getByRole('button', { name: 'Retirer Personne 20' }).press('Enter');
    await page.getByRole('button', { name: 'Annuler' }).press('Enter');
    await expect(count(page)).toHaveText('Personnes dans la liste : 20');
    await page.getByRole('button', { name: 'Continuer' }).press('Enter');
    await expect(page.locator('.form-review')).toContainText('Personne Exemple q18@exemple.fr');
    // Nobody's name is left on a shared computer.
    await page.getByRole('button', { name: 'Effacer mes réponses' }).click();
    await expect(page.locator('[data-kind="people"] textarea')).toHaveValue('');
    await expect(page.locator('[data-row]')).toHaveCount(1);
  });

  test('a mentor signs up, and is told what comes next', async ({ page, site }) => {
    const next = page.getByRole('button', { name: 'Continuer' });
    await page.goto('/devenir-mentor/');
    await page.getByLabel('Votre prénom').fill('Mentor');
    await page.getByLabel('Votre nom de famille').fill('Exemple');
    await page.getByLabel('Votre adresse e-mail').fill('mentor@exemple.fr');
    await next.click();
    await page.getByLabel('Votre entreprise ou organisme').fill('Exemple SAS');
    await page.getByLabel('Votre site d’excellence').selectOption('Eurasanté');
    await next.click();
    await page.getByLabel('Le midi').check();
    await page.getByLabel('2', { exact: true }).check();
    await next.click();
    await expect(page.locator('.form-review')).toContainText('Eurasanté');
    await page.getByLabel('Je m’engage').check();
    await page.getByLabel('J’accepte que').check();
    expect(await barriersOn(page)).toEqual([]);
    await send(page).click();
    await expectReference(page, 'ME');
    await expect(page.getByText('bulletin n° 3')).toBeVisible();
    expect(await rowWith(site, 'Mentors', 'E-mail', 'mentor@exemple.fr')).toMatchObject({
      Site: 'Eurasanté',
      Capacité: '2',
    });
  });
});
