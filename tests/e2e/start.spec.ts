import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { aYouth } from '../fixtures/youth.fixture.ts';
import { enterCms } from '../support/cms.ts';
import { freePort } from '../support/free-port.ts';
import { linkTo } from '../support/mailbox.ts';
import { apply, deliverAt } from '../support/site.ts';
import { readRows } from '../support/workbook.ts';

const root = path.resolve(import.meta.dirname, '../..');

// Two development servers at once would write the same caches.
test.describe.configure({ mode: 'default' });

/** Asserts that a content change reloads a page of the site, and not the CMS, where typed text stays. */
async function staysWhenContentChanges(page: Page, url: string): Promise<void> {
  const title = page.getByLabel('Titre', { exact: true }).first();
  await title.fill('Je suis en train d’écrire');
  const loaded: string[] = [];
  page.on('load', () => loaded.push(page.url()));
  const site = await page.context().newPage();
  // Vite tells a page to load again once it is connected, some time after it has loaded.
  const connected = site.waitForEvent('console', (message) => message.text() === '[vite] connected.');
  await site.goto(`${url}/`);
  await connected;
  const file = path.join(root, 'src/content/results/2025.yaml');
  const text = await readFile(file, 'utf8');
  let changes = 0;
  try {
    // Files are watched some time after the first page: a change before that is seen by nobody, and the next one is.
    await expect(async () => {
      const loadedAgain = site.waitForEvent('load', { timeout: 10_000 });
      changes += 1;
      await writeFile(file, `${text}# Le commentaire ${changes}.\n`);
      await loadedAgain;
    }).toPass({ timeout: 120_000 });
    await expect(title).toHaveValue('Je suis en train d’écrire');
    expect(loaded).toEqual([]);
  } finally {
    await writeFile(file, text);
  }
}

/** Somebody applies, the schedule delivers, and the link of the mail opens: all of it by functions that Netlify's emulation calls. */
async function appliesAndFollows(page: Page, url: string, folder: string): Promise<void> {
  const email = 'camille@courriel.exemple';
  const reference = await apply({ url }, aYouth({ email }));
  await page.goto(`${url}/candidature-recue/${reference}`);
  await expect(page.getByRole('main')).toContainText(reference);
  const outbox = { outboxFolder: path.join(folder, 'outbox'), deliver: () => deliverAt(url) };
  await page.goto(`${url}${await linkTo(outbox, email, 'suivi')}`);
  await expect(page.getByRole('main')).toContainText(reference);
  const rows = await readRows(path.join(folder, 'candidatures.xlsx'), 'Jeunes');
  expect(rows.map((row) => row['Référence'])).toEqual([reference]);
}

/** Runs `npm start` on a workbook and an outbox in `folder`, while `use` visits its address. */
async function whileStarted(use: (url: string, folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'start-'));
  const url = `http://localhost:${await freePort()}`;
  const start = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: new URL(url).port,
      SITE_URL: url,
      SPREADSHEET: 'workbook',
      WORKBOOK_PATH: path.join(folder, 'candidatures.xlsx'),
      MAIL: 'outbox',
      OUTBOX_PATH: path.join(folder, 'outbox'),
      STATE_FOLDER: path.join(folder, 'state'),
    },
  });
  // Listened for from the start: a server that ended by itself would be waited for without end.
  const exited = once(start, 'exit');
  try {
    let said = '';
    start.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    start.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await expect.poll(() => said, { timeout: 120_000 }).toContain(`${url}/admin/`);
    await use(url, folder);
  } finally {
    start.kill('SIGTERM');
    await exited;
    await rm(folder, { recursive: true, force: true });
  }
}

test('« npm start » serves the site with its functions @nightly', async ({ page }) => {
  await whileStarted(async (url, folder) => {
    await page.goto(`${url}/`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    // Vite may load the first page again at that moment, which ends the way to another.
    await expect(() => page.goto(`${url}/suivi/`)).toPass();
    await expect(page.getByLabel('Référence')).toBeVisible();
    await appliesAndFollows(page, url, folder);
  });
});

test('« npm start » serves the CMS on the files of this folder @nightly', async ({ page }) => {
  // Vite makes one file of all that the CMS imports, once for each clone.
  test.setTimeout(300_000);
  await whileStarted(async (url) => {
    await page.goto(`${url}/admin/`);
    await enterCms(page);
    await page.goto(`${url}/admin/#/collections/home/entries/home`);
    await expect(page.getByText('Modifications enregistrées')).toBeVisible();
    await staysWhenContentChanges(page, url);
  });
});
