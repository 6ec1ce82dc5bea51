import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { youthForm } from '../../domain/application/youth.ts';
import { anApplication } from '../../../tests/contracts/inbox-contract.ts';
import type { TextStore } from '../store/key-store.ts';
import {
  type Fault,
  MailServer,
  type Moment,
  cutsTheLine,
  replies,
  saysNothing,
} from '../../../tests/fixtures/mail-server.fixture.ts';
import { MailUnavailable } from '../mail/mail.ts';
import { notice } from '../letters/application-letters.ts';
import { mailOfDrain } from '../../../tests/fixtures/persistent-mail.fixture.ts';
import type { PersistentMail } from '../mail/persistent-mail.ts';
import { smtpMail } from '../mail/smtp.ts';
import { Undelivered } from '../mail/undelivered.ts';
import { LATER, SETTINGS, TEAM, aProgramme } from '../../../tests/fixtures/programme.fixture.ts';
import { sampled } from '../../../tests/support/nightly.ts';

// The programme with a true mail server. « Received » is what a mailbox shows that tells a repeat by its Message-ID.

const INES = 'ines@exemple.fr';
const FROM = { name: "Mentorat d'excellence", address: 'ne-pas-repondre@exemple.org' };
const PATIENT = { connection: 5_000, silence: 5_000, message: 5_000 };
const SHORT = { ...PATIENT, silence: 250 };

let server: MailServer;
let port: number;
let programme: ReturnType<typeof aProgramme>;
let store: TextStore;

beforeEach(async () => {
  // Encryption is tried with the adapter; here it would only take time.
  server = new MailServer({ disabledCommands: ['STARTTLS'] });
  port = await server.start();
  programme = aProgramme();
  store = programme.store;
});
afterEach(async () => await server.stop());

/** A drain has its own, as in a function. */
function mailOfOneDrain({ timeouts = PATIENT, lastStart = LATER } = {}): PersistentMail {
  const { log, now } = programme.ports;
  return mailOfDrain({
    mail: smtpMail({ url: `smtp://compte:secret@127.0.0.1:${port}`, from: FROM, timeouts }),
    store,
    teamEmail: TEAM,
    log,
    now,
    lastStart,
  });
}

async function drain(options: Parameters<typeof mailOfOneDrain>[0] = {}): Promise<void> {
  await programme.deliver({ mail: mailOfOneDrain(options) });
}

function subjectsFor(address: string): readonly (string | undefined)[] {
  return server.mailboxOf(address).map(({ subject }) => subject);
}

/** Both messages once each, nothing waits, the row is there. */
async function expectDelivered(reference: string): Promise<void> {
  expect(subjectsFor(INES)).toEqual([`Ta candidature est bien arrivée (${reference})`]);
  expect(subjectsFor(TEAM)).toEqual([`Une candidature de jeune est arrivée (${reference})`]);
  expect(programme.rows()).toHaveLength(1);
  expect(await programme.health()).toMatchObject({ pending: 0, quarantined: 0 });
}

const faults: readonly (readonly [string, Moment, Fault])[] = [
  ['451 for a first try (greylisting)', 'recipient', replies(451, '4.7.1 ines@exemple.fr greylisted')],
  ['421 at the connection', 'connection', replies(421)],
  ['421 at the recipient', 'recipient', replies(421)],
  ['a login refused with 535', 'login', replies(535)],
  ['a sender refused with 550', 'sender', replies(550)],
  ['a full disk, 452 after the text', 'data', replies(452)],
  ['a line cut at the connection', 'connection', cutsTheLine],
  ['a line cut before the text', 'recipient', cutsTheLine],
  ['a line cut after the text, before it is taken', 'data', cutsTheLine],
  ['a line cut after it is taken, before it is told', 'accepted', cutsTheLine],
  ['a server that never greets', 'connection', saysNothing],
  ['a server that falls silent at the recipient', 'recipient', saysNothing],
  ['a server that takes the message and falls silent', 'accepted', saysNothing],
];

const SUBMISSION = '0b61c1a2-6c9b-4c0e-9e0c-0d4b8f6c9b11';

describe.each(faults)('after %s', (_, moment, fault) => {
  test('exactly one message of each event is received, none is lost', async () => {
    const reference = await programme.apply({}, SUBMISSION);
    server.faults.set(moment, fault);
    const timeouts = fault === saysNothing ? SHORT : PATIENT;
    await drain({ timeouts });
    expect(programme.rows()).toHaveLength(1);
    expect(await programme.health()).toMatchObject({ pending: 1 });
    const tried = server.connections;
    await drain({ timeouts });
    // A message just tried is left alone; only the other, kept back by the failure of the service, may be tried.
    expect(server.connections).toBeLessThanOrEqual(tried + 1);
    server.faults.clear();
    programme.wait(3_600);
    await drain();
    await expectDelivered(reference);
    await programme.apply({}, SUBMISSION);
    programme.wait(3_600);
    await drain();
    await expectDelivered(reference);
    expect(programme.logged.join()).not.toMatch(/ines|exemple\.fr|secret|Inès/);
  });
});

test('a slow server is waited for', async () => {
  const slow: Fault = (done) => void setTimeout(done, 60);
  for (const moment of ['connection', 'login', 'sender', 'recipient', 'accepted'] as const)
    server.faults.set(moment, slow);
  const reference = await programme.apply();
  await drain();
  await expectDelivered(reference);
  expect(server.accepted).toHaveLength(2);
});

describe('an address that does not exist', () => {
  beforeEach(() => {
    server.faultyFor = INES;
    server.faults.set('recipient', replies(550, '5.1.1 ines@exemple.fr: no such user'));
  });

  test('is not tried again; it is noted for the team, and everything else goes on', async () => {
    const reference = await programme.apply();
    await drain();
    expect(server.mailboxOf(INES)).toEqual([]);
    expect(subjectsFor(TEAM)).toEqual([`Une candidature de jeune est arrivée (${reference})`]);
    const id = programme.rows()[0]?.Identifiant ?? '';
    expect(await new Undelivered(store).all()).toMatchObject([
      { id, event: 'confirmation', state: 'lost', code: '550 5.1.1' },
    ]);
    expect(await programme.health()).toMatchObject({ status: 'ok', pending: 0, quarantined: 0 });
    const connections = server.connections;
    programme.wait(86_400);
    await drain();
    expect(server.connections).toBe(connections);
    expect(programme.logged).toEqual([
      JSON.stringify({ event: 'mail-given-up', message: `${id}.confirmation`, code: '550 5.1.1' }),
    ]);
  });
});

test('the team’s own address, when it does not exist, is noted for the spreadsheet: no mail can tell it', async () => {
  server.faultyFor = TEAM;
  server.faults.set('recipient', replies(550, '5.1.1 no such user'));
  await programme.apply();
  await drain();
  expect(server.mailboxOf(INES)).toHaveLength(1);
  expect(await programme.health()).toMatchObject({ pending: 0 });
  expect(await new Undelivered(store).all()).toMatchObject([
    { name: 'equipe.adresse-2026-11-22', state: 'lost' },
  ]);
});

describe('a recipient who is refused for the moment', () => {
  beforeEach(async () => {
    await programme.apply();
    server.faultyFor = INES;
    server.faults.set('recipient', replies(452, '4.2.2 mailbox full'));
  });

  /** Somebody else applies each day, whose messages are taken. */
  async function days(first: number, last: number): Promise<void> {
    for (let day = first; day <= last; day += 1) {
      await programme.apply({ project: `Projet ${day}`, email: `jeune${day}@exemple.fr` });
      programme.wait(86_400);
      await drain();
      expect(server.mailboxOf(`jeune${day}@exemple.fr`)).toHaveLength(1);
    }
  }

  test('delays nobody else, makes nothing degraded, and is given up after five days', async () => {
    await drain();
    expect(server.mailboxOf(TEAM)).toHaveLength(1);
    await days(1, 4);
    expect(await programme.health()).toMatchObject({ status: 'ok', pending: 1 });
    await days(5, 6);
    expect(await programme.health()).toMatchObject({ status: 'ok', pending: 0 });
    expect(await new Undelivered(store).all()).toMatchObject([{ state: 'lost', code: '452 4.2.2' }]);
  });

  test('is listed for the team after a day, and is told as taken once it is', async () => {
    await drain();
    expect(await new Undelivered(store).all()).toEqual([]);
    await days(1, 2);
    expect(await new Undelivered(store).all()).toMatchObject([{ state: 'waits', code: '452 4.2.2' }]);
    server.faults.clear();
    programme.wait(3_600);
    await drain();
    expect(await new Undelivered(store).all()).toMatchObject([{ state: 'taken' }]);
    expect(server.mailboxOf(INES)).toHaveLength(1);
  });

  test('is never given up while nothing else was taken: nobody knows whose trouble it is', async () => {
    server.faultyFor = undefined;
    for (let day = 0; day < 10; day += 1) {
      await drain();
      programme.wait(86_400);
    }
    expect(await programme.health()).toMatchObject({ pending: 1 });
    server.faults.clear();
    await drain();
    expect(server.mailboxOf(INES)).toHaveLength(1);
  });
});

describe('a refusal that blames us', () => {
  const MANY = 12;

  beforeEach(async () => {
    for (let index = 0; index < MANY; index += 1)
      await programme.apply({ project: `Projet ${index}`, email: `jeune${index}@exemple.fr` });
  });

  const blames = [
    ['the quota', 'data', '5.4.5 Daily user sending limit exceeded', 550],
    ['a policy', 'recipient', '5.7.1 blocked', 550],
    ['a word that nobody knows', 'recipient', 'go away', 554],
    ['a rate for everybody', 'recipient', '4.7.1 slow down', 450],
  ] as const;

  test.each(sampled(blames, 3))(
    '%s makes everything wait: few knocks, ever rarer, and nothing lost',
    async (_, moment, text, code) => {
      server.faults.set(moment, replies(code, text));
      await drain();
      expect(server.connections).toBeLessThanOrEqual(5);
      for (let minute = 0; minute < 24 * 60; minute += 15) {
        programme.wait(900);
        await drain();
      }
      // Twice an hour at most, once the waits are at their longest.
      expect(server.connections).toBeLessThanOrEqual(70);
      expect(await programme.health()).toMatchObject({ status: 'degraded', pending: MANY });
      server.faults.clear();
      programme.wait(7_200);
      await drain();
      expect(server.accepted).toHaveLength(2 * MANY);
      expect(await programme.health()).toMatchObject({ status: 'ok', pending: 0 });
    },
  );

  test('of one mailbox alone keeps nobody else waiting', async () => {
    server.faultyFor = 'jeune0@exemple.fr';
    server.faults.set('recipient', replies(550, '5.7.1 blocked'));
    await drain();
    expect(server.accepted).toHaveLength(2 * MANY - 1);
    expect(await programme.health()).toMatchObject({ status: 'ok', pending: 1 });
    programme.wait(3_600);
    await drain();
    expect(await new Undelivered(store).all()).toMatchObject([{ state: 'waits', code: '550 5.7.1' }]);
    expect(await programme.health()).toMatchObject({ status: 'ok', pending: 1 });
  });
});

test('a service that is out of reach for ten days loses nothing', async () => {
  const reference = await programme.apply();
  server.faults.set('login', replies(535));
  for (let day = 0; day < 10; day += 1) {
    await drain();
    programme.wait(86_400);
  }
  server.faults.clear();
  await drain();
  await expectDelivered(reference);
});

describe('many applications', () => {
  const MANY = 12;

  beforeEach(async () => {
    for (let index = 0; index < MANY; index += 1)
      await programme.apply({ project: `Projet ${index}`, email: `jeune${index}@exemple.fr` });
  });

  test('are told over few connections at once, each to one person, who sees nobody else', async () => {
    await drain();
    expect(server.accepted).toHaveLength(2 * MANY);
    // Five conversations, each beside the one before it, which nodemailer ends without waiting for the server's goodbye.
    expect(server.mostAtOnce).toBeLessThanOrEqual(10);
    for (const { to, email } of server.accepted) {
      expect(to).toHaveLength(1);
      expect(email.to?.map(({ address }) => address)).toEqual(to);
    }
    for (let index = 0; index < MANY; index += 1)
      expect(server.mailboxOf(`jeune${index}@exemple.fr`)).toHaveLength(1);
  });

  test('knock only a few times at a server that is down, and are all told afterwards', async () => {
    server.faults.set('connection', cutsTheLine);
    await drain();
    expect(server.connections).toBeLessThanOrEqual(5);
    server.faults.clear();
    programme.wait(3_600);
    await drain();
    expect(server.accepted).toHaveLength(2 * MANY);
    expect(await programme.health()).toMatchObject({ pending: 0 });
  });

  test('are left for the next drain when there is no time to finish', async () => {
    await drain({ lastStart: new Date(0) });
    expect(server.connections).toBe(0);
    await drain();
    expect(server.accepted).toHaveLength(2 * MANY);
  });
});

test('a message that one drain is sending is not begun by another', async () => {
  server.faults.set('accepted', saysNothing);
  const message = notice(youthForm, anApplication(), SETTINGS, TEAM);
  const sending = mailOfOneDrain({ timeouts: SHORT }).send(message);
  const ended = expect(sending).rejects.toThrow(MailUnavailable);
  await vi.waitFor(() => expect(server.accepted).toHaveLength(1));
  await expect(mailOfOneDrain().send(message)).rejects.toMatchObject({ reason: 'too-early' });
  await ended;
  expect(server.connections).toBe(1);
});
