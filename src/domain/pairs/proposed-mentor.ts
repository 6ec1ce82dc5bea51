import { readReference } from '../application/reference.ts';

/** In any spelling that people type, within a longer text. */
const IN_TEXT =
  /(?:^|[^\p{L}\p{N}])(ME[\s\p{Pd}]?(?:[2-9A-HJ-NP-Z][\s\p{Pd}]?){7}[2-9A-HJ-NP-Z])(?![\p{L}\p{N}])/giu;

/** Longer texts are not read. */
const LONGEST = 500;

export type ProposedMentor =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'mentor'; readonly reference: string }
  | { readonly kind: 'unreadable'; readonly found: number };

/** Reads a cell of `Mentor proposé`: the one reference of a mentor that it holds, once or repeated, within other text or not. */
export function proposedMentorIn(cell: string): ProposedMentor {
  const text = cell.slice(0, LONGEST).trim();
  if (text === '') return { kind: 'nobody' };
  const found = [...text.matchAll(IN_TEXT)].flatMap(([, typed = '']) => readReference(typed) ?? []);
  const [reference, ...others] = new Set(found);
  if (reference === undefined || others.length > 0)
    return { kind: 'unreadable', found: others.length + (reference === undefined ? 0 : 1) };
  return { kind: 'mentor', reference };
}
