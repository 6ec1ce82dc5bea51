import * as z from 'zod';
import { KEYS } from '../store/key-families.ts';
import type { Key } from '../store/key-family.ts';
import type { KeyStore } from '../store/key-store.ts';
import { readJson } from '../store/keys.ts';
import { isStillAhead } from '../foundation/instants.ts';
import { isSentTwice } from '../foundation/sent-twice.ts';
import { expiryOf, type Link, LINKS, type Purpose, type ReadLink } from './links.ts';

/** The last link issued in place of another. */
export interface Renewal {
  readonly generation: number;
  readonly issuedAt: Date;
  /** The sending that made the former links void (`markOf`), where a form did. */
  readonly by?: string | undefined;
}

/** A form that was sent by a link, with the mark that tells it from every other. */
export interface SentForm {
  readonly link: Link;
  readonly once: string;
}

/** Between two links that replace each other, an hour in milliseconds: whoever asks again has one on the way. */
const RENEWAL_MS = 3_600_000;

/** The longest life of any link, in milliseconds. */
const LONGEST_LIFE_MS = Math.max(...Object.values(LINKS).map(({ days }) => days)) * 86_400_000;

const schema = z.object({
  generation: z.number(),
  issuedAt: z.iso.datetime(),
  by: z.string().optional(),
});

function keyOf(purpose: Purpose, subject: string): Key {
  return KEYS.links.key({ id: subject, kind: purpose });
}

/** Which link of a subject is the one that counts. Two that ask at once get the same. */
export class Renewals {
  readonly #store: KeyStore;

  constructor(store: KeyStore) {
    this.#store = store;
  }

  /** `undefined` while the first link counts. */
  async latest(purpose: Purpose, subject: string): Promise<Renewal | undefined> {
    const kept = await readJson(this.#store, keyOf(purpose, subject), schema);
    return kept && { ...kept, issuedAt: new Date(kept.issuedAt) };
  }

  /** Makes every earlier link void. */
  async renew(purpose: Purpose, subject: string, now: Date): Promise<Renewal | 'too-soon'> {
    const latest = await this.latest(purpose, subject);
    if (isRecent(latest, now)) return 'too-soon';
    return await this.#issue(purpose, subject, latest, { issuedAt: now });
  }

  /** Revokes every earlier link, unless one was issued within the hour: then returns that one, so that a call after an interruption completes it. */
  async renewOrLatest(purpose: Purpose, subject: string, now: Date): Promise<Renewal> {
    const latest = await this.latest(purpose, subject);
    return latest !== undefined && isRecent(latest, now)
      ? latest
      : await this.#issue(purpose, subject, latest, { issuedAt: now });
  }

  /**
   * Makes every link issued before this instant void, whatever was asked for meanwhile. Again for the same instant, or for the
   * same form sent twice, changes nothing.
   */
  async revoke(purpose: Purpose, subject: string, at: Date, form?: SentForm): Promise<Renewal> {
    const latest = await this.latest(purpose, subject);
    const isDone = latest !== undefined && (isSince(latest, at) || isBy(latest, form, at));
    return isDone
      ? latest
      : await this.#issue(purpose, subject, latest, { issuedAt: at, by: form && markOf(form) });
  }

  async #issue(
    purpose: Purpose,
    subject: string,
    latest: Renewal | undefined,
    issue: Omit<Renewal, 'generation'>,
  ): Promise<Renewal> {
    const renewal = { generation: (latest?.generation ?? 0) + 1, ...issue };
    await this.#store.set(keyOf(purpose, subject), JSON.stringify(renewal));
    return renewal;
  }
}

/** True when it was issued then or later; a clock that was years ahead makes no link last. */
function isSince({ issuedAt }: Renewal, at: Date): boolean {
  return issuedAt.getTime() === at.getTime() || isStillAhead(issuedAt, at, LONGEST_LIFE_MS);
}

function markOf({ link, once }: SentForm): string {
  return `${once}-${link.expires.getTime()}`;
}

function isBy({ by, issuedAt }: Renewal, form: SentForm | undefined, at: Date): boolean {
  return form !== undefined && by === markOf(form) && isSentTwice(issuedAt, at);
}

/** True when a form comes again by the very link that its first sending has made void, minutes ago: the answer was lost. */
export function isSentAgain(form: SentForm, latest: Renewal | undefined, at: Date): boolean {
  const { generation, expires } = form.link;
  return latest?.generation === generation + 1 && at < expires && isBy(latest, form, at);
}

/** True when it is too soon for another: this one is on its way. */
export function isRecent(latest: Renewal | undefined, now: Date): boolean {
  return (
    latest !== undefined && isStillAhead(new Date(latest.issuedAt.getTime() + RENEWAL_MS), now, RENEWAL_MS)
  );
}

export function linkOf(purpose: Purpose, subject: string, { generation, issuedAt }: Renewal): Link {
  return { purpose, subject, generation, expires: expiryOf(purpose, issuedAt) };
}

/** The reason why a link that we signed opens nothing; `undefined` when it opens. */
export function whyClosed(
  { state, link }: Exclude<ReadLink, { state: 'invalid' }>,
  latest: Renewal | undefined,
): 'expired' | 'replaced' | undefined {
  if (link.generation !== (latest?.generation ?? 0)) return 'replaced';
  return state === 'expired' ? 'expired' : undefined;
}
