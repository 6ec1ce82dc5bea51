import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Call, Fault } from './faults.ts';

const LATEST_MS = 170_000;
/** On an answer that stops in its middle. */
const HALF = 'x-half';

/** The connection breaks. */
class Broken extends Error {}

export interface ServiceOptions {
  readonly fault?: (call: Call) => Fault;
  /** Numbers from 0 to 1, for when late writes are done. */
  readonly random?: () => number;
}

/** A service on this machine, with a clock of its own: what the doubles of spreadsheets share. */
export abstract class ServiceDouble<Settings> {
  readonly calls: Call[] = [];
  fault: (call: Call) => Fault;
  /** Called before each write is done: what staff do in the meantime. */
  meanwhile: (call: Call) => void = () => undefined;
  /** A write whose cells hold this text is refused, whatever else is right with it. */
  refuses: string | undefined;
  protected origin = 'http://service.test';
  readonly #random: () => number;
  #nowMs = Date.UTC(2026, 10, 23, 9);
  #late: { readonly dueMs: number; readonly apply: () => void }[] = [];
  #server: Server | undefined;

  constructor({ fault = () => 'none', random = () => 0.5 }: ServiceOptions) {
    this.fault = fault;
    this.#random = random;
  }

  /** Settings with which the adapter reaches this double. */
  abstract settings(): Settings;

  /** Response of the service, without a socket between; throws when the connection breaks. */
  abstract answer(request: Request): Promise<Response>;

  /** Error response of the service with this status. */
  protected abstract failure(status: number): Response;

  now(): Date {
    return new Date(this.#nowMs);
  }

  /** Lets time pass; writes that were late are done when their time comes. */
  advance(milliseconds: number): void {
    this.#nowMs += milliseconds;
    const due = this.#late.filter(({ dueMs }) => dueMs <= this.#nowMs);
    this.#late = this.#late.filter(({ dueMs }) => dueMs > this.#nowMs);
    for (const { apply } of due) apply();
  }

  async listen(): Promise<Settings> {
    const server = createServer((incoming, outgoing) => {
      this.#serve(incoming, outgoing).catch(() => outgoing.destroy());
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    this.origin = `http://127.0.0.1:${address.port}`;
    return this.settings();
  }

  async close(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = incoming;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    const headers = new Headers();
    for (const [name, text] of Object.entries(incoming.headers))
      if (typeof text === 'string') headers.set(name, text);
    const body = method === 'GET' ? null : Buffer.concat(chunks).toString();
    const answer = await this.answer(new Request(new URL(url, this.origin), { method, headers, body }));
    const isHalf = answer.headers.has(HALF);
    answer.headers.delete(HALF);
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    const text = await answer.text();
    if (isHalf) outgoing.write(text.slice(0, text.length / 2), () => outgoing.destroy());
    else outgoing.end(text);
  }

  protected json(body: unknown, status = 200): Response {
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json; charset=UTF-8', date: this.now().toUTCString() },
    });
  }

  protected note(call: Call): void {
    this.advance(1);
    this.calls.push(call);
  }

  /** Applies a fault to a call. `effect` does it at once, and returns a response also when it refuses. */
  protected async under(fault: Fault, effect: () => Promise<Response>): Promise<Response> {
    if (typeof fault === 'number') return this.failure(fault);
    if (fault === 'before') throw new Broken();
    if (fault === 'stranger') return this.json({ success: true });
    if (fault === 'late') {
      this.#late.push({ dueMs: this.#nowMs + this.#random() * LATEST_MS, apply: () => void effect() });
      throw new Broken();
    }
    const answer = await effect();
    if (fault === 'lost') throw new Broken();
    if (fault === 'done-but-503') return this.failure(503);
    if (fault === 'page')
      return new Response('<!doctype html><title>Connexion</title>', {
        headers: { 'content-type': 'text/html' },
      });
    if (fault === 'half') answer.headers.set(HALF, '1');
    return answer;
  }
}
