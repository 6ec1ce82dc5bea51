import * as z from 'zod';
import type { Declaration } from '../../domain/hours/declaration.ts';
import { HOURS_KINDS } from '../../domain/hours/hours-tab.ts';
import { digitsOf } from '../foundation/instants.ts';
import { parseRecord } from '../store/keys.ts';
import type { TypedStore, TypedTexts } from './typed-store.ts';

/** Hours that a mentor declared and that the spreadsheet does not hold yet. */
export interface WaitingDeclaration extends Declaration {
  /** The key under which it waits. */
  readonly name: string;
  /** Tells one sending of the form from another: the same sent twice is one line. */
  readonly once: string;
}

const NAME = /^hours-\d{15}-(?<once>[0-9a-f]{16})$/;

const schema = z.object({
  day: z.iso.date(),
  minutes: z.int().positive(),
  kind: z.enum(HOURS_KINDS),
});

/** The declarations that wait in the case of a pair, the oldest first. Throws `NewerRecord`. */
export function declarationsIn(typed: TypedTexts): readonly WaitingDeclaration[] {
  return [...typed]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, text]) => {
      const once = NAME.exec(name)?.groups?.once;
      return once === undefined ? [] : [{ name, once, ...parseRecord(schema, text) }];
    });
}

/** Keeps a declaration, durable when this resolves. Idempotent for one instant and sending. */
export async function keepDeclaration(
  pairId: string,
  { at, once, declaration }: { readonly at: Date; readonly once: string; readonly declaration: Declaration },
  typed: Pick<TypedStore, 'keep'>,
): Promise<void> {
  await typed.keep(pairId, `hours-${digitsOf(at)}-${once}`, declaration);
}
