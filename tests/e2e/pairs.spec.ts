import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright/test';
import { companyForm } from '../../src/domain/application/company.ts';
import { mentorForm } from '../../src/domain/application/mentor.ts';
import { parisDate } from '../../src/domain/eligibility/age.ts';
import type { ProgrammeEvent } from '../../src/domain/events/programme-event.ts';
import { aCompany } from '../fixtures/company.fixture.ts';
import { aMentor } from '../fixtures/mentor.fixture.ts';
import { aMinor, aYouth, type TypedFixture } from '../fixtures/youth.fixture.ts';
import { barriersOn } from '../support/barriers.ts';
import { expect, test } from '../support/browser-test.ts';
import { letGo, linkTo, mailsSent } from '../support/mailbox.ts';
import { apply, type Site } from '../support/site.ts';
import {
  expectSoon,
  laterEnvironment,
  type StaffEdit,
  staffWrite,
  wait,
} from '../support/staff-at-workbook.ts';
import { filesWith } from '../support/traces.ts';
import { readRows } from '../support/workbook.ts';

// A season of pairs as its people live it: the team in its workbook, six youths, four mentors, two guardians and a company on their
// telephones. The same on every spreadsheet, in process: tests/pairs-story.test.ts.

const PHONE = { width: 360, height: 740 };
const TEAM = 'equipe@association.exemple';

test.use({
  siteEnvironment: { ...laterEnvironment('pairs'), TEAM_EMAIL: TEAM },
  viewport: PHONE,
});

const addressOf = (givenName: string): string =>
  `${givenName.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()}@courriel.exemple`;

/** Somebody's own words, which nobody else reads. */
const SECRET = 'raconter des histoires de phares';

const YOUTH_NAMES = ['Inès', 'Nolwenn', 'Adam', 'Yanis', 'Léa', 'Sami'];
const MENTOR_NAMES = ['Claire', 'Marc', 'Jeanne', 'Paul'];
/** Each has an address, a telephone and a family name of their own, which nobody else is told. */
const NAMES = [...YOUTH_NAMES, ...MENTOR_NAMES, 'Nadia', 'Soizic'];
const numberOf = (givenName: string): string => `06 10 20 30 ${40 + NAMES.indexOf(givenName)}`;
const familyNameOf = (givenName: string): string => `${givenName}sson`;

const person = (givenName: string) => ({
  givenName,
  familyName: familyNameOf(givenName),
  email: addressOf(givenName),
  phone: numberOf(givenName),
});

const youth = (givenName: string) => ({
  ...person(givenName),
  preferredContact: 'email',
  interests: ['eurasante'],
  project: SECRET,
});

/** Nadia has an address, Soizic a telephone alone. */
const YOUTHS: readonly TypedFixture[] = [
  aMinor({
    ...youth('Inès'),
    availability: ['samedi'],
    guardianName: `Nadia ${familyNameOf('Nadia')}`,
    guardianEmail: addressOf('Nadia'),
    guardianPhone: '',
  }),
  aMinor({
    ...youth('Nolwenn'),
    availability: ['samedi'],
    guardianName: `Soizic ${familyNameOf('Soizic')}`,
    guardianEmail: '',
    guardianPhone: numberOf('Soizic'),
  }),
  aYouth({ ...youth('Adam'), availability: ['soir'], email: '', preferredContact: 'sms' }),
  aYouth({ ...youth('Yanis'), availability: ['mercredi'] }),
  aYouth({ ...youth('Léa'), availability: ['soir'] }),
  aYouth({ ...youth('Sami'), availability: ['vacances'] }),
];

const mentor = (givenName: string) => ({
  ...person(givenName),
  site: 'eurasante',
  jobTitle: 'Infirmière',
  motivation: SECRET,
  capacity: '1',
});
const CLAIRE = { ...mentor('Claire'), availability: ['samedi'], capacity: '2' };
const MARC = { ...mentor('Marc'), availability: ['soir'] };
const JEANNE = { ...mentor('Jeanne'), availability: ['mercredi'] };
const PAUL = { ...mentor('Paul'), availability: ['mercredi'] };
const VOLUNTEERS = [CLAIRE, MARC, JEANNE];

const COMPANY_CONTACT = 'camille@filatures.exemple';
const COMPANY = aCompany({
  site: 'eurasante',
  email: COMPANY_CONTACT,
  ...Object.fromEntries(
    VOLUNTEERS.flatMap(({ givenName, familyName, email }, index) =>
      Object.entries({ givenName, familyName, email }).map(([name, text]) => [
        `mentors[${index}].${name}`,
        text,
      ]),
    ),
  ),
});

const EVENT_DAY = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const EVENT: ProgrammeEvent = {
  slug: 'visite',
  title: 'Une matinée au milieu des start-up',
  kind: 'visit',
  audience: 'youth',
  start: `${EVENT_DAY}T09:30`,
  end: `${EVENT_DAY}T12:00`,
  place: 'EuraTechnologies, Lille',
  places: 1,
  cancelled: false,
  calendar: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
};

let minutes = 0;

/** As long as the schedule takes to heed what the team changed: seen, seen again, lasting, then a place is settled. */
async function settle(site: Site): Promise<void> {
  for (const later of [0, 8, 8, 2]) {
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

type Cells = Readonly<Record<string, string>>;

/** The last row of a tab with these cells: a youth's pairs stand in the order in which they were proposed. */
async function rowOf(site: Site, tab: string, where: Cells): Promise<Cells> {
  const rows = await readRows(site.workbookPath, tab);
  return rows.findLast((row) => Object.entries(where).every(([header, text]) => row[header] === text)) ?? {};
}

const pairOf = async (site: Site, givenName: string): Promise<Cells> =>
  await rowOf(site, 'Binômes', { 'Prénom du jeune': givenName });

/** Cells of somebody's own row. */
const edit = (tab: string, givenName: string, cells: Cells): StaffEdit => ({
  tab,
  where: { Prénom: givenName },
  cells,
});

const editPair = (youthName: string, mentorName: string, cells: Cells): StaffEdit => ({
  tab: 'Binômes',
  where: { 'Prénom du jeune': youthName, 'Prénom du mentor': mentorName },
  cells,
});

async function subjectsTo(site: Site, address: string): Promise<readonly string[]> {
  return (await mailsSent(site)).filter(({ to }) => to === address).map(({ subject }) => subject);
}

const alertsTo = async (site: Site): Promise<number> =>
  (await subjectsTo(site, TEAM)).filter((one) => one.startsWith('Un binôme demande votre attention')).length;

/** A page or a mail, and whom it is for. */
interface Read {
  readonly to: string;
  readonly text: string;
}

async function mailsRead(site: Site): Promise<readonly Read[]> {
  return (await mailsSent(site)).map(({ to, text, html }) => ({ to, text: `${text}\n${html}` }));
}

const TOKEN = /\/(?:suivi|autorisation|invitation)\/([\w-]{51})/g;

/** What of another person somebody read: an address, a telephone, a family name, a token. The team knows all but tokens. */
function foreignIn(all: readonly Read[]): readonly string[] {
  const owners = Map.groupBy(
    all.flatMap(({ to, text }) => [...text.matchAll(TOKEN)].map(([, token = '']) => ({ to, token }))),
    ({ token }) => token,
  );
  const shared = [...owners.values()]
    .map((own) => [...new Set(own.map(({ to }) => to))])
    .filter(({ length }) => length > 1)
    .map((readers) => `one token: ${readers.join(', ')}`);
  const ofOthers = all.flatMap(({ to, text }) => {
    const plain = text.replaceAll(/\s/g, '');
    return NAMES.flatMap((name) => {
      const own = [addressOf(name), familyNameOf(name), numberOf(name).slice(1).replaceAll(' ', '')];
      return to === addressOf(name) || to === TEAM || !own.some((trace) => plain.includes(trace))
        ? []
        : [`${to} reads of ${name}`];
    });
  });
  return [...shared, ...ofOthers];
}

test('six youths, four mentors, a company: a no that no youth sees, a gate that holds, three pairs, one stopped, one side erased @nightly', async ({
  browser,
  page,
  site,
}) => {
  test.setTimeout(480_000);
  minutes = 0;
  const shown: Read[] = [];
  const referenceOf = async (mentorName: string): Promise<string> =>
    (await rowOf(site, 'Mentors', { Prénom: mentorName })).Référence ?? '';
  const statusOf = async (tab: string, givenName: string) =>
    (await rowOf(site, tab, { Prénom: givenName })).Statut;
  const todosOf = async (youthNames: readonly string[]) =>
    (await Promise.all(youthNames.map((name) => pairOf(site, name)))).map((row) => row['À faire']);
  /** What the team is to say to somebody. */
  const toSayTo = async (givenName: string): Promise<string> =>
    (await readRows(site.workbookPath, 'À contacter'))
      .filter((row) => row['Prénom']?.startsWith(givenName))
      .map((row) => row['Texte à copier'])
      .join('\n');
  const expectToSay = async (givenName: string, text: string): Promise<void> => {
    await expectSoon(site, async () => await toSayTo(givenName), expect.stringContaining(text));
  };
  const expectTold = async (givenName: string, subject: string): Promise<void> => {
    await expectSoon(
      site,
      async () => (await subjectsTo(site, addressOf(givenName))).includes(subject),
      true,
    );
  };
  const links = new Map<string, string>();
  const plain = await browser.newContext({
    baseURL: site.url,
    javaScriptEnabled: false,
    viewport: PHONE,
  });
  const withoutScript = await plain.newPage();

  /** Remembers what somebody is shown. */
  const look = async (name: string, on = page): Promise<void> => {
    shown.push({ to: addressOf(name), text: await on.content() });
  };
  const visit = async (name: string, on = page): Promise<void> => {
    await on.goto(links.get(name) ?? '');
    await look(name, on);
  };
  const press = async (label: string, on = page, role: 'button' | 'link' = 'button'): Promise<void> => {
    await on.getByRole(role, { name: label }).first().focus();
    await on.keyboard.press('Enter');
  };
  const expectSound = async (): Promise<void> => {
    expect(await barriersOn(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  };
  /** A guardian says yes. */
  const agree = async (): Promise<void> => {
    await page.getByLabel('J’autorise').check();
    await page.getByLabel('Sa mère').check();
    await page.getByLabel('Son prénom et son nom').fill('Dominique Exemple');
    await page.getByLabel('Son numéro de téléphone').fill('06 11 22 33 44');
    await page.getByLabel('Je suis responsable').check();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status')).toContainText('Vous autorisez');
  };
  const heading = (name: string, on: Page = page) => on.getByRole('heading', { level: 2, name, exact: true });

  await test.step('all apply; the company lets its three volunteers be invited', async () => {
    await Promise.all([
      apply(site, COMPANY, companyForm.apiPath),
      apply(site, aMentor(PAUL), mentorForm.apiPath),
      ...YOUTHS.map(async (one) => await apply(site, one)),
    ]);
    links.set('company', await linkTo(site, COMPANY_CONTACT, 'entreprises/suivi'));
    await page.goto(links.get('company') ?? '');
    await page.getByRole('button', { name: 'Envoyer les 3 invitations' }).click();
    for (const { givenName, email } of VOLUNTEERS)
      links.set(givenName, await linkTo(site, email, 'invitation'));
    await Promise.all(
      VOLUNTEERS.map(async (one) => await apply(site, aMentor(one), links.get(one.givenName) ?? '')),
    );
    for (const name of [...YOUTH_NAMES, ...MENTOR_NAMES].filter((one) => one !== 'Adam'))
      links.set(name, await linkTo(site, addressOf(name), 'suivi'));
    await letGo(site, addressOf('Inès'));
    links.set('Nadia', await linkTo(site, addressOf('Nadia'), 'autorisation'));
    await expectToSay('Soizic', '/autorisation/');
    links.set('Soizic', /\/autorisation\/[\w-]{51}/.exec(await toSayTo('Soizic'))?.[0] ?? '');
  });

  await test.step('the system proposes, with its reasons; the team pastes', async () => {
    await staffWrite(
      site,
      ...YOUTH_NAMES.map((name) => edit('Jeunes', name, { Statut: 'Acceptée' })),
      ...MENTOR_NAMES.map((name) => edit('Mentors', name, { Statut: 'Disponible' })),
    );
    const possible = async (name: string): Promise<string> =>
      (await rowOf(site, 'Jeunes', { Prénom: name }))['Mentors possibles'] ?? '';
    const claire = await referenceOf('Claire');
    await expectSoon(site, () => possible('Inès'), `${claire} Claire (Eurasanté, le samedi, 2 places)`);
    expect(await possible('Sami')).toBe('');
    const [jeanne = ''] = (await possible('Yanis')).split('\n').filter((line) => line.includes('Jeanne'));
    await staffWrite(
      site,
      edit('Jeunes', 'Inès', { 'Mentor proposé': await possible('Inès') }),
      edit('Jeunes', 'Nolwenn', { 'Mentor proposé': await possible('Nolwenn') }),
      edit('Jeunes', 'Adam', { 'Mentor proposé': await possible('Adam') }),
      edit('Jeunes', 'Yanis', { 'Mentor proposé': jeanne }),
    );
    await settle(site);
    await expectSoon(
      site,
      async () => (await readRows(site.workbookPath, 'Binômes')).map((row) => row['État']),
      ['Proposé', 'Proposé', 'Proposé', 'Proposé'],
    );
  });

  await test.step('the mentors are asked first: one says yes twice, one without script, one says no', async () => {
    for (const [mentorName, youthName] of [
      ['Claire', 'Inès'],
      ['Claire', 'Nolwenn'],
      ['Marc', 'Adam'],
      ['Jeanne', 'Yanis'],
    ] as const)
      await expectTold(mentorName, `Une proposition de binôme : ${youthName}`);
    await visit('Yanis');
    await expect(page.getByText('Une proposition')).toHaveCount(0);
    await visit('Claire');
    await expect(heading('Une proposition : Inès')).toBeVisible();
    await expect(heading('Une proposition : Nolwenn')).toBeVisible();
    await expectSound();
    await press('Oui, je veux bien');
    await expect(page.getByText('Vous avez dit oui, merci.')).toHaveCount(1);
    await press('Oui, je veux bien');
    await expect(page.getByText('Vous avez dit oui, merci.')).toHaveCount(2);
    await look('Claire');
    await visit('Marc', withoutScript);
    await press('Oui, je veux bien', withoutScript);
    await expect(withoutScript.getByText('Vous avez dit oui, merci.')).toBeVisible();
    await look('Marc', withoutScript);
    await visit('Jeanne');
    await press('Non, pas cette fois');
    await expect(page.getByRole('button', { name: 'Non, pas cette fois' })).toHaveCount(0);
    await look('Jeanne');
    await expectSoon(site, async () => (await pairOf(site, 'Yanis'))['État'], 'Décliné');
  });

  await test.step('then the youths: two on their pages, one by the team; nobody reads the no', async () => {
    for (const name of ['Inès', 'Nolwenn']) {
      await expectTold(name, 'Une proposition pour toi : Claire');
      await visit(name);
      await expect(heading('Une proposition : Claire')).toBeVisible();
      await press('Oui, je veux bien');
      await expect(heading('Bientôt, avec Claire')).toBeVisible();
      await look(name);
      await expectSoon(site, async () => (await pairOf(site, name))['État'], 'Accepté');
    }
    await expectToSay('Adam', 'nous te proposons Marc');
    await visit('Yanis');
    await expect(page.getByRole('main')).not.toContainText(/Jeanne|Une proposition/);
  });

  await test.step('a guardian agrees; the gate holds for whatever is missing, a place for whoever came first', async () => {
    await visit('Nadia');
    await agree();
    await look('Nadia');
    await staffWrite(
      site,
      editPair('Adam', 'Marc', { 'Réponse du jeune': 'oui', État: 'En cours' }),
      editPair('Inès', 'Claire', { État: 'En cours' }),
      editPair('Nolwenn', 'Claire', { État: 'En cours' }),
      edit('Jeunes', 'Yanis', { 'Mentor proposé': `${await referenceOf('Paul')} Paul` }),
      edit('Jeunes', 'Léa', { 'Mentor proposé': (await referenceOf('Marc')).toLowerCase() }),
    );
    await settle(site);
    await expectSoon(site, async () => await todosOf(['Inès', 'Nolwenn', 'Adam', 'Léa']), [
      expect.stringMatching(/^Rien n’est parti, il manque : la formation .* ; le bulletin n° 3 /),
      expect.stringMatching(
        /^Rien n’est parti, il manque : l’autorisation .* ; la formation .* ; le bulletin n° 3 /,
      ),
      expect.stringMatching(/^Rien n’est parti, il manque : la formation .* ; le bulletin n° 3 /),
      expect.stringContaining('n’a plus de place'),
    ]);
    await expectTold('Paul', 'Une proposition de binôme : Yanis');
    await visit('Paul');
    await press('Oui, je veux bien');
    await expect(page.getByText('Vous avez dit oui, merci.')).toBeVisible();
    await expectTold('Yanis', 'Une proposition pour toi : Paul');
    await visit('Yanis');
    await press('Non, pas cette fois');
    await expect(page.getByRole('button', { name: 'Non, pas cette fois' })).toHaveCount(0);
    await expectTold('Paul', 'Cette proposition de binôme ne se fera pas');
  });

  await test.step('it opens for two, then for the third once her guardian agrees', async () => {
    const ready = { 'Formé le': '3 novembre 2026', 'B3 vu le': '3 novembre 2026', 'B3 vu par': 'Awa' };
    await staffWrite(site, edit('Mentors', 'Claire', ready), edit('Mentors', 'Marc', ready));
    await expectTold('Inès', 'C’est parti, avec Claire');
    await expectSoon(site, async () => await statusOf('Jeunes', 'Adam'), 'En binôme');
    await expectSoon(site, async () => await todosOf(['Nolwenn']), [
      expect.stringMatching(/^Rien n’est parti, il manque : l’autorisation [^;]*$/),
    ]);
    await visit('Soizic');
    await agree();
    await look('Soizic');
    await expectTold('Nolwenn', 'C’est parti, avec Claire');
    await expectTold('Claire', 'C’est parti, avec Nolwenn');
    await expectTold('Claire', 'C’est parti, avec Inès');
    await visit('Nolwenn');
    await expect(heading('En binôme avec Claire')).toBeVisible();
    await expectSound();
    await page.goto(links.get('company') ?? '');
    await expect(page.getByText('2 sont en binôme avec une ou un jeune.')).toBeVisible();
    await expect(page.getByRole('main')).not.toContainText(/Claire|Marc|Jeanne|Inès|Nolwenn|Adam/);
    await expectSound();
    await page.setViewportSize({ width: 1440, height: 900 });
    await visit('Claire');
    await expect(heading('En binôme avec Inès')).toBeVisible();
    await expect(heading('En binôme avec Nolwenn')).toBeVisible();
    expect(await barriersOn(page)).toEqual([]);
    await page.setViewportSize(PHONE);
    await expectTold('Nadia', 'Le mentorat d’Inès commence');
    await expectToSay('Soizic', 'Nolwenn commence');
    await expectToSay('Adam', 'c’est parti, avec Marc');
  });

  await test.step('each condition that is lost is told at once, once', async () => {
    expect(await alertsTo(site)).toBe(0);
    await visit('Nadia');
    await page.getByText('Vous changez d’avis ?').click();
    await page.getByLabel('Je n’autorise pas').check();
    await page.getByLabel('Sa mère').check();
    await page.getByLabel('Je suis responsable').check();
    await page.getByRole('button', { name: 'Envoyer ma réponse' }).click();
    await expect(page.getByRole('status')).toContainText('Vous n’autorisez pas');
    await expectSoon(site, () => alertsTo(site), 1);
    await staffWrite(site, edit('Mentors', 'Marc', { 'Formé le': '' }));
    await expectSoon(site, () => alertsTo(site), 2);
    await expectSoon(site, async () => await todosOf(['Inès', 'Adam']), [
      expect.stringMatching(/^À régler avant toute nouvelle rencontre : l’autorisation [^;]*$/),
      expect.stringMatching(/^À régler avant toute nouvelle rencontre : la formation [^;]*$/),
    ]);
    await staffWrite(site, edit('Mentors', 'Marc', { 'Formé le': '3 novembre 2026', 'B3 vu par': '' }));
    await expectSoon(site, () => alertsTo(site), 3);
    await staffWrite(site, edit('Mentors', 'Marc', { 'B3 vu par': 'Awa' }));
    await expectSoon(site, async () => await todosOf(['Adam']), ['']);
    expect(await alertsTo(site)).toBe(3);
  });

  await test.step('an event is published: a youth comes, and no mentor is asked', async () => {
    await publish(site, EVENT);
    await visit('Claire');
    await expect(page.getByText(EVENT.title)).toHaveCount(0);
    await visit('Nolwenn');
    await press(`Je viens : ${EVENT.title}`);
    await expect(page.getByText('Demande notée')).toBeVisible();
    await look('Nolwenn');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  await test.step('a mentor notes twenty hours, without script', async () => {
    await visit('Claire', withoutScript);
    const withInes = withoutScript
      .locator('section')
      .filter({ has: heading('Vos heures avec Inès', withoutScript) });
    await withInes.getByRole('link', { name: 'Noter une rencontre' }).click();
    const [year = '', month = '', day = ''] = parisDate(new Date(Date.now() + minutes * 60_000)).split('-');
    for (const [label, text] of [
      ['Jour', day],
      ['Mois', month],
      ['Année', year],
      ['Combien de temps ?', '20 h'],
    ] as const)
      await withoutScript.getByLabel(label, { exact: true }).fill(text);
    await withoutScript.getByLabel('Atelier').check();
    await press('Noter', withoutScript);
    await expect(withInes).toContainText(/Atelier, 20\sh/);
    await expectSoon(site, async () => (await pairOf(site, 'Inès')).Heures, '20 h');
  });

  await test.step('one is stopped: the youth is accepted again, the mentor stays with the other', async () => {
    await staffWrite(
      site,
      editPair('Inès', 'Claire', { État: 'Arrêté' }),
      edit('Jeunes', 'Léa', { 'Mentor proposé': '' }),
    );
    await settle(site);
    await expectTold('Nolwenn', `C’est noté : ${EVENT.title}`);
    await expectSoon(
      site,
      async () => (await readRows(site.workbookPath, 'Inscriptions')).map((row) => row['État']),
      ['Inscrite'],
    );
    await visit('Nolwenn');
    await expect(page.getByText('Inscrite', { exact: false })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Je ne viens plus/ })).toBeVisible();
    await expectTold('Inès', 'Ton binôme s’arrête');
    await expectTold('Claire', 'Votre binôme s’arrête');
    await expectSoon(site, async () => await statusOf('Jeunes', 'Inès'), 'Acceptée');
    expect(await statusOf('Mentors', 'Claire')).toBe('En binôme');
    await expectSoon(site, async () => (await pairOf(site, 'Léa'))['État'], 'Décliné');
    await expectSoon(
      site,
      async () => (await pairOf(site, 'Inès'))['À faire'],
      'Dites dans « Fin » pourquoi ce binôme s’est arrêté',
    );
    await visit('Inès');
    await expect(heading('Ton binôme avec Claire est fini')).toBeVisible();
    await expectSound();
    await visit('Inès', withoutScript);
    await press('Répondre', withoutScript, 'link');
    // By the keyboard alone: a group of buttons is one stop, and the arrows move in it.
    await withoutScript.getByLabel('Pas encore, j’y travaille').focus();
    await withoutScript.keyboard.press('Space');
    await withoutScript.getByLabel('Des études').focus();
    await withoutScript.keyboard.press('ArrowDown');
    await expect(withoutScript.getByLabel('Une formation')).toBeChecked();
    await press('Envoyer', withoutScript);
    await expect(withoutScript.getByText('C’est noté, merci. Bonne route !')).toBeVisible();
    await look('Inès', withoutScript);
    await expectSoon(site, async () => {
      const { 'Projet bâti': project, Suite: next, 'À 6 mois': later } = await pairOf(site, 'Inès');
      return [project, next, later ?? ''];
    }, ['en cours', 'Formation', '']);
    await visit('Claire');
    await press('Oui, volontiers');
    await expect(page.getByText('C’est noté, merci pour ce temps donné.')).toBeVisible();
    await expectSoon(site, async () => (await pairOf(site, 'Inès'))['Le mentor continue'], 'oui');
    await press('Ton attestation', withoutScript, 'link');
    await expect(withoutScript.getByRole('article')).toContainText('Ce n’est pas un diplôme');
    await expect(withoutScript.getByRole('article')).toContainText(familyNameOf('Inès'));
    const sheets = (await withoutScript.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(sheets.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await look('Inès', withoutScript);
    const read = [...(await mailsRead(site)), ...shown];
    expect(foreignIn(read)).toEqual([]);
    expect(read.filter(({ text }) => text.includes(SECRET))).toEqual([]);
    for (const [name, never] of [
      ['Yanis', 'Jeanne'],
      ['Léa', 'Marc'],
      ['Marc', 'Léa'],
      ['Léa', 'Une proposition'],
      ['Sami', 'Une proposition'],
      ['Jeanne', 'C’est parti'],
    ] as const)
      expect(read.filter(({ to, text }) => to === addressOf(name) && text.includes(never))).toEqual([]);
  });

  await test.step('one side is erased: nothing of it is left, and the other’s page names nobody', async () => {
    const traces = ['nolwenn', 'soizic', numberOf('Nolwenn').slice(1).replaceAll(' ', '')];
    const ofClaire = { 'Prénom du mentor': 'Claire', Jeune: '' };
    await page.goto(links.get('Nolwenn') ?? '');
    await page.getByRole('link', { name: 'Effacer…' }).click();
    await page.getByRole('button', { name: 'Oui, tout effacer' }).click();
    await expectSoon(site, () => filesWith(site, traces), []);
    await expectSoon(
      site,
      async () => (await rowOf(site, 'Binômes', ofClaire))['À faire'],
      expect.stringMatching(/^Le jeune n’est plus là .* parlez à l’autre personne/),
    );
    expect(await rowOf(site, 'Binômes', ofClaire)).toMatchObject({
      'Prénom du jeune': '',
      État: 'En cours',
    });
    await visit('Claire');
    await expect(heading('En binôme avec une ou un jeune')).toBeVisible();
    expect(await filesWith(site, traces)).toEqual([]);
    for (const trace of traces) expect(site.log()).not.toContain(trace);
  });
  await plain.close();
});
