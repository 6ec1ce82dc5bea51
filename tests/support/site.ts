import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { youthForm } from '../../src/domain/application/youth.ts';
import type { TypedFixture } from '../fixtures/youth.fixture.ts';
import { formBody } from '../fixtures/request.fixture.ts';

/** The built site with its functions, served as `npm run preview` does, on folders of its own. */
export interface Site {
  /** Without the final slash. */
  url: string;
  /** Holds the secret, the workbook and the outbox. */
  dataFolder: string;
  workbookPath: string;
  /** Holds one .eml file a message. */
  outboxFolder: string;
  /** The inbox's cases. */
  blobsFolder: string;
  /** Output of the server so far, both streams together. */
  log: () => string;
  /** Runs the scheduled delivery once, to its end. */
  deliver: () => Promise<void>;
  /** Ends the process at once, as a power cut would; the folders stay. */
  kill: () => Promise<void>;
  /** Starts again on the same folders, with the same URL. */
  restart: () => Promise<void>;
  /** Ends the process and removes the folders. */
  stop: () => Promise<void>;
}

/** Starts a site on a free port; `environment` is added to its variables. Rejects with its output when it does not start. */
export async function startSite(environment: Readonly<Record<string, string>> = {}): Promise<Site> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mentorat-'));
  const dataFolder = path.join(folder, 'data');
  let server = await startServer(folder, environment);
  const { url } = server;
  return {
    url,
    dataFolder,
    workbookPath: path.join(dataFolder, 'candidatures.xlsx'),
    outboxFolder: path.join(dataFolder, 'outbox'),
    blobsFolder: path.join(folder, 'blobs'),
    log: () => server.log(),
    deliver: () => deliverAt(url),
    kill: () => server.end('SIGKILL'),
    async restart() {
      await server.end('SIGKILL');
      server = await startServer(folder, { ...environment, PORT: new URL(url).port });
    },
    async stop() {
      await server.end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs the scheduled delivery of the site at an address once, to its end. */
export async function deliverAt(url: string): Promise<void> {
  const { ok, status } = await fetch(`${url}/.netlify/functions/livraison`, { method: 'POST' });
  if (!ok) throw new Error(`The delivery answered ${status}.`);
}

interface Server {
  url: string;
  log: () => string;
  end: (signal: NodeJS.Signals) => Promise<void>;
}

async function startServer(folder: string, environment: Readonly<Record<string, string>>): Promise<Server> {
  const script = path.resolve(import.meta.dirname, '../../scripts/test-server.ts');
  const child = fork(script, { cwd: folder, silent: true, env: { ...machineVariables(), ...environment } });
  let output = '';
  const listen = (chunk: Buffer) => (output += chunk.toString());
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  const exited = once(child, 'exit');
  const started = once(child, 'message').then(([url]: unknown[]) => String(url));
  const url = await Promise.race([started, exited.then(() => undefined)]);
  if (url === undefined) throw new Error(`The site did not start:\n${output}`);
  return {
    url,
    log: () => output,
    async end(signal) {
      child.kill(signal);
      await exited;
    },
  };
}

/** Only what any program needs: no setting of the developer's own reaches the site under test. */
function machineVariables(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG, NODE_COMPILE_CACHE } = process.env;
  return { PATH, HOME, TMPDIR, LANG, NODE_COMPILE_CACHE };
}

/**
 * Sends an application as a browser without script does; gives its reference.
 *
 * @param address of the form or of an invitation; a youth's form unless told.
 */
export async function apply(
  { url }: Pick<Site, 'url'>,
  fixture: TypedFixture,
  address: string = youthForm.apiPath,
): Promise<string> {
  const answer = await fetch(`${url}${address}`, {
    method: 'POST',
    body: formBody(fixture),
    redirect: 'manual',
  });
  const reference = answer.headers.get('location')?.split('/').at(-1);
  if (answer.status !== 303 || reference === undefined) throw new Error(`Refused: ${answer.status}`);
  return reference;
}
