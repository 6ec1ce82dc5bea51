import messages from '../../src/content/messages/messages.json' with { type: 'json' };
import { statusKey, statusNamed } from '../../src/domain/application/statuses.ts';
import { tabOf } from '../../src/domain/application/tabs.ts';
import { wordsOf } from '../../src/domain/tracking/status-words.ts';
import { workingDayAfter } from '../../src/domain/working-days/working-days.ts';
import type { Cast } from './season-cast.ts';
import { type Desk, FORMS } from './season-desk.ts';

/** An answer that somebody was told to have by a day. */
export interface Promised {
  readonly reference: string;
  /** The day on which its days began to count. */
  readonly since: string;
  readonly by: string;
  /** The day on which the team answered, or nobody waits any more. */
  over?: string;
}

/** The person, and the acts of staff for them. */
export type Who = Pick<Cast, 'kind' | 'audience' | 'email' | 'way' | 'steps' | 'isDead'> & {
  /** Absent of a volunteer who finished. */
  readonly cast?: Cast;
};

/** Somebody in the season, and what their own story makes them expect. */
export interface Person extends Omit<Who, 'isDead'> {
  readonly reference: string;
  readonly came: string;
  /** The letters that are to come, by kind: how often. */
  readonly expected: Map<string, number>;
  /** Expected rows of `À contacter` about them, by reason. */
  readonly rows: string[];
  /** `''` until the row is there. */
  id: string;
  /** Where they are reached now. */
  address: string;
  /** True when letters to it are lost. */
  isDead: boolean;
  status: string;
  /** The next of their steps, and the day from which staff take it. */
  step: number;
  nextOn: string;
  /** When a status that was typed wrong is mended. */
  mendOn?: string;
  promise: Promised | undefined;
  gone?: 'withdrawn' | 'erased';
  goneOn?: string;
}

const PROMISE_DAYS = 5;

/** A letter that is to reach somebody; lost, a row says so in its place. */
export function expectLetter(person: Person, kind: string, called: string): void {
  if (person.isDead) person.rows.push(`E-mail pas remis (${called})`);
  else person.expected.set(kind, (person.expected.get(kind) ?? 0) + 1);
}

/** Letters of a status, by e-mail or through the team. */
export function expectStatus(person: Person, label: string): void {
  if (person.way === 'email') expectLetter(person, `status-${statusKey(label)}`, `statut ${label}`);
  else person.rows.push(`Statut : ${label}`);
}

/** Events that concern everybody, as their stories know them. */
export class Stories {
  readonly people: Person[] = [];
  readonly promises: Promised[] = [];

  arrive(who: Who, reference: string, day: string): void {
    const person: Person = {
      ...who,
      reference,
      came: day,
      expected: new Map(),
      rows: [],
      id: '',
      address: who.email,
      isDead: who.isDead === true,
      status: 'Reçue',
      step: 0,
      nextOn: workingDayAfter(day, who.steps[0]?.after ?? 1),
      promise: undefined,
    };
    this.#promise(person, day);
    if (who.email !== '') expectLetter(person, 'confirmation', 'confirmation');
    this.people.push(person);
  }

  /** Finds the rows of those who just came. */
  meet(desk: Desk): void {
    for (const person of this.people) {
      if (person.id !== '') continue;
      const row = desk
        .rows(tabOf(FORMS[person.audience]))
        .find(({ Référence: reference }) => reference === person.reference);
      person.id = row?.Identifiant ?? '';
    }
  }

  /** Nobody waits for the promised answer any more. */
  close(person: Person, day: string): void {
    if (person.promise !== undefined) person.promise.over = day;
    person.promise = undefined;
  }

  takeStatus(person: Person, label: string, day: string): void {
    const { audience } = person;
    person.status = label;
    if (statusNamed(audience, label)?.isPromised === true) this.#promise(person, day);
    if (wordsOf(messages, audience, label)?.message !== undefined) expectStatus(person, label);
  }

  #promise(person: Person, since: string): void {
    const { reference } = person;
    person.promise = { reference, since, by: workingDayAfter(since, PROMISE_DAYS) };
    this.promises.push(person.promise);
  }
}
