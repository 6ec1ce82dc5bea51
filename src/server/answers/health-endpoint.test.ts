import { expect, test } from 'vitest';
import { EnvironmentError } from '../foundation/environment-error.ts';
import { anApplication, putAside } from '../../../tests/contracts/inbox-contract.ts';
import { Inbox } from '../cases/inbox.ts';
import { itemName } from '../cases/inbox-items.ts';
import { TypedStore } from '../cases/typed-store.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import { MemoryStore } from '../../../tests/doubles/memory-store.ts';
import { Runs } from '../runs/runs.ts';
import { answerHealth } from './health-endpoint.ts';

const ADDRESS = 'https://site.test/api/sante';

const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();

function healthOf(
  inbox: Inbox,
  {
    method = 'GET',
    readEnvironment = () => ({}),
    store = new MemoryStore(),
    runs = new Runs(new MemoryStore()),
  }: { method?: string; readEnvironment?: () => unknown; store?: MemoryStore; runs?: Runs } = {},
): Promise<Response> {
  return answerHealth(new Request(ADDRESS, { method }), {
    readEnvironment,
    open: () => ({ inbox, runs, store }),
  });
}

/** An inbox over a store that answers nothing. */
function downInbox(): Inbox {
  const store = new MemoryStore();
  store.list = () => Promise.reject(new StoreUnavailable('Inès'));
  return new Inbox(store);
}

test('all is well when nothing waits: four keys, no cache, no guessing of the type', async () => {
  const answer = await healthOf(new Inbox(new MemoryStore()));
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe(
    JSON.stringify({ status: 'ok', pending: 0, oldestPendingSeconds: null, quarantined: 0 }),
  );
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});

test('what waits is counted by application, not by click, with the age of the oldest', async () => {
  const inbox = new Inbox(new MemoryStore());
  for (const seconds of [90, 30])
    await inbox.put(anApplication({ id: 'a'.repeat(32), receivedAt: secondsAgo(seconds) }));
  await inbox.put(anApplication({ id: 'b'.repeat(32), receivedAt: secondsAgo(10) }));
  const health: unknown = await (await healthOf(inbox)).json();
  expect(health).toEqual({ status: 'ok', pending: 2, oldestPendingSeconds: 90, quarantined: 0 });
});

test.each([
  ['at once where the server calls it permanent', 0, true, 'degraded'],
  ['after an hour otherwise', 3_700, false, 'degraded'],
  ['not before', 60, false, 'ok'],
])('a mail service that takes nothing is « degraded » %s', async (_, seconds, isPermanent, status) => {
  const store = new MemoryStore();
  const since = secondsAgo(seconds);
  await store.set(
    'mail/service',
    JSON.stringify({ failure: { since, until: since, tries: 1, code: '550 5.4.5', isPermanent } }),
  );
  const answer = await healthOf(new Inbox(new MemoryStore()), { store });
  expect(await answer.json()).toEqual({ status, pending: 0, oldestPendingSeconds: null, quarantined: 0 });
});

test('a letter that waits for days is nobody’s late row', async () => {
  const store = new MemoryStore();
  const inbox = new Inbox(store);
  await inbox.put(anApplication({ receivedAt: secondsAgo(200_000) }));
  for (const item of await inbox.pending()) {
    await new TypedStore(store).keep(item.id, itemName(item, 'letters'), anApplication());
    await new TypedStore(store).forget(item.id, item.name);
  }
  expect(await (await healthOf(inbox)).json()).toMatchObject({ status: 'ok', pending: 1 });
});

test('an hour of waiting, or one item put aside, is « degraded », still with 200', async () => {
  const late = new Inbox(new MemoryStore());
  await late.put(anApplication({ receivedAt: secondsAgo(3_700) }));
  const store = new MemoryStore();
  const aside = new Inbox(store);
  await aside.put(anApplication());
  for (const item of await aside.pending()) await putAside(store, item);
  for (const [inbox, counts] of [
    [late, { pending: 1, quarantined: 0 }],
    [aside, { pending: 0, oldestPendingSeconds: null, quarantined: 1 }],
  ] as const) {
    const answer = await healthOf(inbox);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ status: 'degraded', ...counts });
  }
});

test('an inbox or a configuration that fails is « down » with 503, and says nothing more', async () => {
  const unset = () => {
    throw new EnvironmentError(['LINK_SECRET manque']);
  };
  for (const answer of [
    await healthOf(downInbox()),
    await healthOf(new Inbox(new MemoryStore()), { readEnvironment: unset }),
  ]) {
    expect(answer.status).toBe(503);
    expect(await answer.text()).toBe('{"status":"down"}');
  }
});

test('HEAD is answered as GET, other methods are 405 with both', async () => {
  expect((await healthOf(new Inbox(new MemoryStore()), { method: 'HEAD' })).status).toBe(200);
  const refused = await healthOf(new Inbox(new MemoryStore()), { method: 'POST' });
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});
