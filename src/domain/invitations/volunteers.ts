import type { Application } from '../application/application.ts';
import { companyForm } from '../application/company.ts';
import type { Person } from '../application/field.ts';
import { fieldOf } from '../application/form.ts';

const ANNOUNCED = fieldOf(companyForm, 'mentors');

/** Where a company's row lists the names of its volunteers. */
export const ANNOUNCED_COLUMN = ANNOUNCED.column;

/** The volunteers that a company's application announces; none in any other. */
export function volunteersIn({ audience, answers }: Application): readonly Person[] {
  const { mentors = [] } = answers;
  if (audience !== 'company' || typeof mentors === 'string') return [];
  return mentors.filter((person) => typeof person !== 'string');
}

/** The list of names without one person's; of two of that name, one stays. */
export function withoutVolunteer(
  cell: string,
  { givenName, familyName, email }: Readonly<Record<'givenName' | 'familyName' | 'email', string>>,
): string {
  const name = `; ${ANNOUNCED.cell([{ givenName, familyName, email }], { receivedOn: '' })}; `;
  const list = `; ${cell}; `;
  const at = list.indexOf(name);
  return at === -1 ? cell : `${list.slice(0, at)}; ${list.slice(at + name.length)}`.slice(2, -2);
}
