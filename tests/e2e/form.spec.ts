import type { Page, Request } from 'playwright/test';
import { barriersOn } from '../support/barriers.ts';
import { expect, test } from '../support/browser-test.ts';

const API = '**/api/candidatures/jeune';
const CONFIRMATION = '/candidature-recue/JE-7K2M9QWX';

const continueButton = (page: Page) => page.getByRole('button', { name: 'Continuer' });
const sendButton = (page: Page) => page.getByRole('button', { name: 'Envoyer ma candidature' });
const step = (page: Page, name: string) => page.getByRole('heading', { level: 2, name });
const summary = (page: Page) => page.locator('[data-errors]');
const status = (page: Page) => page.locator('[role="status"]');

/** Ages are counted from today: a year in which a 14 March makes somebody this old all through the year after. */
function birthYear(age: number): string {
  const now = new Date();
  return String(now.getFullYear() - age - (now.getMonth() < 3 ? 1 : 0));
}

async function fillYou(page: Page, { age = 20 } = {}): Promise<void> {
  await page.getByLabel('Ton prénom').fill('Inès');
  await page.getByLabel('Ton nom de famille').fill('Exemple');
  await page.getByLabel('Jour', { exact: true }).fill('14');
  await page.getByLabel('Mois', { exact: true }).fill('mars');
  await page.getByLabel('Année', { exact: true }).fill(birthYear(age));
}

async function fillContact(page: Page): Promise<void> {
  await page.getByLabel('Ton numéro de téléphone').fill('06 12 34 56 78');
}

async function fillPlace(page: Page): Promise<void> {
  await page.getByLabel('Ta commune').selectOption({ label: 'Roubaix' });
  await page.getByLabel('Ton quartier').selectOption({ label: 'Nouveau Roubaix' });
  await page.getByLabel('En études après le bac').check();
}

/** Every step of an adult, up to the review, as somebody in a hurry would. */
async function goOnToReview(page: Page): Promise<void> {
  await fillYou(page);
  await continueButton(page).click();
  await fillContact(page);
  await continueButton(page).click();
  await fillPlace(page);
  await continueButton(page).click();
  await continueButton(page).click();
  await expect(step(page, 'Vérifie tes réponses')).toBeFocused();
}

async function reachReview(page: Page): Promise<void> {
  await page.goto('/candidater/');
  await goOnToReview(page);
}

async function consentAndSend(page: Page): Promise<void> {
  await page.getByLabel('J’accepte').check();
  await sendButton(page).click();
}

test('coming from the page of a site, that site is chosen already; any other word changes nothing', async ({
  page,
}) => {
  await page.goto('/candidater/?site=euramaterials');
  await expect(page.locator('input[name="interests"]:checked')).toHaveValue('euramaterials');
  await page.goto('/candidater/?site=on"]');
  await expect(page.locator('form input:checked')).toHaveCount(0);
});

function typedIn(request: Request | undefined): URLSearchParams {
  return new URLSearchParams(request?.postData() ?? '');
}

/** Answers the API's way, and keeps what was sent. */
async function answerWith(page: Page, statusCode: number, body: object): Promise<Request[]> {
  const requests: Request[] = [];
  await page.route(API, async (route) => {
    requests.push(route.request());
    await route.fulfill({ status: statusCode, json: body });
  });
  return requests;
}

async function showConfirmation(page: Page): Promise<void> {
  await page.route(`**${CONFIRMATION}`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><style>@view-transition { navigation: auto; }</style><h1>JE-7K2M9QWX</h1>',
    }),
  );
}

test.describe('steps', () => {
  test('an adult meets five of them, a minor a sixth for the guardian', async ({ page }) => {
    await page.goto('/candidater/');
    await expect(step(page, 'Étape 1 sur 5')).toBeVisible();
    await expect(page).toHaveTitle(/^Étape 1 sur 5 : Toi – Je cherche un mentor – /);
    await fillYou(page, { age: 16 });
    await expect(step(page, 'Étape 1 sur 6')).toBeVisible();
    await page.getByLabel('Année', { exact: true }).fill(birthYear(18));
    await expect(step(page, 'Étape 1 sur 5')).toBeVisible();
  });

  test('a number that may be Belgian is asked for its country, a slip in an address is told and mended', async ({
    page,
  }) => {
    await page.goto('/candidater/');
    await fillYou(page);
    await continueButton(page).click();
    const [phone, email] = [
      page.getByLabel('Ton numéro de téléphone'),
      page.getByLabel('Ton adresse e-mail'),
    ];
    await phone.fill('0470/12.34.56');
    await email.fill('josé.@gmail.com');
    await continueButton(page).click();
    await expect(summary(page).getByRole('link')).toHaveCount(2);
    await expect(phone).toHaveAccessibleDescription(/\+32 470 12 34 56 ou \+33 4 70 12 34 56/);
    await expect(email).toHaveAccessibleDescription(/sans accent/);
    await page.getByRole('button', { name: 'Corriger' }).click();
    await expect(email).toHaveValue('jose@gmail.com');
    await expect(email).not.toHaveAttribute('aria-invalid');
    await phone.fill('+32\u202F470\u201112\u00A034\u200B56');
    await continueButton(page).click();
    await expect(step(page, 'Où tu vis, ce que tu fais')).toBeFocused();
  });

  test('what is missing is told on going on: summary focused, linked to the fields, title prefixed', async ({
    page,
  }) => {
    await page.goto('/candidater/');
    await continueButton(page).click();
    await expect(summary(page)).toBeFocused();
    await expect(page).toHaveTitle(/^Erreur : Étape 1 sur 5 : Toi – /);
    await summary(page).getByRole('link', { name: 'Écris ton nom de famille.' }).click();
    await expect(page.getByLabel('Ton nom de famille')).toBeFocused();
    await expect(page.getByLabel('Ton nom de famille')).toHaveAccessibleDescription(
      'Écris ton nom de famille. Qui n’a qu’un seul nom l’écrit dans les deux cases.',
    );
    await page.keyboard.type('Exemple');
    await expect(page.getByLabel('Ton nom de famille')).not.toHaveAttribute('aria-invalid');
    await expect(summary(page).getByRole('link')).toHaveCount(2);
  });

  test('an answer is checked on leaving it, not while typing, and mended in place', async ({ page }) => {
    await page.goto('/candidater/');
    await fillYou(page);
    await continueButton(page).click();
    const phone = page.getByLabel('Ton numéro de téléphone');
    await phone.focus();
    await page.getByLabel('Ton adresse e-mail').focus();
    await expect(phone).not.toHaveAttribute('aria-invalid');
    await phone.pressSequentially('06 12');
    await expect(phone).not.toHaveAttribute('aria-invalid');
    await page.getByLabel('Ton adresse e-mail').focus();
    await expect(phone).toHaveAttribute('aria-invalid', 'true');
    await phone.fill('06 12 34 56 78');
    await expect(phone).not.toHaveAttribute('aria-invalid');
  });

  test('one way of being reached is enough', async ({ page }) => {
    await page.goto('/candidater/');
    await fillYou(page);
    await continueButton(page).click();
    await continueButton(page).click();
    await expect(page.getByLabel('Ton numéro de téléphone')).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('Ton adresse e-mail').fill('ines@exemple.fr');
    await expect(page.getByLabel('Ton numéro de téléphone')).not.toHaveAttribute('aria-invalid');
    await expect(summary(page)).toHaveCount(0);
    await expect(page).not.toHaveTitle(/^Erreur/);
  });

  test('a preference that the other answers make impossible is told at its step, and mended by either', async ({
    page,
  }) => {
    await page.goto('/candidater/');
    await fillYou(page);
    await continueButton(page).click();
    await fillContact(page);
    const byEmail = page.getByLabel('Un e-mail');
    await byEmail.check();
    await continueButton(page).click();
    await expect(byEmail).toHaveAttribute('aria-invalid', 'true');
    await expect(byEmail).toHaveAccessibleDescription(/écris aussi ton adresse e-mail, ou choisis/);
    await page.getByLabel('Ton adresse e-mail').fill('ines@exemple.fr');
    await expect(byEmail).not.toHaveAttribute('aria-invalid');
    await page.getByLabel('Ton adresse e-mail').fill('');
    await continueButton(page).click();
    await expect(byEmail).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('Un appel').check();
    await expect(byEmail).not.toHaveAttribute('aria-invalid');
    await continueButton(page).click();
    await expect(step(page, 'Où tu vis, ce que tu fais')).toBeFocused();
  });

  test('the browser’s Back shows the step before, with its answers', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 640 });
    await page.goto('/candidater/');
    await fillYou(page);
    await page.keyboard.press('Enter');
    await expect(step(page, 'Te joindre')).toBeFocused();
    await expect(page).toHaveTitle(/^Étape 2 sur 5 : Te joindre – /);
    await page.goBack();
    await expect(step(page, 'Toi')).toBeFocused();
    await expect(step(page, 'Toi')).toBeInViewport();
    await expect(page).toHaveTitle(/^Étape 1 sur 5 : Toi – /);
    await expect(page.getByLabel('Ton prénom')).toHaveValue('Inès');
    await page.goForward();
    await expect(step(page, 'Te joindre')).toBeVisible();
    await page.getByRole('button', { name: 'Retour' }).click();
    await expect(step(page, 'Toi')).toBeFocused();
  });

  test('the neighbourhoods are those of the chosen commune, « Je ne sais pas » always among them', async ({
    page,
  }) => {
    await page.goto('/candidater/');
    await fillYou(page);
    await continueButton(page).click();
    await fillContact(page);
    await continueButton(page).click();
    const neighbourhoods = page.getByLabel('Ton quartier').locator('option');
    const all = await neighbourhoods.count();
    await page.getByLabel('Ta commune').selectOption({ label: 'Seclin' });
    await expect(neighbourhoods).toHaveText([
      'Choisis ton quartier',
      'Je ne sais pas',
      'Mon quartier n’est pas dans la liste',
      'La Mouchonnière',
    ]);
    await page.getByLabel('Ton quartier').selectOption({ label: 'La Mouchonnière' });
    await page.getByLabel('Ta commune').selectOption({ label: 'Roubaix' });
    await expect(page.getByLabel('Ton quartier')).toHaveValue('');
    await page.getByLabel('Ta commune').selectOption({ label: 'Lomme' });
    await expect(neighbourhoods).toHaveCount(all);
  });

  test('the review shows labels, leads to each answer and comes back', async ({ page }) => {
    await reachReview(page);
    const review = page.locator('.form-review');
    await expect(review).toContainText('Nouveau Roubaix');
    await expect(review).toContainText(`14 mars ${birthYear(20)}`);
    await expect(review).toContainText('En études après le bac');
    await page.getByRole('button', { name: 'Modifier : Ton nom de famille' }).click();
    await expect(page.getByLabel('Ton nom de famille')).toBeFocused();
    await page.getByLabel('Ton nom de famille').fill('Modèle');
    await page.getByRole('button', { name: 'Revenir à la vérification' }).click();
    await expect(review).toContainText('Modèle');
  });

  test('what was typed before the script came stays, on the step where the focus is', async ({ page }) => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route(/\.js$/, async (route) => {
      await released;
      await route.continue();
    });
    await page.goto('/candidater/', { waitUntil: 'commit' });
    await page.getByLabel('Ton prénom').fill('Inès');
    await page.getByLabel('Ton adresse e-mail').fill('ines@exemple.fr');
    release();
    await expect(step(page, 'Étape 2 sur 5')).toBeVisible();
    await expect(page.getByLabel('Ton adresse e-mail')).toBeFocused();
    await expect(page.getByLabel('Ton adresse e-mail')).toHaveValue('ines@exemple.fr');
    await page.getByRole('button', { name: 'Retour' }).click();
    await expect(page.getByLabel('Ton prénom')).toHaveValue('Inès');
  });
});

test.describe('drafts', () => {
  const offer = (page: Page) => page.getByRole('region', { name: 'Tu as déjà commencé' });

  test('another visit offers the draft, without the consent', async ({ page, context }) => {
    await reachReview(page);
    await page.getByLabel('J’accepte').check();
    await page.close();
    const again = await context.newPage();
    await again.goto('/candidater/');
    await expect(again.getByLabel('Ton prénom')).toHaveValue('');
    await offer(again).getByRole('button', { name: 'Reprendre ma candidature' }).click();
    await expect(step(again, 'Vérifie tes réponses')).toBeFocused();
    await expect(again.locator('.form-review')).toContainText('Nouveau Roubaix');
    await expect(again.getByLabel('J’accepte')).not.toBeChecked();
  });

  test('a draft on offer can be erased, and that be taken back', async ({ page, context }) => {
    await reachReview(page);
    const again = await context.newPage();
    await again.goto('/candidater/');
    await offer(again).getByRole('button', { name: 'Effacer' }).click();
    expect(await again.evaluate(() => localStorage.length)).toBe(0);
    await again.getByRole('button', { name: 'Annuler' }).click();
    await expect(again.getByLabel('Ton prénom')).toHaveValue('Inès');
    expect(await again.evaluate(() => localStorage.length)).toBe(1);
  });

  test('a reload goes on where the applicant was; a button erases every answer from the page and the device', async ({
    page,
  }) => {
    await reachReview(page);
    await page.reload();
    await expect(step(page, 'Vérifie tes réponses')).toBeVisible();
    await expect(page.locator('.form-review')).toContainText('Inès');
    await expect(offer(page)).toHaveCount(0);
    await page.setViewportSize({ width: 360, height: 640 });
    await page.getByRole('button', { name: 'Effacer mes réponses' }).click();
    await expect(page.getByText('Tes réponses sont effacées')).toBeFocused();
    await expect(page.getByRole('button', { name: 'Annuler' })).toBeInViewport();
    await expect(step(page, 'Étape 1 sur 5')).toBeInViewport();
    await expect(page.getByLabel('Ton prénom')).toHaveValue('');
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  test('« C’est pour moi ? » comes back to a form that is begun, with the place that it was told', async ({
    page,
  }) => {
    await page.goto('/candidater/');
    await fillYou(page);
    const check = page.locator('eligibility-check');
    await check.locator('summary').click();
    await check.getByRole('button', { name: 'Voir la réponse' }).click();
    await expect(page).toHaveURL(/\/candidater\/$/);
    await check.getByLabel('De 16 à 30 ans').check();
    await check.getByLabel('La commune où tu habites').selectOption('Roubaix');
    await check.getByRole('button', { name: 'Voir la réponse' }).click();
    await expect(page.getByRole('heading', { name: 'À vérifier, avec toi' })).toBeVisible();
    await expect(offer(page)).toHaveCount(0);
    await expect(page.getByLabel('Ton prénom')).toHaveValue('Inès');
    await expect(page.locator('[name="commune"]')).toHaveValue('59512');
  });

  test('an old or broken draft is forgotten, a full or forbidden storage harmless', async ({ page }) => {
    await page.addInitScript(() => {
      localStorage.setItem('candidature-v1:youth', '{"savedAt":0,"typed":{"givenName":"Inès"');
      Storage.prototype.setItem = () => {
        throw new DOMException('Full', 'QuotaExceededError');
      };
    });
    await reachReview(page);
    await expect(offer(page)).toHaveCount(0);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });
});

test.describe('sending', () => {
  test.use({ expectedConsoleErrors: [/status of (422|429|503)|ERR_INTERNET_DISCONNECTED|ERR_FAILED/] });

  test('an application whose button is clicked twice is sent once and leads to its reference; no draft is left, and Back shows an empty form', async ({
    page,
  }) => {
    const requests: Request[] = [];
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route(API, async (route) => {
      requests.push(route.request());
      await released;
      await route.fulfill({ status: 201, json: { reference: 'JE-7K2M9QWX' } });
    });
    await showConfirmation(page);
    await reachReview(page);
    await page.getByLabel('J’accepte').check();
    await sendButton(page).dblclick();
    const sending = page.getByRole('button', { name: 'Envoi en cours…' });
    await expect(sending).toHaveAttribute('aria-disabled', 'true');
    await expect(sending).toBeFocused();
    await expect(status(page)).toHaveText('Envoi en cours…');
    await sending.press('Enter');
    release();
    await expect(page).toHaveURL(CONFIRMATION);
    expect(typedIn(requests[0]).get('submissionId')).toMatch(/^[\da-f-]{36}$/);
    expect(typedIn(requests[0]).get('district')).toBe('QN05981M');
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await page.goBack();
    await expect(page.locator('[name="givenName"]')).toHaveValue('');
    expect(requests).toHaveLength(1);
  });

  test('a lost network keeps the answers and sends the same application when it is back', async ({
    page,
    context,
  }) => {
    await page.setViewportSize({ width: 360, height: 640 });
    await showConfirmation(page);
    await reachReview(page);
    await context.setOffline(true);
    await consentAndSend(page);
    await expect(status(page)).toContainText('Tu es hors ligne');
    await expect(status(page)).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('button', { name: 'Renvoyer ma candidature' })).toBeFocused();
    const kept = await page.evaluate(() => localStorage.getItem('candidature-v1:youth'));
    const requests = await answerWith(page, 201, { reference: 'JE-7K2M9QWX' });
    await context.setOffline(false);
    await expect(page).toHaveURL(CONFIRMATION);
    expect(kept).toContain(typedIn(requests[0]).get('submissionId'));
  });

  test('a lost answer, then a reload: the same submissionId goes again', async ({ page }) => {
    const requests: Request[] = [];
    await page.route(API, async (route) => {
      requests.push(route.request());
      await (requests.length === 1
        ? route.abort('failed')
        : route.fulfill({ status: 201, json: { reference: 'JE-7K2M9QWX' } }));
    });
    await showConfirmation(page);
    await reachReview(page);
    await consentAndSend(page);
    await expect(status(page)).toContainText('la connexion a été coupée');
    await page.reload();
    await consentAndSend(page);
    await expect(page).toHaveURL(CONFIRMATION);
    const [first, second] = requests.map((request) => {
      const sent = typedIn(request);
      sent.delete('fillSeconds');
      return sent.toString();
    });
    expect(second).toBe(first);
  });

  test('a 429 or a 503 keeps the answers and says when to send again', async ({ page }) => {
    await reachReview(page);
    await page.getByLabel('J’accepte').check();
    const again = page.getByRole('button', { name: 'Renvoyer ma candidature' });
    for (const [statusCode, words] of [
      [429, 'Attends une minute'],
      [503, 'Réessaie dans quelques minutes'],
    ] as const) {
      await answerWith(page, statusCode, { error: 'Réessaie.' });
      // Its name holds that of the button that sends again.
      await sendButton(page).click();
      await expect(status(page)).toContainText(words);
      await expect(page.locator('.form-review')).toContainText('Inès');
      await expect(again).toBeEnabled();
      expect(await page.evaluate(() => localStorage.getItem('candidature-v1:youth'))).toContain('Inès');
    }
  });

  test('errors of the server go to their fields, on the first step that has one', async ({ page }) => {
    await answerWith(page, 422, {
      formErrors: [],
      fieldErrors: { commune: ['Choisis ta commune dans la liste.'], phone: ['Ce numéro n’existe pas.'] },
    });
    await reachReview(page);
    await consentAndSend(page);
    await expect(summary(page)).toBeFocused();
    await expect(step(page, 'Te joindre')).toBeVisible();
    await expect(page.getByLabel('Ton numéro de téléphone')).toHaveAccessibleDescription(
      'Ce numéro n’existe pas.',
    );
    await summary(page).getByRole('link', { name: 'Choisis ta commune' }).click();
    await expect(page.getByLabel('Ta commune')).toBeFocused();
  });

  test('a guardian’s answers are not sent by an adult', async ({ page }) => {
    const requests = await answerWith(page, 503, {});
    await page.goto('/candidater/');
    await fillYou(page, { age: 16 });
    await page
      .locator('[name="guardianName"]')
      .evaluate((input: HTMLInputElement) => (input.value = 'Camille'));
    await goOnToReview(page);
    await consentAndSend(page);
    await expect(status(page)).toContainText('Réessaie');
    expect(typedIn(requests[0]).has('guardianName')).toBe(false);
  });
});

test.describe('accessibility', () => {
  test('no violation on any step, with errors and on the review, light or dark; nothing is cut at 320 px', async ({
    page,
  }) => {
    await page.goto('/candidater/');
    await continueButton(page).click();
    expect(await barriersOn(page)).toEqual([]);
    await fillYou(page, { age: 16 });
    await continueButton(page).click();
    expect(await barriersOn(page)).toEqual([]);
    await fillContact(page);
    await continueButton(page).click();
    await fillPlace(page);
    expect(await barriersOn(page)).toEqual([]);
    await continueButton(page).click();
    expect(await barriersOn(page)).toEqual([]);
    await continueButton(page).click();
    await page.getByLabel('Son prénom et son nom').fill('Camille Exemple');
    await page.getByLabel('Son numéro de téléphone').fill('06 98 76 54 32');
    await continueButton(page).click();
    expect(await barriersOn(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the whole form is on the page, the honeypot out of sight', async ({ page }) => {
    await page.goto('/candidater/');
    await expect(page.getByLabel('Ton prénom')).toBeVisible();
    await expect(page.getByLabel('Son prénom et son nom')).toBeVisible();
    await expect(page.getByText('Tu as 18 ans ou plus ? Laisse cette partie vide.')).toBeVisible();
    await expect(sendButton(page)).toBeVisible();
    const trap = await page.locator('.form-trap').boundingBox();
    expect(trap?.width).toBeLessThanOrEqual(1);
  });
});
