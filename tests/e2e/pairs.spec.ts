import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mentorForm } from '../../src/domain/application/mentor.ts';
import { youthForm } from '../../src/domain/application/youth.ts';
import type { ProgrammeEvent } from '../../src/domain/events/programme-event.ts';
import { aMentor } from '../fixtures/mentor.fixture.ts';
import { aYouth, type TypedFixture } from '../fixtures/youth.fixture.ts';
import { expect, test } from '../support/browser-test.ts';
import { linkTo, mailsSent } from '../support/mailbox.ts';
import type { Site } from '../support/site.ts';
import { expectSoon, laterEnvironment, staffWrite, wait } from '../support/staff-at-workbook.ts';
import { readRows } from '../support/workbook.ts';

// A pair as its people live it: the team in its workbook, a mentor and a youth on a telephone, by keyboard, without script. The larger
// story, on every spreadsheet, is tests/pairs-story.test.ts.

test.use({
  siteEnvironment: laterEnvironment('pairs'),
  javaScriptEnabled: false,
  viewport: { width: 360, height: 740 },
});

const [YOUTH, MENTOR] = ['ines@courriel.exemple', 'alix@courriel.exemple'];

async function apply(site: Site, path: string, fixture: TypedFixture): Promise<void> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fixture))
    for (const text of [value].flat()) body.append(name, text);
  const answer = await fetch(`${site.url}${path}`, { method: 'POST', body, redirect: 'manual' });
  expect(answer.status).toBe(303);
}

let minutes = 0;

/** As long as the schedule takes to heed what the team changed. */
async function settle(site: Site): Promise<void> {
  for (const later of [0, 7, 7, 7, 2, 2]) {
    minutes += later;
    await wait(site, minutes);
    await site.deliver();
  }
}

/** Publishes an agenda of one event, as a build would. */
async function publish(site: Site, event: ProgrammeEvent): Promise<void> {
  const shipped = path.join(path.dirname(site.dataFolder), 'emulation', 'bundles', 'pages', 'agenda.json');
  await writeFile(shipped, JSON.stringify({ events: [event] }));
}

const cellOf = async (site: Site, tab: string, header: string) =>
  (await readRows(site.workbookPath, tab))[0]?.[header];

const subjectsTo = async (site: Site, address: string): Promise<readonly string[]> =>
  (await mailsSent(site)).filter(({ to }) => to === address).map(({ subject }) => subject);

test('a mentor is proposed, asked, then the youth; the gate opens, and both are told', async ({
  page,
  site,
}) => {
  minutes = 0;
  await apply(site, youthForm.apiPath, aYouth({ email: YOUTH, preferredContact: 'email' }));
  await apply(site, mentorForm.apiPath, aMentor({ email: MENTOR, jobTitle: 'Ingénieure', capacity: '1' }));
  const [toYouth, toMentor] = [await linkTo(site, YOUTH, 'suivi'), await linkTo(site, MENTOR, 'suivi')];
  await staffWrite(site, 'Jeunes', 'Statut', 'Acceptée');
  await staffWrite(site, 'Mentors', 'Statut', 'Disponible');
  await settle(site);

  await test.step('the team pastes a reference; the mentor is asked first', async () => {
    const reference = (await cellOf(site, 'Mentors', 'Référence')) ?? '';
    await staffWrite(site, 'Jeunes', 'Mentor proposé', `${reference} Alix (le midi, 1 place)`);
    await settle(site);
    await expectSoon(site, () => cellOf(site, 'Binômes', 'État'), 'Proposé');
    await expectSoon(
      site,
      async () => (await subjectsTo(site, MENTOR)).includes('Une proposition de binôme : Inès'),
      true,
    );
    await page.goto(toYouth);
    await expect(page.getByText('Une proposition')).toHaveCount(0);
    await page.goto(toMentor);
    await expect(page.getByRole('heading', { name: 'Une proposition : Inès' })).toBeVisible();
    await expect(page.getByText('jeu vidéo', { exact: false })).toHaveCount(1);
  });

  await test.step('each says yes, by keyboard', async () => {
    await page.getByRole('button', { name: 'Oui, je veux bien' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Vous avez dit oui, merci.')).toBeVisible();
    await settle(site);
    await page.goto(toYouth);
    await expect(page.getByRole('heading', { name: 'Une proposition : Alix' })).toBeVisible();
    await page.getByRole('button', { name: 'Oui, je veux bien' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText('L’équipe prépare la première rencontre')).toBeVisible();
    await expectSoon(site, () => cellOf(site, 'Binômes', 'État'), 'Accepté');
  });

  await test.step('« C’est parti » waits for the training and the bulletin', async () => {
    await staffWrite(site, 'Binômes', 'État', 'En cours');
    await settle(site);
    await expectSoon(
      site,
      async () => (await cellOf(site, 'Binômes', 'À faire'))?.startsWith('Rien n’est parti, il manque'),
      true,
    );
    await staffWrite(site, 'Mentors', 'Formé le', '3 novembre 2026');
    await staffWrite(site, 'Mentors', 'B3 vu le', '3 novembre 2026');
    await staffWrite(site, 'Mentors', 'B3 vu par', 'Awa');
    await settle(site);
    await expectSoon(site, () => cellOf(site, 'Jeunes', 'Statut'), 'En binôme');
    await expectSoon(site, () => cellOf(site, 'Mentors', 'Statut'), 'En binôme');
    await expectSoon(
      site,
      async () => (await subjectsTo(site, YOUTH)).some((one) => one.startsWith('C’est parti')),
      true,
    );
    await page.goto(toYouth);
    await expect(page.getByRole('heading', { name: 'En binôme avec Alix' })).toBeVisible();
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(toMentor);
    await expect(page.getByRole('heading', { name: 'En binôme avec Inès' })).toBeVisible();
  });

  await test.step('an event is published: the youth comes, by keyboard, and has the letter with its calendar file', async () => {
    const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await publish(site, {
      slug: 'visite',
      title: 'Une matinée au milieu des start-up',
      kind: 'visit',
      audience: 'youth',
      start: `${day}T09:30`,
      end: `${day}T12:00`,
      place: 'EuraTechnologies, Lille',
      places: 1,
      cancelled: false,
      calendar: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
    });
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(toMentor);
    await expect(page.getByText('start-up')).toHaveCount(0);
    await page.goto(toYouth);
    await page.getByRole('button', { name: 'Je viens : Une matinée au milieu des start-up' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Demande notée')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await settle(site);
    await expectSoon(site, () => cellOf(site, 'Inscriptions', 'État'), 'Inscrite');
    await expectSoon(
      site,
      async () => (await subjectsTo(site, YOUTH)).includes('C’est noté : Une matinée au milieu des start-up'),
      true,
    );
    await page.goto(toYouth);
    await expect(page.getByText('Inscrite', { exact: false })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Je ne viens plus/ })).toBeVisible();
  });
});
