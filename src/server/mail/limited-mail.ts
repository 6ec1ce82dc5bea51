import type { Log } from '../foundation/log.ts';
import type { DailyCounts } from './daily-counts.ts';
import { type Message, nameOf } from '../letters/message.ts';
import { type GivenUp, type Mail, MailHeld } from './mail.ts';

/** Letters to one mailbox a day: a family or a group on one address has enough, a stranger's mailbox is not filled. */
export const DAILY_MESSAGES = 6;

/** Letters a day, whoever they go to. */
export interface Budgets {
  readonly confirmations: number;
  readonly thirdParties: number;
}

export interface LimitedMailOptions {
  readonly mail: Mail;
  readonly counts: DailyCounts;
  readonly budgets: Budgets;
  readonly log: Log;
}

/**
 * A mail for what anybody may cause by filling a form. Beyond the day's limit, or that of the mailbox, `send` throws `MailHeld`:
 * the letter leaves on a later day, when whoever sends it tries again. Why: docs/decisions/0019-not-a-relay.md.
 */
export class LimitedMail implements Mail {
  readonly #options: LimitedMailOptions;

  constructor(options: LimitedMailOptions) {
    this.#options = options;
  }

  /** Throws `MailHeld`, and as the mail and the store do. */
  async send(message: Message): Promise<GivenUp | undefined> {
    const { mail, counts, budgets, log } = this.#options;
    const { limit = 'confirmation' } = message;
    const budget = {
      confirmation: budgets.confirmations,
      'third-party': budgets.thirdParties,
      warning: budgets.confirmations,
      notice: Infinity,
      team: Infinity,
    }[limit];
    let isForAll = false;
    const mayLeave =
      limit === 'notice' ||
      limit === 'team' ||
      (await counts.admit(message, limit, ({ ofLimit, ofMailbox }) => {
        isForAll = ofLimit >= budget;
        return !isForAll && ofMailbox < DAILY_MESSAGES;
      }));
    if (!mayLeave) {
      log('mail-held', { message: nameOf(message) });
      throw new MailHeld({ isForAll });
    }
    return await mail.send(message);
  }

  async erase(rowIds: readonly string[]): Promise<void> {
    await this.#options.mail.erase?.(rowIds);
  }
}
