import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserContext, expect, type Locator, type Page } from 'playwright/test';
import sharp from 'sharp';
import { adminPolicy, withPolicy } from '../../scripts/page-policy.ts';
import { cmsBackend, LOCAL_CMS_PATH } from '../../src/cms/decap-backend.ts';
import { readCmsEnvironment } from '../../src/server/compose/environment.ts';
import type { GithubApi } from '../doubles/github-api.ts';
import { type ContentCopy, openContentCopy } from './content-copy.ts';

/** Decap's own local server on a copy of the content, which the page of the CMS reaches as under `npm start`. */
export interface TestCms extends Pick<ContentCopy, 'folder' | 'git' | 'url'> {
  /** The text of a file of the copy; `''` while there is none. */
  read: (file: string) => Promise<string>;
  stop: () => Promise<void>;
}

/** @param git whether the copy is a repository, which gives drafts */
export async function startCms(page: Page, { git = false } = {}): Promise<TestCms> {
  const copy = await openContentCopy({ git });
  await serveCms(page.context(), copy);
  return {
    folder: copy.folder,
    url: copy.url,
    read: (file) => readFile(path.join(copy.folder, file), 'utf8').catch(() => ''),
    git: copy.git,
    async stop() {
      // Requests that the page still sends would get no response.
      if (!page.isClosed()) {
        await page.goto('about:blank');
        await page.context().unrouteAll({ behavior: 'wait' });
      }
      await copy.close();
    },
  };
}

/** Lets the pages of a browser reach the local server of a copy of the content. */
export async function serveCms(context: BrowserContext, { url }: Pick<TestCms, 'url'>): Promise<void> {
  await context.route(`**${LOCAL_CMS_PATH}`, async (route) => {
    await route.fulfill({ response: await route.fetch({ url }) });
  });
}

/** Signs in on the page of the CMS. Decap replaces the page of its button once it is set up: a click in between is lost, and done again. */
export async function enterCms(page: Page): Promise<void> {
  const inside = page.getByRole('heading', { name: 'Rubriques' });
  await expect(async () => {
    if (await inside.isVisible()) return;
    await page.getByRole('button', { name: 'Se connecter' }).click({ timeout: 5_000 });
    await inside.waitFor({ timeout: 5_000 });
  }).toPass({ timeout: 120_000 });
}

/** Opens the CMS at one of its URL fragments (`#/collections/…`), signed in. */
export async function openCms(page: Page, address: string): Promise<void> {
  await page.goto('/admin/');
  await enterCms(page);
  await page.goto(`/admin/${address}`);
}

/**
 * Opens an entry (`stories/entries/…`) in the CMS, by way of the list: from one editor straight to another, Decap keeps what the first
 * one held.
 */
export async function openEntry(page: Page, entry: string): Promise<void> {
  await page.goto('/admin/#/');
  await page.getByRole('heading', { name: 'Rubriques' }).waitFor();
  await page.goto(`/admin/#/collections/${entry}`);
  await expect(page.getByText('Modifications enregistrées')).toBeVisible();
}

/**
 * Presses « Publier maintenant ». Wait then for what is published, on the disk: « Fiche enregistrée » and « Modifications
 * enregistrées » may be those of an earlier save.
 */
export async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Publier', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Publier maintenant' }).click();
}

/** Serves the page of the CMS as a build with these variables makes it. */
export async function configureCms(
  context: BrowserContext,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const { backend, hosts } = cmsBackend(readCmsEnvironment({ ...environment }));
  await context.route(/\/admin\/(?:[?#].*)?$/, async (route) => {
    const response = await route.fetch();
    const data = /(?<=<script type="application\/json" id="cms-backend">)[^<]*/;
    const page = (await response.text())
      .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
      .replace(data, JSON.stringify({ backend, hosts }));
    await route.fulfill({ response, body: withPolicy(page, adminPolicy(hosts)) });
  });
}

/** Answers the browser's calls to GitHub's API at this URL, to those who hold one of the tokens; the others get 401. */
export async function serveGithubApi(
  context: BrowserContext,
  address: string,
  { api, tokens }: { api: GithubApi; tokens: ReadonlySet<string> },
): Promise<void> {
  // Status pages of GitHub and Netlify, which the CMS requests.
  await context.route('**/api/v2/components.json', (route) =>
    route.fulfill({ json: { components: [] }, headers: { 'access-control-allow-origin': '*' } }),
  );
  await context.route(`${address}/**`, async (route) => {
    const request = route.request();
    const [, token = ''] = (await request.headerValue('authorization'))?.split(' ') ?? [];
    const url = new URL(request.url());
    const body: unknown = request.postDataJSON();
    const call = {
      method: request.method(),
      path: decodeURIComponent(url.href.slice(address.length).replace(/\?.*$/, '')),
      query: url.searchParams,
      body,
    };
    const { status, json } = tokens.has(token)
      ? api.answer(call)
      : { status: 401, json: { message: 'Bad credentials' } };
    await route.fulfill({ status, json, headers: { 'access-control-allow-origin': '*' } });
  });
}

/** Waits until this browser keeps what is typed (Decap does so two seconds after the last key). */
export async function isBackedUp(page: Page, words: string): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          new Promise<string>((resolve) => {
            const opening = indexedDB.open('localforage');
            opening.onsuccess = () => {
              const all = opening.result.transaction('keyvaluepairs').objectStore('keyvaluepairs').getAll();
              all.onsuccess = () => {
                resolve(JSON.stringify(all.result));
              };
            };
          }),
      ),
    )
    .toContain(words);
}

/** Programs whose copied text is kept in `tests/fixtures/paste`; the document is one. */
export const PASTED_PROGRAMS = ['word', 'google-docs', 'libreoffice'] as const;

/** The clipboard after a copy in that program. */
export async function pastedFrom(program: (typeof PASTED_PROGRAMS)[number]): Promise<Record<string, string>> {
  const fixture = path.resolve(import.meta.dirname, `../fixtures/paste/${program}.html`);
  return { 'text/html': await readFile(fixture, 'utf8') };
}

/** The document of these programs, as it is saved. */
export const PASTED_DOCUMENT = `## La visite du chantier

Un **grand** atelier, *calme* et ***clair***, à 9\u00A0h\u00A0: [le plan](https://exemple.org/plan). Première ligne\\
seconde ligne.

### Le matin

* Accueil

  * Café

    * Présentations
  * Sécurité
* **Visite**

Puis, dans l’ordre\u00A0:

1. Observer

   * avec le mentor
2. Raconter

### *Les horaires*

| Heure | Lieu      |
| ----- | --------- |
| 9\u00A0h   | L’accueil |

À bientôt\u00A0!
`;

/** Pastes into a text as a browser does: texts by their type, or the file of a picture. */
export async function paste(text: Locator, pasted: Record<string, string> | string): Promise<void> {
  await text.evaluate((element, given) => {
    const clipboardData = new DataTransfer();
    if (typeof given === 'string') clipboardData.items.add(new File(['x'], given, { type: 'image/png' }));
    else for (const [type, value] of Object.entries(given)) clipboardData.setData(type, value);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, pasted);
}

/** Answers « OK » to every question of the browser, and gives them. */
export function acceptAll(page: Page): string[] {
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.accept();
  });
  return asked;
}

/** A photo as a phone takes it: large, with a place in it. */
const phonePhoto = (background: string) =>
  sharp({ create: { width: 3000, height: 2000, channels: 3, background } })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '50/1 37/1 0/1' } })
    .jpeg()
    .toBuffer();

/** Sends a photo from a phone, and takes it for the field whose button this is: the first of the page unless another is told. */
export async function choosePhoto(
  page: Page,
  name: string,
  { button = page.getByRole('button', { name: 'Choisir une image' }).first(), background = '#b83a1b' } = {},
): Promise<void> {
  await button.click();
  const buffer = await phonePhoto(background);
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/jpeg', buffer });
  await page.getByRole('button', { name: 'Prendre cette image' }).click();
}
