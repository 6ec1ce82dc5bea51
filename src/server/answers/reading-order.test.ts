import { expect, test } from 'vitest';
import { SECRET } from '../../../tests/fixtures/programme.fixture.ts';
import { trackingPortsOf } from '../../../tests/fixtures/tracking.fixture.ts';
import { MemoryStore } from '../../../tests/doubles/memory-store.ts';
import { PeopleStore } from '../cases/people-store.ts';
import { TypedStore } from '../cases/typed-store.ts';
import { type Purpose, signLink } from '../links/links.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { heldData } from './download.ts';
import { viewAuthorisation } from './guardian-view.ts';
import { viewInvitation } from './invitation-views.ts';
import { viewTracking } from './tracking-view.ts';

// The executor notes the fact first and forgets the typed text then. Whoever reads them the other way round, or together, may find
// neither: the page then says nothing of a request that is being done.

const NOW = new Date('2026-11-23T09:00:00Z');
const ID = '0123456789abcdef0123456789abcdef';

/** Notes when each reading begins and ends. */
class OrderedStore extends MemoryStore {
  readonly order: string[] = [];

  override async list(prefix: string): Promise<readonly string[]> {
    return await this.#noted(prefix, super.list(prefix));
  }

  override async get(key: string): Promise<string | undefined> {
    return await this.#noted(key, super.get(key));
  }

  async #noted<T>(key: string, reading: Promise<T>): Promise<T> {
    this.order.push(`begin ${key}`);
    const read = await reading;
    this.order.push(`end ${key}`);
    return read;
  }
}

async function orderOf(view: (store: OrderedStore) => Promise<unknown>): Promise<readonly string[]> {
  const store = new OrderedStore();
  await trackingPortsOf(store, () => NOW).cases.keep({
    id: ID,
    reference: 'JE-7K2M9QWX',
    audience: 'youth',
    season: '2026-2027',
    receivedAt: NOW.toISOString(),
    keys: {},
  });
  store.order.length = 0;
  await view(store);
  return store.order;
}

function tokenFor(purpose: Purpose): string {
  return signLink(SECRET, { purpose, subject: ID, generation: 0, expires: new Date('2026-12-01T00:00:00Z') });
}

test.each<{ page: string; first: string; view: (store: OrderedStore) => Promise<unknown> }>([
  {
    page: 'a follow-up',
    first: `typed/${ID}/`,
    view: async (store) =>
      await viewTracking(
        tokenFor('tracking'),
        trackingPortsOf(store, () => NOW),
      ),
  },
  {
    page: 'a guardian’s answer',
    first: `typed/${ID}/`,
    view: async (store) => {
      const ports = { ...trackingPortsOf(store, () => NOW), typed: new TypedStore(store) };
      return await viewAuthorisation(tokenFor('authorisation'), ports);
    },
  },
  {
    page: 'an invitation',
    first: `people/${ID}`,
    view: async (store) => {
      const ports = { ...trackingPortsOf(store, () => NOW), people: new PeopleStore(store) };
      return await viewInvitation(tokenFor('invitation'), ports, NOW);
    },
  },
])('the page of $page reads what goes before the fact that replaces it', async ({ first, view }) => {
  const order = await orderOf(view);
  expect(order).toContain(`end ${first}`);
  expect(order.indexOf(`begin cases/${ID}/`)).toBeGreaterThan(order.indexOf(`end ${first}`));
});

test('a download reads what goes before the rows that replace it', async () => {
  const order = await orderOf(async (store) => {
    const file = await trackingPortsOf(store, () => NOW).cases.read(ID);
    if (file === undefined) throw new Error('There is no case.');
    const table = () => {
      store.order.push('rows');
      return Promise.resolve([]);
    };
    await heldData({ file, form: youthForm, events: [] }, { spreadsheet: { table }, store, now: () => NOW });
  });
  expect(order).toContain(`end typed/${ID}/`);
  expect(order.indexOf('rows')).toBeGreaterThan(order.indexOf(`end typed/${ID}/`));
});
