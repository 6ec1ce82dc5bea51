import * as z from 'zod';
import { aCompany } from '../fixtures/company.fixture.ts';
import { aMentor } from '../fixtures/mentor.fixture.ts';
import { aMinor, aYouth, type TypedFixture } from '../fixtures/youth.fixture.ts';
import { letGo, linkTo } from '../support/mailbox.ts';
import { apply } from '../support/site.ts';
import type { Engine } from './engine.ts';
import { expect, test } from './engine-test.ts';

const SEND = '.form-actions [type="submit"]';

const VISIBLE = `[...document.querySelectorAll('main form :is(input, select, textarea)')]
  .filter((control) => control.offsetParent !== null && control.closest('.form-trap, eligibility-check') === null)
  .map(({ name, type, value }) => ({ name, type, value }))`;

const controls = z.array(z.object({ name: z.string(), type: z.string(), value: z.string() }));

const text = async (engine: Engine, selector: string) =>
  z.string().parse(await engine.read(`document.querySelector('${selector}')?.textContent ?? ''`));

const address = async (engine: Engine) => z.string().parse(await engine.read('location.pathname'));

/** Answers what the page shows. */
async function answer(engine: Engine, fixture: TypedFixture): Promise<void> {
  const answered = new Set<string>();
  for (const { name, type, value } of controls.parse(await engine.read(VISIBLE))) {
    const [first = '', ...others] = [fixture[name] ?? []].flat();
    const isChoice = type === 'radio' || type === 'checkbox';
    const selector = `main form [name="${name}"]${isChoice ? `[value="${value}"]` : ''}`;
    if (isChoice && [first, ...others].includes(value)) await engine.press(selector);
    else if (!isChoice && first !== '' && type === 'select-one') await engine.choose(selector, first);
    else if (!isChoice && first !== '') await engine.type(selector, first);
    else continue;
    answered.add(name);
  }
  expect([...answered]).not.toEqual([]);
}

/** Goes through the steps of a form; gives their titles and the reference. */
async function complete(engine: Engine, fixture: TypedFixture) {
  const steps: string[] = [];
  const now = async () =>
    (await address(engine)).startsWith('/candidature-recue/')
      ? 'received'
      : await text(engine, '[data-section]:not([hidden]) h2');
  await expect.poll(now).toMatch(/^Étape 1 sur \d/);
  for (let step = await now(); step !== 'received'; step = await now()) {
    steps.push(step.split(' : ')[1] ?? '');
    await answer(engine, fixture);
    await engine.press(SEND);
    await expect.poll(now, { message: await text(engine, '[data-errors]') }).not.toBe(step);
  }
  return { steps, reference: (await address(engine)).split('/').at(-1) ?? '' };
}

test('a minor applies, the guardian agrees', async ({ engine, site }) => {
  const [email, guardianEmail] = ['lina@exemple.fr', 'parent.lina@exemple.fr'];
  await engine.open(`${site.url}/candidater/`);
  const { steps, reference } = await complete(engine, aMinor({ givenName: 'Lina', email, guardianEmail }));
  expect(steps).toContain('Ton responsable légal');
  expect(reference).toMatch(/^JE-/);

  await letGo(site, email);
  await engine.open(`${site.url}${await linkTo(site, guardianEmail, 'autorisation')}`);
  await answer(engine, {
    decision: 'oui',
    quality: 'mere',
    emergencyName: 'Dominique Exemple',
    statement: 'on',
  });
  await engine.press(SEND);
  await expect.poll(() => text(engine, '[role="alert"]')).toContain('numéro');
  await engine.type('[name="emergencyPhone"]', '06 11 22 33 44');
  await engine.press(SEND);
  await expect.poll(() => text(engine, 'h1')).toBe('Votre réponse pour Lina');
});

test('a mentor signs up', async ({ engine, site }) => {
  await engine.open(`${site.url}/devenir-mentor/`);
  const { reference } = await complete(engine, aMentor());
  expect(reference).toMatch(/^ME-/);
});

test('a company announces its volunteers', async ({ engine, site }) => {
  await engine.open(`${site.url}/entreprises/inscription/`);
  const { reference } = await complete(engine, aCompany());
  expect(reference).toMatch(/^EN-/);
});

test('what is missing is said, and Back shows the step before with its answers', async ({ engine, site }) => {
  await engine.open(`${site.url}/candidater/`);
  await expect.poll(() => text(engine, '[data-section]:not([hidden]) h2')).toMatch(/^Étape 1/);
  await engine.press(SEND);
  await expect.poll(() => text(engine, '[data-errors]')).toContain('prénom');
  await answer(engine, aYouth());
  await engine.press(SEND);
  await expect.poll(() => text(engine, '[data-section]:not([hidden]) h2')).toMatch(/^Étape 2/);
  await engine.back();
  await expect.poll(() => text(engine, '[data-section]:not([hidden]) h2')).toMatch(/^Étape 1/);
  expect(await engine.read(`document.querySelector('[name="givenName"]').value`)).toBe('Inès');
});

test('somebody finds their follow-up again, and corrects what is wrong', async ({ engine, site }) => {
  const reference = await apply(site, aYouth({ email: 'suivi@exemple.fr' }));
  await linkTo(site, 'suivi@exemple.fr', 'suivi');
  await engine.open(`${site.url}/suivi/`);
  await answer(engine, { reference, email: 'autre@exemple.fr' });
  await engine.press(SEND);
  await expect.poll(() => text(engine, '[role="alert"]')).toContain('Aucun suivi');
  await engine.type('[name="email"]', 'suivi@exemple.fr');
  await engine.press(SEND);
  await expect.poll(() => text(engine, 'h1')).toBe('Ta candidature est bien arrivée');
  await engine.press('main a[href$="faire=corriger"]');
  const phone = `document.readyState === 'complete' && document.querySelector('[name="phone"]')?.value`;
  await expect.poll(() => engine.read(phone)).toBe('06 12 34 56 78');
  await engine.type('[name="phone"]', '07 11 22 33 44');
  await expect.poll(() => engine.read(phone)).toBe('07 11 22 33 44');
  await engine.press(SEND);
  await expect.poll(() => text(engine, 'h1')).toBe('Ta candidature est bien arrivée');
  const followUp = `${site.url}${await address(engine)}`;
  const main = async () => {
    await engine.open(followUp);
    return await text(engine, 'main');
  };
  await expect.poll(main).toMatch(/Ta correction est notée|Tu as corrigé tes coordonnées/);
});
