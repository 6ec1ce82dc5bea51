import type { Application } from '../../src/domain/application/application.ts';
import type { Form } from '../../src/domain/application/form.ts';
import { mentorForm } from '../../src/domain/application/mentor.ts';
import { aMinor, aYouth, submittedValues, type TypedFixture } from '../fixtures/youth.fixture.ts';
import { youthForm } from '../../src/domain/application/youth.ts';
import { type AcceptPorts, acceptApplication } from '../../src/server/answers/accept.ts';
import { Inbox } from '../../src/server/cases/inbox.ts';
import { StoreUnavailable, type TextStore } from '../../src/server/store/key-store.ts';
import { aMentor } from '../fixtures/mentor.fixture.ts';
import { type Asked, comeBack } from './askers.ts';
import { unreliableStore } from './partners.ts';
import { Actor, type World } from './world.ts';

export const FORMS: readonly Form[] = [youthForm, mentorForm];
export const SEASON = '2026-2027';

/** Share of the inbox's store calls that fail during a post, at least. */
const POSTS_FAILING = 0.3;
const HABITS = { doubleClick: 0.1, givesUp: 0.1, sendsAgain: 0.05 };
const TRIES = 8;

/** Somebody who applied: every body that was sent under one identifier. */
export interface Applied {
  readonly form: Form;
  readonly bodies: Application[];
  /** True once « reçue » was answered. */
  isAccepted: boolean;
  readonly asked: Asked;
}

/** Answers of the n-th person; no two people share a name, an e-mail address or a project, and no name holds another. */
function answersOf(n: number): { readonly form: Form; readonly answers: TypedFixture } {
  const email = `p${n}@exemple.fr`;
  const letters = Array.from(String(n).padStart(5, '0'), (digit) => 'abcdefghij'[Number(digit)]).join('');
  const names = { givenName: `Prén${letters}`, familyName: `Exemple ${letters}` };
  if (n % 5 === 4) {
    const capacity = ['1', '2', '3'][n % 3] ?? '1';
    return {
      form: mentorForm,
      answers: aMentor({ ...names, email, capacity, motivation: `Motivation ${n}` }),
    };
  }
  const project = [`=1+${n}`, `00${n}`, `Projet ${n}\nsur deux lignes`, `'Projet' ${n}`][n % 4] ?? '';
  const phone =
    n % 3 === 0
      ? `06 ${String(10_000_000 + n)
          .replaceAll(/(..)/g, '$1 ')
          .trim()}`
      : '';
  const youth = { ...names, email: n % 7 === 0 && phone ? '' : email, phone, project };
  return { form: youthForm, answers: n % 5 === 3 ? aMinor(youth) : aYouth(youth) };
}

/** Everybody who applies, each from a browser of their own. */
export class Applicants {
  /** By identifier. */
  readonly applied = new Map<string, Applied>();
  #underWay = 0;
  readonly #world: World;
  readonly #store: TextStore;
  readonly #onAccepted: () => void;

  constructor(world: World, store: TextStore, onAccepted: () => void) {
    this.#world = world;
    this.#store = store;
    this.#onAccepted = onAccepted;
  }

  get areDone(): boolean {
    return this.#underWay === 0;
  }

  /** Somebody does something more, after they applied. */
  goOn(act: (actor: Actor) => Promise<void>): void {
    const actor = new Actor();
    this.#underWay += 1;
    this.#world.start(actor, async () => {
      await act(actor);
      this.#underWay -= 1;
    });
  }

  /** The n-th person applies, in a moment. */
  apply(n: number): void {
    this.goOn(async (actor) => {
      await this.#world.turn(actor, 1 + this.#world.below(3_000));
      const id = await this.#persist(actor, n);
      const applied = this.applied.get(id ?? '');
      if (id !== undefined && applied !== undefined)
        await comeBack(this.#world, actor, this.#store, { id, n, asked: applied.asked });
    });
  }

  /** The identifier of what was last answered « reçue ». */
  async #persist(actor: Actor, n: number): Promise<string | undefined> {
    const world = this.#world;
    let accepted: string | undefined;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const clicks = world.chance(HABITS.doubleClick) ? 2 : 1;
      const answers = await Promise.all(Array.from({ length: clicks }, () => this.#send(actor, n)));
      const received = answers.find((answer) => answer !== undefined);
      accepted = received ?? accepted;
      if (received !== undefined) {
        if (!world.chance(HABITS.sendsAgain)) return accepted;
      } else if (world.chance(HABITS.givesUp)) return accepted;
      await world.turn(actor, 5_000 + world.below(received !== undefined ? 7_200_000 : 120_000));
    }
    return accepted;
  }

  /** The identifier, once « reçue » comes. */
  async #send(actor: Actor, n: number): Promise<string | undefined> {
    const { form, answers } = answersOf(n);
    const inbox = new Inbox(unreliableStore(this.#world, actor, this.#store, { share: POSTS_FAILING }));
    let applied: Applied | undefined;
    let id: string | undefined;
    const noting: AcceptPorts['inbox'] = {
      receivedLate: (id) => inbox.receivedLate(id),
      noteLate: (id, at) => inbox.noteLate(id, at),
      knows: (id) => inbox.knows(id),
      put: async (application) => {
        applied = this.#known(form, application);
        ({ id } = application);
        await inbox.put(application);
      },
    };
    try {
      const acceptance = await acceptApplication(form, submittedValues(answers), {
        inbox: noting,
        secret: 's'.repeat(32),
        season: SEASON,
        now: () => this.#world.now(),
      });
      if (!acceptance.ok || applied === undefined) throw new Error(JSON.stringify(acceptance));
      applied.isAccepted = true;
      this.#onAccepted();
      return id;
    } catch (error) {
      if (error instanceof StoreUnavailable) return undefined;
      throw error;
    }
  }

  #known(form: Form, application: Application): Applied {
    const applied = this.applied.get(application.id) ?? { form, bodies: [], isAccepted: false, asked: {} };
    this.applied.set(application.id, applied);
    applied.bodies.push(application);
    return applied;
  }
}
