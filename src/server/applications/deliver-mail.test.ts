import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { youthForm } from '../../domain/application/youth.ts';
import { anApplication } from '../inbox/contract.ts';
import { MemoryStore } from '../inbox/memory.ts';
import {
  type Fault,
  MailServer,
  type Moment,
  cutsTheLine,
  replies,
  saysNothing,
} from '../mail/mail-server.fixture.ts';
import { MailUnavailable } from '../mail/mail.ts';
import { notice, undelivered } from '../mail/messages.ts';
import { PersistentMail } from '../mail/persistent-mail.ts';
import { smtpMail } from '../mail/smtp.ts';
import { LATER, SETTINGS, TEAM, aProgramme } from './programme.fixture.ts';

// The programme with a true mail server. « Received » is what a mailbox shows that tells a repeat by its Message-ID.

const INES = 'ines@exemple.fr';
const FROM = { name: "Mentorat d'excellence", address: 'ne-pas-repondre@exemple.org' };
const PATIENT = { connection: 5_000, silence: 5_000, message: 5_000 };
const SHORT = { ...PATIENT, silence: 250 };

let server: MailServer;
let port: number;
let programme: ReturnType<typeof aProgramme>;
let store: MemoryStore;

beforeEach(async () => {
  // Encryption is tried with the adapter; here it would only take time.
  server = new MailServer({ disabledCommands: ['STARTTLS'] });
  port = await server.start();
  programme = aProgramme();
  store = new MemoryStore();
});
afterEach(async () => await server.stop());

/** A drain has its own, as in a function. */
function mailOfOneDrain({ timeouts = PATIENT, lastStart = LATER } = {}): PersistentMail {
  const { log, now } = programme.ports;
  return new PersistentMail({
    mail: smtpMail({ url: `smtp://compte:secret@127.0.0.1:${port}`, from: FROM, timeouts }),
    store,
    givenUp: (message, code) =>
      message.to === TEAM ? undefined : undelivered(message, code, SETTINGS, TEAM),
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
    // What was just tried is left alone; only the other message, kept back by the failure of the service, may be tried.
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

  test('is not tried again; the team is told by reference, and everything else goes on', async () => {
    const reference = await programme.apply();
    await drain();
    expect(subjectsFor(TEAM)).toEqual([
      `Un e-mail n’a pas pu être remis : Ta candidature est bien arrivée (${reference})`,
      `Une candidature de jeune est arrivée (${reference})`,
    ]);
    const [told] = server.mailboxOf(TEAM);
    expect(told?.text).toContain('(code 550 5.1.1)');
    expect(told?.text).toContain(programme.rows()[0]?.Identifiant);
    expect(`${told?.text}${told?.html}`).not.toMatch(/ines@|Inès|0612|Roubaix/);
    expect(await programme.health()).toMatchObject({ status: 'ok', pending: 0, quarantined: 0 });
    const connections = server.connections;
    programme.wait(86_400);
    await drain();
    expect(server.connections).toBe(connections);
    expect(programme.logged).toEqual([
      JSON.stringify({
        event: 'mail-given-up',
        message: `${programme.rows()[0]?.Identifiant}.confirmation`,
        code: '550 5.1.1',
      }),
    ]);
  });

  test('of which the team could not be told yet is tried until it was', async () => {
    await programme.apply();
    server.faultyFor = undefined;
    server.faults.set('sender', replies(421));
    server.faults.delete('recipient');
    await drain();
    server.faults.delete('sender');
    server.faultyFor = INES;
    server.faults.set('recipient', replies(550));
    programme.wait(3_600);
    await drain();
    expect(server.mailboxOf(TEAM)).toHaveLength(2);
    expect(await programme.health()).toMatchObject({ pending: 0 });
  });
});

test('the team’s own address, when it does not exist, is given up without a word to nobody', async () => {
  server.faultyFor = TEAM;
  server.faults.set('recipient', replies(550));
  await programme.apply();
  await drain();
  expect(server.mailboxOf(INES)).toHaveLength(1);
  expect(await programme.health()).toMatchObject({ pending: 0 });
  expect(programme.logged).toHaveLength(1);
});

test('a recipient who is refused for the moment delays nobody else, and is given up after five days', async () => {
  await programme.apply();
  server.faultyFor = INES;
  server.faults.set('recipient', replies(452, '4.2.2 mailbox full'));
  await drain();
  expect(server.mailboxOf(TEAM)).toHaveLength(1);
  for (let day = 0; day < 5; day += 1) {
    programme.wait(86_000);
    await drain();
    expect(await programme.health()).toMatchObject({ pending: 1 });
  }
  programme.wait(86_400);
  await drain();
  expect(server.mailboxOf(TEAM)).toHaveLength(2);
  expect(await programme.health()).toMatchObject({ pending: 0 });
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
    expect(server.mostAtOnce).toBeLessThanOrEqual(5);
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
