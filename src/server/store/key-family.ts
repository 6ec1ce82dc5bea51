import { digitsOf } from '../foundation/instants.ts';

declare const ofTheTable: unique symbol;

/** A key of the store. Only a family of keys makes one, or a list of what the store holds (`keysUnder`). */
export type Key = string & { readonly [ofTheTable]: 'key' };

/** The start of a key. Only a family of keys makes one. */
export type Prefix = string & { readonly [ofTheTable]: 'prefix' };

/** Patterns of a key's parts. An instant is a `Date` for whoever builds or reads a key, milliseconds in 15 digits in it. */
const PARTS = {
  /** `Identifiant` of an application, an invitation or a row. */
  id: '[0-9a-f]{32}',
  /** The subject of a message: an `Identifiant`, or a word for the team and for the service. */
  about: '[^./]+',
  at: String.raw`\d{1,15}`,
  /** `YYYY-MM-DD`. */
  day: String.raw`\d{4}-\d{2}-\d{2}`,
  reference: '[^/]+',
  /** Start of a text's SHA-256, or at random. */
  hash: '[0-9a-f]{16}',
  /** HMAC, cut. */
  hmac: '[0-9a-f]{32}',
  /** Name of a fact; `case` is the record of a case. */
  event: '(?!case$)[a-z0-9-]{1,80}',
  letter: '[^/]+',
  /** A word of the code. */
  kind: '[a-z-]+',
  /** Subject of an alert: a word of the code, or a fact. */
  fact: '[^/]+',
  /** Its name; in the key without accents or spaces, which Netlify Blobs lists under another name than it stored. */
  tab: '[^/]+',
  /** `2026-2027`. */
  season: String.raw`\d{4}-\d{4}`,
  /** One of few of a closed list, or a number. */
  value: '[a-z0-9-]{1,32}',
  /** Something scarce, as claims name it. */
  what: '[0-9a-f]{32}',
} as const;

type NamesIn<Pattern extends string> = Pattern extends `${string}<${infer Name}>${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** The parts of a key, by name. */
export type PartsOf<Pattern extends string> = {
  readonly [Name in NamesIn<Pattern>]: Name extends 'at' ? Date : string;
};

/** The part of a text that the download of a person's data gives back. */
export interface GivenBack {
  /** Its title in the download. */
  readonly title: string;
  /** The property of the text's JSON that the person typed. */
  readonly property: string;
}

/** Description of a family of keys. Keys never hold anything personal. */
export interface FamilyFacts {
  /** Description of a text of the family. */
  readonly holds: string;
  /**
   * True when a text says who somebody is or quotes them; then what the download of their data does with it: gives back what waits for
   * the spreadsheet, or withholds it and why.
   */
  readonly personal: false | GivenBack | { readonly withheld: string };
  /** The file of `src/server` that writes it. */
  readonly writer: string;
  /**
   * Where keys name an application, an invitation or a company: if they go with its erasure, or why they stay.
   */
  readonly erased?: true | { readonly stays: string };
  /** `term`: once as old as data are kept, when it is about nobody who is still known. `days`: so many after the day in its key. */
  readonly forgotten?: 'term' | { readonly days: number };
  /** When its writer replaces it or takes it away. */
  readonly lasts?: string;
}

function encoded(name: string, value: unknown): string {
  if (name === 'tab') return encodeURIComponent(String(value)).replaceAll('%', '~');
  return value instanceof Date ? digitsOf(value) : String(value);
}

/** The value behind a part of a key; of a text that no family wrote, the text. */
function decoded(name: string, text: string): unknown {
  if (name === 'at') return new Date(Number(text));
  if (name !== 'tab') return text;
  try {
    return decodeURIComponent(text.replaceAll('~', '%'));
  } catch {
    return text;
  }
}

function escaped(literal: string): string {
  return literal.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function regexpOf(pattern: string): RegExp {
  const shapes = new Map<string, string>(Object.entries(PARTS));
  const source = pattern.split(/(<\w+>)/).map((piece) => {
    const name = /^<(?<name>\w+)>$/.exec(piece)?.groups?.name;
    if (name === undefined) return escaped(piece);
    const shape = shapes.get(name);
    if (shape === undefined) throw new TypeError(`No key has a part « ${name} ».`);
    return `(?<${name}>${shape})`;
  });
  return new RegExp(`^${source.join('')}$`);
}

/** All keys of one pattern: how they are built and read, and what is to be known of them. */
export class KeyFamily<Pattern extends string = string> {
  readonly pattern: Pattern;
  readonly facts: FamilyFacts;
  readonly #regexp: RegExp;
  /** Literals and names of parts in turn, a literal first. */
  readonly #pieces: readonly string[];

  constructor(pattern: Pattern, facts: FamilyFacts) {
    this.pattern = pattern;
    this.facts = facts;
    this.#regexp = regexpOf(pattern);
    this.#pieces = pattern.split(/<(\w+)>/);
  }

  /** Throws `TypeError` on a part of another shape, which it does not quote. */
  key(parts: PartsOf<Pattern>): Key {
    const key = this.find(parts);
    if (key === undefined) throw new TypeError(`A part does not fit in a key ${this.pattern}.`);
    return key;
  }

  /** The same, of whom it is not known whether they are ours; `undefined` when no key has such a part. */
  find(parts: PartsOf<Pattern>): Key | undefined {
    const text = this.#fill(parts);
    return this.owns(text) ? text : undefined;
  }

  /** Prefix of the keys that have these first parts; of the whole family for none. */
  under(parts: Partial<PartsOf<Pattern>> = {}): Prefix {
    const text = this.#fill(parts);
    if (!this.#begins(text)) throw new TypeError(`No key ${this.pattern} begins so.`);
    return text;
  }

  owns(text: string): text is Key {
    return this.#regexp.test(text);
  }

  /** The parts of a key; `undefined` for one of another family. */
  parse(key: string): PartsOf<Pattern> | undefined {
    const groups = Object.entries(this.#regexp.exec(key)?.groups ?? {});
    const parts: unknown = Object.fromEntries(groups.map(([name, text]) => [name, decoded(name, text)]));
    return this.owns(key) && this.#isWhole(parts) ? parts : undefined;
  }

  /** The parts of those keys that are of the family. */
  parseAll(keys: readonly string[]): readonly PartsOf<Pattern>[] {
    return keys.flatMap((key) => this.parse(key) ?? []);
  }

  /** Subject of a key, where it names one: its part `id` or `about`. */
  subjectIn(key: string): string | undefined {
    const { id, about } = this.#regexp.exec(key)?.groups ?? {};
    return id ?? about;
  }

  /** The day that a key names, where it does: `YYYY-MM-DD`. */
  dayIn(key: string): string | undefined {
    return this.#regexp.exec(key)?.groups?.day;
  }

  /** Up to the first part that is not given. */
  #fill(parts: Partial<PartsOf<Pattern>>): string {
    const given = new Map<string, unknown>(Object.entries(parts));
    const end = this.#pieces.findIndex((piece, at) => at % 2 === 1 && !given.has(piece));
    return this.#pieces
      .slice(0, end === -1 ? undefined : end)
      .map((piece, at) => (at % 2 === 0 ? piece : encoded(piece, given.get(piece))))
      .join('');
  }

  #begins(text: string): text is Prefix {
    return text.startsWith(this.#pieces[0] ?? '');
  }

  #isWhole(parts: unknown): parts is PartsOf<Pattern> {
    const names = this.#pieces.filter((_, at) => at % 2 === 1);
    return typeof parts === 'object' && parts !== null && names.every((name) => Object.hasOwn(parts, name));
  }
}
