import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import ical from 'ical-generator';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { aCompany } from './fixtures/company.fixture.ts';
import { companyForm } from '../src/domain/application/company.ts';
import { FORMS } from '../src/domain/application/forms.ts';
import { aMentor } from './fixtures/mentor.fixture.ts';
import { mentorForm } from '../src/domain/application/mentor.ts';
import type { Tab } from '../src/domain/application/tab.ts';
import { statusesOf } from '../src/domain/application/statuses.ts';
import { tabOf } from '../src/domain/application/tabs.ts';
import { aMinor, type TypedFixture } from './fixtures/youth.fixture.ts';
import { youthForm } from '../src/domain/application/youth.ts';
import { AUTHORISATIONS_TAB } from '../src/domain/guardian/authorisations-tab.ts';
import { INVITATIONS_TAB } from '../src/domain/invitations/invitations-tab.ts';
import { CONTACT_TAB } from '../src/domain/tracking/contact-tab.ts';
import { JOURNAL_TAB } from '../src/domain/tracking/journal-tab.ts';
import { SECRET, TEAM } from './fixtures/programme.fixture.ts';
import { anAgreement } from './fixtures/guardian.fixture.ts';
import { qrCodeOf } from '../src/server/answers/qr-code.ts';
import { expiryOf, LINKS, linkUrl, type Purpose, PURPOSES, signLink } from '../src/server/links/links.ts';
import type { Message } from '../src/server/letters/message.ts';
import { outboxMail } from '../src/server/mail/outbox.ts';
import { MemorySpreadsheet } from './doubles/memory-spreadsheet.ts';
import { purposeOf } from './support/reach.ts';
import { SITE } from './support/served-site.ts';
import { SPREADSHEETS } from './support/spreadsheets.ts';
import { type Holder, isQrCodeOf, letterTexts, qrCodesIn, tokensIn } from './support/tokens.ts';
import { type ReadMail, wholeProgramme } from './support/whole-programme.ts';
import { isNightly, sampled } from './support/nightly.ts';

// Nothing that one link reaches holds a token of another purpose or of another person (issue « Safe », 1).

// A machine busy with other work reads the doubles slowly.
vi.setConfig({ testTimeout: 300_000 });

const AWA = { email: 'awa@exemple.fr', phone: '+33612345601' };
const BILAL = { email: 'bilal@exemple.fr', corrected: 'bilal.neuf@exemple.fr' };
const GUARDIANS = { ofAwa: '+33612345699', ofBilal: 'parent@exemple.fr' };
const MENTOR = 'mentor@exemple.fr';
const CONTACT = 'camille@filatures.exemple';
const CORRECTED_CONTACT = 'contact@filatures.exemple';
const [ALIX, BASILE, CHLOE] = ['a@filatures.exemple', 'b@filatures.exemple', 'c@filatures.exemple'] as const;
/** A colleague of Basile's, to whom he forwards his invitation. */
const DJAMILA = 'djamila@filatures.exemple';

const heldSchema = z.object({
  rows: z.array(z.object({ tab: z.string(), cells: z.record(z.string(), z.string()) })),
});

const aCorrection = (nth: number, shown: TypedFixture, changes: TypedFixture): TypedFixture => ({
  intent: 'correct',
  once: String(nth).repeat(16),
  ...Object.fromEntries(Object.entries(shown).map(([name, text]) => [`${name}-shown`, text])),
  ...shown,
  ...changes,
});

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jetons-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** Messages as cases, as a mail program opens them. */
function outbox(): ReadMail {
  const read = new Set<string>();
  return {
    mail: outboxMail({ folder, from: { name: 'Programme', address: 'programme@exemple.org' } }),
    unread: async () => {
      const cases = (await readdir(folder)).filter((file) => file.endsWith('.eml') && !read.has(file));
      for (const file of cases) read.add(file);
      return await Promise.all(
        cases.map(async (file) => await letterTexts(await readFile(path.join(folder, file)))),
      );
    },
  };
}

const services = SPREADSHEETS.filter(({ name }) => name !== 'memory');

describe.each(sampled(services.toReversed(), 3))('a whole story in $name', ({ open }) => {
  test('no page, download, letter or text to copy holds a link that is somebody else’s', async () => {
    const opened = await open();
    const programme = wholeProgramme(opened, outbox());
    const { spreadsheet, reach, rows, give, settle, wait } = programme;
    const [YOUTHS, MENTORS] = [tabOf(youthForm), tabOf(mentorForm)];
    /** Whatever left meanwhile is read. */
    const go = async () => {
      await settle();
      await programme.readLetters();
      await programme.readTexts();
    };
    const goAndWalk = async () => {
      await go();
      await reach.walk();
    };
    const staffWrite = async (tab: Tab, id: string, cells: Record<string, string>) => {
      expect(await spreadsheet.update(tab, [{ id, cells }])).toEqual(new Set());
    };
    const held = async (holder: Holder) => {
      const text = await reach.ask(reach.latest(holder), { body: { intent: 'data' } });
      return heldSchema.parse(JSON.parse(text)).rows;
    };
    give(TEAM);

    // Two minors, a mentor and a company sign up.
    const ofAwa = { guardianPhone: GUARDIANS.ofAwa, guardianEmail: '' };
    const awa = await programme.apply(youthForm, aMinor({ givenName: 'Awa', ...AWA, ...ofAwa }));
    const ofBilal = { guardianPhone: '', guardianEmail: GUARDIANS.ofBilal };
    const bilal = await programme.apply(
      youthForm,
      aMinor({ givenName: 'Bilal', email: BILAL.email, preferredContact: 'email', phone: '', ...ofBilal }),
    );
    const mentor = await programme.apply(mentorForm, aMentor({ givenName: 'Malo', email: MENTOR }));
    const company = await programme.apply(companyForm, aCompany());
    give(AWA.email, `tracking:${awa}`);
    give(AWA.phone, `tracking:${awa}`);
    give(GUARDIANS.ofAwa, `authorisation:${awa}`);
    give(BILAL.email, `tracking:${bilal}`);
    give(GUARDIANS.ofBilal, `authorisation:${bilal}`);
    give(MENTOR, `tracking:${mentor}`);
    give(CONTACT, `tracking:${company}`, `progress:${company}`);
    await staffWrite(tabOf(companyForm), company, { Statut: 'Contactée' });
    await settle();
    await programme.readLetters();
    // The request to a guardian by e-mail waits for the youth's word.
    await reach.ask(reach.latest(`tracking:${bilal}`), { body: { intent: 'ask-guardian' } });
    await settle();
    const invitationOf = async (address: string): Promise<Holder> =>
      `invitation:${await programme.idBy(INVITATIONS_TAB, 'E-mail', address)}`;
    const [ofAlix, ofBasile, ofChloe] = [
      await invitationOf(ALIX),
      await invitationOf(BASILE),
      await invitationOf(CHLOE),
    ];
    give(ALIX, ofAlix);
    give(BASILE, ofBasile);
    give(CHLOE, ofChloe);
    await go();

    // Awa looks for the link of who is responsible for her: makes their telephone hers, and finds what the team copied.
    const guardianLink = linkTo('authorisation', awa);
    const [toGuardian = {}] = await rows(CONTACT_TAB);
    expect(toGuardian).toMatchObject({ Téléphone: GUARDIANS.ofAwa, Référence: programme.referenceOf(awa) });
    expect(tokensIn(JSON.stringify(toGuardian), SECRET).size).toBe(1);
    const copy = { ...toGuardian, Identifiant: 'copie', Notes: 'envoyé deux fois' };
    await spreadsheet.insert(CONTACT_TAB, [{ id: copy.Identifiant, cells: copy }]);
    await staffWrite(YOUTHS, awa, { "Notes de l'équipe": `SMS envoyé : ${guardianLink}` });
    await staffWrite(AUTHORISATIONS_TAB, awa, { "Notes de l'équipe": toGuardian['Lien SMS'] ?? '' });
    await staffWrite(MENTORS, mentor, { "Notes de l'équipe": linkTo('progress', company) });
    for (const { Identifiant: id = '', Référence: reference } of await rows(JOURNAL_TAB))
      if (reference === programme.referenceOf(bilal))
        await staffWrite(JOURNAL_TAB, id, { "Notes de l'équipe": `${linkTo('authorisation', bilal)}&x` });
    const shown = { phone: '06 12 34 56 01', email: AWA.email, preferredContact: 'sms' };
    const theirs = { phone: '06 12 34 56 99' };
    await reach.ask(reach.latest(`tracking:${awa}`), { body: aCorrection(1, shown, theirs) });
    give(GUARDIANS.ofAwa, `tracking:${awa}`);
    await goAndWalk();
    await reach.ask(reach.latest(`tracking:${awa}`), {
      body: aCorrection(2, { ...shown, ...theirs }, { phone: shown.phone }),
    });
    await go();

    // Alix signs up; Basile forwards his link to a colleague.
    await reach.ask(reach.latest(ofAlix), { body: aMentor() });
    await reach.ask(reach.latest(ofBasile), {
      body: aMentor({ givenName: 'Djamila', familyName: 'Autre', email: DJAMILA }),
    });
    await settle();
    const alix = await programme.idBy(MENTORS, 'E-mail', ALIX);
    const djamila = await programme.idBy(MENTORS, 'E-mail', DJAMILA);
    give(ALIX, `tracking:${alix}`);
    give(DJAMILA, `tracking:${djamila}`);
    await go();

    // Reminders; a guardian answers; the team decides.
    wait(7.5);
    await go();
    await reach.ask(reach.latest(`progress:${company}`), { body: { intent: 'nudge' } });
    await reach.ask(reach.latest(`authorisation:${bilal}`), {
      body: anAgreement({ guardianName: 'Parent' }),
    });
    for (const youth of [awa, bilal]) await staffWrite(YOUTHS, youth, { Statut: 'Acceptée' });
    await staffWrite(MENTORS, mentor, { Statut: 'Entretien' });
    await goAndWalk();

    expect(reach.leaks).toEqual([]);
    // A person gets back their own data, and none of somebody else's.
    const ownTexts = (await held(`tracking:${awa}`)).filter(({ tab }) => tab === CONTACT_TAB.name);
    expect(ownTexts.map(({ cells }) => [cells.Destinataire, cells.Motif])).toEqual([
      ['La personne', 'Statut : Acceptée'],
    ]);
    const [ofMentor, ofColleague] = [await held(`tracking:${alix}`), await held(`tracking:${djamila}`)];
    expect(ofMentor.map(({ tab }) => tab)).toContain(INVITATIONS_TAB.name);
    expect(ofColleague.map(({ tab }) => tab)).not.toContain(INVITATIONS_TAB.name);
    expect(JSON.stringify([ofMentor, ofColleague])).not.toMatch(/EN-[2-9A-Z]{8}|b@filatures|Basile/);
    expect(JSON.stringify(await held(`tracking:${bilal}`))).not.toMatch(/Dominique|0611223344|33611223344/);

    // A corrected address gets nothing any more; a new link replaces another; others end and are asked for again.
    await reach.ask(reach.latest(`tracking:${bilal}`), {
      body: aCorrection(3, { email: BILAL.email, preferredContact: 'email' }, { email: BILAL.corrected }),
    });
    await reach.ask(reach.latest(`tracking:${mentor}`), { body: { intent: 'renew' } });
    programme.take(BILAL.email);
    give(BILAL.corrected, `tracking:${bilal}`);
    await reach.ask(reach.latest(`tracking:${company}`), {
      body: aCorrection(4, { email: CONTACT, phone: '' }, { email: CORRECTED_CONTACT }),
    });
    programme.take(CONTACT);
    give(CORRECTED_CONTACT, `tracking:${company}`, `progress:${company}`);
    await go();
    wait(15);
    await go();
    await reach.ask(reach.latest(`authorisation:${awa}`));
    await reach.ask(reach.latest(`authorisation:${awa}`), { body: { intent: 'renew' } });
    await go();
    wait(46);
    await goAndWalk();
    for (const holder of [`tracking:${awa}`, `progress:${company}`, ofChloe] as const)
      await reach.ask(reach.latest(holder), { body: { intent: 'renew' } });
    await go();

    // One withdraws, one is erased; a lookup opens a visit.
    await reach.askOpen('/suivi/', { body: { reference: programme.referenceOf(mentor), email: MENTOR } }, [
      `tracking:${mentor}`,
    ]);
    await reach.ask(reach.latest(`tracking:${bilal}`), {
      body: { intent: 'withdraw', once: 'a'.repeat(16) },
    });
    await reach.ask(reach.latest(`tracking:${awa}`), { body: { intent: 'erase', once: 'b'.repeat(16) } });
    for (const id of [awa, bilal, mentor, company, alix]) {
      await reach.askOpen(`/candidature-recue/${programme.referenceOf(id)}`);
      await reach.askOpen(`/autorisation/papier/${programme.referenceOf(id)}`);
    }
    await goAndWalk();

    expect(reach.leaks).toEqual([]);
    expect(programme.store.strays()).toEqual([]);
    expect(await programme.store.leftOf(awa)).toEqual([]);
    // There was something to find.
    expect(new Set([...reach.tokens.values()].map(purposeOf))).toEqual(new Set(PURPOSES));
    expect(reach.tokens.size).toBeGreaterThan(14);
    for (const answer of [
      ...PURPOSES.flatMap((purpose) => [`${purpose} 200`, `${purpose} 410`]),
      'tracking 303',
      'invitation 422',
      'authorisation 422',
      'QR code',
    ])
      expect(reach.answers.get(answer), answer).toBeGreaterThan(0);
    expect(programme.letters.map(({ to }) => to)).toEqual(
      expect.arrayContaining([
        AWA.email,
        GUARDIANS.ofBilal,
        BILAL.corrected,
        MENTOR,
        CORRECTED_CONTACT,
        ALIX,
        CHLOE,
        DJAMILA,
      ]),
    );
    await opened.close();

    function linkTo(purpose: Purpose, id: string): string {
      return SITE + LINKS[purpose].path + reach.latest(`${purpose}:${id}`);
    }
  });
});

/** Messages as the programme hands them over. */
function letterbox(): ReadMail {
  const sent: Message[] = [];
  return {
    mail: { send: (message) => Promise.resolve(void sent.push(message)) },
    unread: () =>
      Promise.resolve(
        sent
          .splice(0)
          .map((message) => ({ to: message.to, subject: message.subject, text: JSON.stringify(message) })),
      ),
  };
}

/** A minor and a company with volunteers, in memory. */
async function aSmallWorld(youthAnswers: TypedFixture) {
  const spreadsheet = new MemorySpreadsheet();
  const programme = wholeProgramme({ spreadsheet }, letterbox());
  const { give, reach } = programme;
  const youth = await programme.apply(youthForm, aMinor(youthAnswers));
  const company = await programme.apply(companyForm, aCompany());
  await spreadsheet.update(tabOf(companyForm), [{ id: company, cells: { Statut: 'Contactée' } }]);
  await programme.settle();
  // The invitations leave once the status is heeded.
  await programme.settle();
  const volunteers = await Promise.all(
    [ALIX, BASILE, CHLOE].map(async (address) => await programme.idBy(INVITATIONS_TAB, 'E-mail', address)),
  );
  const world = { ...programme, spreadsheet, youth, company, volunteers };
  give(TEAM);
  for (const address of ['awa@exemple.fr', 'awa.neuve@exemple.fr', AWA.phone])
    give(address, `tracking:${youth}`);
  for (const address of ['parent@exemple.fr', GUARDIANS.ofAwa]) give(address, `authorisation:${youth}`);
  // Once the youth says that the guardian's telephone is theirs, the team writes there to both.
  give(GUARDIANS.ofAwa, `tracking:${youth}`);
  give(CONTACT, `tracking:${company}`, `progress:${company}`);
  give(ALIX, `invitation:${volunteers[0] ?? ''}`);
  give(BASILE, `invitation:${volunteers[1] ?? ''}`);
  give(CHLOE, `invitation:${volunteers[2] ?? ''}`);
  const holders: readonly Holder[] = [
    `tracking:${youth}`,
    `authorisation:${youth}`,
    `tracking:${company}`,
    `progress:${company}`,
    ...volunteers.map((id): Holder => `invitation:${id}`),
  ];
  // The first link of each, whether or not a message has brought it.
  for (const holder of holders) {
    const [purpose, subject = ''] = [purposeOf(holder), holder.split(':')[1]];
    const expires = expiryOf(purpose, new Date('2026-11-23T09:00:00Z'));
    reach.tokens.set(signLink(SECRET, { purpose, subject, generation: 0, expires }), holder);
  }
  return { ...world, holders };
}

type SmallWorld = Awaited<ReturnType<typeof aSmallWorld>>;

function nth<T>(list: readonly T[], n: number): T {
  const one = list[n % list.length];
  if (one === undefined) throw new RangeError('An empty list.');
  return one;
}

const AUTHORISATION_STATES =
  AUTHORISATIONS_TAB.columns.find(({ header }) => header === 'État')?.options ?? [];

/** Where the team may write or paste what it likes. */
const CELLS: readonly (readonly [tab: Tab, header: string])[] = [
  ...FORMS.map((form) => [tabOf(form), "Notes de l'équipe"] as const),
  [tabOf(youthForm), 'Projet'],
  [tabOf(youthForm), 'Dernier contact'],
  [AUTHORISATIONS_TAB, "Notes de l'équipe"],
  [AUTHORISATIONS_TAB, 'Papier reçu par'],
  [INVITATIONS_TAB, "Notes de l'équipe"],
  [JOURNAL_TAB, "Notes de l'équipe"],
  [CONTACT_TAB, 'Notes'],
];

const DRESSES: readonly ((url: string) => string)[] = [
  (url) => url,
  (url) => `Lien : <${url}>, envoyé`,
  (url) => `sms:+33612345601?body=${encodeURIComponent(`Bonjour, ${url}`)}`,
  (url) => url.slice(-51),
  (url) => `${url}Merci`,
];

/** Events that may happen, each with a number that selects its variant. */
const HAPPENINGS: Readonly<Record<string, (world: SmallWorld, n: number) => Promise<unknown>>> = {
  days: ({ wait }, n) => {
    wait(n % 70);
    return Promise.resolve();
  },
  drain: ({ settle }) => settle(),
  status: ({ spreadsheet, youth }, n) =>
    spreadsheet.update(tabOf(youthForm), [
      { id: youth, cells: { Statut: nth(statusesOf('youth'), n).label } },
    ]),
  authorisation: ({ spreadsheet, youth }, n) =>
    spreadsheet.update(AUTHORISATIONS_TAB, [{ id: youth, cells: { État: nth(AUTHORISATION_STATES, n) } }]),
  guardian: ({ spreadsheet, youth }, n) =>
    spreadsheet.update(tabOf(youthForm), [
      {
        id: youth,
        cells: nth(
          [
            { 'Téléphone du responsable': GUARDIANS.ofAwa, 'E-mail du responsable': '' },
            { 'Téléphone du responsable': '', 'E-mail du responsable': 'parent@exemple.fr' },
            { 'Téléphone du responsable': AWA.phone, 'E-mail du responsable': '' },
          ],
          n,
        ),
      },
    ]),
  correction: ({ reach, youth }, n) =>
    reach.ask(reach.latest(`tracking:${youth}`), {
      body: aCorrection(
        n % 10,
        { phone: '', email: 'x@exemple.fr', preferredContact: 'appel' },
        nth<TypedFixture>(
          [
            { phone: '06 12 34 56 99', email: '', preferredContact: 'sms' },
            { phone: '06 12 34 56 01', email: 'awa.neuve@exemple.fr', preferredContact: 'email' },
            { phone: '', email: 'awa@exemple.fr', preferredContact: 'email' },
          ],
          n,
        ),
      ),
    }),
  withdraw: ({ reach, youth }) =>
    reach.ask(reach.latest(`tracking:${youth}`), { body: { intent: 'withdraw', once: 'c'.repeat(16) } }),
  renew: ({ reach, holders }, n) => reach.ask(reach.latest(nth(holders, n)), { body: { intent: 'renew' } }),
  answer: ({ reach, youth }, n) =>
    reach.ask(reach.latest(`authorisation:${youth}`), {
      body: anAgreement({ decision: nth(['oui', 'non'], n), guardianName: 'Parent' }),
    }),
  volunteer: ({ reach, volunteers }, n) =>
    reach.ask(reach.latest(`invitation:${nth(volunteers, n)}`), {
      body: nth<TypedFixture>(
        [{ intent: 'decline' }, aMentor(), aMentor({ givenName: 'Djamila', email: DJAMILA })],
        Math.floor(n / 2),
      ),
    }),
  nudge: ({ reach, company }) =>
    reach.ask(reach.latest(`progress:${company}`), { body: { intent: 'nudge' } }),
  paste: async ({ spreadsheet, reach }, n) => {
    const [tab, header] = nth(CELLS, n);
    const [token, holder] = nth([...reach.tokens], Math.floor(n / CELLS.length));
    const text = nth(DRESSES, Math.floor(n / 100))(SITE + LINKS[purposeOf(holder)].path + token);
    const ids = [...(await spreadsheet.identifiers(tab))];
    await spreadsheet.update(
      tab,
      ids.map((id) => ({ id, cells: { [header]: text } })),
    );
  },
  copy: ({ spreadsheet }, n) => {
    if (spreadsheet.grid(CONTACT_TAB.name).length > 0)
      spreadsheet.edit(CONTACT_TAB.name, ([headers = [], ...lines]) => {
        if (lines.length === 0) return [headers];
        const line = nth(lines, n);
        return [headers, ...lines, line.map((text, at) => (headers[at] === 'Identifiant' ? '' : text))];
      });
    return Promise.resolve();
  },
};

test('for any two purposes and any state of an application, what a link of one reaches holds none of the other', async () => {
  const youths = fc.record({
    guardianPhone: fc.constantFrom('', '06 12 34 56 99', '06 12 34 56 01'),
    guardianEmail: fc.constantFrom('', 'parent@exemple.fr'),
    email: fc.constantFrom('', 'awa@exemple.fr'),
    preferredContact: fc.constantFrom('sms', 'appel'),
  });
  const happenings = fc.array(fc.tuple(fc.constantFrom(...Object.keys(HAPPENINGS)), fc.nat(100_000)), {
    maxLength: 8,
  });
  const pairs = fc.uniqueArray(fc.constantFrom(...PURPOSES), { minLength: 2, maxLength: 2 });
  await fc.assert(
    fc.asyncProperty(youths, happenings, pairs, async (youth, happened, pair) => {
      fc.pre(youth.guardianPhone !== '' || youth.guardianEmail !== '');
      const world = await aSmallWorld({ givenName: 'Awa', phone: '06 12 34 56 01', ...youth });
      for (const [name, n] of happened) await HAPPENINGS[name]?.(world, n);
      await world.settle();
      for (const { Identifiant: id = '', 'E-mail': email = '' } of await world.rows(tabOf(mentorForm)))
        world.give(email, `tracking:${id}`);
      await world.readLetters();
      await world.readTexts();
      await world.reach.walk((purpose) => pair.includes(purpose));
      expect(world.reach.leaks).toEqual([]);
    }),
    { numRuns: isNightly ? 25 : 10 },
  );
});

describe('a token is found', () => {
  const url = linkUrl(SITE, SECRET, {
    purpose: 'authorisation',
    subject: 'a1'.repeat(16),
    generation: 3,
    expires: expiryOf('authorisation', new Date('2026-11-23T09:00:00Z')),
  });
  const token = url.slice(-51);
  const calendar = ical({
    name: 'x',
    events: [{ id: '1', start: new Date(0), summary: `Rendez-vous. ${url}` }],
  }).toString();
  const encoded = (sign: (code: string) => string) =>
    Array.from(url, (one) => sign(one.charCodeAt(0).toString(16).padStart(2, '0'))).join('');

  test.each([
    ['in a text', `Lire : ${url}.`],
    ['between other signs', `_x${token}y-`],
    ['in an attribute', `<p><a href="${url}">Lire</a>`],
    ['in entities', `<p title="${encoded((code) => `&#x${code};`)}">`],
    ['in a template', `<template><p>${encoded((code) => `&#${Number.parseInt(code, 16)};`)}</p></template>`],
    ['in data', JSON.stringify({ a: [{ b: url }] })],
    ['in escaped data', `["${encoded((code) => `\\u00${code}`)}"]`],
    ['in a text message', `sms:+33612345601?body=${encodeURIComponent(`Bonjour, ${url}`)}`],
    ['encoded twice', encodeURIComponent(`x?y=${encoded((code) => `%${code}`)}`)],
    ['in a page in data', JSON.stringify({ html: `<a href="${encoded((code) => `&#x${code};`)}">` })],
    ['in a calendar', calendar],
  ])('%s', (_, text) => {
    expect([...tokensIn(text, SECRET)]).toEqual([[token, `authorisation:${'a1'.repeat(16)}`]]);
  });

  test('in every part of a message', async () => {
    const transport = createTransport({ streamTransport: true, buffer: true });
    for (const part of [
      { subject: `Objet très long, ${url}` },
      { text: `é ${url}` },
      { html: `<p>é ${url.replace('https', '&#104;ttps')}</p>` },
      { attachments: [{ filename: 'rendez-vous.ics', content: calendar }] },
    ]) {
      const { message } = await transport.sendMail({ from: 'a@exemple.fr', to: 'b@exemple.fr', ...part });
      if (!(message instanceof Uint8Array)) throw new TypeError('A message is bytes.');
      const { text } = await letterTexts(message);
      expect(tokensIn(text, SECRET).size, JSON.stringify(part)).toBe(1);
    }
  });

  test('in a QR code, which says one text and no other', () => {
    const { path: drawn } = qrCodeOf(url);
    const [code = ''] = qrCodesIn(`<svg><path d="${drawn}"/></svg>`);
    expect(isQrCodeOf(code, url)).toBe(true);
    expect(isQrCodeOf(code, url.slice(0, -1))).toBe(false);
  });
});
