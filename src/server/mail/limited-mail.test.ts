import { expect, test } from 'vitest';
import { forgetOldDays } from '../retention/old-marks.ts';
import { MemoryStore } from '../../../tests/doubles/memory-store.ts';
import { DailyCounts } from './daily-counts.ts';
import { DAILY_MESSAGES, LimitedMail } from './limited-mail.ts';
import type { Message } from '../letters/message.ts';
import { MailHeld, MailUnavailable } from './mail.ts';
import { aMessage } from '../../../tests/fixtures/message.fixture.ts';
import { NoticeLimit, unannounced } from './notices.ts';

const TEAM = 'equipe@exemple.org';
const DAY = 86_400_000;

/** A limited mail whose clock goes on when told; each drain counts anew from the store. */
function aLimitedMail({ confirmations = 500, thirdParties = 200, notices = 30 } = {}) {
  let clock = Date.parse('2026-11-23T09:00:00Z');
  let isDown = false;
  const store = new MemoryStore();
  const sent: Message[] = [];
  const now = () => new Date(clock);
  const service = {
    send: (message: Message) =>
      isDown ? Promise.reject(new MailUnavailable(undefined)) : Promise.resolve(void sent.push(message)),
  };
  const aDrain = () => {
    const counts = new DailyCounts({ store, secret: 's'.repeat(32), now });
    return new LimitedMail({
      mail: new NoticeLimit({ mail: service, counts, most: notices, store }),
      counts,
      budgets: { confirmations, thirdParties },
      log: () => undefined,
    });
  };
  let mail = aDrain();
  return {
    store,
    sent,
    nextDrain: () => void (mail = aDrain()),
    send: async (message: Message) => await mail.send(message),
    /** Those that were not held. */
    sendAll: async (messages: readonly Message[]) => {
      const held: MailHeld[] = [];
      for (const message of messages)
        await mail.send(message).catch((error: unknown) => {
          if (!(error instanceof MailHeld)) throw error;
          held.push(error);
        });
      return held;
    },
    forget: async () => {
      await forgetOldDays({ store, now }, new Date('2100-01-01'));
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

/** One to each of so many strangers. */
function toStrangers(count: number, overrides: Partial<Message> = {}): readonly Message[] {
  return messages(count, overrides).map((message, n) => ({ ...message, to: `p${n}@exemple.fr` }));
}

test('a mailbox has so many messages a day, however its address is written; the others are held', async () => {
  const limited = aLimitedMail();
  const addresses = ['ines@exemple.fr', 'INES@exemple.fr', 'ines+1@exemple.fr'];
  const held = await limited.sendAll(
    messages(25).map((message, n) => ({ ...message, to: addresses[n % 3] ?? '' })),
  );
  expect(limited.sent).toHaveLength(DAILY_MESSAGES);
  expect(held).toHaveLength(25 - DAILY_MESSAGES);
  expect(held.map(({ isForAll }) => isForAll)).not.toContain(true);
  await limited.send(aMessage({ to: 'lou@exemple.fr' }));
  expect(limited.sent).toHaveLength(DAILY_MESSAGES + 1);
});

test('of many at once as many leave', async () => {
  const limited = aLimitedMail();
  await Promise.allSettled(messages(25).map(async (message) => await limited.send(message)));
  expect(limited.sent).toHaveLength(DAILY_MESSAGES);
});

test('a day has so many letters to whoever wrote, and fewer to those whom others name', async () => {
  const limited = aLimitedMail({ confirmations: 10, thirdParties: 4 });
  const held = await limited.sendAll(toStrangers(12));
  expect(limited.sent).toHaveLength(10);
  expect(held.map(({ isForAll }) => isForAll)).toEqual([true, true]);
  expect(await limited.sendAll(toStrangers(6, { limit: 'third-party' }))).toHaveLength(2);
  expect(limited.sent).toHaveLength(14);
});

test('what one drain sent counts in the next', async () => {
  const limited = aLimitedMail({ thirdParties: 4 });
  const all = toStrangers(6, { limit: 'third-party' });
  await limited.sendAll(all.slice(0, 3));
  limited.nextDrain();
  expect(await limited.sendAll(all.slice(3))).toHaveLength(2);
});

test('a message that is tried again is counted once', async () => {
  const limited = aLimitedMail();
  limited.break(true);
  const [first = aMessage(), ...others] = messages(DAILY_MESSAGES);
  for (let tries = 0; tries < 10; tries += 1)
    await expect(limited.send(first)).rejects.toThrow(MailUnavailable);
  limited.break(false);
  limited.nextDrain();
  for (const message of [first, ...others]) await limited.send(message);
  expect(limited.sent).toHaveLength(DAILY_MESSAGES);
});

test('no flood of other letters holds a warning up, and no warning is itself a flood', async () => {
  const limited = aLimitedMail({ confirmations: 10 });
  await limited.sendAll([...messages(10), ...toStrangers(10)]);
  limited.sent.length = 0;
  const warnings = messages(25, { limit: 'warning', messageId: '' }).map((message, n) => ({
    ...message,
    messageId: `ab${n}.moved@exemple.org`,
  }));
  await limited.sendAll(warnings);
  expect(limited.sent).toHaveLength(DAILY_MESSAGES);
});

test('whoever gives the team’s address as their own is held as others are', async () => {
  const limited = aLimitedMail();
  await limited.sendAll(messages(10, { to: TEAM }));
  expect(limited.sent).toHaveLength(DAILY_MESSAGES);
});

test('what the team causes leaves, however many letters have, and keeps none from leaving', async () => {
  const limited = aLimitedMail({ confirmations: 1 });
  expect(await limited.sendAll(messages(10, { to: 'a@exemple.fr', limit: 'team' }))).toEqual([]);
  await limited.send(aMessage());
  expect(limited.sent).toHaveLength(11);
});

test('beyond some notices a day the team has them in one digest, each once, over days', async () => {
  const limited = aLimitedMail({ notices: 3 });
  const notices = messages(8, { to: TEAM, limit: 'notice' }).map((message, n) => ({
    ...message,
    subject: `Une inscription est arrivée (EN-${n})`,
  }));
  expect(await limited.sendAll(notices)).toEqual([]);
  expect(limited.sent).toHaveLength(3);
  const digest = await unannounced(limited.store, 2);
  expect(digest).toMatchObject({ count: 5, subjects: [notices[3]?.subject, notices[4]?.subject] });
  await digest.forget();
  expect(await unannounced(limited.store, 2)).toMatchObject({ count: 0, subjects: [] });
  limited.wait(1);
  const [late = aMessage()] = messages(1, { limit: 'notice', messageId: 'cd.notice@exemple.org' });
  await limited.send(late);
  expect(limited.sent).toHaveLength(4);
});

test('the next day there is room again, and counts are kept for no longer than two days', async () => {
  const limited = aLimitedMail();
  await limited.sendAll(messages(DAILY_MESSAGES + 1));
  limited.wait(1);
  await limited.send(aMessage());
  expect(limited.sent).toHaveLength(DAILY_MESSAGES + 1);
  limited.wait(2);
  await limited.forget();
  expect(await limited.store.list('')).toEqual([]);
});

test('no key tells an address', async () => {
  const limited = aLimitedMail();
  await limited.sendAll(messages(DAILY_MESSAGES + 1));
  for (const key of await limited.store.list('')) expect(key).not.toMatch(/ines|exemple/);
});
