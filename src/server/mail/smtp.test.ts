import { once } from 'node:events';
import { createServer } from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  MailServer,
  cutsTheLine,
  replies,
  saysNothing,
} from '../../../tests/fixtures/mail-server.fixture.ts';
import { type Mail, MailRefused, MailUnavailable } from './mail.ts';
import { aMessage } from '../../../tests/fixtures/message.fixture.ts';
import { smtpMail } from './smtp.ts';

const FROM = { name: 'Le Moment, « mentorat » "d\'excellence"', address: 'ne-pas-repondre@exemple.org' };
/** For a server that answers. */
const PATIENT = { connection: 5_000, silence: 5_000, message: 5_000 };
/** For one that does not. */
const SHORT = { ...PATIENT, silence: 250 };

let server: MailServer;
let port: number;

async function startServer(options: SMTPServerOptions = {}): Promise<void> {
  server = new MailServer(options);
  port = await server.start();
}

function onlyAccepted(): MailServer['accepted'][number] {
  const [only, ...others] = server.accepted;
  if (only === undefined || others.length > 0) throw new Error(`${server.accepted.length} messages came.`);
  return only;
}

function mailAt(authority = '', { timeouts = PATIENT } = {}): Mail {
  return smtpMail({ url: `smtp://${authority}127.0.0.1:${port}`, from: FROM, timeouts });
}

async function failureOf(sending: Promise<unknown>): Promise<unknown> {
  return await sending.then(
    () => 'taken',
    (error: unknown) => error,
  );
}

beforeEach(async () => await startServer());
afterEach(async () => await server.stop());

describe('a message', () => {
  test('arrives as text and HTML of the same letter, in French, marked as sent by a machine', async () => {
    await mailAt().send(aMessage());
    const { email, to } = onlyAccepted();
    expect(to).toEqual(['ines@exemple.fr']);
    expect(email).toMatchObject({
      messageId: '<ab12.confirmation@exemple.org>',
      subject: 'Ta candidature est bien arrivée',
      from: FROM,
      to: [{ name: '', address: 'ines@exemple.fr' }],
      replyTo: [{ address: 'equipe@exemple.org' }],
    });
    expect(email.text).toContain('Bonjour Inès,\n\nMerci !');
    expect(email.html).toMatch(/^<!DOCTYPE html><html lang="fr"/);
    const headers = new Map(email.headers.map(({ key, value }) => [key, value]));
    expect(headers.get('content-type')).toMatch(/^multipart\/alternative;/);
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.has('list-unsubscribe')).toBe(false);
  });

  test.each([
    ['a line break in the subject', { subject: 'Bonjour\r\nBcc: autre@exemple.fr' }],
    ['a line feed alone', { subject: 'Bonjour\nBcc: autre@exemple.fr' }],
    ['a line break in the answer’s address', { replyTo: 'a@exemple.org\r\nBcc: autre@exemple.fr' }],
    ['a line break in its identifier', { messageId: 'a.b@exemple.org>\r\nBcc: autre@exemple.fr\r\nX: <a' }],
  ])('with %s gains no header and no recipient', async (_, overrides) => {
    await mailAt().send(aMessage(overrides));
    const { email, to } = onlyAccepted();
    expect(to).toEqual(['ines@exemple.fr']);
    expect(email.bcc ?? []).toEqual([]);
    expect(email.headers.map(({ key }) => key)).not.toContain('bcc');
  });

  test.each([
    'ines@exemple.fr\r\nBcc: autre@exemple.fr',
    'ines@exemple.fr, autre@exemple.fr',
    'ines@exemple.fr> RCPT TO:<autre@exemple.fr',
  ])('to %j reaches nobody else', async (to) => {
    await failureOf(mailAt().send(aMessage({ to })));
    expect(server.accepted.flatMap((one) => one.to)).not.toContain('autre@exemple.fr');
  });

  test('bears the sender in its envelope, where a message that could not be delivered returns', async () => {
    await mailAt().send(aMessage({ replyTo: 'equipe@exemple.org' }));
    expect(onlyAccepted()).toMatchObject({ from: FROM.address, email: { from: { address: FROM.address } } });
  });

  test('with a very long subject in all alphabets is read back whole', async () => {
    const subject = 'Œuvre « ça » — 東京, עברית, 😀 '.repeat(12).trim();
    await mailAt().send(aMessage({ subject }));
    expect(server.accepted[0]?.email.subject).toBe(subject);
  });
});

describe('a connection', () => {
  test('gives the account’s name and password, special characters included', async () => {
    await mailAt('compte%40exemple.org:p%40ss%3A%2Fé@').send(aMessage());
    expect(server.passwords).toEqual(['p@ss:/é']);
  });

  test('is encrypted as soon as the server offers it, even with a certificate of its own on this computer', async () => {
    await mailAt().send(aMessage());
    expect(server.accepted[0]?.isSecure).toBe(true);
  });

  test.each([
    ['is not encrypted', { disabledCommands: ['STARTTLS'] }],
    ['shows a certificate that nobody vouches for', {}],
  ])('to another computer that %s is refused before the password is given', async (_, options) => {
    await server.stop();
    await startServer(options);
    // Reaches this computer by an address that is not said to be its own.
    const url = `smtp://compte:secret@0.0.0.0:${port}`;
    const failure = await failureOf(smtpMail({ url, from: FROM, timeouts: PATIENT }).send(aMessage()));
    expect(failure).toBeInstanceOf(MailUnavailable);
    expect(failure).toHaveProperty('reason', expect.stringMatching(/^ETLS/));
    expect(server.connections).toBe(1);
    expect(server.passwords).toEqual([]);
    expect(server.accepted).toEqual([]);
  });

  test('speaks TLS from the start with smtps', async () => {
    await server.stop();
    await startServer({ secure: true });
    await smtpMail({ url: `smtps://127.0.0.1:${port}`, from: FROM, timeouts: PATIENT }).send(aMessage());
    expect(server.accepted[0]?.isSecure).toBe(true);
  });
});

describe('a failure of the service', () => {
  test.each([
    ['421 at the connection', 'connection', replies(421)],
    ['554 at the connection', 'connection', replies(554)],
    ['a wrong password', 'login', replies(535)],
    ['a sender that is not allowed', 'sender', replies(550)],
    ['421 at the recipient', 'recipient', replies(421)],
    ['a line cut at once', 'connection', cutsTheLine],
    ['a line cut before the text', 'recipient', cutsTheLine],
    ['a line cut after the text', 'data', cutsTheLine],
    ['a line cut before the answer is heard', 'accepted', cutsTheLine],
    ['silence at the connection', 'connection', saysNothing],
    ['silence after the text', 'accepted', saysNothing],
  ] as const)('%s is not the fault of the message', async (_, moment, fault) => {
    server.faults.set(moment, fault);
    const timeouts = fault === saysNothing ? SHORT : PATIENT;
    const failure = await failureOf(mailAt('compte:secret@', { timeouts }).send(aMessage()));
    expect(failure).toBeInstanceOf(MailUnavailable);
    expect(failure).toHaveProperty('message', 'The message was not taken.');
    expect(failure).toHaveProperty('reason', expect.stringMatching(/^[A-Z]+( \d{3})?$/));
  });

  test('nobody at the address is one too', async () => {
    await server.stop();
    expect(await failureOf(mailAt().send(aMessage()))).toMatchObject({ reason: 'ESOCKET' });
    await startServer();
  });

  test('a server that speaks without end is left when the time of a message is over', async () => {
    const chatty = createServer((socket) => {
      const words = setInterval(() => socket.write('220-Bonjour\r\n'), 10);
      socket.once('close', () => clearInterval(words)).on('error', () => undefined);
    }).listen(0, '127.0.0.1');
    await once(chatty, 'listening');
    const address = chatty.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    const url = `smtp://127.0.0.1:${address.port}`;
    const mail = smtpMail({ url, from: FROM, timeouts: { ...PATIENT, message: 250 } });
    expect(await failureOf(mail.send(aMessage()))).toBeInstanceOf(MailUnavailable);
    chatty.close();
    await once(chatty, 'close');
  });
});

describe('a refusal of the message', () => {
  test.each([
    ['recipient', replies(550, '5.1.1 ines@exemple.fr: no such user'), '550 5.1.1', 'final'],
    ['recipient', replies(550), '550', 'recipient'],
    ['recipient', replies(450, '4.2.1 greylisted'), '450 4.2.1', 'recipient'],
    ['recipient', replies(451), '451', 'service'],
    ['data', replies(552, '5.3.4 too big'), '552 5.3.4', 'service'],
    ['data', replies(452), '452', 'service'],
    ['recipient', replies(554, '5.7.1 relay access denied'), '554 5.7.1', 'service'],
    ['data', replies(550, '5.4.5 Daily user sending limit exceeded'), '550 5.4.5', 'service'],
    ['data', replies(554, '5.6.0 message refused'), '554 5.6.0', 'final'],
  ] as const)('at the %s is told by its codes alone (%#)', async (moment, fault, code, verdict) => {
    server.faults.set(moment, fault);
    const failure = await failureOf(mailAt().send(aMessage()));
    expect(failure).toBeInstanceOf(MailRefused);
    expect(failure).toMatchObject({ message: 'The message was refused.', code, verdict });
  });
});

test('a message to nobody is refused before the server is asked', async () => {
  expect(await failureOf(mailAt().send(aMessage({ to: '' })))).toMatchObject({
    code: 'EENVELOPE',
    verdict: 'final',
  });
});
