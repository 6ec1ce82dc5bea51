import { expect, test } from '../support/browser-test.ts';
import { linkTo, mailsSent } from '../support/mailbox.ts';
import { expectSoon, laterEnvironment, staffWrite, wait } from '../support/staff-at-workbook.ts';
import { filesWith } from '../support/traces.ts';
import { readRows } from '../support/workbook.ts';

// From the application of somebody of sixteen to the erasure, as people live it: a form, a telephone, a workbook, a mailbox.

test.use({ siteEnvironment: laterEnvironment('whole') });

const YOUTH = { givenName: 'Zéphyrine', familyName: 'Deslilas', email: 'zephyrine@courriel.exemple' };
const GUARDIAN = { name: 'Barnabé Deslilas', email: 'barnabe@courriel.exemple', phone: '06 98 76 54 32' };
const EMERGENCY = { name: 'Ursule Tanteplus', phone: '06 55 44 33 22' };
const PHONE = '06 11 22 33 44';
/** Personal data, in every form in which a cell, a message or a key may hold them. */
const TRACES = [
  ...[YOUTH.givenName, YOUTH.familyName, 'Barnab', 'Ursule', 'Tanteplus'],
  ...['zephyrine', 'barnabe@', '611223344', '698765432', '655443322', PHONE, '2010-03-14', '14 mars 2010'],
];

// The page of what was erased is a 410.
test.use({ javaScriptEnabled: false, expectedConsoleErrors: [/status of 410/] });

test('a youth of sixteen applies, a guardian agrees, the team accepts; withdrawn and erased, nothing is left', async ({
  page,
  site,
}) => {
  await page.goto('/candidater/');
  await page.getByLabel('Ton prénom').fill(YOUTH.givenName);
  await page.getByLabel('Ton nom de famille').fill(YOUTH.familyName);
  await page.getByLabel('Jour', { exact: true }).fill('14');
  await page.getByLabel('Mois', { exact: true }).fill('mars');
  await page.getByLabel('Année', { exact: true }).fill('2010');
  await page.getByLabel('Ton numéro de téléphone').fill(PHONE);
  await page.getByLabel('Ton adresse e-mail').fill(YOUTH.email);
  await page.getByLabel('Ta commune').selectOption('Roubaix');
  await page.getByLabel('Au lycée').check();
  await page.locator('[name="guardianName"]').fill(GUARDIAN.name);
  await page.locator('[name="guardianPhone"]').fill(GUARDIAN.phone);
  await page.locator('[name="guardianEmail"]').fill(GUARDIAN.email);
  await page.getByLabel('J’accepte que').check();
  await page.getByRole('button', { name: 'Envoyer ma candidature' }).click();
  await expect(page).toHaveURL(/\/candidature-recue\/JE-[2-9A-HJ-NP-Z]{8}$/);

  const tracking = await linkTo(site, YOUTH.email, 'suivi');
  await test.step('nobody else is written to before the youth confirms from the e-mail', async () => {
    const offered = page.getByRole('button', { name: 'Demander son accord' });
    const look = async () => {
      await site.deliver();
      await page.goto(tracking);
      return await offered.count();
    };
    await expect.poll(look, { timeout: 30_000 }).toBe(1);
    expect((await mailsSent(site)).map(({ to }) => to)).not.toContain(GUARDIAN.email);
    await offered.click();
    await expect(offered).toHaveCount(0);
  });

  await test.step('the guardian, on a telephone', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(await linkTo(site, GUARDIAN.email, 'autorisation'));
    await page.getByLabel('J’autorise').check();
    await page.getByLabel('Sa mère').check();
    await page.getByLabel('Son prénom et son nom').fill(EMERGENCY.name);
    await page.getByLabel('Son numéro de téléphone').fill(EMERGENCY.phone);
    await page.getByLabel('Je suis responsable').check();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status')).toContainText('Vous autorisez');
    await expectSoon(
      site,
      async () => (await readRows(site.workbookPath, 'Autorisations')).map((row) => row['État']),
      ['Accordée'],
    );
  });

  await test.step('the team accepts; one e-mail says so', async () => {
    await staffWrite(site, { tab: 'Jeunes', cells: { Statut: 'Acceptée' } });
    // The schedule looks every five minutes: what it has not seen for a quarter of an hour may have been undone.
    for (const minutes of [0, 6, 12, 18]) {
      await wait(site, minutes);
      await site.deliver();
    }
    const accepted = async () =>
      (await mailsSent(site)).filter(({ subject }) => subject.includes('acceptée')).map(({ to }) => to);
    await expectSoon(site, accepted, [YOUTH.email]);
    await site.deliver();
    expect(await accepted()).toEqual([YOUTH.email]);
    await page.goto(tracking);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('acceptée');
  });

  await test.step('the youth withdraws', async () => {
    await page.getByRole('link', { name: 'Retirer…' }).click();
    await page.getByRole('button', { name: /[Rr]etire/ }).click();
    await expectSoon(
      site,
      async () => (await readRows(site.workbookPath, 'Jeunes')).map(({ Statut }) => Statut),
      ['Retirée'],
    );
  });

  await test.step('and erases: nothing is left', async () => {
    for (const kind of [/candidatures\.xlsx$/, /\.eml$/])
      expect((await filesWith(site, TRACES)).filter((name) => kind.test(name))).not.toEqual([]);
    await page.goto(tracking);
    await page.getByRole('link', { name: 'Effacer…' }).click();
    await page.getByRole('button', { name: /[Ee]fface/ }).click();
    await expectSoon(site, async () => await filesWith(site, TRACES), []);
    await wait(site, 60);
    await site.deliver();
    await site.deliver();
    expect(await filesWith(site, TRACES)).toEqual([]);
    expect(await readRows(site.workbookPath, 'Jeunes')).toEqual([]);
    const night = await fetch(`${site.url}/.netlify/functions/conservation`, { method: 'POST' });
    expect(night.status).toBe(204);
    expect(site.log()).toContain('{"event":"conservation","announced":0,"due":0,"doubts":0}');
    for (const trace of TRACES) expect(site.log()).not.toContain(trace);
    await page.goto(tracking);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/effac/i);
  });
});
