/** One line of the benchmark: what was measured, and the budget of it. */
export interface Row {
  what: string;
  /** With its unit, as people read it. */
  measured: string;
  bound: string;
  ok: boolean;
}

export interface Measurement {
  title: string;
  /** It measures what `npm run build` makes, which is made first. */
  ofTheBuild?: boolean;
  run: () => Promise<Row[]>;
}

/** A row for a number that must not pass its bound. */
export function atMost(what: string, measured: number, bound: number, unit: string): Row {
  const written = (value: number) => `${Math.round(value).toLocaleString('en')} ${unit}`;
  return { what, measured: written(measured), bound: `≤ ${written(bound)}`, ok: measured <= bound };
}

/** A figure without a bound. */
export function told(what: string): Row {
  return { what, measured: 'measured', bound: 'no bound', ok: true };
}
