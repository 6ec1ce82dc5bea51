/** The check of mentors before a first meeting, beside their training: one rule for all, in the settings. */
export interface Screening {
  readonly bulletinRequired: boolean;
  /** The text that mentors read about their bulletin n° 3. */
  readonly bulletin: string;
}

/** Placeholder, in a text, for `Screening.bulletin`. */
export const BULLETIN = 'bulletin';

/** The text about the bulletin n° 3; `''` while it is not required. */
export function bulletinTold({ bulletinRequired, bulletin }: Screening): string {
  return bulletinRequired ? bulletin : '';
}

/** The moments with what is told of the bulletin in its place; one that says nothing else is left out while nobody is asked for it. */
export function momentsTold<M extends { readonly text: string }>(
  moments: readonly M[],
  screening: Screening,
): readonly M[] {
  const told = bulletinTold(screening);
  return moments
    .map((moment) => ({ ...moment, text: moment.text.replaceAll(`{${BULLETIN}}`, told).trim() }))
    .filter(({ text }) => text !== '');
}
