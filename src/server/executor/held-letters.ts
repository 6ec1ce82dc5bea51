import type { Limit, Message } from '../letters/message.ts';
import { type GivenUp, type Mail, MailHeld } from '../mail/mail.ts';

/** Sends the letters of one drain; once a day's limit is reached, the others that it counts are held untried. */
export class HeldLetters {
  readonly #mail: Mail;
  readonly #full = new Set<Limit>();

  constructor(mail: Mail) {
    this.#mail = mail;
  }

  /** As `Mail.send`. */
  async send(message: Message): Promise<GivenUp | undefined> {
    const { limit = 'confirmation' } = message;
    if (this.#full.has(limit)) throw new MailHeld({ isForAll: true });
    try {
      return await this.#mail.send(message);
    } catch (error) {
      if (error instanceof MailHeld && error.isForAll) this.#full.add(limit);
      throw error;
    }
  }

  /** As `Mail.erase`. */
  async erase(rowIds: readonly string[]): Promise<void> {
    await this.#mail.erase?.(rowIds);
  }
}
