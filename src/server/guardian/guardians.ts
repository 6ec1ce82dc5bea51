import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Decision } from '../../domain/guardian/questions.ts';
import { KEYS } from '../store/key-families.ts';
import type { Prefix } from '../store/key-family.ts';
import type { KeyStore } from '../store/key-store.ts';
import { NewerRecord, parseRecord } from '../store/keys.ts';

/** Why nothing is needed any more: the youth is of age, has left or was not taken, or the team deleted a row. */
const ENDS = ['adult', 'left', 'gone'] as const;
export type End = (typeof ENDS)[number];

/** Steps that are done once for each request; `held`: the tab says that it may not leave yet. */
const STEPS = ['held', 'reminded', 'expired', 'paper'] as const;
export type Step = (typeof STEPS)[number];

/** One request for an authorisation, which one link answers; the first has the generation 0. */
export interface Request {
  readonly generation: number;
  /** When it was wanted; of one that was held, when it was let go; of one that left on a later day, when it left. */
  readonly at: Date;
  /** Fingerprint of whom it was sent to, `none` when there was nobody; `undefined` until it is. */
  readonly sentTo: string | undefined;
  readonly done: ReadonlySet<Step>;
}

/** An answer of a guardian; what they typed is kept until it is in the spreadsheet. */
export interface Answer {
  /** Of the youth. */
  readonly id: string;
  /** Its place among what is known of the authorisation. */
  readonly step: string;
  readonly generation: number;
  readonly at: Date;
  readonly decision: Decision;
  /** Of what was typed: the same sent again is the same answer. */
  readonly hash: string;
  readonly isNoted: boolean;
}

/** All that is known of one youth's authorisation, told by keys alone. */
export interface GuardianState {
  readonly id: string;
  /** The one that counts. */
  readonly request: Request;
  /** Oldest first. */
  readonly answers: readonly Answer[];
  readonly ends: ReadonlySet<End>;
  /** Whether an e-mail to the guardian may leave: the youth has confirmed, or the team has. */
  readonly isReleased: boolean;
  /** Fingerprints of every contact that is or was the youth's own. */
  readonly own: ReadonlySet<string>;
  readonly hasRow: boolean;
  /** Whether the spreadsheet was told once that the youth is of age. */
  readonly isAdultNoted: boolean;
  /** There is an answer that only a later deploy can read: nothing is to be done until it is back. */
  readonly isNewer: boolean;
}

const typedSchema = z.object({
  guardianName: z.string(),
  /** As the spreadsheet's cells hold it. */
  quality: z.string(),
  emergencyName: z.string(),
  emergencyPhone: z.string(),
  statement: z.string(),
});

/** What a guardian typed, as the spreadsheet's cells hold it. */
export type Typed = Readonly<z.output<typeof typedSchema>>;

function instant(at: Date): string {
  return String(at.getTime()).padStart(15, '0');
}

function matched(rests: readonly string[], pattern: RegExp): readonly Readonly<Record<string, string>>[] {
  return rests.flatMap((rest) => {
    const groups = pattern.exec(rest)?.groups;
    return groups === undefined ? [] : [groups];
  });
}

const ofGeneration = (generation: number) => (groups: Readonly<Record<string, string>>) =>
  Number(groups.generation) === generation;

/** The first counts: the youth and the team may both have let it go. */
function releasedIn(rests: readonly string[]): number | undefined {
  const instants = matched(rests, /^released\/(?<at>\d{15})$/).map(({ at }) => Number(at));
  return instants.length === 0 ? undefined : Math.min(...instants);
}

function requestIn(rests: readonly string[]): Request | undefined {
  const wanted = matched(rests, /^wanted\/(?<generation>\d+)\/(?<at>\d{15})$/);
  const generation = Math.max(...wanted.map((groups) => Number(groups.generation)));
  // Two drains at once may have begun the same: the first counts.
  const instants = wanted.filter(ofGeneration(generation)).map(({ at }) => Number(at));
  if (instants.length === 0) return undefined;
  const [sent] = matched(rests, /^sent\/(?<generation>\d+)\/(?<to>\w+)$/)
    .filter(ofGeneration(generation))
    .toSorted((a, b) => Number(b.to !== 'none') - Number(a.to !== 'none'));
  const done = new Set(STEPS.filter((step) => rests.includes(`${step}/${generation}`)));
  const wantedAt = Math.min(...instants);
  const left = matched(rests, /^left\/(?<generation>\d+)\/(?<at>\d{15})$/).filter(ofGeneration(generation));
  const letGoAt = done.has('held') ? Math.max(wantedAt, releasedIn(rests) ?? 0) : wantedAt;
  const at = Math.max(letGoAt, ...left.map((groups) => Number(groups.at)));
  return { generation, at: new Date(at), sentTo: sent?.to, done };
}

const ANSWER =
  /^answer\/(?<generation>\d+)\/(?<at>\d{15})-(?<hash>[0-9a-f]{8})-(?<decision>accepted|refused)$/;

function answersIn(id: string, rests: readonly string[]): readonly Answer[] {
  return rests
    .flatMap((rest): readonly Answer[] => {
      const groups = ANSWER.exec(rest)?.groups;
      if (groups === undefined) return [];
      const { generation, at, hash = '', decision } = groups;
      return [
        {
          id,
          step: rest,
          generation: Number(generation),
          at: new Date(Number(at)),
          decision: decision === 'accepted' ? 'accepted' : 'refused',
          hash,
          isNoted: rests.includes(rest.replace(/^answer/, 'noted')),
        },
      ];
    })
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function stateIn(id: string, rests: readonly string[]): GuardianState | undefined {
  const request = requestIn(rests);
  if (request === undefined) return undefined;
  return {
    id,
    request,
    answers: answersIn(id, rests),
    ends: new Set(ENDS.filter((end) => rests.includes(`over/${end}`))),
    isReleased: releasedIn(rests) !== undefined,
    own: new Set(matched(rests, /^own\/(?<to>\w+)$/).flatMap(({ to }) => to ?? [])),
    hasRow: rests.includes('row'),
    isAdultNoted: rests.includes('adult'),
    isNewer: rests.some((rest) => rest.startsWith('answer/') && !ANSWER.test(rest)),
  };
}

/** The latest answer to the request that counts. */
export function latestAnswer({ request, answers }: GuardianState): Answer | undefined {
  return answers.findLast(({ generation }) => generation === request.generation);
}

/**
 * What was asked of guardians and what they answered, beside the spreadsheet: one key a fact, none of which is ever changed, so
 * that each write may be repeated and two drains may overlap. Keys hold identifiers, instants and fingerprints, never personal
 * data. Methods throw `StoreUnavailable`.
 */
export class Guardians {
  readonly #store: KeyStore;

  constructor(store: KeyStore) {
    this.#store = store;
  }

  /** `undefined` when no authorisation was ever asked for, or it was erased. Throws `NewerRecord`. */
  async state(id: string): Promise<GuardianState | undefined> {
    const found = (await this.#states(KEYS.guardian.under({ id }))).find((state) => state.id === id);
    if (found?.isNewer === true) throw new NewerRecord();
    return found;
  }

  async states(): Promise<readonly GuardianState[]> {
    return await this.#states(KEYS.guardian.under());
  }

  async #states(prefix: Prefix): Promise<readonly GuardianState[]> {
    const found = KEYS.guardian.parseAll(await this.#store.list(prefix));
    return [...Map.groupBy(found, ({ id }) => id)].flatMap(
      ([id, keys]) =>
        stateIn(
          id,
          keys.map(({ step }) => step),
        ) ?? [],
    );
  }

  async #mark(id: string, step: string): Promise<void> {
    await this.#store.set(KEYS.guardian.key({ id, step }), '');
  }

  /** Notes that a guardian is to be asked; `generation` and `at` are those of the link. */
  async want(id: string, generation: number, at: Date): Promise<void> {
    await this.#mark(id, `wanted/${generation}/${instant(at)}`);
  }

  /** Lets e-mails to a guardian leave: the youth has confirmed, or the team has. Safe to repeat: the first counts. */
  async release(id: string, at: Date): Promise<void> {
    const known = KEYS.guardian.parseAll(await this.#store.list(KEYS.guardian.under({ id })));
    const steps = known.filter((parts) => parts.id === id).map(({ step }) => step);
    if (releasedIn(steps) === undefined) await this.#mark(id, `released/${instant(at)}`);
  }

  /** Notes that a contact is or was the youth's own, by its fingerprint. */
  async markOwn(id: string, to: string): Promise<void> {
    await this.#mark(id, `own/${to}`);
  }

  async markRow(id: string): Promise<void> {
    await this.#mark(id, 'row');
  }

  async markSent(id: string, generation: number, to: string): Promise<void> {
    await this.#mark(id, `sent/${generation}/${to}`);
  }

  /** Notes when a request left that had waited: its link, its reminder and its end count from then. */
  async markLeft(id: string, generation: number, at: Date): Promise<void> {
    await this.#mark(id, `left/${generation}/${instant(at)}`);
  }

  /** Notes in other words whom a request was sent to: the new ones first, so that it is always known. */
  async remarkSent(id: string, generation: number, from: string, to: string): Promise<void> {
    await this.markSent(id, generation, to);
    await this.#store.delete(KEYS.guardian.key({ id, step: `sent/${generation}/${from}` }));
  }

  async markDone(id: string, step: Step, generation: number): Promise<void> {
    await this.#mark(id, `${step}/${generation}`);
  }

  async markAdultNoted(id: string): Promise<void> {
    await this.#mark(id, 'adult');
  }

  /** Says why nothing is needed any more, or that something is again: the spreadsheet decides each time. */
  async setEnds(id: string, before: ReadonlySet<End>, now: ReadonlySet<End>): Promise<void> {
    for (const end of ENDS) {
      if (now.has(end) && !before.has(end)) await this.#mark(id, `over/${end}`);
      if (!now.has(end) && before.has(end))
        await this.#store.delete(KEYS.guardian.key({ id, step: `over/${end}` }));
    }
  }

  /** Keeps an answer, durable when this resolves; what was answered last, sent again, is that answer. */
  async keepAnswer(
    state: GuardianState,
    { at, decision }: Pick<Answer, 'at' | 'decision'>,
    typed: Typed,
  ): Promise<void> {
    const body = JSON.stringify(typed);
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 8);
    const latest = latestAnswer(state);
    if (latest?.hash === hash && latest.decision === decision) return;
    const step = `answer/${state.request.generation}/${instant(at)}-${hash}-${decision}`;
    await this.#store.set(KEYS.guardian.key({ id: state.id, step }), body);
  }

  /** What was typed with an answer; `undefined` once the spreadsheet has it. Throws `NewerRecord`. */
  async typed({ id, step }: Answer): Promise<Typed | undefined> {
    const text = await this.#store.get(KEYS.guardian.key({ id, step }));
    return text === undefined || text === '' ? undefined : parseRecord(typedSchema, text);
  }

  /** Notes that the spreadsheet has an answer, and erases what was typed. */
  async markNoted({ id, step }: Answer): Promise<void> {
    await this.#mark(id, step.replace(/^answer/, 'noted'));
    await this.#mark(id, step);
  }
}
