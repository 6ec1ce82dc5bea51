import type { AddressInfo, Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

type Done = (error?: Error | null) => void;

/** What the server does at a moment of the conversation in place of going on. */
export type Fault = (done: Done, cut: () => void) => void;

/** The moments, in order; `accepted`: the message is in the mailbox and the client waits to hear so. */
export type Moment = 'connection' | 'login' | 'sender' | 'recipient' | 'data' | 'accepted';

/** A reply with its code. */
export function replies(responseCode: number, text = 'ines@exemple.fr is not welcome'): Fault {
  return (done) => done(Object.assign(new Error(text), { responseCode }));
}
export const cutsTheLine: Fault = (_, cut) => cut();
export const saysNothing: Fault = () => undefined;

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

/** A true SMTP server on this computer, with one mailbox for everybody, whose faults are said by moment. */
export class MailServer {
  readonly faults = new Map<Moment, Fault>();
  /** Whom a fault concerns; everybody where nothing is said. */
  faultyFor: string | undefined;
  /** Who is served whatever the faults. */
  spared: string | undefined;
  /** Every message that was accepted, a repeat as often as it came. */
  readonly accepted: { readonly email: Email; readonly to: readonly string[]; readonly isSecure: boolean }[] =
    [];
  /** Passwords that were given. */
  readonly passwords: string[] = [];
  connections = 0;
  mostAtOnce = 0;
  readonly #server: SMTPServer;
  readonly #sockets = new Set<Socket>();
  #open = 0;

  constructor(options: SMTPServerOptions = {}) {
    this.#server = new SMTPServer({
      authOptional: true,
      allowInsecureAuth: true,
      closeTimeout: 1,
      disableReverseLookup: true,
      logger: false,
      onConnect: (_, done) => {
        this.connections += 1;
        this.#open += 1;
        this.mostAtOnce = Math.max(this.mostAtOnce, this.#open);
        this.#at('connection', done);
      },
      onClose: () => void (this.#open -= 1),
      onAuth: ({ username, password }, _, done) => {
        this.passwords.push(password ?? '');
        this.#at('login', (error) => done(error, { user: username }));
      },
      onMailFrom: (_, __, done) => this.#at('sender', done),
      onRcptTo: ({ address }, _, done) => this.#at('recipient', done, [address]),
      onData: (stream, { envelope, secure }, done) => {
        void this.#take(
          stream,
          { to: envelope.rcptTo.map(({ address }) => address), isSecure: secure },
          done,
        );
      },
      ...options,
    });
    // A line that is cut on purpose.
    this.#server.on('error', () => undefined);
    this.#server.server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  /** Gives the port. */
  async start(): Promise<number> {
    await new Promise<void>((resolve) => void this.#server.listen(0, '127.0.0.1', resolve));
    const address: AddressInfo | string | null = this.#server.server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    return address.port;
  }

  async stop(): Promise<void> {
    this.#cut();
    await new Promise<void>((resolve) => this.#server.close(resolve));
  }

  /** What the person reads: of several messages with one Message-ID, one is shown. */
  mailboxOf(address: string): readonly Email[] {
    const emails = this.accepted.filter(({ to }) => to.includes(address)).map(({ email }) => email);
    return [...new Map(emails.map((email) => [email.messageId, email])).values()];
  }

  async #take(
    stream: AsyncIterable<Buffer>,
    { to, isSecure }: { to: readonly string[]; isSecure: boolean },
    done: Done,
  ): Promise<void> {
    const bytes = await bytesOf(stream).catch(() => undefined);
    if (bytes === undefined) return;
    const fault = this.#faultAt('data', to);
    if (fault !== undefined) {
      fault(done, () => this.#cut());
      return;
    }
    this.accepted.push({ email: await PostalMime.parse(bytes), to, isSecure });
    this.#at('accepted', done, to);
  }

  #faultAt(moment: Moment, to: readonly string[]): Fault | undefined {
    if (this.faultyFor !== undefined && !to.includes(this.faultyFor)) return undefined;
    if (this.spared !== undefined && to.includes(this.spared)) return undefined;
    return this.faults.get(moment);
  }

  #at(moment: Moment, done: Done, to: readonly string[] = []): void {
    const fault = this.#faultAt(moment, to);
    if (fault === undefined) done();
    else fault(done, () => this.#cut());
  }

  #cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
