import { Lease } from '../executor/lease.ts';
import { PostponedTabs } from '../spreadsheet/postponed-tabs.ts';
import { AlertNotes } from '../schedule/alert-notes.ts';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import {
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
  createServer,
} from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BlobsServer } from '@netlify/blobs/server';
import { localBlobs } from '../../../scripts/local-blobs.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { BlobsStore } from './blobs.ts';
import { OTHER_ID, anApplication, describeInbox } from '../../../tests/contracts/inbox-contract.ts';
import { CaseStore } from '../cases/case-store.ts';
import { factOf } from '../cases/facts.ts';
import { Inbox } from '../cases/inbox.ts';
import { DELIVERED_ROW, itemOf, itemsIn } from '../cases/inbox-items.ts';
import { TypedStore } from '../cases/typed-store.ts';
import { SnapshotStore } from '../executor/tab-snapshots.ts';
import { StoreUnavailable } from './key-store.ts';

const LONG_MS = 60_000;

function storeAt(url: string, { name = 'inbox', deadlineMs = LONG_MS, token = 'token' } = {}): BlobsStore {
  return new BlobsStore({
    name,
    deadlineMs,
    connection: { siteID: 'site', token, edgeURL: url, uncachedEdgeURL: url },
  });
}

describe('an inbox in Netlify Blobs', () => {
  let directory: string;
  let server: BlobsServer;
  let url: string;
  let opened = 0;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'blobs-'));
    server = localBlobs(directory, 'token');
    url = (await server.start()).address;
  });

  afterAll(async () => {
    await server.stop();
    await rm(directory, { recursive: true });
  });

  describeInbox(() => storeAt(url, { name: `inbox-${++opened}` }));

  test('remembers a tab whose name has an accent', async () => {
    const snapshots = new SnapshotStore(storeAt(url, { name: `inbox-${++opened}` }));
    const at = new Date('2026-11-23T09:00:00Z');
    expect(await snapshots.has('Binômes')).toBe(false);
    await snapshots.save('Binômes', at, { rows: {} });
    expect(await snapshots.has('Binômes')).toBe(true);
    expect(await snapshots.has('Bin')).toBe(false);
  });

  test('is out of reach with a wrong token', async () => {
    await expect(new Inbox(storeAt(url, { token: 'wrong' })).put(anApplication())).rejects.toThrow(
      StoreUnavailable,
    );
  });

  test('is found from the environment of a Netlify function, one token after the other', async () => {
    const inbox = new Inbox(new BlobsStore({ name: 'from-environment' }));
    const giveToken = (token: string): void => {
      const context = { siteID: 'site', token, edgeURL: 'http://localhost:1', uncachedEdgeURL: url };
      vi.stubEnv('NETLIFY_BLOBS_CONTEXT', Buffer.from(JSON.stringify(context)).toString('base64'));
    };
    giveToken('expired');
    await expect(inbox.pending()).rejects.toThrow(StoreUnavailable);
    giveToken('token');
    await inbox.put(anApplication());
    expect(await inbox.pending()).toHaveLength(1);
  });

  test('is out of reach where the environment says nothing of it, and is opened all the same', async () => {
    await expect(new Inbox(new BlobsStore()).put(anApplication())).rejects.toThrow(StoreUnavailable);
  });
});

describe('when the server misbehaves', () => {
  const KEY = `typed/${anApplication().id}/application-001795341600000-0123456789abcdef`;
  let server: Server;
  let url: string;
  let answer: RequestListener;

  beforeEach(async () => {
    server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    url = `http://127.0.0.1:${address.port}`;
  });

  afterEach(() => {
    vi.restoreAllMocks();
    server.closeAllConnections();
    server.close();
  });

  const FACT = factOf('message', DELIVERED_ROW, new Date(0));
  const ITEM = itemsIn(OTHER_ID, [itemOf(anApplication()).name]).waiting[0];

  const now = (): Date => new Date();

  const operations: Record<string, (inbox: Inbox, store: BlobsStore) => Promise<unknown>> = {
    put: (inbox) => inbox.put(anApplication()),
    pending: (inbox) => inbox.pending(),
    held: (inbox) => inbox.held(),
    knows: (inbox) => inbox.knows(OTHER_ID),
    read: (_, store) => new TypedStore(store).texts(OTHER_ID, ['letters']),
    forget: (_, store) => new TypedStore(store).forget(OTHER_ID, 'letters'),
    note: (_, store) => new CaseStore(store).note(OTHER_ID, FACT),
    fact: (_, store) => new CaseStore(store).fact(OTHER_ID, DELIVERED_ROW),
    keep: (_, store) => new TypedStore(store).keep(OTHER_ID, 'aside', { reason: 'trop long' }),
    quarantined: (inbox) => inbox.quarantined(),
    release: (inbox) => (ITEM === undefined ? Promise.reject(new Error('No item.')) : inbox.release(ITEM)),
    discard: (inbox) => (ITEM === undefined ? Promise.reject(new Error('No item.')) : inbox.discard(ITEM)),
    postpone: (_, store) => new PostponedTabs(store, now).postpone('Jeunes', 60),
    isPostponed: (_, store) => new PostponedTabs(store, now).isPostponed('Jeunes'),
    wasAlerted: (_, store) => new AlertNotes(store, now).wasAlerted('late', '2026-11-22'),
    noteAlert: (_, store) => new AlertNotes(store, now).noteAlert('late', '2026-11-22'),
    takeLease: (_, store) => new Lease(store, now).take('a'),
    keepLease: (_, store) => new Lease(store, now).keep('a'),
    dropLease: (_, store) => new Lease(store, now).drop('a'),
  };

  const answering =
    (status: number, headers: Record<string, string> = {}, body = ''): RequestListener =>
    (_, response) => {
      response.writeHead(status, headers).end(body);
    };

  // The library would wait that long before it tries again: the tests would run into their own time limit.
  const later = { 'x-ratelimit-reset': String(Date.now() / 1000 + 3600) };
  const faults: Record<string, { readonly answer: RequestListener; readonly deadlineMs?: number }> = {
    'answers 503': { answer: answering(503, later) },
    'answers 500': { answer: answering(500, later) },
    'answers 429': { answer: answering(429, later) },
    'answers 401': { answer: answering(401) },
    'answers 403': { answer: answering(403) },
    'answers 400': { answer: answering(400) },
    'answers 302 to nowhere': { answer: answering(302) },
    'answers a web page with 200': {
      answer: answering(200, { 'content-type': 'text/html; charset=utf-8' }, '<h1>Bonjour</h1>'),
    },
    'drops the connection': { answer: (request) => request.destroy() },
    'drops the connection in the middle of an answer': {
      answer: (request, response) => {
        response.writeHead(500, { 'content-length': '100' }).write('half');
        setImmediate(() => request.destroy());
      },
    },
    hangs: { answer: () => undefined, deadlineMs: 50 },
  };

  describe.each(Object.entries(faults))('and %s', (_, { answer: faulty, deadlineMs }) => {
    test.each(Object.entries(operations))(
      '%s says that the store is unavailable, and no more',
      async (_name, operation) => {
        answer = faulty;
        const store = storeAt(url, deadlineMs === undefined ? {} : { deadlineMs });
        const error: unknown = await operation(new Inbox(store), store).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(StoreUnavailable);
        expect(error).toHaveProperty('message', 'The store is unavailable.');
        expect(error).toHaveProperty('cause');
      },
    );
  });

  test.each(['put', 'keep', 'takeLease'])(
    'and answers 404 or 412 to a plain write, %s is no success',
    async (name) => {
      for (const status of [404, 412]) {
        answer = answering(status);
        const store = storeAt(url);
        await expect(operations[name]?.(new Inbox(store), store)).rejects.toThrow(StoreUnavailable);
      }
    },
  );

  test.each([
    ['an object without a list', '{}'],
    ['an error', '{"message":"Not Found"}'],
    ['no JSON', 'ok'],
    ['nothing', ''],
  ])('and answers %s in place of a list, the list is not called empty', async (_, body) => {
    answer = answering(200, { 'content-type': 'application/json' }, body);
    await expect(storeAt(url).list('typed/')).rejects.toThrow(StoreUnavailable);
  });

  test('and stops in the middle of a list or a body, the deadline ends it', async () => {
    answer = (_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"blobs":[');
    const store = storeAt(url, { deadlineMs: 50 });
    await expect(store.list('typed/')).rejects.toThrow(StoreUnavailable);
    await expect(store.get(KEY)).rejects.toThrow(StoreUnavailable);
  });

  test('and fails on the second page, the first is not taken for the whole list', async () => {
    answer = ({ url: asked = '' }, response) => {
      if (asked.includes('cursor=')) response.writeHead(503).end();
      else response.end(JSON.stringify({ blobs: [{ key: KEY, etag: '"1"' }], next_cursor: 'two' }));
    };
    await expect(storeAt(url).list('typed/')).rejects.toThrow(StoreUnavailable);
  });

  test('a list comes in pages', async () => {
    const others = KEY.replace('1795341600000', '1795341600001');
    answer = ({ url: asked = '' }, response) => {
      const page = asked.includes('cursor=')
        ? { blobs: [{ key: others }] }
        : { blobs: [{ key: KEY }], next_cursor: 'two' };
      response.end(JSON.stringify(page));
    };
    expect(await new Inbox(storeAt(url)).pending()).toMatchObject([
      { name: KEY.split('/').at(-1) },
      { name: others.split('/').at(-1) },
    ]);
  });

  test('forty pages are read however long they take together: each has a deadline of its own', async () => {
    const pages = 40;
    const deadlines: AbortController[] = [];
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      deadlines.push(new AbortController());
      return deadlines.at(-1)?.signal ?? AbortSignal.abort();
    });
    answer = ({ url: asked = '' }, response) => {
      const page = Number(/cursor=(?<page>\d+)/.exec(asked)?.groups?.page ?? 0);
      // By the time that a page is asked for, the deadlines of the pages before it have passed.
      if (page > 0) for (const passed of deadlines.slice(0, Math.max(1, page))) passed.abort();
      const blobs = Array.from({ length: 1_000 }, (_, index) => ({ key: `written/${page}-${index}` }));
      response.end(JSON.stringify({ blobs, ...(page + 1 < pages && { next_cursor: String(page + 1) }) }));
    };
    expect(new Set(await storeAt(url).list('written/')).size).toBe(pages * 1_000);
  });

  test('a store to which nothing was ever written answers 404 and is empty', async () => {
    const written: string[] = [];
    answer = ({ method, url: asked = '' }, response) => {
      if (method === 'PUT') written.push(asked.slice(asked.indexOf('typed/')));
      if (method === 'PUT') response.end();
      else if (written.length === 0) response.writeHead(404).end();
      else response.end(JSON.stringify({ blobs: written.map((key) => ({ key })) }));
    };
    expect(await new Inbox(storeAt(url)).pending()).toEqual([]);
  });

  test('a list that stays 404 after a write is not the store', async () => {
    answer = ({ method }, response) => response.writeHead(method === 'PUT' ? 200 : 404).end();
    await expect(new Inbox(storeAt(url)).pending()).rejects.toThrow(StoreUnavailable);
  });

  test.each<[string, (request: IncomingMessage, response: ServerResponse) => unknown]>([
    ['a 503', (_, response) => response.writeHead(503).end()],
    ['a connection closed meanwhile', (request) => request.destroy()],
  ])('%s is tried once more at once, no further', async (_, failing) => {
    let calls = 0;
    answer = (request, response) => (++calls === 1 ? failing(request, response) : response.end());
    await expect(new Inbox(storeAt(url)).put(anApplication())).resolves.toBeUndefined();
    expect(calls).toBe(2);
    calls = 0;
    answer = (request, response) => (++calls, failing(request, response));
    await expect(new Inbox(storeAt(url)).put(anApplication())).rejects.toThrow(StoreUnavailable);
    expect(calls).toBe(2);
  });

  test('once the failure is told, nothing more is tried', async () => {
    let writes = 0;
    answer = ({ method }, response) => {
      if (method === 'PUT') writes++;
      response.writeHead(method === 'PUT' ? 503 : 404).end();
    };
    const store = storeAt(url);
    const inbox = new Inbox(store);
    await expect(inbox.put(anApplication())).rejects.toThrow(StoreUnavailable);
    // Round trips enough for the library, which in a test would try again after one millisecond.
    for (let trip = 0; trip < 20; trip++) await store.get(KEY);
    expect(writes).toBe(2);
  });
});
