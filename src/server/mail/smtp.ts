import { type Sender, composed } from './envelope.ts';
import type { Mail } from './mail.ts';
import { failureOf, type SmtpTimeouts, TIMEOUTS, transportTo } from './smtp-connection.ts';

/**
 * Messages by SMTP, one connection each. `url`: `smtps://user:password@host` (TLS from the start, 465) or
 * `smtp://user:password@host:587`, where STARTTLS is demanded unless the host is this computer; nodemailer's own options
 * may follow as a query.
 */
export function smtpMail({
  url,
  from,
  timeouts = TIMEOUTS,
}: {
  url: string;
  from: Sender;
  timeouts?: SmtpTimeouts;
}): Mail {
  const transport = transportTo(url, timeouts);
  return {
    async send(message) {
      const mail = composed(message, from);
      try {
        await transport.sendMail({ ...mail, signal: AbortSignal.timeout(timeouts.message) });
      } catch (error) {
        throw failureOf(error);
      }
    },
  };
}
