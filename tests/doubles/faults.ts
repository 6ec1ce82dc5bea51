/** Fault of one call to a double; `none` lets it succeed. */
export type Fault =
  | 'none'
  /** The connection breaks; nothing is done. */
  | 'before'
  /** It is done, and the connection breaks. */
  | 'lost'
  /** The connection breaks; it is done later, up to 170 s of the double's time. */
  | 'late'
  /** A status without effect. */
  | 401
  | 403
  | 429
  | 500
  | 503
  /** It is done, and the answer says that it failed. */
  | 'done-but-503'
  /** It is done, and a page of HTML comes with status 200. */
  | 'page'
  /** Nothing is done, and JSON of another service comes with status 200. */
  | 'stranger'
  /** It is done, and the answer stops in its middle. */
  | 'half';

export interface Call {
  readonly method: string;
  /** Without what names the spreadsheet. */
  readonly path: string;
  readonly writes: boolean;
}

/** A generator of numbers from 0 to 1 (mulberry32), the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const OF_WRITES: readonly Fault[] = [
  'before',
  'lost',
  'late',
  429,
  500,
  503,
  'done-but-503',
  'page',
  'half',
  'stranger',
];
const OF_READS: readonly Fault[] = ['before', 'lost', 429, 500, 503, 'page', 'half', 'stranger'];

/** Faults in a share of calls, every kind alike. */
export function seededFaults(random: () => number, share: number): (call: Call) => Fault {
  return ({ writes }) => {
    const kinds = writes ? OF_WRITES : OF_READS;
    return random() < share ? (kinds[Math.floor(random() * kinds.length)] ?? 'none') : 'none';
  };
}
