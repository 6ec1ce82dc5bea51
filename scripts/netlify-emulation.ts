import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import { isUtf8 } from 'node:buffer';
import { BlobsServer } from '@netlify/blobs/server';
import { NetlifyDev } from '@netlify/dev';
import pLimit from 'p-limit';
import { mirrorFunctions } from './function-bundles.ts';
import { projectRoot } from './local-environment.ts';

export interface Emulation {
  /**
   * Answers the request and returns true; returns false where neither a function nor a file matches a request
   * without a body.
   */
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
  stop: () => Promise<void>;
}

/** Where `npm start` and `npm run preview` keep the inbox; it outlives the process. */
export const localFolder = path.join(projectRoot, '.netlify');

// Above some dozens of calls at once the emulation begins to fail. GET never waits: with `npm start` a function asks for pages.
const postsAtOnce = 8;

/**
 * Netlify's own emulation of functions, Blobs, redirects and headers, offline. Functions see this process's
 * environment and working directory.
 * @param folder keeps the Blobs in `blobs/`, beside files of the emulation's own
 * @param dist folder of the built site that it also serves; only functions are answered without it
 */
export async function startEmulation(folder: string, dist?: string): Promise<Emulation> {
  // Tells the functions that the files they write stay.
  process.env.NETLIFY_DEV = 'true';
  const blobs = await startBlobs(path.join(folder, 'blobs'));
  const mirror = path.join(folder, 'emulation');
  const stopBundling = await mirrorFunctions(mirror, dist);
  const off = { enabled: false };
  const netlify = new NetlifyDev({
    projectRoot: mirror,
    serverAddress: null,
    skipGitignore: true,
    staticFiles: { enabled: dist !== undefined },
    // Our own Blobs server, so that each test run has its own folder; the rest would reach the network.
    blobs: off,
    aiGateway: off,
    database: off,
    edgeFunctions: off,
    environmentVariables: off,
    geolocation: off,
    images: off,
  });
  await netlify.start();
  const inTurn = pLimit(postsAtOnce);

  return {
    async answer(incoming, outgoing) {
      if (incoming.method === 'TRACE') {
        outgoing.writeHead(405).end();
        return true;
      }
      const request = await toRequest(incoming);
      const handle = () => netlify.handle(request);
      const answer = await (request.body ? inTurn(handle) : handle());
      if (!answer && request.body) {
        // The body is read: nobody after us could answer.
        outgoing.writeHead(404).end();
        return true;
      }
      if (!answer) return false;
      await send(answer, outgoing);
      return true;
    },
    async stop() {
      await netlify.stop();
      await stopBundling();
      await blobs.stop();
    },
  };
}

/** Starts a local Blobs server on `folder` and tells the functions of this process where it is. */
export async function startBlobs(folder: string): Promise<BlobsServer> {
  await mkdir(folder, { recursive: true });
  const token = randomUUID();
  const blobs = new BlobsServer({ directory: folder, token });
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

/** Names every call that a function made: of a long delivery it is more than a client takes for headers, and the answer fails. */
const TIMING = 'x-nf-fetch-timing';

/** Sends a web response through Node's own. */
async function send(answer: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = answer.status;
  outgoing.setHeaders(answer.headers);
  outgoing.removeHeader(TIMING);
  if (!answer.body) {
    outgoing.end();
    return;
  }
  try {
    await pipeline(answer.body, outgoing);
  } catch (error) {
    // Whoever asked has gone: no fault of the answer, and nobody to tell.
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'))
      throw error;
  }
}

/**
 * The request as the emulation needs it to reach the function unchanged: it reads every body as text, and then
 * decodes from base64 the types it holds for binary (@netlify/functions-dev 2, `lambdaEventFromWebRequest`).
 */
async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const method = incoming.method ?? 'GET';
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  // On Netlify a function always knows the address of its caller.
  if (!headers.has('x-forwarded-for')) headers.set('x-forwarded-for', incoming.socket.remoteAddress ?? '');
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'localhost'}`);
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });

  const body = await buffer(incoming);
  const type = headers.get('content-type') ?? '';
  const isBinary = type.startsWith('multipart/');
  if (isBinary) return new Request(url, { method, headers, body: body.toString('base64') });
  if (isUtf8(body)) return new Request(url, { method, headers, body });
  // A space before the parameters changes nothing for the function, and makes the emulation hold the body for binary.
  const [essence = '', ...parameters] = type.split(';');
  headers.set('content-type', `${essence.trim()} ;${parameters.join(';')}`);
  return new Request(url, { method, headers, body: body.toString('base64') });
}
