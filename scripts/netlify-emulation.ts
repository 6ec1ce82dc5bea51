import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import { isUtf8 } from 'node:buffer';
import { NetlifyDev } from '@netlify/dev';
import pLimit from 'p-limit';
import { mirrorBuilt, mirrorSources } from './function-bundles.ts';
import { startBlobs } from './local-blobs.ts';
import { projectRoot } from './local-environment.ts';
import { type Answering, warmFunctions } from './warm-functions.ts';

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

interface Parts {
  answer: Answering;
  stop: () => Promise<void>;
}

/**
 * Netlify's own emulation of Blobs, redirects and headers, offline, and the functions: those of a built site are warm, others are called by
 * the emulation. They see this process's environment and working directory.
 * @param folder keeps the Blobs in `blobs/`, beside files of the emulation's own
 * @param dist folder of the built site that it also serves; only functions are answered without it
 */
export async function startEmulation(folder: string, dist?: string): Promise<Emulation> {
  // Tells the functions that the files they write stay.
  process.env.NETLIFY_DEV = 'true';
  const blobs = await startBlobs(path.join(folder, 'blobs'));
  const mirror = path.join(folder, 'emulation');
  const { answer, stop } = dist === undefined ? await onSources(mirror) : await onBuilt(mirror, dist);
  return {
    async answer(incoming, outgoing) {
      if (incoming.method === 'TRACE') {
        outgoing.writeHead(405).end();
        return true;
      }
      const request = await toRequest(incoming);
      const response = await answer(request);
      if (response) await send(response, outgoing);
      // The body is read: nobody after us could answer.
      else if (request.body) outgoing.writeHead(404).end();
      else return false;
      return true;
    },
    async stop() {
      await stop();
      await blobs.stop();
    },
  };
}

async function onBuilt(mirror: string, dist: string): Promise<Parts> {
  const callFunction = await warmFunctions(await mirrorBuilt(mirror, dist));
  const netlify = await startNetlify(mirror, { staticFiles: true });
  const answerFile = kept((request) => netlify.handle(request));
  return {
    answer: async (request) => (await callFunction(request)) ?? (await answerFile(request)),
    stop: () => netlify.stop(),
  };
}

/** Keeps each file that was answered: a built site stays as it is, and the emulation takes 20 ms of a processor for each. */
function kept(answer: Answering): Answering {
  const files = new Map<string, { body: ArrayBuffer; headers: Headers }>();
  return async (request) => {
    const name = `${request.method} ${request.url}`;
    const known = files.get(name);
    if (known !== undefined) return new Response(known.body, known);
    const found = await answer(request);
    if (found?.status !== 200 || request.method !== 'GET') return found;
    const { headers } = found;
    const body = await found.arrayBuffer();
    files.set(name, { body, headers });
    return new Response(body, { headers });
  };
}

async function onSources(mirror: string): Promise<Parts> {
  const stopBundling = await mirrorSources(mirror);
  const netlify = await startNetlify(mirror, { functions: true });
  const inTurn = pLimit(postsAtOnce);
  return {
    async answer(request) {
      const forEmulation = await asEmulationReads(request);
      const handle = () => netlify.handle(forEmulation);
      return await (request.body ? inTurn(handle) : handle());
    },
    async stop() {
      await netlify.stop();
      await stopBundling();
    },
  };
}

async function startNetlify(
  root: string,
  { functions = false, staticFiles = false }: { functions?: boolean; staticFiles?: boolean },
): Promise<NetlifyDev> {
  const off = { enabled: false };
  const netlify = new NetlifyDev({
    projectRoot: root,
    serverAddress: null,
    skipGitignore: true,
    functions: { enabled: functions },
    staticFiles: { enabled: staticFiles },
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
  return netlify;
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
  return new Request(url, { method, headers, body: new Uint8Array(await buffer(incoming)) });
}

/**
 * The request as the emulation needs it to reach the function unchanged: it reads every body as text, and then
 * decodes from base64 the types it holds for binary (@netlify/functions-dev 2, `lambdaEventFromWebRequest`).
 */
async function asEmulationReads(request: Request): Promise<Request> {
  if (!request.body) return request;
  const { method, headers, url } = request;
  const body = Buffer.from(await request.arrayBuffer());
  const type = headers.get('content-type') ?? '';
  const isBinary = type.startsWith('multipart/');
  if (isBinary) return new Request(url, { method, headers, body: body.toString('base64') });
  if (isUtf8(body)) return new Request(url, { method, headers, body });
  // A space before the parameters changes nothing for the function, and makes the emulation hold the body for binary.
  const [essence = '', ...parameters] = type.split(';');
  headers.set('content-type', `${essence.trim()} ;${parameters.join(';')}`);
  return new Request(url, { method, headers, body: body.toString('base64') });
}
