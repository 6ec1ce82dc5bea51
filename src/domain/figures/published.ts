/** Cells below it are never told apart, and as many people have to change a breakdown before it is told anew. */
export const SMALLEST = 5;

/** A breakdown as it is told. */
export interface PublishedBreakdown {
  /** Exact number of people in it on that day: the total tells it anyway. */
  readonly of: number;
  /** By cell, to the nearest five; 0 stands for fewer than five. */
  readonly cells: Readonly<Record<string, number>>;
}

/** To the nearest five; 0 for fewer than five. */
function rounded(count: number): number {
  return count < SMALLEST ? 0 : Math.round(count / SMALLEST) * SMALLEST;
}

/** The least and the most people that a cell as it is told may stand for. */
function boundsOf(shown: number): readonly [least: number, most: number] {
  if (shown === 0) return [0, SMALLEST - 1];
  return [Math.max(SMALLEST, shown - 2), shown + 2];
}

/** True when the exact number of no cell follows from the total and the other cells. */
function isSafe({ of, cells }: PublishedBreakdown): boolean {
  const bounds = Object.values(cells).map(boundsOf);
  const sum = (end: 0 | 1): number => bounds.reduce((total, bound) => total + bound[end], 0);
  return bounds.every(
    ([least, most]) => Math.max(least, of - (sum(1) - most)) < Math.min(most, of - (sum(0) - least)),
  );
}

/** What is known of a breakdown from one night to the next. */
export interface BreakdownState {
  /** Number of people in it when it was last looked at. */
  readonly seen: number;
  /** `undefined` while none could be told. */
  readonly told?: PublishedBreakdown | undefined;
}

/**
 * The same after tonight. A breakdown is looked at once at least five people more, or fewer, are in it than when it last was, so that no two
 * versions that follow each other differ by one person; and told unless the exact number of a cell would follow from it: the version
 * before then stays until five others.
 *
 * @param counts exact, one for each cell.
 */
export function renewed(
  before: BreakdownState | undefined,
  counts: Readonly<Record<string, number>>,
): BreakdownState | undefined {
  const of = Object.values(counts).reduce((total, count) => total + count, 0);
  if (Math.abs(of - (before?.seen ?? 0)) < SMALLEST) return before;
  const cells = Object.fromEntries(Object.entries(counts).map(([cell, count]) => [cell, rounded(count)]));
  const next = { of, cells };
  return { seen: of, told: isSafe(next) ? next : before?.told };
}

/** « moins de 5 », or the number. */
export function shownInWords(shown: number): string {
  return shown === 0 ? `moins de ${SMALLEST}` : String(shown);
}
