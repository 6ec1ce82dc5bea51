import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserContext, expect, type Page } from 'playwright/test';
import { adminPolicy, withPolicy } from '../../scripts/page-policy.ts';
import { cmsBackend, LOCAL_CMS_PATH } from '../../src/cms/decap-backend.ts';
import { readCmsEnvironment } from '../../src/server/compose/environment.ts';
import type { GithubApi } from '../doubles/github-api.ts';
import { type ContentCopy, openContentCopy } from './content-copy.ts';

/** Decap's own local server on a copy of the content, which the page of the CMS reaches as under `npm start`. */
export interface TestCms extends Pick<ContentCopy, 'folder' | 'git'> {
  /** The text of a file of the copy; `''` while there is none. */
  read: (file: string) => Promise<string>;
  stop: () => Promise<void>;
}

/** @param git whether the copy is a repository, which gives drafts */
export async function startCms(page: Page, { git = false } = {}): Promise<TestCms> {
  const copy = await openContentCopy({ git });
  await page.route(`**${LOCAL_CMS_PATH}`, async (route) => {
    await route.fulfill({ response: await route.fetch({ url: copy.url }) });
  });
  return {
    folder: copy.folder,
    read: (file) => readFile(path.join(copy.folder, file), 'utf8').catch(() => ''),
    git: copy.git,
    async stop() {
      // Requests that the page still sends would get no response.
      await page.goto('about:blank');
      await page.unrouteAll({ behavior: 'wait' });
      await copy.close();
    },
  };
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
