import { typeset } from '../../../domain/typeset.ts';

/** A select of the content model. */
interface Choice<V extends string> {
  schema: () => { options: readonly V[] };
}

/** An entry as staff are writing it: anything may still be missing, and is then shown empty. */
export class Draft {
  readonly #data: ReadonlyMap<string, unknown>;

  constructor(data: unknown = {}) {
    this.#data = new Map(typeof data === 'object' && data !== null ? Object.entries(data) : []);
  }

  /** What is typed, typeset as on the site. */
  text(name: string): string {
    const value = this.#data.get(name);
    return typeof value === 'string' ? typeset(value) : '';
  }

  number(name: string): number {
    const value = Number(this.#data.get(name));
    return Number.isFinite(value) ? value : 0;
  }

  yes(name: string): boolean {
    return this.#data.get(name) === true;
  }

  /** The day `YYYY-MM-DD`, or the given one. */
  day(name: string, otherwise: string): string {
    return /^\d{4}-\d\d-\d\d$/.exec(this.text(name))?.[0] ?? otherwise;
  }

  /** The local time `YYYY-MM-DDTHH:mm`, or the given one. */
  time(name: string, otherwise: string): string {
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.exec(this.text(name))?.[0] ?? otherwise;
  }

  /** One of the field's options; the first until one is chosen. */
  choice<V extends string>(name: string, field: Choice<V>): V {
    const { options } = field.schema();
    const [first] = options;
    if (first === undefined) throw new Error(`The field ${name} has no option.`);
    return options.find((option) => option === this.#data.get(name)) ?? first;
  }

  group(name: string): Draft {
    return new Draft(this.#data.get(name));
  }

  groups(name: string): Draft[] {
    const value = this.#data.get(name);
    return Array.isArray(value) ? value.map((item) => new Draft(item)) : [];
  }
}
