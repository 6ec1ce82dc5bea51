/** Fields that decide if an entry is shown. */
export interface Publishable {
  /** True for an invented entry that shows how things look. */
  exemple?: boolean | undefined;
  /** Day `YYYY-MM-DD` from which it is shown; absent when it is shown at once. */
  date?: string | undefined;
}

/** The settings of one build that decide which entries it shows. */
export interface BuildContext {
  /** Day in Paris, `YYYY-MM-DD`. */
  today: string;
  examples: boolean;
}

/** True when a build shows an entry: examples only if wanted, nothing dated after today. */
export function isPublished(
  { exemple = false, date }: Publishable,
  { today, examples }: BuildContext,
): boolean {
  return (!exemple || examples) && (date === undefined || date <= today);
}
