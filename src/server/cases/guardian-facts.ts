import type { Decision } from '../../domain/guardian/questions.ts';
import { digitsOf } from '../foundation/instants.ts';
import { type Fact, factNamed, factOf, factsMatching, instantOf, renewalIn } from './facts.ts';
import type { TypedTexts } from './typed-store.ts';

// The facts of a guardian's authorisation: `guardian-<what>-<generation>[-<value>]`, one generation a request.

/** Why nothing is needed any more: the youth is of age, has left or was not taken, or the team deleted a row. */
const ENDS = ['adult', 'left', 'gone'] as const;
export type End = (typeof ENDS)[number];

/** Steps that are done once for each request; `held`: the tab says that it may not leave yet; `lost`: the mail was given up. */
const STEPS = ['held', 'lost', 'reminded', 'expired', 'paper'] as const;
export type Step = (typeof STEPS)[number];

/** One request for an authorisation, which one link answers; the first has the generation 0. */
export interface Request {
  readonly generation: number;
  /** When it was requested; if it was held, when it was released; if it left on a later day, when it left. */
  readonly at: Date;
  /** Fingerprint of whom it was sent to, `none` when there was nobody; `undefined` until it is. */
  readonly sentTo: string | undefined;
  readonly done: ReadonlySet<Step>;
}

/** An answer of a guardian; what they typed is kept until it is in the spreadsheet. */
export interface Answer {
  /** Name of the fact, and of the typed text until then. */
  readonly name: string;
  readonly generation: number;
  readonly at: Date;
  readonly decision: Decision;
  /** HMAC of the answers: the same sent again is the same answer. */
  readonly hash: string;
  /** True when the spreadsheet has it. */
  readonly isNoted: boolean;
}

/** Where the authorisation of one youth stands. */
export interface GuardianState {
  readonly id: string;
  /** The one that counts. */
  readonly request: Request;
  /** Oldest first. */
  readonly answers: readonly Answer[];
  readonly ends: ReadonlySet<End>;
  /** Number of changes of the ends. */
  readonly endChanges: number;
  /** True when an e-mail to the guardian may leave: the youth has confirmed, or the team has. */
  readonly isReleased: boolean;
  /** Fingerprints of every contact that is or was the youth's own. */
  readonly own: ReadonlySet<string>;
  readonly hasRow: boolean;
  /** True when the spreadsheet already says that the youth is of age. */
  readonly isAdultNoted: boolean;
}

const ANSWER =
  /^guardian-answer-(?<generation>\d+)-(?<at>\d{15})-(?<hash>[0-9a-f]{8})-(?<decision>accepted|refused)$/;

/** A fact of an authorisation; with a detail it is a line of the Journal. */
export function guardianFact(name: string, at: Date, detail?: string): Fact {
  return factOf('guardian', `guardian-${name}`, at, detail);
}

export function answerName({ generation, at, hash, decision }: Omit<Answer, 'name' | 'isNoted'>): string {
  return `guardian-answer-${generation}-${digitsOf(at)}-${hash}-${decision}`;
}

/** True when there is an answer that only a later deploy can read. */
export function hasUnknownAnswer(typed: TypedTexts): boolean {
  return [...typed.keys()].some((name) => name.startsWith('guardian-answer-') && !ANSWER.test(name));
}

function answersIn(facts: readonly Fact[], typed: TypedTexts): readonly Answer[] {
  const noted = new Set(facts.map(({ name }) => name));
  return [...new Set([...noted, ...typed.keys()])]
    .flatMap((name): readonly Answer[] => {
      const groups = ANSWER.exec(name)?.groups;
      if (groups === undefined) return [];
      const { generation, at, hash = '', decision } = groups;
      return [
        {
          name,
          generation: Number(generation),
          at: new Date(Number(at)),
          decision: decision === 'accepted' ? 'accepted' : 'refused',
          hash,
          isNoted: noted.has(name),
        },
      ];
    })
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function requestIn(facts: readonly Fact[], releasedAt: Date | undefined): Request | undefined {
  const wanted = renewalIn(facts, 'guardian-wanted');
  if (wanted === undefined) return undefined;
  const { generation, issuedAt } = wanted;
  const sent = factsMatching(facts, new RegExp(`^guardian-sent-${generation}-(?<to>\\w+)$`)).map(
    ({ groups }) => groups.to,
  );
  const done = new Set(STEPS.filter((step) => factNamed(facts, `guardian-${step}-${generation}`)));
  const letGoAt = done.has('held') ? releasedAt : undefined;
  const leftAt = instantOf(facts, `guardian-left-${generation}`);
  return {
    generation,
    at: new Date(Math.max(...[issuedAt, letGoAt, leftAt].map((instant) => instant?.getTime() ?? 0))),
    // The first secret's fingerprint stays beside the present one's: the last counts.
    sentTo: sent.findLast((to) => to !== 'none') ?? sent.at(-1),
    done,
  };
}

function endsIn(facts: readonly Fact[]): Pick<GuardianState, 'ends' | 'endChanges'> {
  const changes = factsMatching(facts, /^guardian-ends-(?<rank>\d+)-(?<ends>[a-z-]+)$/);
  const last = changes.toSorted((a, b) => Number(a.groups.rank) - Number(b.groups.rank)).at(-1);
  const words = last?.groups.ends?.split('-') ?? [];
  return { ends: new Set(ENDS.filter((end) => words.includes(end))), endChanges: changes.length };
}

/** Notes why nothing is needed any more, or that something is again. */
export function endsFact({ endChanges }: GuardianState, ends: ReadonlySet<End>, at: Date): Fact {
  const value = ENDS.filter((end) => ends.has(end)).join('-') || 'none';
  return guardianFact(`ends-${endChanges + 1}-${value}`, at);
}

/** `undefined` when no authorisation was ever asked for. */
export function guardianStateIn(
  id: string,
  facts: readonly Fact[],
  typed: TypedTexts,
): GuardianState | undefined {
  const releasedAt = instantOf(facts, 'guardian-released');
  const request = requestIn(facts, releasedAt);
  if (request === undefined) return undefined;
  return {
    id,
    request,
    answers: answersIn(facts, typed),
    ...endsIn(facts),
    isReleased: releasedAt !== undefined,
    own: new Set(factsMatching(facts, /^guardian-own-(?<to>\w+)$/).flatMap(({ groups }) => groups.to ?? [])),
    hasRow: factNamed(facts, 'guardian-row') !== undefined,
    isAdultNoted: factNamed(facts, 'guardian-adult') !== undefined,
  };
}

/** The latest answer to the request that counts. */
export function latestAnswer({ request, answers }: GuardianState): Answer | undefined {
  return answers.findLast(({ generation }) => generation === request.generation);
}

/** True when the request that counts had its answer, on paper too, or its link ended without one, or nobody could be asked. */
export function isEnded(state: GuardianState): boolean {
  const { sentTo, done } = state.request;
  return (
    sentTo === 'none' || done.has('expired') || done.has('paper') || latestAnswer(state)?.isNoted === true
  );
}
