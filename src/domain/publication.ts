/** Fields that decide if an entry is shown. */
export interface Publishable {
  /** An invented entry, there to show how things look. */
  exemple?: boolean | undefined;
  /** Civil day `YYYY-MM-DD` it appears on; absent when it may appear at once. */
  date?: string | undefined;
}

/** The site of one build: on which civil day in Paris, and whether examples are wanted. */
export interface Edition {
  today: string;
  examples: boolean;
}

/** True when an entry is part of an edition: no example unless they are wanted, nothing dated after today. */
export function isPublished({ exemple = false, date }: Publishable, { today, examples }: Edition): boolean {
  return (!exemple || examples) && (date === undefined || date <= today);
}
