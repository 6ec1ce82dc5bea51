import * as z from 'zod';
import type { Breakdowns } from '../../domain/figures/indicators.ts';
import type { Mark } from '../../domain/figures/marks.ts';
import type { CountedPerson } from '../../domain/figures/people.ts';
import { hmacHexes } from '../foundation/hmac.ts';
import { inGroups } from '../foundation/parallel.ts';
import type { Secret } from '../foundation/secret.ts';
import { KEYS } from '../store/key-families.ts';
import type { Key, PartsOf } from '../store/key-family.ts';
import type { KeyStore } from '../store/key-store.ts';
import { keysUnder, readJson } from '../store/keys.ts';

type MarkParts = PartsOf<typeof KEYS.marks.pattern>;

/** What is to stand of one indicator of one person. */
interface MarkDue {
  readonly kind: string;
  /** Under the secrets that are accepted, the current one first: the mark is written under that one. */
  readonly hmacs: readonly string[];
  /** `undefined` when there is to be none. */
  readonly mark: Pick<Mark, 'season' | 'value'> | undefined;
}

/** The marks that are to stand of some people. */
export interface DueMarks {
  readonly marks: readonly MarkDue[];
  /** What tells the accepted secrets from others, the current one's first. */
  readonly secrets: readonly string[];
}

const countSchema = z.object({ day: z.iso.date(), secret: z.string() });
const breakdownSchema = z.object({
  seen: z.int(),
  told: z.object({ of: z.int(), cells: z.record(z.string(), z.int()) }).optional(),
});
const breakdownsSchema = z.object({
  site: breakdownSchema.optional(),
  age: breakdownSchema.optional(),
  district: breakdownSchema.optional(),
});

/** Writes and deletions under way at once. */
const PARALLEL = 20;

function shortHmacs(secret: Secret, ...words: readonly [kind: string, id: string]): readonly string[] {
  return hmacHexes(secret, 'figure', ...words).map((hmac) => hmac.slice(0, 32));
}

/** Each mark has an HMAC of its own: nobody without the secret and the identifier finds two of one person. */
export function marksDue(people: readonly CountedPerson[], secret: Secret): DueMarks {
  return {
    marks: people.flatMap(({ id, season, values }) =>
      Object.entries(values).map(([kind, value]) => ({
        kind,
        hmacs: shortHmacs(secret, kind, id),
        mark: value === undefined ? undefined : { season, value },
      })),
    ),
    secrets: shortHmacs(secret, 'secret', ''),
  };
}

function slotOf({ kind, hmac }: Pick<MarkParts, 'kind' | 'hmac'>): string {
  return `${kind}/${hmac}`;
}

/** Marks that nobody can be told by, of which any may go in place of another of its kind. */
class Fungible {
  readonly #left: MarkParts[];

  constructor(marks: readonly MarkParts[]) {
    this.#left = [...marks];
  }

  /** Takes one of the same season and kind, and of the same value if there is one. */
  take({ season, kind, value }: MarkParts): MarkParts | undefined {
    const isLike = (one: MarkParts): boolean => one.season === season && one.kind === kind;
    const exact = this.#left.findIndex((one) => isLike(one) && one.value === value);
    const at = exact === -1 ? this.#left.findIndex(isLike) : exact;
    return at === -1 ? undefined : this.#left.splice(at, 1)[0];
  }
}

/**
 * The marks of the figures: one key each, without a text. They follow the rows of a person while there are any, and stay when these are
 * erased. Methods throw `StoreUnavailable`.
 */
export class FigureMarks {
  readonly #store: KeyStore;

  constructor(store: KeyStore) {
    this.#store = store;
  }

  async all(): Promise<readonly MarkParts[]> {
    return KEYS.marks.parseAll(await keysUnder(this.#store, KEYS.marks.under()));
  }

  /**
   * Has these stand as they are due, and leaves all others; gives every mark. Idempotent: a mark is written before the one that it
   * replaces goes. Under a secret that knows nothing of the marks that are there, each that is written takes the place of any like it:
   * the numbers stay true.
   */
  async put({ marks, secrets }: DueMarks): Promise<readonly Mark[]> {
    const [present, last] = await Promise.all([this.all(), this.#lastCount()]);
    const bySlot = Map.groupBy(present, slotOf);
    const known = new Map(present.map((parts) => [KEYS.marks.key(parts), parts] as const));
    const wanted = new Map<Key, MarkParts>();
    const stale = new Set<Key>();
    for (const { kind, hmacs, mark } of marks) {
      const parts = mark && { ...mark, kind, hmac: hmacs[0] ?? '' };
      if (parts !== undefined) wanted.set(KEYS.marks.key(parts), parts);
      for (const hmac of hmacs)
        for (const old of bySlot.get(slotOf({ kind, hmac })) ?? []) stale.add(KEYS.marks.key(old));
    }
    const added = [...wanted].filter(([key]) => !known.has(key));
    const unknown = new Fungible(last === undefined || secrets.includes(last.secret) ? [] : present);
    for (const [, parts] of added) {
      const old = unknown.take(parts);
      if (old !== undefined) stale.add(KEYS.marks.key(old));
    }
    await inGroups(added, PARALLEL, ([key]) => this.#store.set(key, ''));
    const gone = [...stale].filter((key) => !wanted.has(key));
    await inGroups(gone, PARALLEL, (key) => this.#store.delete(key));
    for (const key of gone) known.delete(key);
    return [...new Map([...known, ...wanted]).values()];
  }

  async #lastCount() {
    return await readJson(this.#store, KEYS.figuresOn.key({}), countSchema);
  }

  /** True when everybody was counted on this day (`YYYY-MM-DD`): a night is several runs. */
  async areCounted(day: string): Promise<boolean> {
    return (await this.#lastCount())?.day === day;
  }

  /** Notes that the marks of everybody stand, under the current secret. */
  async noteCounted(day: string, { secrets: [secret = ''] }: DueMarks): Promise<void> {
    await this.#store.set(KEYS.figuresOn.key({}), JSON.stringify({ day, secret }));
  }

  /** The breakdowns of a season as the last night left them. */
  async breakdowns(season: string): Promise<Breakdowns> {
    return (await readJson(this.#store, KEYS.breakdowns.key({ season }), breakdownsSchema)) ?? {};
  }

  async keepBreakdowns(season: string, breakdowns: Breakdowns): Promise<void> {
    await this.#store.set(KEYS.breakdowns.key({ season }), JSON.stringify(breakdowns));
  }
}
