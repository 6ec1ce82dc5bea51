import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import express from 'express';
import { type Browser, chromium, type Page } from 'playwright';
import sharp from 'sharp';
import { chromiumArguments, provideChromium } from './chromium.ts';
import { fail } from './fail.ts';
import { shootJourney } from './journey-screenshots.ts';
import { localCms } from './local-cms.ts';
import { projectRoot } from './local-environment.ts';
import { reportPage } from './report-rendering.ts';
import { EXAMPLE_REPORT } from '../src/components/report/example-report.ts';

const dist = path.join(projectRoot, 'dist');
const images = path.join(projectRoot, 'docs', 'images');
/** Serves the built site with the CMS on this folder; nothing is saved here. */
async function serve(): Promise<{ url: string; stop: () => void }> {
  const app = await localCms({ folder: projectRoot, origin: 'http://localhost' });
  app.use(express.static(dist));
  const server = createServer(app);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Le serveur n’a pas de port.');
  return {
    url: `http://localhost:${address.port}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function shoot(page: Page, name: string): Promise<void> {
  const picture = await page.screenshot({ animations: 'disabled' });
  await sharp(picture)
    .webp({ quality: 80 })
    .toFile(path.join(images, `guide-${name}.webp`));
}

/** Those of README.md. */
const sitePictures = [
  { name: 'home-1440', address: '/', width: 1440, height: 900, colorScheme: 'light' },
  { name: 'site-1440-dark', address: '/sites/eurasante/', width: 1440, height: 900, colorScheme: 'dark' },
] as const;

async function shootSite(browser: Browser, url: string): Promise<void> {
  for (const { name, address, width, height, colorScheme } of sitePictures) {
    const page = await browser.newPage({
      viewport: { width, height },
      colorScheme,
      // Without motion every element is in its final place.
      reducedMotion: 'reduce',
    });
    await page.goto(`${url}${address}`);
    await page.evaluate(() => document.fonts.ready);
    await sharp(await page.screenshot())
      .resize({ width: 1200, withoutEnlargement: true })
      .webp({ quality: 80 })
      .toFile(path.join(images, `${name}.webp`));
    await page.close();
  }
}

/** The report of a season, with invented figures. */
async function shootReport(browser: Browser): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 1250 }, colorScheme: 'light' });
  await page.setContent(await reportPage(EXAMPLE_REPORT));
  await sharp(await page.screenshot())
    .webp({ quality: 80 })
    .toFile(path.join(images, 'report.webp'));
  await page.close();
}

/** The pictures of docs/guide-redaction.md and of README.md, from the built site. */
async function takeScreenshots(): Promise<void> {
  await mkdir(images, { recursive: true });
  const { url, stop } = await serve();
  const browser = await chromium.launch({ executablePath: provideChromium(), args: [...chromiumArguments] });
  try {
    await shootSite(browser, url);
    await shootReport(browser);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'fr-FR' });
    await page.goto(`${url}/admin/`);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('link', { name: 'Témoignages' }).click();
    const story = page.getByText('Cinq heures du matin');
    await story.waitFor();
    await shoot(page, 'liste');
    await story.click();
    await page.frameLocator('#preview-pane').locator('.story-head h1').waitFor();
    await page.evaluate(() => document.fonts.ready);
    await shoot(page, 'fiche');
    await page.getByRole('button', { name: 'Ordinateur' }).click();
    await shoot(page, 'ordinateur');
    await page.getByRole('button', { name: 'Téléphone' }).click();
    const text = page.locator('[contenteditable=true]');
    await text.scrollIntoViewIfNeeded();
    await page.getByTitle('Ajouter un composant').click();
    await page.getByRole('menuitem', { name: 'Vidéo' }).waitFor();
    await shoot(page, 'blocs');
    await page.keyboard.press('Escape');
    await page.getByLabel('Titre', { exact: true }).fill('Un titre beaucoup trop long '.repeat(4));
    await page.getByLabel('Prénom').focus();
    await page.getByText(/Écrivez 90 caractères au plus/).waitFor();
    await page.getByRole('button', { name: 'Publier', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Publier maintenant' }).click();
    await page.getByText('Un champ à corriger').waitFor();
    await shoot(page, 'erreur');
    await shootJourney(browser, images);
  } finally {
    await browser.close();
    stop();
  }
}

// npm run guide:screenshots, after npm run build
await takeScreenshots().catch(fail);
