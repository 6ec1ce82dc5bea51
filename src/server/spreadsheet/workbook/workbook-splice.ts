/** A piece of a text, by its place, and what takes it. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly xml: string;
}

/** The text with its pieces replaced; those at one place in their order. */
export function spliced(xml: string, splices: readonly Splice[]): string {
  const ordered = splices.toSorted((a, b) => a.start - b.start);
  const pieces = ordered.flatMap(({ start, xml: inserted }, index) => [
    xml.slice(ordered[index - 1]?.end ?? 0, start),
    inserted,
  ]);
  return pieces.join('') + xml.slice(ordered.at(-1)?.end ?? 0);
}
