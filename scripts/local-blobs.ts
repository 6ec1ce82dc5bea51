import { randomUUID } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { BlobsServer } from '@netlify/blobs/server';
import pLimit from 'p-limit';
import * as z from 'zod';

type Handle = (request: Request) => Promise<Response>;

const handleSchema = z.custom<Handle>((value) => typeof value === 'function');

/** As `BlobsServer.walk` is called: it adds to `result` what a folder holds below a prefix. */
interface Walk {
  readonly path: string;
  readonly prefix: string;
  readonly rootPath: string;
  readonly result: { readonly blobs: { key: string; etag: string }[] };
}

/** Lists folders that the prefix leads to alone, without a look at each file: the server's own looks twice at every file of the store. */
async function walk({ path: folder, prefix, rootPath, result }: Walk): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    const key = path.relative(rootPath, file).split(path.sep).join('/');
    if (!prefix.startsWith(key.slice(0, prefix.length))) continue;
    if (entry.isDirectory()) await walk({ path: file, prefix, rootPath, result });
    else result.blobs.push({ key, etag: '' });
  }
}

/**
 * Netlify's own local Blobs server, with the strong consistency that the real store has: one request at a time. By itself it answers a list
 * during which a file goes with the keys that it had met so far, and lists files that are being written (@netlify/blobs 10, `listBlobs`).
 */
export function localBlobs(directory: string, token: string): BlobsServer {
  const blobs = new BlobsServer({ directory, token });
  const handle = handleSchema.parse(Reflect.get(blobs, 'handleRequest'));
  const inTurn = pLimit(1);
  const handleWhole: Handle = (request) =>
    inTurn(async () => {
      const answer = await Reflect.apply(handle, blobs, [request]);
      // Read within its turn: the file may go in the next.
      return answer.body === null ? answer : new Response(await answer.arrayBuffer(), answer);
    });
  Reflect.set(blobs, 'handleRequest', handleWhole);
  Reflect.set(BlobsServer, 'walk', walk);
  return blobs;
}

/** Starts a local Blobs server on `folder` and tells the functions of this process where it is. */
export async function startBlobs(folder: string): Promise<BlobsServer> {
  await mkdir(folder, { recursive: true });
  const token = randomUUID();
  const blobs = localBlobs(folder, token);
  const { port } = await blobs.start();
  const address = `http://localhost:${port}`;
  const context = {
    deployID: '0',
    siteID: '0',
    primaryRegion: 'eu-central-1',
    token,
    edgeURL: address,
    uncachedEdgeURL: address,
  };
  process.env.NETLIFY_BLOBS_CONTEXT = Buffer.from(JSON.stringify(context)).toString('base64');
  return blobs;
}
