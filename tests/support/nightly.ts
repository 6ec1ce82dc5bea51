/**
 * True in the nightly run (`npm run test:nightly`). It plays all that `npm test` plays a sample of: every seed, text, window and failure,
 * and the longest stories: browser tests with `@nightly` in their title (docs/decisions/0036-nightly.md).
 */
export const isNightly = process.env.NIGHTLY === 'true';

/** In the nightly run all items; else one in `oneIn`, the first among them. */
export const sampled = <Item>(items: readonly Item[], oneIn: number): readonly Item[] =>
  isNightly ? items : items.filter((_, index) => index % oneIn === 0);
