import type { Mistake } from '../../../cms/collection.ts';

/** Told to staff when nothing was saved; Decap shows it as it is, without a name before it. */
export class Refusal extends Error {
  override readonly name = '';
  /** Fields of the entry that is open, each with its mistake; none when the refusal is about something else. */
  readonly mistakes: readonly Mistake[];
  /** Files of the entries to correct first, when it is about other entries; from the project's root. */
  readonly entries: readonly { path: string; label: string }[];

  constructor(
    message: string,
    { mistakes = [], entries = [] }: Partial<Pick<Refusal, 'mistakes' | 'entries'>> = {},
  ) {
    super(message);
    this.mistakes = mistakes;
    this.entries = entries;
  }
}
