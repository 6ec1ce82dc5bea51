import type { Message } from '../../src/server/letters/message.ts';
import { declareHours } from '../../src/server/answers/hours-view.ts';
import { noteSign } from '../../src/server/answers/pair-acts.ts';
import { CaseStore } from '../../src/server/cases/case-store.ts';
import { declarationsIn } from '../../src/server/cases/declarations.ts';
import { TypedStore } from '../../src/server/cases/typed-store.ts';
import { Unavailable } from '../../src/server/spreadsheet/spreadsheet.ts';
import { StoreUnavailable, type TextStore } from '../../src/server/store/key-store.ts';
import { wallTime } from '../../src/domain/wall-clock.ts';
import { trackingPortsOf } from '../fixtures/tracking.fixture.ts';
import type { Applicants } from './applicants.ts';
import { aboutPair } from './paired-people.ts';
import { unreliableStore } from './partners.ts';
import { visit } from './visit.ts';
import type { Actor, World } from './world.ts';

/** A meeting that a mentor noted on their page; no two have the same length. */
export interface Declared {
  readonly pairId: string;
  readonly minutes: number;
  /** Idempotency key of the form. */
  readonly once: string;
  /** True once the page answered « c'est noté ». */
  isConfirmed: boolean;
}

const MOST = 3;
const HABITS = { twice: 0.2 };
const LATER_MS = 3 * 3_600_000;
const TRIES = 6;
/** Longer than any length that staff type. */
const SHORTEST_MINUTES = 181;

interface MentorPorts {
  readonly world: World;
  readonly store: TextStore;
  readonly applicants: Applicants;
  /** `Identifiant` of the mentor of a pair. */
  readonly mentorOf: (pairId: string) => string | undefined;
}

/** Mentors whose pair has begun, and who note their meetings by the form of their page, some twice. */
export class DeclaringMentors {
  readonly declared: Declared[] = [];
  readonly #ports: MentorPorts;

  constructor(ports: MentorPorts) {
    this.#ports = ports;
  }

  /** Somebody finds a letter. */
  read(message: Message): void {
    const { world, applicants, mentorOf } = this.#ports;
    const about = aboutPair(message);
    const id = about?.event === 'started' && about.side === 'mentor' ? mentorOf(about.pairId) : undefined;
    if (about === undefined || id === undefined) return;
    for (let left = 1 + world.below(MOST); left > 0; left -= 1)
      applicants.goOn(async (actor) => {
        await world.turn(actor, 1 + world.below(LATER_MS));
        await this.#declare(actor, id, about.pairId);
      });
  }

  async #declare(actor: Actor, id: string, pairId: string): Promise<void> {
    const { world } = this.#ports;
    const declared: Declared = {
      pairId,
      minutes: SHORTEST_MINUTES + this.declared.length,
      once: Array.from({ length: 16 }, () => world.below(16).toString(16)).join(''),
      isConfirmed: false,
    };
    this.declared.push(declared);
    for (let tries = 0; tries < TRIES && !declared.isConfirmed; tries += 1) {
      const times = world.chance(HABITS.twice) ? 2 : 1;
      const sent = Array.from({ length: times }, () => this.#send(actor, id, declared));
      declared.isConfirmed = (await Promise.all(sent)).includes(true);
      await world.turn(actor, 1_000 + world.below(60_000));
    }
  }

  /** As the mentor reads on the page afterwards: noted, or in the ledger by now. */
  async #isShown({ pairId, once }: Declared): Promise<boolean> {
    const { store } = this.#ports;
    const waiting = declarationsIn(await new TypedStore(store).of(pairId));
    const facts = await new CaseStore(store).facts(pairId);
    return waiting.some((one) => one.once === once) || facts.some(({ name }) => name.endsWith(once));
  }

  /** As the page does; false when it answered that it could not. */
  async #send(actor: Actor, id: string, declared: Declared): Promise<boolean> {
    const { world, store } = this.#ports;
    const { pairId, minutes, once } = declared;
    const now = () => world.now();
    const ports = trackingPortsOf(unreliableStore(world, actor, store, { share: 0.02 }), now);
    const [year = '', month = '', day = ''] = wallTime(now(), 'Europe/Paris').slice(0, 10).split('-');
    const values = new Map(
      Object.entries({
        ...{ pair: pairId, once, kind: 'meeting', duration: `${minutes} min` },
        ...{ dateDay: day, dateMonth: month, dateYear: year },
      }).map(([name, value]) => [name, [value]]),
    );
    try {
      const state = await visit(ports.cases, id);
      if (state === undefined) return false;
      const mistakes = await declareHours(
        { values, path: '/' },
        { state },
        {
          ports: () => ports,
          // The form needs none.
          openSpreadsheet: () => Promise.reject(new Unavailable('passing', 'panne')),
          readPage: () => Promise.resolve(''),
          contactEmail: '',
          retentionMonths: 24,
          onAct: () => undefined,
          log: () => undefined,
        },
      );
      if (mistakes !== undefined) throw new Error('A meeting that the form refuses.');
      await noteSign(state, ports, { about: pairId });
      return await this.#isShown(declared);
    } catch (error) {
      if (error instanceof StoreUnavailable) return false;
      throw error;
    }
  }
}
