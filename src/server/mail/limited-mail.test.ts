import { expect, test } from 'vitest';
import { MemoryStore } from '../inbox/memory.ts';
import { DAILY_MESSAGES, forgetWritten, heldSinceYesterday, LimitedMail } from './limited-mail.ts';
import { MailUnavailable, type Message } from './mail.ts';
import { aMessage } from './message.fixture.ts';

const TEAM = 'equipe@exemple.org';
const DAY = 86_400_000;

/** A limited mail whose clock goes on when told. */
function aLimitedMail() {
  let clock = Date.parse('2026-11-23T09:00:00Z');
  let isDown = false;
  const store = new MemoryStore();
  const sent: Message[] = [];
  const mail = new LimitedMail({
    mail: {
      send: (message) =>
        isDown ? Promise.reject(new MailUnavailable(undefined)) : Promise.resolve(void sent.push(message)),
    },
    store,
    secret: 's'.repeat(32),
    teamEmail: TEAM,
    log: () => undefined,
    now: () => new Date(clock),
  });
  return {
    mail,
    store,
    sent,
    held: async () => await heldSinceYesterday(store, new Date(clock)),
    forget: async () => {
      await forgetWritten(store, new Date(clock));
    },
    wait: (days: number) => void (clock += days * DAY),
    break: (state: boolean) => void (isDown = state),
  };
}

function messages(count: number, overrides: Partial<Message> = {}): readonly Message[] {
  return Array.from({ length: count }, (_, n) =>
    aMessage({ messageId: `ab${n}.confirmation@exemple.org`, ...overrides }),
  );
}

test('a mailbox has so many messages a day, however its address is written; the others are held and named', async () => {
  const { mail, sent, held } = aLimitedMail();
  const addresses = ['ines@exemple.fr', 'INES@exemple.fr', 'ines+1@exemple.fr'];
  for (const [n, message] of messages(25).entries())
    await mail.send({ ...message, to: addresses[n % 3] ?? '' });
  expect(sent).toHaveLength(DAILY_MESSAGES);
  expect(await held()).toHaveLength(25 - DAILY_MESSAGES);
  expect(await held()).toContain('ab24.confirmation');
  await mail.send(aMessage({ to: 'lou@exemple.fr' }));
  expect(sent).toHaveLength(DAILY_MESSAGES + 1);
});

test('of many at once as many leave', async () => {
  const { mail, sent } = aLimitedMail();
  await Promise.all(messages(25).map(async (message) => await mail.send(message)));
  expect(sent).toHaveLength(DAILY_MESSAGES);
});

test('a message that is tried again is counted once', async () => {
  const limited = aLimitedMail();
  limited.break(true);
  const [first = aMessage(), ...others] = messages(DAILY_MESSAGES);
  for (let tries = 0; tries < 10; tries += 1)
    await expect(limited.mail.send(first)).rejects.toThrow(MailUnavailable);
  limited.break(false);
  for (const message of [first, ...others]) await limited.mail.send(message);
  expect(limited.sent).toHaveLength(DAILY_MESSAGES);
});

test('the team and whoever is warned have every message', async () => {
  const { mail, sent } = aLimitedMail();
  for (const message of messages(10, { to: TEAM })) await mail.send(message);
  for (const message of messages(10, { isWarning: true })) await mail.send(message);
  expect(sent).toHaveLength(20);
});

test('the next day there is room again; what is held is told for two days, and nothing is kept longer', async () => {
  const { mail, sent, store, held, forget, wait } = aLimitedMail();
  for (const message of messages(DAILY_MESSAGES + 1)) await mail.send(message);
  wait(1);
  await mail.send(aMessage());
  expect(sent).toHaveLength(DAILY_MESSAGES + 1);
  await forget();
  expect(await held()).toHaveLength(1);
  wait(1);
  expect(await held()).toEqual([]);
  wait(1);
  await forget();
  expect(await store.list('')).toEqual([]);
});

test('no key tells an address', async () => {
  const { mail, store } = aLimitedMail();
  for (const message of messages(DAILY_MESSAGES + 1)) await mail.send(message);
  for (const key of await store.list('')) expect(key).not.toMatch(/ines|exemple/);
});
