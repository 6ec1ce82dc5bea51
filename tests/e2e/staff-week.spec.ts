import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright/test';
import { findChromium, chromiumArguments } from '../../scripts/chromium.ts';
import { buildEditedSite } from '../../scripts/sample-site.ts';
import { test as base, expect } from '../support/browser-test.ts';
import {
  acceptAll,
  choosePhoto,
  isBackedUp,
  openCms,
  openEntry,
  paste,
  PASTED_DOCUMENT,
  PASTED_PROGRAMS,
  pastedFrom,
  publish,
  serveCms,
  startCms,
} from '../support/cms.ts';

const test = base.extend<{ openBrowser: () => Promise<BrowserContext> }>({
  /** Opens the browser of somebody of the staff, who has one profile: what it kept is there again. */
  openBrowser: async ({ playwright, site }, use) => {
    const profile = await mkdtemp(path.join(tmpdir(), 'profile-'));
    let browser: BrowserContext | undefined;
    await use(async () => {
      // Requests that it still sends get no response, as when a browser closes.
      await browser?.unrouteAll({ behavior: 'ignoreErrors' });
      await browser?.close();
      browser = await playwright.chromium.launchPersistentContext(profile, {
        executablePath: findChromium() ?? '',
        args: [...chromiumArguments],
        baseURL: site.url,
        locale: 'fr-FR',
        timezoneId: 'Europe/Paris',
      });
      browser.setDefaultTimeout(30_000);
      return browser;
    });
    await browser?.close();
    await rm(profile, { recursive: true, force: true });
  },
});

const saved = (page: Page) => expect(page.getByText('Modifications enregistrées')).toBeVisible();

/** Saves a draft, says that it is ready, and publishes it. */
async function saveAndPublish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await saved(page);
  await page.getByRole('button', { name: /^État : Brouillon/ }).click();
  await page.getByRole('menuitem', { name: 'Prêt' }).click();
  await expect(page.getByRole('button', { name: /^État : Prêt/ })).toBeVisible();
  await publish(page);
  await expect(page.getByRole('button', { name: 'Publiée', exact: true })).toBeVisible();
}

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByLabel(field, { exact: true }).click();
  await page.getByRole('option', { name: option }).click();
}

test('a week of staff: what they publish is on the built site, and nothing of what they write is lost @nightly', async ({
  openBrowser,
}) => {
  test.setTimeout(480_000);
  let browser = await openBrowser();
  let page = await browser.newPage();
  const cms = await startCms(page, { git: true });
  let asked = acceptAll(page);
  const onMain = (file: string) => cms.git('show', `main:src/content/${file}`).catch(() => '');
  const text = () => page.locator('[contenteditable=true]');

  await test.step('Monday: a story, with a photo from a phone', async () => {
    await openCms(page, '#/collections/stories/new');
    await page.getByLabel('Titre', { exact: true }).fill('La première visite');
    await choose(page, 'Qui raconte', 'Un binôme');
    await choose(page, 'Site', 'Eurasanté');
    await choose(page, 'Métier', 'Maintenance');
    await page.getByLabel('Prénom').fill('Inès et Paul');
    await page.getByLabel('Citation').fill('On y va ensemble.');
    await page.getByLabel('Chapeau').fill('Une première visite.');
    await choosePhoto(page, 'IMG_2041.JPG');
    await page.getByLabel('Texte de remplacement').fill('Deux personnes devant une machine.');
    await text().click();
    await page.keyboard.type('Nous avons poussé la porte.');
    await saveAndPublish(page);
    await expect
      .poll(() => onMain('stories/la-premiere-visite.md'))
      .toMatch(/^trade: maintenance$[\s\S]*img-2041-[\da-f]{8}\.webp$/m);
    await expect(page.getByRole('link', { name: 'Voir sur le site' })).toHaveAttribute(
      'href',
      /\/temoignages\/la-premiere-visite\/$/,
    );
  });

  await test.step('Tuesday: everyone waits for next season', async () => {
    await openEntry(page, 'settings/entries/site');
    const message = page.getByLabel('Message quand c’est fermé').last();
    await message.fill('Les entreprises reviennent en janvier.');
    for (const open of await page.getByRole('switch').all()) await open.click();
    await saveAndPublish(page);
    const recruitment = async () =>
      (await onMain('settings/site.json')).match(/"open": false|"Les entreprises reviennent en janvier\."/g);
    await expect.poll(recruitment).toHaveLength(4);
  });

  const events = ['Visite du labo', 'Atelier : « ma voix » #1'];
  await test.step('Wednesday: two events', async () => {
    for (const [index, title] of events.entries()) {
      await page.goto('/admin/#/');
      await page.getByRole('heading', { name: 'Rubriques' }).waitFor();
      await page.goto('/admin/#/collections/events/new');
      const field = page.getByLabel('Titre', { exact: true });
      await expect(field).toHaveValue('');
      await field.fill(title);
      await choose(page, 'Ce que c’est', 'Visite');
      await choose(page, 'Pour qui', 'Jeunes');
      const times = page.locator('input[type=datetime-local]');
      await times.first().fill(`2099-02-0${index + 1}T14:00`);
      await times.nth(1).fill(`2099-02-0${index + 1}T17:00`);
      await page.getByLabel('Lieu', { exact: true }).fill('Loos');
      await page.getByLabel('S’inscrire', { exact: true }).fill('Écrivez-nous.');
      await page.getByLabel('Chapeau').fill('Deux heures sur place.');
      await text().click();
      await page.keyboard.type('On se retrouve devant la porte.');
      await saveAndPublish(page);
      await expect
        .poll(() => cms.git('ls-tree', 'main', 'src/content/events/'))
        .toContain(['visite-du-labo', 'atelier-ma-voix-1'][index] ?? '');
    }
  });

  await test.step('Thursday: a trade that is used stays; texts of three programs come in', async () => {
    await openEntry(page, 'trades/entries/maintenance');
    await page.getByRole('button', { name: /^Supprimer/ }).click();
    await expect(
      page.getByText(/elle sert encore dans Témoignages « La première visite »/).first(),
    ).toBeVisible();
    expect(await onMain('trades/maintenance.yaml')).not.toBe('');

    await openEntry(page, 'pages/entries/contact');
    await text().locator('p').first().click();
    await text().press('ControlOrMeta+A');
    await page.keyboard.type('Début.');
    for (const program of PASTED_PROGRAMS) {
      await page.keyboard.press('ControlOrMeta+End');
      await page.keyboard.press('Enter');
      await paste(text(), await pastedFrom(program));
    }
    await saveAndPublish(page);
    const body = async () => (await onMain('pages/contact.md')).replace(/^---[\s\S]*?---\n\n/, '');
    await expect.poll(body).toBe(['Début.\n', ...PASTED_PROGRAMS.map(() => PASTED_DOCUMENT)].join('\n'));
  });

  await test.step('Friday: two tabs, and a browser that closes', async () => {
    await openEntry(page, 'questions/entries/vingt-heures');
    const tab = await browser.newPage();
    acceptAll(tab);
    await openCms(tab, '#/collections/questions/entries/vingt-heures');
    await saved(tab);
    const question = tab.getByLabel('Question', { exact: true });
    await question.fill('Et les vingt heures ?');
    await tab.getByRole('button', { name: 'Enregistrer' }).click();
    await saved(tab);
    const here = page.getByLabel('Question', { exact: true });
    await here.fill('Comment se passent les vingt heures ?');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(
      page.getByText(/Quelqu’un d’autre a modifié cette fiche.* \(Question\)/).first(),
    ).toBeVisible();
    await expect(here).toHaveValue('Comment se passent les vingt heures ?');
    await tab.close();

    await openEntry(page, 'home/entries/home');
    const title = page.getByLabel('Titre', { exact: true }).last();
    await title.fill('Une phrase que personne n’a enregistrée');
    await isBackedUp(page, 'Une phrase que personne');
    browser = await openBrowser();
    page = await browser.newPage();
    asked = acceptAll(page);
    await serveCms(browser, cms);
    await openCms(page, '#/collections/home/entries/home');
    await expect.poll(() => asked.at(-1)).toContain('Reprendre ce que vous aviez écrit ?');
    await expect(page.getByLabel('Titre', { exact: true }).last()).toHaveValue(
      'Une phrase que personne n’a enregistrée',
    );
    await saveAndPublish(page);
    await expect.poll(() => onMain('home/home.yaml')).toContain('Une phrase que personne n’a enregistrée');
  });

  await test.step('Saturday: the site is built from it', async () => {
    await page.goto('about:blank');
    await browser.unrouteAll({ behavior: 'wait' });
    await cms.git('checkout', '--quiet', 'main');
    const folder = await mkdtemp(path.join(tmpdir(), 'week-'));
    const { dist } = await buildEditedSite(folder, cms.folder);
    const built = (address: string) => readFile(path.join(dist, address, 'index.html'), 'utf8');
    expect(await built('')).toContain('Une phrase que personne n’a enregistrée');
    expect(await built('temoignages/la-premiere-visite')).toContain(
      'alt="Deux personnes devant une machine."',
    );
    expect(await built('entreprises')).toContain('Les entreprises reviennent en janvier.');
    for (const address of [
      '',
      'programme',
      'sites/eurasante',
      'temoignages',
      'temoignages/la-premiere-visite',
    ]) {
      const html = await built(address);
      expect(html, address).toMatch(/<a class="button[^>]*>\s*Recevoir un message à la réouverture/);
      expect(html, address).not.toMatch(
        /<a class="button[^>]*>\s*Je (?:candidate|cherche)|quelqu’un t’attend/i,
      );
    }
    expect(await built('candidater')).toContain('action="/api/prochaine-saison"');
    expect(await built('agenda')).toMatch(/Visite du labo[\s\S]*ma voix[\s\S]*#1/);
    expect(await built('contact')).toContain('La visite du chantier');
    await rm(folder, { recursive: true });
  });
  await cms.stop();
});
