import { createTransport } from 'nodemailer';
import * as z from 'zod';
import { isLoopback } from '../foundation/loopback.ts';
import { MailRefused, MailUnavailable } from './mail.ts';
import { replyIn, verdictOn } from './refusals.ts';

/** In milliseconds; the whole of a message ends within `message`, far below a scheduled function's 30 s. */
export interface SmtpTimeouts {
  readonly connection: number;
  /** Without a word from the server. */
  readonly silence: number;
  readonly message: number;
}

export const TIMEOUTS: SmtpTimeouts = { connection: 4_000, silence: 8_000, message: 10_000 };

const failureSchema = z.object({
  code: z.string().optional(),
  command: z.string().optional(),
  message: z.string().optional(),
  response: z.string().optional(),
  responseCode: z.number().optional(),
});

/** Nodemailer calls a refused certificate and a server that speaks no TLS socket errors, as it does a line that is cut. */
const isOfTls = (message: string) => /certificate|\bSSL\b/.test(message);

/** Classifies a failure of nodemailer: a refusal of this message, or a failure of the service. */
export function failureOf(error: unknown): MailUnavailable | MailRefused {
  const failure = failureSchema.safeParse(error).data ?? {};
  const { code = 'unknown', command, response, responseCode, message = '' } = failure;
  // Not even said to the server: nodemailer takes the recipient for no address.
  if (code === 'EENVELOPE' && command === 'API')
    return new MailRefused(error, { code, verdict: 'final', isPermanent: true });
  if (responseCode === undefined) return new MailUnavailable(error, isOfTls(message) ? 'ETLS' : code);
  const reply = replyIn(responseCode, response);
  const codes = `${reply.code} ${reply.status}`.trimEnd();
  const isPermanent = responseCode >= 500;
  // 421 closes the service, whatever it answers.
  if ((command !== 'RCPT TO' && command !== 'DATA') || responseCode === 421)
    return new MailUnavailable(error, `${code} ${codes}`, { isPermanent });
  return new MailRefused(error, { code: codes, verdict: verdictOn(reply, command), isPermanent });
}

/** One connection a message. */
export function transportTo(url: string, timeouts: SmtpTimeouts) {
  const isLocal = isLoopback(new URL(url).hostname);
  return createTransport({
    url,
    requireTLS: !isLocal,
    tls: { rejectUnauthorized: !isLocal },
    connectionTimeout: timeouts.connection,
    dnsTimeout: timeouts.connection,
    greetingTimeout: timeouts.silence,
    socketTimeout: timeouts.silence,
  });
}

/** Connects and logs in as for a message, and sends none. @throws MailUnavailable */
export async function tryLogin(url: string, timeouts: SmtpTimeouts = TIMEOUTS): Promise<void> {
  try {
    await transportTo(url, timeouts).verify();
  } catch (error) {
    throw failureOf(error);
  }
}
