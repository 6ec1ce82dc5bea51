import { parisDate } from '../domain/eligibility/age.ts';
import { isPublished, type Publishable } from '../domain/publication.ts';

/** The instant of this build, which tells past events from those to come. */
export const builtAt = new Date();

const context = {
  today: parisDate(builtAt),
  // Shown in development (npm start) and in a build that asks for them (astro build --mode examples).
  examples: import.meta.env.MODE !== 'production',
};

/** For `getCollection`: the entries that this build shows. */
export function published({ data }: { data: Publishable }): boolean {
  return isPublished(data, context);
}
