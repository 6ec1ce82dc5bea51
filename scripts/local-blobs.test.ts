import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { BlobsStore } from '../src/server/store/blobs.ts';
import { localBlobs } from './local-blobs.ts';

test('a list while keys come and go holds every key that stays, and no file that is being written', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'local-blobs-'));
  const server = localBlobs(directory, 'token');
  const { address: url } = await server.start();
  const connection = { siteID: 'site', token: 'token', edgeURL: url, uncachedEdgeURL: url };
  const store = new BlobsStore({ name: 'inbox', connection });
  const named = (kind: string) => Array.from({ length: 20 }, (_, index) => `cases/${kind}-${index}`);
  const staying = named('m');
  const passing = [...named('a'), ...named('z')];
  try {
    for (const key of staying) await store.set(key, 'x');
    for (let round = 0; round < 3; round += 1) {
      const coming = passing.map((key) => store.set(key, 'x'));
      const lists = Array.from({ length: 10 }, () => store.list('cases/'));
      const going = Promise.all(coming).then(() => Promise.all(passing.map((key) => store.delete(key))));
      const later = Promise.all(coming).then(() =>
        Promise.all(Array.from({ length: 10 }, () => store.list('cases/'))),
      );
      for (const keys of [...(await Promise.all(lists)), ...(await later)]) {
        expect(keys).toEqual(expect.arrayContaining(staying));
        expect([...staying, ...passing]).toEqual(expect.arrayContaining([...keys]));
      }
      await going;
    }
  } finally {
    await server.stop();
    await rm(directory, { recursive: true });
  }
});
