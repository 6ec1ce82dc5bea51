import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright/test';
import sharp from 'sharp';
import { type Github, oauthApplication, startGithub } from '../fixtures/github.fixture.ts';
import { test as base, expect } from '../support/browser-test.ts';
import {
  configureCms,
  enterCms,
  isBackedUp,
  openCms,
  publish,
  serveGithubApi,
  startCms,
} from '../support/cms.ts';
import { type GithubApi, githubApi, REPOSITORY } from '../doubles/github-api.ts';

// One site for all: its sign-in functions ask a double of GitHub.
const test = base.extend<{ api: GithubApi }, { github: Github }>({
  github: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const github = await startGithub();
      await use(github);
      await github.stop();
    },
    { scope: 'worker' },
  ],
  siteEnvironment: [
    async ({ github }, use) => {
      await use({
        CMS_GITHUB_URL: github.url,
        CMS_GITHUB_CLIENT_ID: oauthApplication.clientId,
        CMS_GITHUB_CLIENT_SECRET: oauthApplication.clientSecret,
      });
    },
    { scope: 'worker' },
  ],
  api: async ({ page, context }, use) => {
    const content = path.resolve(import.meta.dirname, '../../src/content/trades');
    const names = await readdir(content);
    const texts = await Promise.all(names.map((name) => readFile(path.join(content, name), 'utf8')));
    const api = githubApi(
      new Map(names.map((name, index) => [`src/content/trades/${name}`, texts[index] ?? ''])),
    );
    await use(api);
    // Requests that the page still sends would get no response.
    await page.goto('about:blank');
    await context.unrouteAll({ behavior: 'wait' });
  },
});

/** The CMS with GitHub as its backend. */
async function useGithub(context: BrowserContext, { api, github }: { api: GithubApi; github: Github }) {
  await configureCms(context, {
    CMS_BACKEND: 'github',
    CMS_REPOSITORY: REPOSITORY,
    CMS_GITHUB_CLIENT_ID: oauthApplication.clientId,
  });
  await serveGithubApi(context, 'https://api.github.com', { api, tokens: github.tokens });
  await context.route(`${github.url}/**`, (route) => route.continue());
}

/** A double of a service that gives e-mail accounts: its sign-in page consents at once, its gateway is GitHub's API. */
async function useGateway(context: BrowserContext, api: GithubApi) {
  const claims = { email: 'awa@exemple.org', first_name: 'Awa', last_name: 'Lo' };
  const token = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;
  const headers = { 'access-control-allow-origin': '*' };
  let challenge: string | null = null;
  await configureCms(context, {
    CMS_BACKEND: 'git-gateway',
    CMS_GATEWAY_URL: 'https://gateway.exemple.org',
    CMS_IDENTITY_URL: 'https://comptes.exemple.org/sites/un-site',
  });
  await context.route('https://comptes.exemple.org/sites/un-site/pkce?*', async (route) => {
    const asked = new URL(route.request().url()).searchParams;
    challenge = asked.get('code_challenge');
    const answer = new URLSearchParams({ code: 'un-code', state: asked.get('state') ?? '' });
    // A redirection would pass by the routes of the test.
    const back = JSON.stringify(`${asked.get('redirect_uri') ?? ''}?${answer.toString()}`);
    await route.fulfill({ contentType: 'text/html', body: `<script>location.replace(${back})</script>` });
  });
  await context.route('https://comptes.exemple.org/sites/un-site/token', async (route) => {
    const given = new URLSearchParams(route.request().postData() ?? '');
    const verifier = createHash('sha256')
      .update(given.get('code_verifier') ?? '')
      .digest('base64url');
    const isRight = given.get('code') === 'un-code' && verifier === challenge;
    await route.fulfill({
      status: isRight ? 200 : 400,
      json: isRight ? { access_token: token } : {},
      headers,
    });
  });
  await serveGithubApi(context, 'https://gateway.exemple.org/github', { api, tokens: new Set([token]) });
  await context.route('https://gateway.exemple.org/settings', (route) =>
    route.fulfill({ json: { github_enabled: true, roles: null }, headers }),
  );
}

/** Decap’s own way of ending a save that is refused; and of looking for a preview before the entry is there. */
const refusedSave =
  /^uncaught: (?:undefined|Object)$|ERR_FAILED|elle sert encore|Le réseau|Quelqu’un d’autre|Votre connexion|Problem fetching repo data|previewUrlFormatter|status of 40[134]/;

/** Signs in to GitHub through the window that the CMS opens. */
async function signIn(page: Page, answer: 'Autoriser' | 'Refuser' = 'Autoriser'): Promise<void> {
  let popup: Page | undefined;
  // A click before Decap is set up is lost, as in `enterCms`.
  await expect(async () => {
    const opened = page.waitForEvent('popup', { timeout: 10_000 });
    await page.getByRole('button', { name: 'Se connecter avec GitHub' }).click({ timeout: 5_000 });
    popup = await opened;
  }).toPass({ timeout: 60_000 });
  if (popup === undefined) throw new Error('No window was opened.');
  const closed = popup.waitForEvent('close');
  await popup.getByRole('link', { name: answer }).click();
  await closed;
}

const trade = 'src/content/trades/developpement-web.yaml';
const opened = '#/collections/trades/entries/developpement-web';

test.describe('a save that fails', () => {
  test.use({ expectedConsoleErrors: [refusedSave] });

  test('for want of network keeps what was typed, and over somebody else’s change writes nothing', async ({
    page,
  }) => {
    const cms = await startCms(page);
    await openCms(page, opened);
    const name = page.getByLabel('Nom', { exact: true });
    await name.fill('Mon métier');

    const cut = '**/api/cms/*';
    await page.route(cut, (route) => route.abort());
    await publish(page);
    await expect(page.getByText(/Rien n’a été enregistré.* Le réseau ne répond pas/)).toBeVisible();
    await expect(name).toHaveValue('Mon métier');
    await page.unroute(cut);

    await writeFile(path.join(cms.folder, trade), 'name: Leur métier\n');
    await publish(page);
    await expect(
      page.getByText(/Rien n’a été enregistré.* Quelqu’un d’autre a modifié cette fiche.* \(Nom\)/),
    ).toBeVisible();
    await expect(name).toHaveValue('Mon métier');
    expect(await cms.read(trade)).toBe('name: Leur métier\n');

    // As the message says: looked at again, and written on purpose.
    await isBackedUp(page, 'Mon métier');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await expect(name).toHaveValue('Mon métier');
    await publish(page);
    await expect.poll(() => cms.read(trade)).toBe('name: Mon métier\n');
    await cms.stop();
  });
});

test.describe('a list that cannot be read', () => {
  test.use({ expectedConsoleErrors: [/ERR_FAILED/] });

  test('says so and offers to try again; on a phone a collection that is tapped comes into view @nightly', async ({
    page,
  }) => {
    const cms = await startCms(page);
    await openCms(page, '#/collections/trades');
    await expect(page.getByText('Développement web')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Images', exact: true })).toHaveCount(0);

    await page.setViewportSize({ width: 360, height: 640 });
    const cut = '**/api/cms/*';
    await page.route(cut, (route) => route.abort());
    await page.getByRole('link', { name: 'Témoignages' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Témoignages' })).toBeInViewport();
    const notice = page.getByRole('alert');
    await expect(notice).toContainText('Les fiches n’ont pas pu être chargées. Le réseau ne répond pas.');
    await expect(page.getByText('Aucune fiche')).toBeHidden();
    await page.unroute(cut);
    await notice.getByRole('button', { name: 'Réessayer' }).click();
    await page.getByRole('link', { name: /Cinq heures du matin/ }).click();
    await expect(notice).toBeHidden();

    // A page of 1280 px at 200 %.
    await page.setViewportSize({ width: 640, height: 360 });
    const title = page.getByLabel('Titre', { exact: true });
    await expect.poll(async () => (await title.boundingBox())?.width).toBeGreaterThan(500);
    await cms.stop();
  });
});

test.describe('with GitHub', () => {
  test.use({ expectedConsoleErrors: [refusedSave] });

  test('somebody signs in; when the session ends, what was typed stays, is offered again and is saved @nightly', async ({
    page,
    context,
    api,
    github,
  }) => {
    await useGithub(context, { api, github });
    await page.goto(`/admin/${opened}`);
    await signIn(page, 'Refuser');
    await expect(page.getByText('Vous avez refusé l’accès à GitHub : rien n’a changé.')).toBeVisible();
    await signIn(page);
    const name = page.getByLabel('Nom', { exact: true });
    await expect(name).toHaveValue('Développement web');
    await name.fill('Métier du web');

    github.tokens.clear();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(page.getByText(/Rien n’a été enregistré.* Votre connexion a expiré/)).toBeVisible();
    await expect(name).toHaveValue('Métier du web');

    await isBackedUp(page, 'Métier du web');
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.message());
      void dialog.accept();
    });
    await page.reload();
    await signIn(page);
    await expect.poll(() => asked.at(-1)).toContain('Reprendre ce que vous aviez écrit ?');
    await expect(name).toHaveValue('Métier du web');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await expect.poll(() => api.read('cms/trades/developpement-web', trade)).toBe('name: Métier du web\n');
  });

  test('a trade that a story names is not deleted @nightly', async ({ page, context, api, github }) => {
    api.write(
      'main',
      'src/content/stories/une-porte.md',
      '---\ntitle: Une porte\ntrade: developpement-web\n---\n',
    );
    await useGithub(context, { api, github });
    await page.goto(`/admin/${opened}`);
    await signIn(page);
    await expect(page.getByLabel('Nom', { exact: true })).toHaveValue('Développement web');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Supprimer la fiche publiée' }).click();
    await expect(page.getByText(/elle sert encore dans Témoignages « Une porte »/)).toBeVisible();
    expect(api.read('main', trade)).toBe('name: Développement web\n');
  });
});

test.describe('with a service that gives e-mail accounts', () => {
  test.use({ expectedConsoleErrors: [/status of 404/] });

  test('somebody signs in on its page and saves a draft @nightly', async ({ page, context, api }) => {
    await useGateway(context, api);
    await page.goto('/admin/');
    await enterCms(page);
    await page.goto(`/admin/${opened}`);
    const name = page.getByLabel('Nom', { exact: true });
    await expect(name).toHaveValue('Développement web');
    await name.fill('Métier du web');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await expect.poll(() => api.read('cms/trades/developpement-web', trade)).toBe('name: Métier du web\n');
  });
});

test('a file that is no photo is refused in French before it is sent; a photo of 30 MB is made small @nightly', async ({
  page,
}) => {
  const cms = await startCms(page);
  await openCms(page, '#/collections/sites/entries/eurasante');
  await page.getByRole('button', { name: 'Choisir une image' }).click();
  const refused: string[] = [];
  page.on('dialog', (dialog) => {
    refused.push(dialog.message());
    void dialog.accept();
  });
  const input = page.locator('input[type=file]');
  const script = '<svg xmlns="http://www.w3.org/2000/svg"><script>top.document.title="lu"</script></svg>';
  const files: [string, string, string][] = [
    ['IMG_1.HEIC', 'image/heic', 'ftypheic'],
    ['dessin.svg', 'image/svg+xml', script],
    ['affiche.pdf', 'application/pdf', '%PDF-1.7'],
    ['fausse.jpg', 'image/jpeg', script],
  ];
  for (const [name, mimeType, content] of files) {
    await input.setInputFiles({ name, mimeType, buffer: Buffer.from(content) });
    await expect.poll(() => refused.length).toBe(files.findIndex(([file]) => file === name) + 1);
  }
  expect(refused).toEqual([
    expect.stringContaining('HEIC'),
    '« dessin.svg » n’est pas une photo. Choisissez une photo JPEG, PNG ou WebP.',
    '« affiche.pdf » n’est pas une photo. Choisissez une photo JPEG, PNG ou WebP.',
    expect.stringContaining('« fausse.jpg » ne s’ouvre pas comme une photo.'),
  ]);
  expect(await page.title()).not.toBe('lu');

  const photo = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#b83a1b' } })
    .jpeg()
    .toBuffer();
  const heavy = Buffer.concat([photo, Buffer.alloc(30_000_000)]);
  const large = path.join(cms.folder, 'Grande photo.jpg');
  await writeFile(large, heavy);
  await input.setInputFiles(large);
  await page.getByRole('button', { name: 'Prendre cette image' }).click();
  await page.getByLabel('Texte de remplacement').fill('Un atelier.');
  await publish(page);
  const photoPath = /assets\/sites\/(grande-photo-[\da-f]{8}\.webp)$/m;
  await expect.poll(() => cms.read('src/content/sites/eurasante.md')).toMatch(photoPath);
  const [, name = ''] = photoPath.exec(await cms.read('src/content/sites/eurasante.md')) ?? [];
  const stored = path.join(cms.folder, 'src/assets/sites', name);
  // Written at the same moment as the entry: whole once it can be read.
  await expect
    .poll(() =>
      sharp(stored)
        .stats()
        .then(
          () => 'whole',
          () => undefined,
        ),
    )
    .toBe('whole');
  expect((await stat(stored)).size).toBeLessThan(1_000_000);
  await cms.stop();
});
