import { beforeEach, describe, expect, test } from 'vitest';
import { SECRET } from './fixtures/programme.fixture.ts';
import { Inbox } from '../src/server/inbox/inbox.ts';
import { MemoryStore } from '../src/server/store/memory.ts';
import { isStillAhead } from '../src/server/foundation/instants.ts';
import { Invitations } from '../src/server/invitations/invitations.ts';
import { progressLink } from '../src/server/invitations/state.ts';
import { viewProgress } from '../src/server/invitations/views.ts';
import { signLink } from '../src/server/links/links.ts';
import { Renewals } from '../src/server/links/renewals.ts';
import type { Message } from '../src/server/letters/message.ts';
import { MailUnavailable } from '../src/server/mail/mail.ts';
import { aMessage } from './fixtures/message.fixture.ts';
import { mailOfDrain } from './fixtures/persistent-mail.fixture.ts';
import { Looks } from '../src/server/cases/looks.ts';
import { TypedStore } from '../src/server/cases/typed-store.ts';
import { Asks } from '../src/server/cases/asks.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const DAY_MS = 86_400_000;
const later = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
const ID = 'a'.repeat(32);

test('an instant is ahead up to the longest that it may be, and no longer', () => {
  const at = (ms: number) => isStillAhead(new Date(NOW.getTime() + ms), NOW, 1_000);
  expect([at(-1), at(0), at(1), at(1_000), at(1_001)]).toEqual([false, false, true, true, false]);
  expect(isStillAhead(new Date(Number.NaN), NOW, 1_000)).toBe(false);
});

describe.each([
  ['years', later(1_000)],
  ['a day', later(1)],
])('what a clock that was %s ahead has left holds nothing back:', (_, wrong) => {
  let store: MemoryStore;
  let clock: Date;
  const now = () => clock;

  beforeEach(() => {
    store = new MemoryStore();
    clock = wrong;
  });

  test('the lease of a drain', async () => {
    const inbox = new Inbox(store, { now });
    await inbox.takeLease('crashed', 30);
    clock = NOW;
    expect(await inbox.takeLease('b', 30)).toBe(true);
  });

  test('a tab that was to be left alone', async () => {
    const inbox = new Inbox(store, { now });
    await inbox.postpone('Jeunes', 180);
    clock = NOW;
    expect(await inbox.isPostponed('Jeunes')).toBe(false);
  });

  test('a message that was to be tried again later', async () => {
    const sent: Message[] = [];
    let isDown = true;
    const mailOfOneDrain = () =>
      mailOfDrain({
        mail: {
          send: (message) =>
            isDown
              ? Promise.reject(new MailUnavailable(undefined))
              : Promise.resolve(void sent.push(message)),
        },
        store,
        log: () => undefined,
        now,
        lastStart: later(2_000),
      });
    await expect(mailOfOneDrain().send(aMessage())).rejects.toThrow(MailUnavailable);
    clock = NOW;
    isDown = false;
    await mailOfOneDrain().send(aMessage());
    expect(sent).toHaveLength(1);
  });

  test('a new link', async () => {
    const renewals = new Renewals(store);
    await renewals.renew('tracking', ID, wrong);
    expect(await renewals.renew('tracking', ID, NOW)).not.toBe('too-soon');
  });

  test('the end of every link that was issued before', async () => {
    const renewals = new Renewals(store);
    await renewals.renew('tracking', ID, later(1_000));
    expect(await renewals.revoke('tracking', ID, NOW)).toMatchObject({ generation: 2, issuedAt: NOW });
    expect(await renewals.revoke('tracking', ID, NOW)).toMatchObject({ generation: 2 });
    expect(await renewals.revoke('tracking', ID, later(-1))).toMatchObject({ generation: 2 });
  });

  test('a reminder that a company asks for', async () => {
    const invitations = new Invitations(store);
    const company = {
      id: ID,
      reference: 'EN-22222222',
      name: 'Filature',
      contactName: 'Alix',
      email: 'alix@exemple.fr',
      announcedAt: later(-10).toISOString(),
      count: 1,
    };
    await invitations.keepCompany(company);
    await invitations.markNudged(ID, wrong);
    const token = signLink(SECRET, progressLink(company, undefined));
    const ports = { invitations, renewals: new Renewals(store), secret: SECRET, now: () => NOW };
    expect((await viewProgress(token, ports)).view).toMatchObject({ progress: { nextReminder: undefined } });
  });
});

describe('a task scheduled by a clock that was years ahead', () => {
  test('is due at once, an act, an erasure and an invitation alike', async () => {
    const store = new MemoryStore();
    const [asks, looks, invitations] = [new Asks(store), new Looks(store), new Invitations(store)];
    const at = later(1_000);
    await asks.ask(ID, { kind: 'erase', at, once: '1'.repeat(16) });
    await looks.schedule(ID, at);
    await invitations.tasks.schedule({ kind: 'invite', id: ID, dueAt: at });
    expect([...(await new TypedStore(store).names()).keys()]).toEqual([ID]);
    for (const { due } of [
      { due: looks.due.bind(looks) },
      { due: invitations.tasks.due.bind(invitations.tasks) },
    ])
      expect((await due(NOW)).map(({ id }) => id)).toEqual([ID]);
  });

  test('is none of those that wait as they should', async () => {
    const { tasks } = new Invitations(new MemoryStore());
    await tasks.schedule({ kind: 'remind', id: ID, dueAt: later(7) });
    await tasks.schedule({ kind: 'forget-company', id: ID, dueAt: later(90) });
    expect(await tasks.due(NOW)).toEqual([]);
    expect(await tasks.due(later(7))).toHaveLength(1);
  });
});
