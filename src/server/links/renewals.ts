import * as z from 'zod';
import type { KeyStore } from '../inbox/inbox.ts';
import { readJson } from '../inbox/keys.ts';
import { isStillAhead } from '../instants.ts';
import { expiryOf, type Link, LINKS, type Purpose, type ReadLink } from './links.ts';

/** The last link issued in place of another. */
export interface Renewal {
  readonly generation: number;
  readonly issuedAt: Date;
}

/** Between two links that replace each other, an hour in milliseconds: whoever asks again has one on the way. */
const RENEWAL_MS = 3_600_000;

const schema = z.object({ generation: z.number(), issuedAt: z.iso.datetime() });

function keyOf(purpose: string, subject: string): string {
  return `links/${purpose}/${subject}`;
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
    return kept && { generation: kept.generation, issuedAt: new Date(kept.issuedAt) };
  }

  /** Forgets which link counts. */
  async erase(subject: string): Promise<void> {
    await Promise.all(
      Object.keys(LINKS).map(async (purpose) => await this.#store.delete(keyOf(purpose, subject))),
    );
  }

  /** Makes every earlier link void. */
  async renew(purpose: Purpose, subject: string, now: Date): Promise<Renewal | 'too-soon'> {
    const latest = await this.latest(purpose, subject);
    if (isRecent(latest, now)) return 'too-soon';
    return await this.#issue(purpose, subject, latest, now);
  }

  /** Makes every link issued before this instant void, whatever was asked for meanwhile; again changes nothing. */
  async revoke(purpose: Purpose, subject: string, at: Date): Promise<Renewal> {
    const latest = await this.latest(purpose, subject);
    if (latest !== undefined && latest.issuedAt >= at) return latest;
    return await this.#issue(purpose, subject, latest, at);
  }

  async #issue(purpose: Purpose, subject: string, latest: Renewal | undefined, at: Date): Promise<Renewal> {
    const generation = (latest?.generation ?? 0) + 1;
    await this.#store.set(
      keyOf(purpose, subject),
      JSON.stringify({ generation, issuedAt: at.toISOString() }),
    );
    return { generation, issuedAt: at };
  }
}

/** Whether it is too soon for another: this one is on its way. */
export function isRecent(latest: Renewal | undefined, now: Date): boolean {
  return (
    latest !== undefined && isStillAhead(new Date(latest.issuedAt.getTime() + RENEWAL_MS), now, RENEWAL_MS)
  );
}

export function linkOf(purpose: Purpose, subject: string, { generation, issuedAt }: Renewal): Link {
  return { purpose, subject, generation, expires: expiryOf(purpose, issuedAt) };
}

/** What keeps a link that we signed from opening anything; `undefined` when nothing does. */
export function whyClosed(
  { state, link }: Exclude<ReadLink, { state: 'foreign' }>,
  latest: Renewal | undefined,
): 'expired' | 'replaced' | undefined {
  if (link.generation !== (latest?.generation ?? 0)) return 'replaced';
  return state === 'expired' ? 'expired' : undefined;
}
