import { createTransport } from 'nodemailer';
import * as z from 'zod';
import { isLoopback } from '../loopback.ts';
import { MailRefused, MailUnavailable } from './mail.ts';

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
  response: z.string().optional(),
  responseCode: z.number().optional(),
});

/** The reply's codes without its text, which may quote an address: `550 5.1.1` (RFC 5321, RFC 3463). */
function codesOf(responseCode: number, response = ''): { code: string; subject: string } {
  const [, status = '', subject = ''] =
    /^\d{3}[ -](?<status>\d\.(?<subject>\d{1,3})\.\d{1,3})\b/.exec(response) ?? [];
  return { code: `${responseCode} ${status}`.trimEnd(), subject };
}

/**
 * What a failure means for the message. Only a reply to its recipient or to its content is about this message; a
 * policy (5.7, RFC 3463) may be about our account, so that it is tried again; 421 closes the service.
 */
export function failureOf(error: unknown): MailUnavailable | MailRefused {
  const { code = 'unknown', command, response, responseCode } = failureSchema.safeParse(error).data ?? {};
  // Not even said to the server: nodemailer takes the recipient for no address.
  if (code === 'EENVELOPE' && command === 'API') return new MailRefused(error, { code, isForGood: true });
  if (responseCode === undefined) return new MailUnavailable(error, code);
  const { code: reply, subject } = codesOf(responseCode, response);
  const isAboutMessage = command === 'RCPT TO' || command === 'DATA';
  if (!isAboutMessage || responseCode === 421) return new MailUnavailable(error, `${code} ${reply}`);
  return new MailRefused(error, { code: reply, isForGood: responseCode >= 500 && subject !== '7' });
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
