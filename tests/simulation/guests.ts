import { MENTORS_TAB, YOUTHS_TAB } from '../../src/domain/pairs/pair-row.ts';
import { startOf } from '../../src/domain/events/programme-event.ts';
import { CaseStore } from '../../src/server/cases/case-store.ts';
import { Looks } from '../../src/server/cases/looks.ts';
import { noteAndLook } from '../../src/server/cases/note-and-look.ts';
import { wish } from '../../src/server/cases/registration-facts.ts';
import { StoreUnavailable, type TextStore } from '../../src/server/store/key-store.ts';
import type { Agenda } from './agenda.ts';
import type { Applicants } from './applicants.ts';
import { isMinor } from './event-watch.ts';
import type { Matchmakers } from './matchmakers.ts';
import { unreliableStore } from './partners.ts';
import { Actor, type World } from './world.ts';

const HABITS = { leaves: 0.25, twice: 0.1 };
/** Somebody wishes something so often, at least. */
const PAUSE_MS = 480_000;
const TRIES = 6;
/** One in ten is a minor: they wish so much more often, whether their guardian agreed or not. */
const KEEN_MINORS = 6;

interface GuestPorts {
  readonly world: World;
  readonly store: TextStore;
  readonly applicants: Applicants;
  readonly matchmakers: Matchmakers;
  readonly agenda: Agenda;
}

/** People who want to come to events, and some no longer: of age or not, taken on by the team or not yet. */
export class Guests {
  readonly #ports: GuestPorts;
  readonly #actor = new Actor();

  constructor(ports: GuestPorts) {
    this.#ports = ports;
  }

  work(isOver: () => boolean): void {
    const { world, applicants } = this.#ports;
    world.start(this.#actor, async () => {
      while (!isOver()) {
        await world.turn(this.#actor, 1 + world.below(PAUSE_MS));
        const [first, ...others] = this.#candidates();
        if (first === undefined) continue;
        const id = world.oneOf([first, ...others]);
        applicants.goOn(async (actor) => {
          await this.#wish(actor, id);
        });
      }
    });
  }

  /** Those of whom the team takes care: the others are never taken on. */
  #candidates(): readonly string[] {
    const { applicants, matchmakers } = this.#ports;
    return [...applicants.applied].flatMap(([id, applied]) => {
      const isCaredFor = [YOUTHS_TAB, MENTORS_TAB].some(({ name }) => matchmakers.caresFor(name, id));
      if (applied.asked.isErased === true || !isCaredFor) return [];
      return isMinor(applied) ? Array.from({ length: KEEN_MINORS }, () => id) : [id];
    });
  }

  async #wish(actor: Actor, id: string): Promise<void> {
    const { world, agenda } = this.#ports;
    const event = world.oneOf([agenda.ahead, agenda.ahead, agenda.today]);
    if (world.now() >= startOf(event)) return;
    const intent = world.chance(HABITS.leaves) ? 'unregister' : 'register';
    const times = world.chance(HABITS.twice) ? 2 : 1;
    await Promise.all(
      Array.from({ length: times }, async () => {
        for (let tries = 0; tries < TRIES; tries += 1) {
          if (await this.#tryOnce(actor, id, intent, event.slug)) return;
          await world.turn(actor, 1_000 + world.below(60_000));
        }
      }),
    );
  }

  /** As the page does, whatever it offers; false when it answered that it could not. */
  async #tryOnce(
    actor: Actor,
    id: string,
    intent: 'register' | 'unregister',
    slug: string,
  ): Promise<boolean> {
    const { world, store } = this.#ports;
    const reached = unreliableStore(world, actor, store, { share: 0.2 });
    const cases = new CaseStore(reached);
    try {
      const fact = wish(intent, slug, await cases.facts(id), world.now());
      if (fact !== undefined && (await cases.read(id)) !== undefined)
        await noteAndLook(id, fact, world.now(), { cases, looks: new Looks(reached) });
      return true;
    } catch (error) {
      if (error instanceof StoreUnavailable) return false;
      throw error;
    }
  }
}
