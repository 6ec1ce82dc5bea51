import { parisDate } from '../domain/eligibility/age.ts';
import { isPublished, type Publishable } from '../domain/publication.ts';

/** The moment of this build: what is over by then has moved to the past. */
export const builtAt = new Date();

const edition = {
  today: parisDate(builtAt),
  // They show in development (npm start) and in a build that asks for them (astro build --mode examples).
  examples: import.meta.env.MODE !== 'production',
};

/** For `getCollection`: the entries that this build shows. */
export function published({ data }: { data: Publishable }): boolean {
  return isPublished(data, edition);
}
