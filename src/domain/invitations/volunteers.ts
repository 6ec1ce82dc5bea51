import type { Application } from '../application/application.ts';
import type { Person } from '../application/field.ts';

/** The volunteers that a company's application announces; none in any other. */
export function volunteersIn({ audience, answers }: Application): readonly Person[] {
  const { mentors = [] } = answers;
  if (audience !== 'company' || typeof mentors === 'string') return [];
  return mentors.filter((person) => typeof person !== 'string');
}
