import { Lease } from '../src/server/executor/lease.ts';
import { PostponedTabs } from '../src/server/spreadsheet/postponed-tabs.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { SECRET } from './fixtures/programme.fixture.ts';
import { MemoryStore } from './doubles/memory-store.ts';
import { isStillAhead } from '../src/server/foundation/instants.ts';
import { CaseStore } from '../src/server/cases/case-store.ts';
import { announcedFact, nudgedFact, progressLink, releasedFact } from '../src/server/cases/company-facts.ts';
import { Looks } from '../src/server/cases/looks.ts';
import { PeopleStore } from '../src/server/cases/people-store.ts';
import { viewProgress } from '../src/server/answers/invitation-views.ts';
import { signLink } from '../src/server/links/links.ts';
import { Renewals } from '../src/server/links/renewals.ts';
import type { Message } from '../src/server/letters/message.ts';
import { MailUnavailable } from '../src/server/mail/mail.ts';
import { aMessage } from './fixtures/message.fixture.ts';
import { mailOfDrain } from './fixtures/persistent-mail.fixture.ts';
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
    const lease = new Lease(store, now);
    await lease.take('crashed');
    clock = NOW;
    expect(await lease.take('b')).toBe(true);
  });

  test('a tab that was to be left alone', async () => {
    const postponed = new PostponedTabs(store, now);
    await postponed.postpone('Jeunes', 180);
    clock = NOW;
    expect(await postponed.isPostponed('Jeunes')).toBe(false);
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
    const [cases, people] = [new CaseStore(store), new PeopleStore(store)];
    const announcedAt = later(-10);
    await people.keep(ID, { companyName: 'Filature', contactName: 'Alix', email: 'alix@exemple.fr' });
    await cases.note(ID, announcedFact(1, announcedAt));
    await cases.note(ID, releasedFact(announcedAt));
    await cases.note(ID, nudgedFact(announcedAt, wrong));
    const token = signLink(SECRET, progressLink({ id: ID, announcedAt, renewal: undefined }));
    const [looks, renewals] = [new Looks(store), new Renewals(store)];
    const ports = { cases, people, looks, renewals, secret: SECRET, now: () => NOW };
    expect((await viewProgress(token, ports)).view).toMatchObject({ progress: { nextReminder: undefined } });
  });
});

describe('a task scheduled by a clock that was years ahead', () => {
  test('is due at once, an act, an erasure and the look at an invitation alike', async () => {
    const store = new MemoryStore();
    const [asks, looks] = [new Asks(store), new Looks(store)];
    const at = later(1_000);
    await asks.ask(ID, { kind: 'erase', at, once: '1'.repeat(16) });
    await looks.schedule(ID, at);
    expect([...(await new TypedStore(store).names()).keys()]).toEqual([ID]);
    expect((await looks.due(NOW)).map(({ id }) => id)).toEqual([ID]);
  });

  test('is none of those that wait as they should', async () => {
    const looks = new Looks(new MemoryStore());
    for (const days of [7, 90]) await looks.schedule(ID, later(days));
    expect(await looks.due(NOW)).toEqual([]);
    expect(await looks.due(later(7))).toHaveLength(1);
  });
});
