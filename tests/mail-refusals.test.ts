import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import messages from '../src/content/messages/messages.json' with { type: 'json' };
import settings from '../src/content/settings/site.json' with { type: 'json' };
import { aCompany } from './fixtures/company.fixture.ts';
import { companyForm } from '../src/domain/application/company.ts';
import type { Form } from '../src/domain/application/form.ts';
import { formOf } from '../src/domain/application/forms.ts';
import { type TypedFixture, aMinor, aYouth } from './fixtures/youth.fixture.ts';
import { youthForm } from '../src/domain/application/youth.ts';
import { SECRET, TEAM, accepted, rowsByHeader } from './fixtures/programme.fixture.ts';
import { readHealth } from '../src/server/answers/health.ts';
import { drainOnce } from '../src/server/schedule/drain.ts';
import type { DrainPorts } from '../src/server/schedule/drain-ports.ts';
import { readEnvironment } from '../src/server/compose/environment.ts';
import { Looks } from '../src/server/cases/looks.ts';
import { releaseGuardian } from '../src/server/cases/guardian-requests.ts';
import { Inbox } from '../src/server/cases/inbox.ts';
import { MemoryStore } from './doubles/memory-store.ts';
import { MailServer, type Moment, cutsTheLine, replies } from './fixtures/mail-server.fixture.ts';
import { smtpMail } from '../src/server/mail/smtp.ts';
import { Runs } from '../src/server/runs/runs.ts';
import { MemorySpreadsheet } from './doubles/memory-spreadsheet.ts';
import { Asks } from '../src/server/cases/asks.ts';
import { CaseStore } from '../src/server/cases/case-store.ts';
import { trackingOf } from '../src/server/answers/tracking-view.ts';
import { withColumn } from './fixtures/watch.fixture.ts';
import { sampled } from './support/nightly.ts';

// The whole programme, as its schedule runs it, before a true mail server that refuses for a day what it is told to, and takes
// everything the next. The clock is the test's.

const FROM = { name: 'Programme', address: 'programme@exemple.org' };
const PATIENT = { connection: 5_000, silence: 5_000, message: 5_000 };
const DAY = 24;

const LOU = 'lou@exemple.fr';
const INES = 'ines@exemple.fr';
const GUARDIAN = 'parent@exemple.fr';
const COMPANY = 'contact@filature.example';
/** As the fixture of a company announces them. */
const VOLUNTEERS = ['a', 'b', 'c'].map((name) => `${name}@filatures.exemple`);

let server: MailServer;
let port: number;

beforeEach(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  server = new MailServer({ disabledCommands: ['STARTTLS'] });
  port = await server.start();
});
afterEach(async () => {
  await server.stop();
  vi.restoreAllMocks();
});

/** A programme on a Monday morning. */
function aSite(variables: NodeJS.ProcessEnv = {}) {
  let clock = Date.parse('2026-11-23T06:00:00Z');
  const now = (): Date => new Date((clock += 10));
  const store = new MemoryStore();
  const spreadsheet = new MemorySpreadsheet();
  const cases = new CaseStore(store);
  const ports: DrainPorts = {
    environment: readEnvironment({
      LINK_SECRET: SECRET,
      SITE_URL: 'https://site.test',
      TEAM_EMAIL: TEAM,
      ...variables,
    }),
    store,
    openSpreadsheet: () => Promise.resolve(spreadsheet),
    openMail: () =>
      Promise.resolve(
        smtpMail({ url: `smtp://compte:secret@127.0.0.1:${port}`, from: FROM, timeouts: PATIENT }),
      ),
    settings,
    closed: new Set(),
    messages,
    associations: [],
    readAgenda: () => Promise.resolve([]),
    now,
  };

  const apply = async (form: Form, fixture: TypedFixture): Promise<string> =>
    await accepted(form, fixture, { inbox: new Inbox(store), now });
  const schedule = async (minutes: number): Promise<void> => {
    clock += minutes * 60_000;
    const afterDrain = await drainOnce(ports);
    await afterDrain();
  };
  const setCell = (tab: string, reference: string, header: string, text: string): void => {
    const id = rowsByHeader(spreadsheet.grid(tab)).find((row) => row.Référence === reference)?.Identifiant;
    spreadsheet.edit(tab, withColumn(header, new Map([[id ?? '', text]])));
  };
  const setStatus = (tab: string, reference: string, status: string): void =>
    setCell(tab, reference, 'Statut', status);
  return {
    spreadsheet,
    schedule,
    setCell,
    setStatus,
    apply,
    /** Everybody applies, and the team accepts somebody and takes on the company: one letter of each kind is due. */
    begin: async (): Promise<{ lou: string; ines: string }> => {
      const lou = await apply(youthForm, aYouth({ email: LOU, preferredContact: 'email' }));
      const minor = aMinor({ email: INES, preferredContact: 'email', guardianEmail: GUARDIAN });
      const ines = await apply(youthForm, minor);
      const company = await apply(companyForm, aCompany({ email: COMPANY }));
      // The youth confirms at once, so that the guardian is asked.
      for (const { id } of await new Inbox(store).pending())
        await releaseGuardian(id, now(), { cases: new CaseStore(store), looks: new Looks(store) });
      await schedule(0);
      setStatus('Jeunes', lou, 'Acceptée');
      setStatus('Entreprises', company, 'Contactée');
      for (const minutes of [5, 5, 5, 5, 5]) await schedule(minutes);
      return { lou, ines };
    },
    /** The schedule, every four hours: every message may be tried each time. */
    live: async (hours: number): Promise<void> => {
      for (let past = 0; past < hours; past += 4) await schedule(240);
    },
    everything: async () => ({
      keys: await store.list(''),
      contacts: rowsByHeader(spreadsheet.grid('À contacter')),
    }),
    erase: async (reference: string): Promise<void> => {
      const id = (await cases.idOf(reference)) ?? '';
      await new Asks(store).ask(id, { kind: 'erase', at: now(), once: 'e'.repeat(16) });
    },
    rows: (tab: string) => rowsByHeader(spreadsheet.grid(tab)),
    journal: () => rowsByHeader(spreadsheet.grid('Journal')).map((row) => row.Événement ?? ''),
    contacts: () => rowsByHeader(spreadsheet.grid('À contacter')).map((row) => row.Motif ?? ''),
    health: async () => await readHealth({ inbox: new Inbox(store), runs: new Runs(store), store }, now()),
    /** Texts of the history on the person's tracking page. */
    page: async (reference: string): Promise<readonly string[]> => {
      const file = await cases.read((await cases.idOf(reference)) ?? '');
      if (file === undefined) throw new Error(`No file of ${reference}.`);
      const state = {
        file,
        form: formOf(file.audience),
        events: await cases.facts(file.id),
        pending: [],
        renewal: undefined,
        isFromMailbox: true,
      };
      const words = { state: '', next: '', promisedOn: undefined, associations: [] };
      return trackingOf(state, { wordsOf: () => words, promiseBegins: (since) => since, now }).history.map(
        ({ text }) => text,
      );
    },
  };
}

/** Subjects in each person's mailbox, the reference left out. */
function letters(): readonly string[] {
  return [LOU, INES, GUARDIAN, COMPANY, ...VOLUNTEERS].flatMap((address) =>
    server
      .mailboxOf(address)
      .map(({ subject = '' }) => `${address}: ${subject.replace(/ \([A-Z]{2}-.*\)/, '')}`),
  );
}

const ALL = [
  `${LOU}: Ta candidature est bien arrivée`,
  `${LOU}: Ta candidature est acceptée`,
  `${INES}: Ta candidature est bien arrivée`,
  `${GUARDIAN}: Votre accord pour Inès`,
  `${COMPANY}: Votre inscription est bien arrivée`,
  ...VOLUNTEERS.map((address) => `${address}: Votre entreprise vous propose de devenir mentor`),
];

const SENT = /^(?:E-mail envoyé|Autorisation : demandée au responsable par e-mail)/;

/** Refusals of each class that are never a permanent failure of the recipient. */
const REFUSALS: readonly (readonly [string, Moment, number, string])[] = [
  ['X.0', 'recipient', 550, '5.0.0 Undefined status'],
  ['X.1, not yet', 'recipient', 450, '4.1.1 Unknown for now'],
  ['X.1, our own address', 'recipient', 550, '5.1.8 Bad sender’s system address'],
  ['X.1, at the sender', 'sender', 550, '5.1.1 No such sender'],
  ['X.2', 'recipient', 452, '4.2.2 Mailbox full'],
  ['X.2, for good', 'recipient', 552, '5.2.2 Mailbox full'],
  ['X.3', 'data', 554, '5.3.0 Mail system'],
  ['X.4, the quota', 'data', 550, '5.4.5 Daily user sending limit exceeded'],
  ['X.5', 'recipient', 503, '5.5.1 Bad sequence'],
  ['X.7 at the login', 'login', 535, '5.7.8 Bad credentials'],
  ['X.7, greylisting of everybody', 'recipient', 451, '4.7.1 Greylisted'],
  ['X.7, a policy', 'recipient', 550, '5.7.1 Blocked'],
  ['X.7, spam', 'data', 554, '5.7.0 Spam'],
  ['no class, at the recipient', 'recipient', 550, 'No such user'],
  ['no class, after the text', 'data', 554, 'Transaction failed'],
  ['421', 'connection', 421, 'Too busy'],
];

describe.each(sampled(REFUSALS, 3))('a day of %s (%s, %i %s)', (_, moment, code, text) => {
  test('nothing is lost, nothing is doubled, and what is told is true', async () => {
    const site = aSite();
    server.faults.set(moment, replies(code, text));
    const { lou, ines } = await site.begin();
    await site.live(DAY);
    expect(server.accepted).toEqual([]);
    expect(site.journal().filter((line) => SENT.test(line))).toEqual([]);
    expect(site.journal().join('\n')).toMatch(/^E-mail en attente \(statut Acceptée\) : /m);
    expect(site.journal().join('\n')).toMatch(/^Autorisation : e-mail au responsable en attente /m);
    expect(site.journal().join('\n')).not.toMatch(/pas remis/);
    expect((await site.page(lou)).join('\n')).not.toContain('Un e-mail est parti');
    expect((await site.page(ines)).join('\n')).not.toContain('Un message est parti');
    expect(await site.health()).toMatchObject({ status: 'degraded', quarantined: 0 });
    expect(site.contacts().filter((reason) => reason.startsWith('E-mail en attente (tous'))).toHaveLength(1);

    server.faults.clear();
    await site.live(4);
    expect(letters()).toEqual(ALL);
    expect(new Set(server.accepted.map(({ email }) => email.messageId)).size).toBe(server.accepted.length);
    expect(site.journal().filter((line) => line === 'E-mail envoyé (statut Acceptée)')).toHaveLength(1);
    expect(site.journal().filter((line) => line.startsWith('Autorisation : demandée'))).toHaveLength(1);
    expect((await site.page(lou)).join('\n')).toContain('Un e-mail est parti pour te le dire');
    expect(await site.health()).toMatchObject({ status: 'ok', pending: 0 });
    expect(site.contacts().filter((reason) => reason.startsWith('E-mail en attente'))).toEqual([]);
  });
});

test.each([
  ['550 5.1.1', 550, '5.1.1 No such user', 'l’adresse n’existe pas'],
  ['550 5.2.1', 550, '5.2.1 Disabled', 'la boîte est fermée'],
  ['554 5.6.0', 554, '5.6.0 Media error', 'la messagerie de la personne ne sait pas lire ce message'],
])(
  '%s for everybody but the team is final, said as such, and the team is asked to reach each person',
  async (codes, code, text, why) => {
    const site = aSite();
    server.faults.set('recipient', replies(code, text));
    server.spared = TEAM;
    const { lou, ines } = await site.begin();
    await site.live(4);
    server.faults.clear();
    await site.live(DAY);
    expect(letters()).toEqual([]);
    const journal = site.journal().join('\n');
    expect(journal).not.toMatch(SENT);
    for (const letter of ['confirmation', 'statut Acceptée'])
      expect(journal).toContain(`E-mail pas remis (${letter}) : ${why} (${codes})`);
    expect(journal).toContain(
      'Autorisation : e-mail au responsable pas remis (demande au responsable légal)',
    );
    expect((await site.page(lou)).join('\n')).toContain('Un e-mail n’a pas pu t’être remis');
    expect((await site.page(ines)).join('\n')).toContain(
      'Le message n’a pas pu être remis à ton responsable légal',
    );
    expect(site.rows('Autorisations')).toMatchObject([{ État: 'À vérifier' }]);
    expect(site.rows('À contacter').filter((row) => row.Prénom === 'Alix')).toEqual([]);
    const lost = site.contacts().filter((reason) => reason.startsWith('E-mail pas remis'));
    expect(lost).toHaveLength(ALL.length);
    expect(await site.health()).toMatchObject({ status: 'ok', pending: 0 });
    await site.erase(lou);
    await site.schedule(5);
    await site.schedule(11);
    const { keys, contacts } = await site.everything();
    expect(contacts.map((row) => row.Référence)).not.toContain(lou);
    expect(keys.filter((key) => key.startsWith('undelivered/'))).toEqual([]);
  },
);

test('one classification after the other for a day each, and then all is taken: every letter leaves once', async () => {
  const site = aSite();
  const [, [, first, code, text] = expect.fail()] = REFUSALS;
  server.faults.set(first, replies(code, text));
  await site.begin();
  for (const [, moment, status, words] of REFUSALS) {
    server.faults.clear();
    server.faults.set(moment, replies(status, words));
    for (let hours = 0; hours < 24; hours += 6) await site.schedule(360);
  }
  expect(server.accepted).toEqual([]);
  server.faults.clear();
  await site.live(4);
  expect(letters()).toEqual(ALL);
  expect(new Set(server.accepted.map(({ email }) => email.messageId)).size).toBe(server.accepted.length);
});

test('the team’s own address that does not exist is a row of its own, and everybody else has their letters', async () => {
  const site = aSite();
  server.faultyFor = TEAM;
  server.faults.set('recipient', replies(550, '5.1.1 No such user'));
  await site.begin();
  await site.live(4);
  expect(letters()).toEqual(ALL);
  expect(site.contacts()).toEqual([
    'E-mail pas remis (messages à l’équipe) : l’adresse n’existe pas (550 5.1.1)',
  ]);
  expect(await site.health()).toMatchObject({ status: 'ok', pending: 0 });
});

test('the team’s own address is told again each time that it fails, and no longer once it is heard', async () => {
  const site = aSite();
  const lost = 'E-mail pas remis (messages à l’équipe) : l’adresse n’existe pas (550 5.1.1)';
  const left = 'E-mail parti depuis, rien à faire (messages à l’équipe)';
  const refuse = (): void => {
    server.faultyFor = TEAM;
    server.faults.set('recipient', replies(550, '5.1.1 No such user'));
  };
  refuse();
  await site.begin();
  expect(site.contacts()).toEqual([lost]);
  server.faults.clear();
  await site.apply(youthForm, aYouth({ email: 'mia@exemple.fr', preferredContact: 'email' }));
  await site.live(DAY);
  expect(site.contacts()).toEqual([left]);
  refuse();
  await site.apply(youthForm, aYouth({ email: 'noe@exemple.fr', preferredContact: 'email' }));
  await site.live(DAY);
  expect(site.contacts()).toEqual([left, lost]);
});

test('an address that staff correct while a letter waits is tried anew', async () => {
  const site = aSite();
  const corrected = 'lou.nouvelle@exemple.fr';
  server.faultyFor = LOU;
  server.faults.set('recipient', replies(452, '4.2.2 Mailbox full'));
  const { lou } = await site.begin();
  const pass = async (days: number): Promise<void> => {
    for (let past = 0; past < days; past += 1) await site.schedule(24 * 60);
  };
  await pass(2);
  await site.apply(youthForm, aYouth({ email: 'mia@exemple.fr', preferredContact: 'email' }));
  await pass(2);
  await site.schedule(20 * 60);
  site.setCell('Jeunes', lou, 'E-mail', corrected);
  server.faultyFor = corrected;
  server.faults.set('recipient', replies(450, '4.7.1 Greylisted'));
  await site.live(8);
  server.faults.clear();
  await site.live(4);
  expect(server.mailboxOf(corrected).map(({ subject }) => subject)).toEqual([
    `Ta candidature est acceptée (${lou})`,
  ]);
  expect(site.journal()).toContain('E-mail envoyé (statut Acceptée)');
});

test('six days without a letter taken count for nobody: refused for now once they are over, a letter still leaves', async () => {
  const site = aSite();
  server.faults.set('recipient', replies(450, '4.2.0 Try again later'));
  await site.apply(youthForm, aYouth({ email: LOU, preferredContact: 'email' }));
  for (let days = 0; days < 6; days += 1) await site.schedule(24 * 60);
  server.faultyFor = LOU;
  server.faults.set('recipient', replies(450, '4.2.1 Busy'));
  await site.live(8);
  expect(server.mailboxOf(TEAM)).not.toEqual([]);
  server.faults.clear();
  await site.live(4);
  expect(letters()).toEqual([`${LOU}: Ta candidature est bien arrivée`]);
});

test.each([
  ['data', 452, '4.3.1 Insufficient system storage'],
  ['recipient', 451, '4.7.0 Daily limit'],
  ['recipient', 450, '4.5.3 Too many for today'],
  ['data', 451, 'Local error'],
] as const)(
  'what the service refuses for now (%s, %i %s) is told as such, however few wait',
  async (...fault) => {
    const [moment, code, text] = fault;
    const site = aSite();
    server.faults.set(moment, replies(code, text));
    await site.apply(youthForm, aYouth({ email: LOU, preferredContact: 'email' }));
    await site.schedule(0);
    expect(await site.health()).toMatchObject({ status: 'ok' });
    await site.live(4);
    expect(await site.health()).toMatchObject({ status: 'degraded' });
    expect(site.contacts().map((reason) => reason.replace(/ :.*/, ''))).toEqual([
      'E-mail en attente (tous les messages du site)',
    ]);
    server.faults.clear();
    await site.live(4);
    expect(letters()).toEqual([`${LOU}: Ta candidature est bien arrivée`]);
    expect(await site.health()).toMatchObject({ status: 'ok', pending: 0 });
  },
);

test('a notice that is kept for the digest is no sign that the service works', async () => {
  const site = aSite({
    MAIL: 'smtp',
    SMTP_URL: `smtp://compte:secret@127.0.0.1:${port}`,
    MAIL_FROM: FROM.address,
    MAIL_DAILY_NOTICES: '1',
  });
  await site.apply(youthForm, aYouth({ email: LOU, preferredContact: 'email' }));
  await site.schedule(0);
  const taken = server.accepted.length;
  server.faults.set('data', replies(550, '5.4.5 Daily user sending limit exceeded'));
  for (const name of ['mia', 'noe'])
    await site.apply(youthForm, aYouth({ email: `${name}@exemple.fr`, preferredContact: 'email' }));
  for (let minutes = 0; minutes < 90; minutes += 5) {
    await site.schedule(5);
    expect(await site.health()).toMatchObject({ status: 'degraded' });
  }
  expect(server.accepted).toHaveLength(taken);
  expect(site.contacts().filter((reason) => reason.startsWith('E-mail'))).toEqual([
    'E-mail en attente (tous les messages du site) : notre messagerie a atteint sa limite d’envois (550 5.4.5)',
  ]);
});

test('a failure of the service after which nothing waits any more is told to no monitor for ever', async () => {
  const site = aSite();
  server.faults.set('data', replies(550, '5.4.5 Daily user sending limit exceeded'));
  const lou = await site.apply(youthForm, aYouth({ email: LOU, preferredContact: 'email' }));
  await site.schedule(0);
  expect(await site.health()).toMatchObject({ status: 'degraded' });
  await site.erase(lou);
  await site.live(12);
  expect(await site.health()).toMatchObject({ status: 'ok', pending: 0 });
  expect(site.contacts().filter((reason) => reason.startsWith('E-mail en attente'))).toEqual([]);
});

/** Replies about an invalid address or a mailbox that takes nothing, as servers word them « for now ». */
const REFUSED_FOR_NOW: readonly (readonly [number, string])[] = [
  [450, '4.1.2 Recipient address rejected: Domain not found'],
  [450, '4.2.1 Mailbox busy'],
  [451, 'Invalid recipient address'],
  [452, '4.5.0 Unknown user'],
  [501, '5.5.2 Syntax error in the recipient address'],
  [450, '4.7.1 Greylisted'],
  [451, 'Local error'],
];

describe.each(REFUSED_FOR_NOW)(
  'one address that is refused for days (%i %s) while nothing else happens on the site',
  (code, text) => {
    test('is that person’s row, and never the whole service’s', async () => {
      const site = aSite();
      server.faultyFor = LOU;
      server.faults.set('recipient', replies(code, text));
      const lou = await site.apply(youthForm, aYouth({ email: LOU, preferredContact: 'email' }));
      await site.schedule(0);
      for (let hours = 0; hours < 40; hours += 4) {
        await site.live(4);
        expect(await site.health()).toMatchObject({ status: 'ok' });
      }
      expect(site.rows('À contacter')).toMatchObject([{ Référence: lou }]);
      expect(site.contacts().join()).toMatch(/^E-mail en attente \(confirmation/);
      server.faults.clear();
      await site.live(4);
      expect(letters()).toEqual([`${LOU}: Ta candidature est bien arrivée`]);
      expect(site.contacts().join()).toContain('parti depuis');
    });

    test('keeps alive no failure of the service that is over', async () => {
      const site = aSite();
      server.faults.set('connection', replies(421, 'Too busy'));
      const lou = await site.apply(youthForm, aYouth({ email: LOU, preferredContact: 'email' }));
      await site.live(8);
      expect(await site.health()).toMatchObject({ status: 'degraded' });
      server.faultyFor = LOU;
      server.faults.clear();
      server.faults.set('recipient', replies(code, text));
      for (let minutes = 0; minutes < 480; minutes += 20) await site.schedule(20);
      for (let hours = 0; hours < 28; hours += 4) {
        await site.live(4);
        expect(await site.health()).toMatchObject({ status: 'ok' });
      }
      expect(site.rows('À contacter').filter((row) => row.Référence === lou)).toHaveLength(1);
    });
  },
);

test('a line cut after the text leaves a letter that a mailbox shows once, and that is told as sent when it is heard', async () => {
  const site = aSite();
  server.faults.set('accepted', cutsTheLine);
  await site.begin();
  await site.live(4);
  expect(site.journal().filter((line) => SENT.test(line))).toEqual([]);
  server.faults.clear();
  await site.live(4);
  expect(letters()).toEqual(ALL);
  expect(site.journal().filter((line) => line === 'E-mail envoyé (statut Acceptée)')).toHaveLength(1);
});

test('a mailbox that refuses for days is that person’s row, and no fault of the service', async () => {
  const site = aSite();
  server.faultyFor = INES;
  server.faults.set('recipient', replies(452, '4.2.2 Mailbox full'));
  const { ines } = await site.begin();
  await site.live(4);
  expect(letters()).toEqual(ALL.filter((letter) => !letter.startsWith(INES)));
  expect(await site.health()).toMatchObject({ status: 'ok' });
  expect(site.contacts()).toEqual([]);
  await site.live(DAY);
  expect(await site.health()).toMatchObject({ status: 'ok' });
  expect(site.contacts()).toEqual(['E-mail en attente (confirmation) : la boîte est pleine (452 4.2.2)']);
  expect((await site.page(ines)).join('\n')).toContain('Un e-mail pour toi a pris du retard');
  server.faults.clear();
  await site.live(4);
  expect(letters()).toEqual(ALL);
  expect(site.contacts()).toEqual(['E-mail parti depuis, rien à faire (confirmation)']);
  expect(site.journal()).toContain('E-mail envoyé (confirmation)');
});
