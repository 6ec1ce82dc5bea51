import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { read, utils, type WorkBook, type WorkSheet } from '@e965/xlsx';
import type { Browser, Page } from 'playwright';
import PostalMime from 'postal-mime';
import sharp, { type OverlayOptions } from 'sharp';
import { startPreviewServer } from './preview-server.ts';

const PHONE = { width: 360, height: 740 };
/** The paper and the sand of the site's colours. */
const GROUND = '#f8ebd7';
/** In pixels of the film-strip. */
const FRAME = { width: 288, height: 592, gap: 24 };
const ROW_HEIGHT = 192;
/** Of a column in a spreadsheet, in pixels: widths count characters. */
const CHARACTER = 7;
const PADDING = 5;

/** Invented, and says so. */
const APPLICANT = { givenName: 'Inès', familyName: 'Exemple', email: 'ines@exemple.fr' };

/** Others whose rows are there already: as a form sends them. */
const OTHERS = [
  { givenName: 'Karim', commune: '59599', situation: 'emploi' },
  { givenName: 'Lina', commune: '59350', situation: 'recherche' },
  { givenName: 'Noé', commune: '59009', situation: 'etudes' },
].map(({ givenName, ...where }, index) => ({
  familyName: 'Exemple',
  givenName,
  ...where,
  ...{ birthDay: String(3 + index), birthMonth: '5', birthYear: String(2002 + index) },
  email: `${givenName.normalize('NFD').replaceAll(/\W/g, '').toLowerCase()}@exemple.fr`,
  consent: 'on',
}));

async function applyOthers(url: string): Promise<void> {
  for (const answers of OTHERS) {
    const answer = await fetch(`${url}/api/candidatures/jeune`, {
      method: 'POST',
      headers: { accept: 'application/json', origin: url },
      body: new URLSearchParams(answers),
    });
    if (!answer.ok) throw new Error(`Une candidature d’exemple est refusée : ${await answer.text()}`);
  }
}

/** Goes through the form as somebody does; one picture of the phone at each of four moments. */
async function applyOnPhone(page: Page, url: string): Promise<readonly Buffer[]> {
  const shots: Buffer[] = [];
  const shoot = async () => void shots.push(await page.screenshot({ animations: 'disabled' }));
  const showStep = async () => {
    await page.evaluate(() => {
      document.querySelector('[data-section]:not([hidden])')?.scrollIntoView();
    });
  };
  const next = async () => {
    await page.getByRole('button', { name: 'Continuer' }).click();
  };
  await page.goto(`${url}/candidater/`);
  await page.getByLabel('Ton prénom').fill(APPLICANT.givenName);
  await page.getByLabel('Ton nom de famille').fill(APPLICANT.familyName);
  await page.getByLabel('Jour', { exact: true }).fill('14');
  await page.getByLabel('Mois', { exact: true }).fill('mars');
  await page.getByLabel('Année', { exact: true }).fill('2006');
  await showStep();
  await shoot();
  await next();
  await page.getByLabel('Ton adresse e-mail').fill(APPLICANT.email);
  await next();
  await page.getByLabel('Ta commune').selectOption('Roubaix');
  await page.getByLabel('En études après le bac').check();
  await next();
  await page.locator('input[name="interests"]').nth(1).check();
  await showStep();
  await shoot();
  await next();
  await page.getByRole('heading', { name: 'Vérifie tes réponses' }).waitFor();
  await shoot();
  await page.getByLabel('J’accepte').check();
  await page.getByRole('button', { name: 'Envoyer ma candidature' }).click();
  await page.waitForURL('**/candidature-recue/*');
  await page.evaluate(() => document.fonts.ready);
  await shoot();
  return shots;
}

/** Runs the schedule until so many rows are in the tab; gives the workbook. */
async function deliveredWorkbook(url: string, file: string, rows: number): Promise<WorkBook> {
  for (let turn = 0; turn < 60; turn += 1) {
    await fetch(`${url}/.netlify/functions/livraison`, { method: 'POST' });
    const bytes = await readFile(file).catch(() => undefined);
    const book = bytes && read(bytes, { cellStyles: true });
    const sheet = book?.Sheets.Jeunes;
    if (book && sheet && utils.sheet_to_json(sheet).length === rows) return book;
    await setTimeout(500);
  }
  throw new Error('Les candidatures d’exemple n’entrent pas dans le classeur.');
}

async function confirmationTo(address: string, outbox: string): Promise<string> {
  const files = (await readdir(outbox)).filter((file) => file.endsWith('.eml'));
  const mails = await Promise.all(
    files.map(async (file) => await PostalMime.parse(await readFile(path.join(outbox, file)))),
  );
  const html = mails.find(({ to }) => to?.[0]?.address === address)?.html;
  if (html === undefined) throw new Error('La confirmation d’exemple n’est pas partie.');
  return html;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** A tab as a program of spreadsheets shows it: the cells, widths and tabs are the workbook's, the frame around them is drawn. */
function spreadsheetHtml({ SheetNames }: WorkBook, sheet: WorkSheet, emptyRows: number): string {
  const rows = utils.sheet_to_json<readonly string[]>(sheet, { header: 1, defval: '' });
  const widths = (sheet['!cols'] ?? []).map(({ width = 12 }) => Math.round(width * CHARACTER + PADDING));
  const letters = widths.map((_, index) => utils.encode_col(index));
  const cells = (texts: readonly string[]) =>
    widths.map((_, index) => `<td>${escaped(texts[index] ?? '')}</td>`).join('');
  const all = [...rows, ...Array.from({ length: emptyRows }, () => [])];
  return `<!DOCTYPE html><style>
    body{margin:0;font:13px/1.4 "Liberation Sans",Arial,sans-serif;background:#fff;color:#1b1a2e;overflow:hidden}
    table{border-collapse:collapse;table-layout:fixed;width:${widths.reduce((sum, width) => sum + width, 44)}px}
    td,th{border:1px solid #d5d2dc;padding:5px;white-space:nowrap;overflow:hidden;text-align:left;height:18px}
    th{background:#efedf3;color:#56536a;font-weight:400;text-align:center}
    .on td{background:#fff0cc}
    tbody tr:first-child td{font-weight:700;background:#fff9f0;border-bottom:2px solid #8d8a9c}
    nav{position:fixed;inset:auto 0 0;display:flex;background:#efedf3;border-top:1px solid #b9b6c4}
    nav span{padding:9px 14px;border-right:1px solid #d5d2dc}nav span.on{background:#fff;font-weight:700;color:#b83a1b}
  </style><table><colgroup><col width="44">${widths.map((width) => `<col width="${width}">`).join('')}</colgroup>
  <thead><tr><th></th>${letters.map((letter) => `<th>${letter}</th>`).join('')}</tr></thead>
  <tbody>${all.map((texts, index) => `<tr${texts.includes(APPLICANT.email) ? ' class="on"' : ''}><th>${index + 1}</th>${cells(texts)}</tr>`).join('')}</tbody></table>
  <nav>${SheetNames.map((name) => `<span${name === 'Jeunes' ? ' class="on"' : ''}>${escaped(name)}</span>`).join('')}</nav>`;
}

/** The frames side by side, and the row below them. */
async function filmStrip(frames: readonly Buffer[], row: Buffer, file: string): Promise<void> {
  const { width, height, gap } = FRAME;
  const total = frames.length * (width + gap) + gap;
  const phones: OverlayOptions[] = await Promise.all(
    frames.map(async (frame, index) => ({
      input: await sharp(frame).resize({ width, height, fit: 'cover', position: 'top' }).toBuffer(),
      left: gap + index * (width + gap),
      top: gap,
    })),
  );
  const below = {
    input: await sharp(row)
      .resize({ width: total - 2 * gap, height: ROW_HEIGHT, fit: 'cover', position: 'left top' })
      .toBuffer(),
    left: gap,
    top: height + 2 * gap,
  };
  await sharp({
    create: { width: total, height: height + ROW_HEIGHT + 3 * gap, channels: 3, background: GROUND },
  })
    .composite([...phones, below])
    .webp({ quality: 72 })
    .toFile(file);
}

/** Pictures of an application from the form to its row, on a site of its own: the film-strip and the spreadsheet of README.md. */
export async function shootJourney(browser: Browser, images: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mentorat-images-'));
  const server = await startPreviewServer({ port: 0, workFolder: folder, stateFolder: folder });
  try {
    await applyOthers(server.url);
    const phone = await browser.newPage({ viewport: PHONE, colorScheme: 'light', reducedMotion: 'reduce' });
    const frames = await applyOnPhone(phone, server.url);
    const data = path.join(folder, 'data');
    const book = await deliveredWorkbook(server.url, path.join(data, 'candidatures.xlsx'), OTHERS.length + 1);
    const mailbox = await browser.newPage({ viewport: PHONE, colorScheme: 'light' });
    await mailbox.setContent(await confirmationTo(APPLICANT.email, path.join(data, 'outbox')));
    const letter = await mailbox.screenshot();
    const sheet = book.Sheets.Jeunes;
    if (sheet === undefined) throw new Error('Le classeur n’a pas d’onglet « Jeunes ».');
    const desk = await browser.newPage({ viewport: { width: 1440, height: 440 } });
    await desk.setContent(spreadsheetHtml(book, sheet, 6));
    const picture = await desk.screenshot();
    await sharp(picture)
      .resize({ width: 1200 })
      .webp({ quality: 80 })
      .toFile(path.join(images, 'spreadsheet-1440.webp'));
    await filmStrip([...frames, letter], picture, path.join(images, 'film-strip.webp'));
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
