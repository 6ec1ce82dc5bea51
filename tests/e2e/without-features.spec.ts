import type { Page, Request } from 'playwright/test';
import { expect, test } from '../support/browser-test.ts';
import { tryForm } from '../support/form-trial.ts';
import { instrumentedScript } from '../support/instrumented-script.ts';
import { sampled } from '../support/nightly.ts';

const API = '**/api/candidatures/jeune';
const YEAR = new Date().getFullYear();

const continueButton = (page: Page) => page.getByRole('button', { name: 'Continuer' });
const sendButton = (page: Page) => page.getByRole('button', { name: 'Envoyer ma candidature' });
const progress = (page: Page) =>
  // The agreement stands below the review, whose step it is part of: its own line is hidden there.
  page
    .locator('fieldset:not([hidden]) .form-step, .form-review:not([hidden]) .form-step')
    .filter({ visible: true });

const ADULT = {
  givenName: 'Inès',
  familyName: 'Exemple',
  birthDay: '1',
  birthMonth: '1',
  birthYear: String(YEAR - 20),
  phone: '06 12 34 56 78',
  // With an address to suggest.
  email: 'ines@gmial.com',
  commune: '59512',
  situation: 'etudes',
  consent: 'on',
};
/** Seventeen today, whichever day of the year it is. */
const MINOR = {
  ...ADULT,
  birthYear: String(YEAR - 17),
  guardianName: 'Camille Exemple',
  guardianPhone: '06 98 76 54 32',
};

const COMPANY = {
  companyName: 'Entreprise Exemple',
  contactName: 'Camille Exemple',
  email: 'camille@gmial.com',
  phone: '03 20 00 00 00',
  'mentors[0].givenName': 'Inès',
  'mentors[0].familyName': 'Exemple',
  'mentors[0].email': 'ines@exemple.fr',
  consent: 'on',
};

/** An empty page on which to try the form that the site serves, with the script whose statements can fail. */
async function openTrial(page: Page, path: string, file: string): Promise<{ html: string; script: string }> {
  const served = await page.request.get(path);
  const html = /<application-form.*<\/application-form>/s.exec(await served.text())?.[0] ?? '';
  const script = await instrumentedScript(file);
  await page.route('**/trial', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  );
  await page.goto('/trial');
  return { html, script };
}

/** Browser features that a script calls, by path from the window. */
async function featuresOf(page: Page, script: string): Promise<string[]> {
  const called = Array.from(script.matchAll(/\.(\w+)\(/g), ([, name = '']) => name);
  const paths = await page.evaluate(
    (owners) =>
      owners.flatMap((path) => {
        const [name = '', prototype] = path.split('.');
        const known: unknown = Reflect.get(window, name);
        const owner: unknown =
          prototype === undefined ? known : typeof known === 'function' ? known.prototype : undefined;
        const isOwner = typeof owner === 'function' || (typeof owner === 'object' && owner !== null);
        return isOwner ? Object.getOwnPropertyNames(owner).map((own) => `${path}.${own}`) : [];
      }),
    [...CLASSES, ...CLASSES.map((name) => `${name}.prototype`)],
  );
  return [...OBJECTS, ...paths.filter((path) => called.includes(path.split('.').pop() ?? ''))];
}

const CLASSES = [
  'Array',
  'String',
  'Object',
  'Number',
  'Math',
  'JSON',
  'Date',
  'Promise',
  'Map',
  'Element',
  'HTMLElement',
  'HTMLSelectElement',
  'Node',
  'Document',
  'DocumentFragment',
  'EventTarget',
  'Event',
  'Storage',
  'History',
  'Crypto',
  'Performance',
  'URLSearchParams',
];

const OBJECTS = [
  'localStorage',
  'sessionStorage',
  'history',
  'crypto',
  'performance',
  'Intl',
  'CSS',
  'customElements',
  'fetch',
  'setTimeout',
  'AbortController',
  'URLSearchParams',
  'FormData',
  'Uint8Array',
  'Map',
  'Date',
];

/** Answers what is on the page. */
async function answer(page: Page, answers: Readonly<Record<string, string>>): Promise<void> {
  await page
    .locator('[data-field] :is(input, select)')
    .evaluateAll((controls: HTMLInputElement[], wanted) => {
      for (const control of controls) {
        const value = wanted[control.name];
        if (value === undefined || !control.checkVisibility() || control.matches(':disabled')) continue;
        if (['radio', 'checkbox'].includes(control.type)) {
          if (control.value === value && !control.checked) control.click();
        } else control.value = value;
        control.dispatchEvent(new Event('input', { bubbles: true }));
      }
    }, answers);
}

/** Step after step, up to the review. */
async function goOnToReview(page: Page, answers: Readonly<Record<string, string>>): Promise<void> {
  await expect(async () => {
    await answer(page, answers);
    if (await continueButton(page).isVisible()) await continueButton(page).click();
    await expect(sendButton(page)).toBeVisible({ timeout: 1 });
  }).toPass();
}

/** Answers each request in turn, and keeps what was sent. */
async function answerWith(page: Page, ...answers: { status: number; json: object }[]): Promise<Request[]> {
  const requests: Request[] = [];
  await page.route(API, async (route) => {
    requests.push(route.request());
    await route.fulfill(answers[requests.length - 1] ?? { status: 503, json: {} });
  });
  await page.route('**/candidature-recue/JE-7K2M9QWX', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><style>@view-transition { navigation: auto; }</style><h1>JE-7K2M9QWX</h1>',
    }),
  );
  return requests;
}

const RECEIVED = { status: 201, json: { reference: 'JE-7K2M9QWX' } };

test.describe('a script that fails leaves the form as it is without script:', () => {
  // A minor goes through nearly every statement that the others do. Each takes a sending of its own.
  const people = [
    ['a minor', '/candidater/', 'application-form.ts', MINOR, 20, 6],
    ['an adult', '/candidater/', 'application-form.ts', ADULT, 60, 12],
    ['a company', '/entreprises/inscription/', 'company-form.ts', COMPANY, 60, 12],
  ] as const;

  for (const [who, path, script, answers, ofStatements, ofFeatures] of people) {
    // The guardian's answers and all: whatever this person has to give.
    const needed = Object.keys(answers).filter((name) => name !== 'email');

    test(`${who} sends it, whichever statement fails`, async ({ page }) => {
      // Up to several hundred sendings, each on a page of its own.
      test.setTimeout(400_000);
      const form = { ...(await openTrial(page, path, script)), answers, needed };
      const { ran, ...whole } = await page.evaluate(tryForm, form);
      expect(whole).toEqual({ isSent: true, failed: undefined });
      const plain = await page.evaluate(tryForm, { ...form, script: 'throw new Error();' });
      expect(plain.isSent).toBe(true);
      expect(ran.length).toBeGreaterThan(500);
      const stuck: string[] = [];
      for (const failing of sampled(ran, ofStatements)) {
        const { isSent, failed = plain.failed } = await page.evaluate(tryForm, { ...form, failing });
        const from = form.script.indexOf(`(${failing})`);
        if (!isSent || failed !== plain.failed) stuck.push(form.script.slice(from, from + 120));
      }
      expect(stuck).toEqual([]);
    });

    test(`${who} sends it, whatever the browser lacks`, async ({ page }) => {
      const form = { ...(await openTrial(page, path, script)), answers, needed };
      const features = await featuresOf(page, form.script);
      expect(features).toContain('Array.prototype.at');
      const stuck: string[] = [];
      for (const failing of sampled(features, ofFeatures)) {
        const { isSent } = await page.evaluate(tryForm, { ...form, failing });
        if (!isSent) stuck.push(failing);
      }
      expect(stuck).toEqual([]);
    });
  }

  test.describe('on the site itself', () => {
    test.use({ expectedConsoleErrors: [/lacking|is not a function/] });

    test('without `Array.prototype.at` an adult meets the whole form, owes no guardian, and sends it', async ({
      page,
    }) => {
      await page.addInitScript(() => Reflect.deleteProperty(Array.prototype, 'at'));
      await page.goto('/candidater/');
      await expect(page.getByLabel('Son prénom et son nom')).toBeVisible();
      await expect(page.locator('[required][name^="guardian"]')).toHaveCount(0);
      await answer(page, { ...ADULT, email: 'ines@exemple.fr' });
      await sendButton(page).click();
      await expect(page).toHaveURL(/\/candidature-recue\/JE-/);
    });
  });
});

test.describe('a device’s day decides nothing:', () => {
  for (const clock of sampled(['1970-01-02', '2015-06-01', '2045-01-01'], 3)) {
    test(`with the clock of ${clock} and dates written month first, an adult and a minor send the form`, async ({
      page,
    }) => {
      await page.clock.setSystemTime(`${clock}T12:00:00Z`);
      await page.addInitScript(() => {
        // As engines of ICU 72 write `en-CA`.
        Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', { get: () => () => '11/18/2026' });
      });
      const requests = await answerWith(page, RECEIVED, RECEIVED);
      for (const [answers, steps] of [
        [ADULT, 5],
        [MINOR, 6],
      ] as const) {
        await page.goto('/candidater/');
        await answer(page, answers);
        await expect(progress(page)).toHaveText(`Étape 1 sur ${steps} : `);
        await goOnToReview(page, answers);
        await answer(page, answers);
        await sendButton(page).click();
        await expect(page).toHaveURL(/candidature-recue/);
      }
      const sent = requests.map((request) =>
        new URLSearchParams(request.postData() ?? '').get('guardianName'),
      );
      expect(sent).toEqual([null, 'Camille Exemple']);
    });
  }

  test.describe('a section that the page had folded', () => {
    test.use({ expectedConsoleErrors: [/status of 422/] });

    test('opens when the server asks for it, with its number, and stays while the date of birth does @nightly', async ({
      page,
    }) => {
      const refused = {
        status: 422,
        json: {
          formErrors: [],
          fieldErrors: { guardianName: ['Écris son nom.'], guardianPhone: ['Écris son numéro.'] },
        },
      };
      const requests = await answerWith(page, refused, RECEIVED);
      await page.goto('/candidater/');
      await goOnToReview(page, ADULT);
      await answer(page, ADULT);
      await sendButton(page).click();
      await expect(progress(page)).toHaveText('Étape 5 sur 6 : ');
      await page.locator('[data-errors]').getByRole('link', { name: 'Écris son numéro.' }).click();
      await expect(page.getByLabel('Son numéro de téléphone')).toBeFocused();
      await page.reload();
      await goOnToReview(page, MINOR);
      await answer(page, MINOR);
      await sendButton(page).click();
      await expect.poll(() => requests.length).toBe(2);
    });
  });
});

test.describe('history', () => {
  test('is not written while somebody types', async ({ page }) => {
    await page.goto('/candidater/');
    await page.evaluate(() => {
      for (const way of ['pushState', 'replaceState'] as const)
        history[way] = () => {
          document.body.dataset.written = 'true';
        };
    });
    await page.getByLabel('Ton prénom').pressSequentially('a'.repeat(100));
    await page.getByLabel('Ton nom de famille').pressSequentially('b'.repeat(100));
    await page.keyboard.down('Backspace');
    for (let times = 0; times < 100; times += 1) await page.keyboard.press('Backspace');
    await page.getByLabel('Jour', { exact: true }).fill('14');
    await expect(page.locator('body')).not.toHaveAttribute('data-written');
  });

  test('that refuses every entry stops nobody: steps, « Retour », the draft and the sending work', async ({
    page,
  }) => {
    await page.addInitScript(() => {
      for (const way of ['pushState', 'replaceState', 'back'] as const)
        history[way] = () => {
          throw new DOMException('Too many calls.', 'SecurityError');
        };
    });
    await answerWith(page, RECEIVED);
    await page.goto('/candidater/');
    await answer(page, ADULT);
    await continueButton(page).click();
    await expect(progress(page)).toHaveText('Étape 2 sur 5 : ');
    await page.getByRole('button', { name: 'Retour' }).click();
    await expect(progress(page)).toHaveText('Étape 1 sur 5 : ');
    await goOnToReview(page, ADULT);
    expect(await page.evaluate(() => localStorage.getItem('candidature-v1:youth'))).toContain('Inès');
    await answer(page, ADULT);
    await sendButton(page).click();
    await expect(page).toHaveURL(/candidature-recue/);
  });
});

test.describe('what is said of pausing', () => {
  test.describe('without script', () => {
    test.use({ javaScriptEnabled: false });

    for (const path of ['/candidater/', '/devenir-mentor/', '/entreprises/inscription/']) {
      test(`nothing on ${path} says that one may stop and come back`, async ({ page }) => {
        await page.goto(path);
        expect(await page.locator('main').innerText()).not.toMatch(/arrêter|reprendre|revenir|30 jours/i);
      });
    }
  });

  test('is said once answers are kept, with Safari’s seven days', async ({ page }) => {
    await page.goto('/candidater/');
    await page.getByLabel('Ton prénom').fill('Inès');
    await expect(page.locator('.form-kept')).toContainText('30 jours au plus');
    await expect(page.locator('.form-kept')).toContainText('avant 7 jours');
  });
});
