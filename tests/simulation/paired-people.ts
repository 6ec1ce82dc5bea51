import type { PairAnswer, PairSide } from '../../src/domain/pairs/pairs-tab.ts';
import { answerPair } from '../../src/server/answers/pair-view.ts';
import { CaseStore } from '../../src/server/cases/case-store.ts';
import { Looks } from '../../src/server/cases/looks.ts';
import type { Message } from '../../src/server/letters/message.ts';
import { StoreUnavailable, type TextStore } from '../../src/server/store/key-store.ts';
import type { Applicants } from './applicants.ts';
import { persist } from './askers.ts';
import type { PairActs } from './pair-acts.ts';
import { unreliableStore } from './partners.ts';
import { visit } from './visit.ts';
import type { Actor, World } from './world.ts';

/** A letter about a pair, as its `Message-ID` says. */
const ABOUT_PAIR =
  /^(?<pairId>[0-9a-f]{32})\.(?<side>mentor|youth|guardian)-(?<event>[a-z]+)(?:-[0-9a-f-]+)?@/;

/** What a letter says of a pair, and to which side; to neither where it is a guardian's. */
interface AboutPair {
  readonly pairId: string;
  readonly event: string;
  readonly side: PairSide | undefined;
}

/** `undefined` of a letter that is about no pair. */
export function aboutPair({ messageId }: Pick<Message, 'messageId'>): AboutPair | undefined {
  const { pairId, side, event } = ABOUT_PAIR.exec(messageId)?.groups ?? {};
  if (pairId === undefined || event === undefined) return undefined;
  return { pairId, event, side: side === 'mentor' || side === 'youth' ? side : undefined };
}

const HABITS = { answers: 0.9, saysNo: 0.08, again: 0.1, pries: 0.1, leaves: 0.05 };
/** Longest time until somebody reads a letter. */
const LETTER_MS = 1_800_000;
const TRIES = 6;

interface PeoplePorts {
  readonly world: World;
  readonly store: TextStore;
  readonly applicants: Applicants;
  readonly acts: PairActs;
  /** `Identifiant` of a side of a pair, as its row names it; `undefined` while nobody saw the row. */
  readonly idOf: (pairId: string, side: PairSide) => string | undefined;
}

/** People who were written to about a pair: they answer, twice or with the identifier of others, and some leave in the middle. */
export class PairedPeople {
  readonly #ports: PeoplePorts;
  /** Of all the pairs that anybody was written to about. */
  readonly #pairIds: string[] = [];

  constructor(ports: PeoplePorts) {
    this.#ports = ports;
  }

  /** Somebody finds a letter. @param isLeaving false once nobody leaves any more. */
  read(message: Message, { isLeaving }: { readonly isLeaving: boolean }): void {
    const about = aboutPair(message);
    const { world, applicants, idOf } = this.#ports;
    if (about === undefined) return;
    const { pairId, side, event } = about;
    if (side === undefined) return;
    this.#pairIds.push(pairId);
    const id = idOf(pairId, side);
    if (id === undefined) return;
    const answers = event === 'asked' && world.chance(HABITS.answers);
    const leaves = isLeaving && world.chance(HABITS.leaves);
    if (!answers && !leaves) return;
    applicants.goOn(async (actor) => {
      await world.turn(actor, 1 + world.below(LETTER_MS));
      if (answers) await this.#answer(actor, { id, pairId, side });
      if (leaves) await this.#leave(actor, id);
    });
  }

  async #answer(
    actor: Actor,
    who: { readonly id: string; readonly pairId: string; readonly side: PairSide },
  ): Promise<void> {
    const { world } = this.#ports;
    const answer = world.chance(HABITS.saysNo) ? 'non' : 'oui';
    const other = answer === 'oui' ? 'non' : 'oui';
    if (world.chance(HABITS.pries)) await this.#pry(actor, who.id);
    // Twice at once, from two windows.
    if (world.chance(HABITS.again))
      await Promise.all([this.#send(actor, who, answer), this.#send(actor, who, other)]);
    else await this.#send(actor, who, answer);
    if (!world.chance(HABITS.again)) return;
    await world.turn(actor, 1 + world.below(4 * LETTER_MS));
    await this.#send(actor, who, other);
  }

  /** Says yes and no to a pair of others. */
  async #pry(actor: Actor, id: string): Promise<void> {
    const { world } = this.#ports;
    const [first = '', ...others] = this.#pairIds;
    const pairId = world.oneOf([first, ...others]);
    if ([this.#ports.idOf(pairId, 'youth'), this.#ports.idOf(pairId, 'mentor')].includes(id)) return;
    for (const answer of ['oui', 'non'] as const) await this.#tryOnce(actor, id, pairId, answer);
  }

  /** Until it is confirmed. */
  async #send(
    actor: Actor,
    { id, pairId, side }: { readonly id: string; readonly pairId: string; readonly side: PairSide },
    answer: PairAnswer,
  ): Promise<void> {
    const { world, acts } = this.#ports;
    for (let tries = 0; tries < TRIES; tries += 1) {
      acts.answers.push({ pairId, side, answer, atMs: world.now().getTime() });
      if (await this.#tryOnce(actor, id, pairId, answer)) return;
      await world.turn(actor, 1_000 + world.below(60_000));
    }
  }

  /** As the page does; false when it answered that it could not. */
  async #tryOnce(actor: Actor, id: string, pairId: string, answer: PairAnswer): Promise<boolean> {
    const { world, store } = this.#ports;
    const reached = unreliableStore(world, actor, store, { share: 0.2 });
    const cases = new CaseStore(reached);
    try {
      const state = await visit(cases, id);
      if (state === undefined) return true;
      const ports = { cases, looks: new Looks(reached), now: () => world.now() };
      await answerPair(answer === 'oui' ? 'accept' : 'decline', pairId, state, ports);
      return true;
    } catch (error) {
      if (error instanceof StoreUnavailable) return false;
      throw error;
    }
  }

  async #leave(actor: Actor, id: string): Promise<void> {
    const { world, store, applicants } = this.#ports;
    const asked = applicants.applied.get(id)?.asked;
    if (asked === undefined) return;
    await world.turn(actor, 1 + world.below(3 * LETTER_MS));
    const kind = world.chance(0.6) ? 'erase' : 'withdraw';
    if (!(await persist(world, actor, store, { id, kind }))) return;
    if (kind === 'erase') asked.isErased = true;
    else asked.isWithdrawn = true;
  }
}
