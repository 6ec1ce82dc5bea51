import type { Tab } from '../../domain/application/tab.ts';
import type { Claim } from '../cases/claims.ts';
import type { CaseRecord } from '../cases/case-store.ts';
import type { Effect } from '../cases/effect.ts';
import type { Traces } from '../cases/erasures.ts';
import type { Fact } from '../cases/facts.ts';
import type { TypedTexts } from '../cases/typed-store.ts';
import type { Renewal } from '../links/renewals.ts';
import type { StepName } from '../runs/steps.ts';

type Cells = Readonly<Record<string, string>>;

/** The columns of a tab that a plan reads, and when a change in them is looked for. */
export interface TabQuery {
  readonly tab: Tab;
  readonly headers: readonly string[];
  /** Columns that staff may remove: their cells are then empty. */
  readonly optional?: readonly string[];
  /**
   * Columns that are read besides, for what is derived from the rows of all: staff may remove them, and a change in them is no reason to
   * look at the row's case.
   */
  readonly beside?: readonly string[];
  /** True when its rows are looked at although no case of it is known; else from the first case on. */
  readonly isAlwaysScanned?: boolean;
  /** True when nothing is due because staff change a row: it is read for cases that are open for another reason. */
  readonly isNeverScanned?: boolean;
  /** Columns by which staff make a letter leave: they have some minutes to undo. */
  readonly watched?: readonly string[];
}

/** A case as it is now: what happened to it, and its rows as staff left them. */
export interface CaseNow {
  readonly id: string;
  /** `undefined` of a row that no case was created for yet. */
  readonly record: CaseRecord | undefined;
  /** The oldest first. */
  readonly facts: readonly Fact[];
  readonly typed: TypedTexts;
  /** The link of the follow-up that counts; `undefined` while the first does. */
  readonly tracking: Renewal | undefined;
  /** The claims of the things that the case claims, its own among them. */
  readonly claims: readonly Claim[];
  /** Recipient of letters, as `PeopleStore` keeps it. */
  readonly person: string | undefined;
  /** The identifiers that its erasure needs, once that has begun. */
  readonly erasure: Traces | undefined;
  /** The cells of a row, by default the case's own; `undefined` when it is not there. */
  readonly row: (tab: Tab, id?: string) => Cells | undefined;
  /** The cells of every row, by `Identifiant`, in the order of the tab. */
  readonly rows: (tab: Tab) => ReadonlyMap<string, Cells>;
  /** The same; `undefined` of a tab that cannot be read now, for a plan that goes on without. */
  readonly readableRows: (tab: Tab) => ReadonlyMap<string, Cells> | undefined;
  /** Since when the watched cells of a row, by default the case's own, have not changed, and when they were read. */
  readonly unchangedSince: (tab: Tab, id?: string) => { readonly since: Date; readonly readAt: Date };
  readonly now: Date;
}

export interface Due {
  /** The effects that are due now, each independent of the others. */
  readonly effects: readonly Effect[];
  /** When something is due next, if nothing happens meanwhile. */
  readonly lookAt?: Date | undefined;
  /** From when on a scan is to look again although no row changed: something has to stay unchanged until then. */
  readonly rescanAt?: Date | undefined;
  /** A text kept for readers that do not open the case, for as long as its row of this tab stays as it is. */
  readonly cached?: { readonly tab: Tab; readonly text: string } | undefined;
}

/**
 * The effects that are due for the cases of one subject: a pure function of the facts and of the rows as they are now. It may be asked at any
 * moment, as often as one likes. Throws what cannot be read (`NewerRecord`): the case then waits.
 */
export interface Plan {
  readonly name: StepName;
  readonly reads: readonly TabQuery[];
  /** True when it has its turn although the person asks to be erased. */
  readonly isForErased?: true;
  readonly due: (one: CaseNow) => Due;
  /** Other cases that are to be looked at because these rows changed; they have their turn in the same scan. */
  readonly related?: (
    changed: ReadonlySet<string>,
    rowsIfRead: (tab: Tab) => ReadonlyMap<string, Cells> | undefined,
  ) => readonly string[];
  /** The same effects, of all cases of one round, with what they are to each other. */
  readonly together?: (effects: readonly Effect[], rows: CaseNow['rows']) => readonly Effect[];
}

export const NOTHING_DUE: Due = { effects: [] };

/** The given effects without the absent ones. */
export function effectsOf(...effects: readonly (Effect | undefined)[]): readonly Effect[] {
  return effects.filter((effect) => effect !== undefined);
}

/** The next of these instants; `undefined` when all are past. */
export function nextOf(instants: readonly (Date | undefined)[], now: Date): Date | undefined {
  const ahead = instants.filter((instant) => instant !== undefined && instant > now);
  return ahead.toSorted((a, b) => Number(a) - Number(b))[0];
}
