import { beforeEach, describe, expect, test, vi } from 'vitest';
import messages from '../src/content/messages/messages.json' with { type: 'json' };
import settings from '../src/content/settings/site.json' with { type: 'json' };
import { letterText } from '../src/components/mail/letter.ts';
import { aCompany } from './fixtures/company.fixture.ts';
import { companyForm } from '../src/domain/application/company.ts';
import { tabOf } from '../src/domain/application/tabs.ts';
import { aMinor, aYouth, type TypedFixture } from './fixtures/youth.fixture.ts';
import { youthForm } from '../src/domain/application/youth.ts';
import { accepted, rowsByHeader, SECRET, TEAM } from './fixtures/programme.fixture.ts';
import { runRetentionOnce } from '../src/server/schedule/conservation.ts';
import { drainOnce } from '../src/server/schedule/drain.ts';
import type { DrainPorts } from '../src/server/schedule/drain-ports.ts';
import { readEnvironment } from '../src/server/compose/environment.ts';
import { answerProgress } from '../src/server/answers/progress-endpoint.ts';
import { answerTracking } from '../src/server/answers/tracking-endpoint.ts';
import { Inbox } from '../src/server/cases/inbox.ts';
import { MemoryStore } from './doubles/memory-store.ts';
import { PeopleStore } from '../src/server/cases/people-store.ts';
import { linkUrl, readLink } from '../src/server/links/links.ts';
import type { Message } from '../src/server/letters/message.ts';
import { MemorySpreadsheet } from './doubles/memory-spreadsheet.ts';
import { Asks } from '../src/server/cases/asks.ts';
import { visitLink } from '../src/server/links/tracking-link.ts';
import { trackingPortsOf } from './fixtures/tracking.fixture.ts';

// Messages that a stranger may cause to be sent to others, over whole drains: docs/decisions/0019-not-a-relay.md.

const MINUTE = 60_000;
const DAY = 86_400_000;
/** In Paris, the first after the site begins. */
const MIDNIGHT = Date.parse('2026-11-23T23:00:00Z');
const SPAM = 'Gagnez un téléphone, appelez le 06 12 34 56 78';

/** The site on a mail server, with the day's limits; `sent` has a message as often as it left. */
function aSite(limits: Readonly<Record<string, string>> = {}) {
  let clock = Date.parse('2026-11-23T09:00:00Z');
  const now = (): Date => new Date((clock += 5));
  const sent: Message[] = [];
  const spreadsheet = new MemorySpreadsheet();
  const store = new MemoryStore();
  const ports: DrainPorts = {
    environment: readEnvironment({
      LINK_SECRET: SECRET,
      TEAM_EMAIL: TEAM,
      MAIL: 'smtp',
      SMTP_URL: 'smtps://compte:secret@smtp.exemple.org',
      MAIL_FROM: 'mentorat@exemple.org',
      SITE_URL: 'https://site.test',
      ...limits,
    }),
    store,
    openSpreadsheet: () => Promise.resolve(spreadsheet),
    openMail: () => Promise.resolve({ send: (message) => Promise.resolve(void sent.push(message)) }),
    settings,
    closed: new Set(),
    messages,
    associations: [],
    readAgenda: () => Promise.resolve([]),
    now,
  };
  const inbox = new Inbox(store);
  const post = async (address: string): Promise<void> => {
    const url = new URL(address);
    const token = url.pathname.split('/').at(-1) ?? '';
    const intent = url.pathname.startsWith('/suivi/') ? 'ask-guardian' : 'invite';
    const request = new Request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `intent=${intent}`,
    });
    const readPage = () => Promise.resolve(undefined);
    const desk = { readPage, contactEmail: TEAM, onAct: () => undefined, log: () => undefined };
    const people = new PeopleStore(store);
    const answer = url.pathname.startsWith('/suivi/')
      ? await answerTracking(request, token, {
          ...desk,
          ports: () => trackingPortsOf(store, now),
          retentionMonths: 24,
          openSpreadsheet: () => Promise.resolve(spreadsheet),
        })
      : await answerProgress(request, token, {
          ...desk,
          ports: () => ({ ...trackingPortsOf(store, now), people }),
        });
    expect(answer.status).toBe(303);
  };
  return {
    store,
    sent,
    now,
    spreadsheet,
    post,
    apply: async (fixture: TypedFixture, form = companyForm) => await accepted(form, fixture, { inbox, now }),
    drain: async (minutes = 1) => {
      clock += minutes * MINUTE;
      const onSchedule = await drainOnce(ports);
      await onSchedule();
    },
    night: async () => {
      await runRetentionOnce(ports, new Date(clock + MINUTE));
    },
    goTo: (instant: number) => void (clock = Math.max(clock, instant)),
    rows: (tab: string) => rowsByHeader(spreadsheet.grid(tab)),
    setStatus: async (statuses: Readonly<Record<string, string>>) => {
      await spreadsheet.update(
        tabOf(companyForm),
        Object.entries(statuses).map(([id, Statut]) => ({ id, cells: { Statut } })),
      );
    },
    to: (pattern: RegExp) => sent.filter(({ to }) => pattern.test(to)),
  };
}

type Site = ReturnType<typeof aSite>;

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
});

/** A company that nobody else is, with twenty volunteers. */
function theCompany(n: number, overrides: TypedFixture = {}): TypedFixture {
  const volunteers = Array.from({ length: 20 }, (_, rank): [string, string][] => [
    [`mentors[${rank}].givenName`, SPAM],
    [`mentors[${rank}].familyName`, SPAM],
    [`mentors[${rank}].email`, `stranger-${n}-${rank}@exemple.fr`],
  ]).flat();
  return aCompany({
    companyName: `${SPAM} ${n}`,
    contactName: SPAM,
    message: SPAM,
    email: `contact-${n}@exemple.fr`,
    ...Object.fromEntries(volunteers),
    ...overrides,
  });
}

/** The URL of the button in somebody's first letter that leads to this page. */
function linkOf(site: Site, address: string, page: 'entreprises/suivi' | 'suivi'): string {
  const urls = site.sent
    .filter(({ to }) => to === address)
    .flatMap(({ letter }) => letter.blocks.flatMap((block) => (block.kind === 'action' ? [block.url] : [])));
  return urls.find((url) => new URL(url).pathname.startsWith(`/${page}/`)) ?? '';
}

/** Token in the URL of a letter's first button. */
function tokenIn({ letter }: Message): string {
  const [url = ''] = letter.blocks.flatMap((block) => (block.kind === 'action' ? [block.url] : []));
  return url.split('/').at(-1) ?? '';
}

const textOf = ({ subject, letter }: Message): string => `${subject}\n${letterText(letter)}`;

const STRANGER = /^stranger-/;

describe('100 companies that are posted in a minute', { timeout: 60_000 }, () => {
  let site: Site;

  beforeEach(async () => {
    site = aSite();
    for (let n = 0; n < 100; n += 1) await site.apply(theCompany(n));
    await site.drain();
  });

  /** Each of the volunteers of one company has one letter, and no other stranger has any. */
  const expectOnlyVolunteersOf = (n: number): void => {
    const invited = site.to(STRANGER).map(({ to }) => to);
    const announced = Array.from({ length: 20 }, (_, rank) => `stranger-${n}-${rank}@exemple.fr`);
    expect(invited.toSorted()).toEqual(announced.toSorted());
  };

  test('write to no stranger before any confirmation, days later either, and to their contacts once, in no words of theirs', async () => {
    for (let drain = 0; drain < 20; drain += 1) await site.drain(12 * 60);
    expect(site.to(STRANGER)).toEqual([]);
    expect(site.rows('Invitations')).toEqual([]);
    const contacts = site.to(/^contact-/);
    expect(contacts).toHaveLength(100);
    expect(new Set(contacts.map(({ to }) => to)).size).toBe(100);
    for (const message of site.sent) expect(textOf(message)).not.toMatch(/Gagnez|appelez|banque|0?6 12/);
  });

  test('tell the team by a few notices and one digest, not by a hundred letters', async () => {
    const toTeam = () => site.to(/^equipe@/).map(({ subject }) => subject);
    expect(toTeam().filter((subject) => subject.includes('est arrivée'))).toHaveLength(30);
    expect(toTeam().filter((subject) => /Beaucoup d’avis/i.test(subject))).toHaveLength(1);
    const [digest] = site.sent.filter(({ subject }) => /beaucoup d’avis/i.test(subject));
    expect(digest && textOf(digest)).toContain('Avis qui ne sont pas partis un par un : 70.');
    const before = toTeam().length;
    await site.drain();
    expect(toTeam()).toHaveLength(before);
  });

  test('invite exactly those of the contact who confirms, once, however often the button is pressed', async () => {
    const link = linkOf(site, 'contact-7@exemple.fr', 'entreprises/suivi');
    await Promise.all([site.post(link), site.post(link)]);
    await site.post(link);
    for (let drain = 0; drain < 10; drain += 1) await site.drain();
    expectOnlyVolunteersOf(7);
    for (const message of site.to(STRANGER)) {
      expect(textOf(message)).not.toMatch(/Gagnez|appelez|banque|0?6 12/);
      expect(textOf(message)).toContain('Votre entreprise s’engage');
    }
  });

  test.each(['Contactée', 'engagee'])(
    'invite exactly those whom the team takes on by « %s », once',
    async (status) => {
      const byContact = new Map(
        site.rows('Entreprises').map((row) => [row['E-mail'], row.Identifiant ?? '']),
      );
      const idOf = (n: number): string => byContact.get(`contact-${n}@exemple.fr`) ?? '';
      await site.setStatus({ [idOf(3)]: status, [idOf(4)]: 'En pause', [idOf(5)]: status });
      await site.drain(5);
      // Undone within the quarter of an hour.
      await site.setStatus({ [idOf(5)]: 'Reçue' });
      for (let drain = 0; drain < 3; drain += 1) await site.drain(3);
      expect(site.to(STRANGER)).toEqual([]);
      for (let drain = 0; drain < 6; drain += 1) await site.drain(5);
      await site.setStatus({ [idOf(3)]: 'Engagée' });
      for (let drain = 0; drain < 8; drain += 1) await site.drain(5);
      expectOnlyVolunteersOf(3);
      expect(new Set(site.rows('Invitations').map(({ Statut }) => Statut))).toEqual(new Set(['Envoyée']));
    },
  );
});

/** Every letter has its own Message-ID, so that one that came twice is seen. */
function expectEachOnce(sent: readonly Message[]): void {
  const ids = sent.map(({ messageId }) => messageId);
  expect(ids).toHaveLength(new Set(ids).size);
}

describe(
  'over days, what is held leaves by itself, nothing lost and nothing doubled',
  { timeout: 60_000 },
  () => {
    /** From the first midnight on, days of drains and nights; gives for each day how many letters of a kind left. */
    async function days(site: Site, count: number, kind: RegExp, first = 0): Promise<readonly number[]> {
      const perDay: number[] = [];
      for (let day = first; day < first + count; day += 1) {
        site.goTo(MIDNIGHT + day * DAY);
        const before = site.to(kind).length;
        for (let drain = 0; drain < 7; drain += 1) await site.drain(180);
        await site.night();
        perDay.push(site.to(kind).length - before);
      }
      return perDay;
    }

    const heldAlerts = (site: Site) =>
      site.to(/^equipe@/).filter(({ subject }) => subject.includes('attendent un autre jour'));

    test('invitations of a confirmed company', async () => {
      const site = aSite({ MAIL_DAILY_THIRD_PARTIES: '7' });
      await site.apply(theCompany(1));
      await site.drain();
      await site.post(linkOf(site, 'contact-1@exemple.fr', 'entreprises/suivi'));
      expect(await days(site, 4, STRANGER)).toEqual([7, 7, 6, 0]);
      expectEachOnce(site.sent);
      expect(new Set(site.to(STRANGER).map(({ to }) => to)).size).toBe(20);
      expect(heldAlerts(site)).toHaveLength(2);
      expect(site.rows('Invitations')).toHaveLength(20);
      expect(new Set(site.rows('Invitations').map(({ Statut }) => Statut))).toEqual(new Set(['Envoyée']));
      // Reminders too, seven days after each letter, and the day's limit counts them alike.
      expect((await days(site, 9, STRANGER, 4)).reduce((sum, one) => sum + one)).toBe(20);
      expectEachOnce(site.sent);
    });

    test('confirmations: rows are written at once, and the application no longer waits', async () => {
      const site = aSite({ MAIL_DAILY_CONFIRMATIONS: '10' });
      for (let n = 0; n < 25; n += 1)
        await site.apply(aYouth({ email: `jeune-${n}@exemple.fr`, phone: '' }), youthForm);
      await site.drain();
      expect(site.rows('Jeunes')).toHaveLength(25);
      expect(site.to(/^jeune-/)).toHaveLength(10);
      const inbox = new Inbox(site.store);
      expect(await inbox.pending()).toEqual([]);
      expect(await days(site, 3, /^jeune-/)).toEqual([10, 5, 0]);
      expectEachOnce(site.sent);
      expect(new Set(site.to(/^jeune-/).map(({ to }) => to)).size).toBe(25);
      expect(heldAlerts(site)).toHaveLength(2);
      expect(await site.store.list('typed/')).toEqual([]);
      expect(await inbox.held()).toEqual([]);
    });

    test('a class that shares one address', async () => {
      const site = aSite();
      for (let n = 0; n < 14; n += 1)
        await site.apply(
          aYouth({ email: 'classe@exemple.fr', phone: '', project: `Projet ${n}` }),
          youthForm,
        );
      await site.drain();
      await site.apply(aYouth({ email: 'seule@exemple.fr', phone: '' }), youthForm);
      await site.drain();
      expect(site.to(/^seule/)).toHaveLength(1);
      expect(site.to(/^classe/)).toHaveLength(6);
      expect(await days(site, 3, /^classe/)).toEqual([6, 2, 0]);
      expectEachOnce(site.sent);
      expect(heldAlerts(site)).toHaveLength(2);
    });

    test.each([
      ['a counsellor’s mailbox', () => 'classe@exemple.fr'],
      ['one mailbox under many names', (n: number) => `c.lasse+${n}@gmail.com`],
    ])('ten youths of an afternoon on %s have ten confirmations', async (_, emailOf) => {
      const site = aSite();
      for (let n = 0; n < 10; n += 1) {
        const givenName = `Alix ${'abcdefghij'.charAt(n)}`;
        const own = { email: emailOf(n), phone: '', givenName, preferredContact: 'email' };
        const minor = aMinor({ ...own, guardianEmail: `adulte-${n}@exemple.fr` });
        await site.apply(n % 3 === 0 ? minor : aYouth(own), youthForm);
        if (n % 2 === 0) await site.drain(20);
      }
      await site.drain();
      expect(site.to(/lasse/)).toHaveLength(6);
      expect(await days(site, 3, /lasse/)).toEqual([4, 0, 0]);
      expectEachOnce(site.sent);
      expect(site.to(/lasse/).every(({ subject }) => subject.includes('est bien arrivée'))).toBe(true);
      expect(site.to(/^adulte/)).toEqual([]);
    });

    test('with a folder of cases there is no limit', async () => {
      const site = aSite({
        MAIL: 'outbox',
        SMTP_URL: '',
        MAIL_DAILY_CONFIRMATIONS: '1',
        MAIL_DAILY_NOTICES: '1',
      });
      for (let n = 0; n < 40; n += 1) await site.apply(theCompany(n));
      await site.drain();
      expect(site.to(/^contact-/)).toHaveLength(40);
      expect(site.to(/^equipe@/).filter(({ subject }) => subject.includes('est arrivée'))).toHaveLength(40);
    });
  },
);

describe('a guardian whom a stranger named', { timeout: 60_000 }, () => {
  const YOUTH = 'jeune@exemple.fr';
  const GUARDIAN = /^camille@/;
  let site: Site;

  beforeEach(async () => {
    site = aSite();
    await site.apply(aMinor({ email: YOUTH }), youthForm);
    for (let drain = 0; drain < 20; drain += 1) await site.drain();
  });

  test('is not written to before the youth has confirmed from the e-mail, and then once', async () => {
    expect(site.to(GUARDIAN)).toEqual([]);
    const link = linkOf(site, YOUTH, 'suivi');
    await Promise.all([site.post(link), site.post(link)]);
    await site.post(link);
    for (let drain = 0; drain < 5; drain += 1) await site.drain();
    expect(site.to(GUARDIAN)).toHaveLength(1);
    expect(site.rows('Autorisations')).toMatchObject([{ État: 'Demandée' }]);
  });

  test.each([0, 5, 30])(
    'is not written to by a visit that a server began whose clock is %d minutes ahead',
    async (minutes) => {
      const id = site.rows('Jeunes')[0]?.Identifiant ?? '';
      const visit = visitLink(id, undefined, new Date(site.now().getTime() + minutes * MINUTE));
      await site.post(linkUrl('https://site.test', SECRET, visit));
      for (let drain = 0; drain < 2; drain += 1) await site.drain();
      expect(site.to(GUARDIAN)).toEqual([]);
    },
  );

  test('is written to once the team has given the youth a status that lasts', async () => {
    const [row] = site.rows('Jeunes');
    await site.spreadsheet.update(tabOf(youthForm), [
      { id: row?.Identifiant ?? '', cells: { Statut: 'Entretien' } },
    ]);
    for (let drain = 0; drain < 3; drain += 1) await site.drain(4);
    expect(site.to(GUARDIAN)).toEqual([]);
    for (let drain = 0; drain < 4; drain += 1) await site.drain(5);
    expect(site.to(GUARDIAN)).toHaveLength(1);
  });
});

describe('what happens between a confirmation and its letters', { timeout: 60_000 }, () => {
  const LIMITED = { MAIL_DAILY_THIRD_PARTIES: '7' };

  async function aConfirmedCompany(site: Site): Promise<string> {
    await site.apply(theCompany(1));
    await site.drain();
    await site.post(linkOf(site, 'contact-1@exemple.fr', 'entreprises/suivi'));
    await site.drain();
    return site.rows('Entreprises')[0]?.Identifiant ?? '';
  }

  test.each(['the team', 'the contact'])(
    'invitations that are held stay when %s withdraws the company, and leave once it is taken on again',
    async (who) => {
      const site = aSite(LIMITED);
      const id = await aConfirmedCompany(site);
      expect(site.to(STRANGER)).toHaveLength(7);
      if (who === 'the team') await site.setStatus({ [id]: 'Retirée' });
      else
        await new Asks(site.store).ask(id, {
          kind: 'withdraw',
          at: new Date('2026-11-23T11:00:00Z'),
          once: '0123456789abcdef',
        });
      for (let drain = 0; drain < 8; drain += 1) await site.drain(5);
      for (let drain = 0; drain < 20; drain += 1) await site.drain(12 * 60);
      expect(site.to(STRANGER)).toHaveLength(7);
      await site.setStatus({ [id]: 'Engagée' });
      for (let drain = 0; drain < 8; drain += 1) await site.drain(5);
      for (let drain = 0; drain < 12; drain += 1) await site.drain(12 * 60);
      expectEachOnce(site.sent);
      expect(new Set(site.to(STRANGER).map(({ to }) => to)).size).toBe(20);
    },
  );

  test.each(['before', 'after'])(
    'invitations of a company that the team refuses %s its contact confirms do not leave',
    async (order) => {
      for (const isDeleted of [true, false]) {
        const site = aSite();
        await site.apply(theCompany(1));
        await site.drain();
        const link = linkOf(site, 'contact-1@exemple.fr', 'entreprises/suivi');
        const id = site.rows('Entreprises')[0]?.Identifiant ?? '';
        if (order === 'after') await site.post(link);
        if (isDeleted) site.spreadsheet.edit('Entreprises', ([headers = []]) => [headers]);
        else await site.setStatus({ [id]: 'retirée' });
        for (let drain = 0; drain < 8; drain += 1) await site.drain(5);
        if (order === 'before') await site.post(link);
        for (let drain = 0; drain < 8; drain += 1) await site.drain(5);
        expect(site.to(STRANGER)).toEqual([]);
      }
    },
  );

  test('invitations to one mailbox under many names keep no others from their turn', async () => {
    const site = aSite();
    for (let n = 0; n < 6; n += 1) {
      const addresses = Array.from({ length: 20 }, (_, rank): [string, string] => [
        `mentors[${rank}].email`,
        `one+${n}-${rank}@exemple.fr`,
      ]);
      await site.apply(theCompany(n, Object.fromEntries(addresses)));
    }
    await site.drain();
    for (let n = 0; n < 6; n += 1)
      await site.post(linkOf(site, `contact-${n}@exemple.fr`, 'entreprises/suivi'));
    await site.drain();
    await site.apply(theCompany(9));
    await site.drain();
    await site.post(linkOf(site, 'contact-9@exemple.fr', 'entreprises/suivi'));
    await site.drain();
    expect(site.to(/^one/)).toHaveLength(6);
    expect(site.to(/^stranger-9-/)).toHaveLength(20);
  });

  test('a confirmation that is held never leaves for somebody who erased themselves', async () => {
    const site = aSite({ MAIL_DAILY_CONFIRMATIONS: '1' });
    for (const email of ['jeune-1@exemple.fr', 'jeune-2@exemple.fr'])
      await site.apply(aYouth({ email, phone: '' }), youthForm);
    await site.drain();
    const [{ to: told } = { to: '' }, ...others] = site.to(/^jeune-/);
    expect(others).toEqual([]);
    const row = site.rows('Jeunes').find((one) => one['E-mail'] !== told);
    const at = new Date('2026-11-23T09:05:00Z');
    await new Asks(site.store).ask(row?.Identifiant ?? '', { kind: 'erase', at, once: '0123456789abcdef' });
    for (let drain = 0; drain < 8; drain += 1) await site.drain(12 * 60);
    expect(site.rows('Jeunes')).toHaveLength(1);
    expect(site.to(/^jeune-/)).toHaveLength(1);
    expect(await site.store.list('typed/')).toEqual([]);
  });

  test('three drains at once keep to the limits and double nothing to anybody outside', async () => {
    const site = aSite({ ...LIMITED, MAIL_DAILY_CONFIRMATIONS: '10' });
    for (let n = 0; n < 25; n += 1) await site.apply(theCompany(n));
    await Promise.all([site.drain(), site.drain(), site.drain()]);
    expect(site.to(/^contact-/)).toHaveLength(10);
    for (const { to } of site.to(/^contact-/)) await site.post(linkOf(site, to, 'entreprises/suivi'));
    await Promise.all([site.drain(), site.drain(), site.drain()]);
    expect(site.to(STRANGER)).toHaveLength(7);
    expectEachOnce([...site.to(/^contact-/), ...site.to(STRANGER)]);
  });

  test('a guardian’s turn comes before the many letters of companies', async () => {
    const site = aSite({ MAIL_DAILY_THIRD_PARTIES: '1' });
    await aConfirmedCompany(site);
    await site.apply(aMinor({ email: 'jeune@exemple.fr' }), youthForm);
    for (let drain = 0; drain < 2; drain += 1) await site.drain();
    await site.post(linkOf(site, 'jeune@exemple.fr', 'suivi'));
    for (let day = 0; day < 2; day += 1) await site.drain(24 * 60);
    expect(site.to(/^camille@/)).toHaveLength(1);
  });

  test('and before more of these, which wait for longer, than are looked at together', async () => {
    const site = aSite({ MAIL_DAILY_THIRD_PARTIES: '1', MAIL_DAILY_NOTICES: '1' });
    for (let n = 0; n < 13; n += 1) await site.apply(theCompany(n));
    await site.drain();
    for (const { to } of site.to(/^contact-/)) await site.post(linkOf(site, to, 'entreprises/suivi'));
    await site.drain();
    await site.apply(aMinor({ email: 'jeune@exemple.fr' }), youthForm);
    await site.drain();
    await site.post(linkOf(site, 'jeune@exemple.fr', 'suivi'));
    await site.drain();
    expect([site.to(STRANGER).length, site.to(/^camille@/).length]).toEqual([1, 0]);
    await site.drain(24 * 60);
    expect([site.to(STRANGER).length, site.to(/^camille@/).length]).toEqual([1, 1]);
  });

  test('a guardian who was held for weeks has a link that opens, and no reminder within a week', async () => {
    const site = aSite({ MAIL_DAILY_THIRD_PARTIES: '1' });
    const minors = 20;
    for (let n = 0; n < minors; n += 1)
      await site.apply(
        aMinor({ email: `jeune-${n}@exemple.fr`, phone: '', guardianEmail: `adulte-${n}@exemple.fr` }),
        youthForm,
      );
    for (let drain = 0; drain < 2; drain += 1) await site.drain();
    for (let n = 0; n < minors; n += 1) await site.post(linkOf(site, `jeune-${n}@exemple.fr`, 'suivi'));
    const days = new Map<string, readonly number[]>();
    for (let day = 0; day < 60; day += 1) {
      site.goTo(MIDNIGHT + day * DAY);
      const before = site.sent.length;
      await site.drain(180);
      for (const message of site.sent.slice(before).filter(({ to }) => to.startsWith('adulte-'))) {
        const link = readLink(SECRET, 'authorisation', tokenIn(message), new Date(MIDNIGHT + day * DAY));
        expect(link.state).toBe('valid');
        days.set(message.to, [...(days.get(message.to) ?? []), day]);
      }
    }
    expectEachOnce(site.sent);
    const firsts = site.to(/^adulte-/).filter(({ subject }) => subject.startsWith('Votre accord'));
    expect(new Set(firsts.map(({ to }) => to)).size).toBe(minors);
    const waits = [...days.values()].flatMap(([first = 0, ...later]) => later.map((day) => day - first));
    expect(waits.length).toBeGreaterThan(0);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(7);
  });
});

describe('what somebody calls themselves', () => {
  test.each(['Gagnez, appelez 0612', 'gagnez.example', 'Allez sur https://x.example'])(
    'stands in no text that the team copies, and in no letter, when it is no name: %s',
    async (givenName) => {
      const site = aSite();
      const phone = '06 12 34 56 79';
      const nobody = { email: '', guardianEmail: '', givenName, guardianName: givenName, phone };
      await site.apply(aMinor({ ...nobody, guardianPhone: phone }), youthForm);
      await site.apply(aMinor({ ...nobody, phone: '06 12 34 56 80' }), youthForm);
      await site.apply(aYouth({ ...nobody, phone: '06 12 34 56 81', guardianName: '' }), youthForm);
      await site.apply(aYouth({ givenName, phone: '', email: 'jeune@exemple.fr' }), youthForm);
      await site.drain();
      await site.drain();
      for (const Statut of ['Entretien', 'Non retenue']) {
        await site.spreadsheet.update(
          tabOf(youthForm),
          site.rows('Jeunes').map((row) => ({ id: row.Identifiant ?? '', cells: { Statut } })),
        );
        for (let drain = 0; drain < 6; drain += 1) await site.drain(10);
      }
      const texts = site
        .rows('À contacter')
        .map((row) => `${row['Texte à copier']} ${decodeURIComponent(row['Lien SMS'] ?? '')}`);
      expect(texts.length).toBeGreaterThan(3);
      const letters = site.to(/^jeune@/).map(textOf);
      expect(letters.length).toBeGreaterThan(2);
      for (const text of [...texts, ...letters]) expect(text).not.toContain(givenName);
    },
  );
});
