import * as z from 'zod';
import type { Renewal } from '../links/renewals.ts';

const KINDS = ['status', 'message', 'act', 'guardian', 'invitation', 'retention', 'pair', 'event'] as const;

/** The name of a fact in its key. */
const FACT_NAME = /^[a-z0-9-]{1,80}$/;

export const factSchema = z.object({
  /** Its value and occurrence, unique in its case, always the same for the same fact: `status-2-acceptee`. */
  name: z.string().regex(FACT_NAME),
  kind: z.enum(KINDS),
  at: z.iso.datetime(),
  /** The line of the tab `Journal`; nothing personal. Absent from a fact that only the plans read. */
  detail: z.string().optional(),
});

/** All was erased before: tells a machine that sends the form again from a person who comes back. */
export const ERASED_BEFORE = 'erased-before';

/** Something that happened to a case. Facts are only added; erasure alone deletes them. */
export type Fact = Readonly<z.output<typeof factSchema>>;

/** @param detail makes it a line of the tab `Journal`. */
export function factOf(kind: Fact['kind'], name: string, at: Date, detail?: string): Fact {
  return { name, kind, at: at.toISOString(), ...(detail !== undefined && { detail }) };
}

/** A fact that is a line of the tab `Journal`. */
export type JournalFact = Fact & { readonly detail: string };

export function journalFacts(facts: readonly Fact[]): readonly JournalFact[] {
  return facts.flatMap((fact) => {
    const { detail } = fact;
    return detail === undefined ? [] : [{ ...fact, detail }];
  });
}

/** The facts whose names match, the oldest first, each with the groups of the pattern. */
export function factsMatching(
  facts: readonly Fact[],
  pattern: RegExp,
): readonly { readonly fact: Fact; readonly groups: Readonly<Record<string, string>> }[] {
  return facts.flatMap((fact) => {
    const match = pattern.exec(fact.name);
    return match === null ? [] : [{ fact, groups: match.groups ?? {} }];
  });
}

export function factNamed(facts: readonly Fact[], name: string): Fact | undefined {
  return facts.find((fact) => fact.name === name);
}

/** The instant of a fact; `undefined` of what has not happened. */
export function instantOf(facts: readonly Fact[], name: string): Date | undefined {
  const fact = factNamed(facts, name);
  return fact && new Date(fact.at);
}

/** The last link issued in place of another, as facts `<name>-<generation>` say; `undefined` while the first counts. */
export function renewalIn(facts: readonly Fact[], name: string): Renewal | undefined {
  return factsMatching(facts, new RegExp(String.raw`^${name}-(?<generation>\d+)$`))
    .map(({ fact: { at }, groups }) => ({ generation: Number(groups.generation), issuedAt: new Date(at) }))
    .toSorted((a, b) => a.generation - b.generation)
    .at(-1);
}

/** The facts with another one among them; the first of a name counts. */
export function withFact(facts: readonly Fact[], fact: Fact): readonly Fact[] {
  return factNamed(facts, fact.name) === undefined ? inOrder([...facts, fact]) : facts;
}

/** The oldest first. */
export function inOrder(facts: readonly Fact[]): readonly Fact[] {
  return facts.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
