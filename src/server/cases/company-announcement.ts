import type { Application } from '../../domain/application/application.ts';
import type { Person } from '../../domain/application/field.ts';
import { textAnswer } from '../../domain/application/form.ts';
import { volunteersIn } from '../../domain/invitations/volunteers.ts';
import { announcedFact, type CompanyContact, companyStateIn } from './company-facts.ts';
import type { Outcome } from './effect.ts';
import type { Fact } from './facts.ts';
import { invitationId, type Volunteer } from './invitation-facts.ts';

/**
 * Keeps the volunteers of a delivered company, to be invited once somebody releases them (`releaseInvitations`). Other
 * applications announce nobody.
 */
export function announcement(
  application: Application,
  facts: readonly Fact[],
  now: Date,
): Pick<Outcome, 'people' | 'facts'> {
  const { id } = application;
  const volunteers = volunteersIn(application);
  const { length: count } = volunteers;
  if (count === 0 || companyStateIn(id, facts) !== undefined) return {};
  return {
    people: [
      { id, person: contactOf(application) },
      ...volunteers.map((person, rank) => ({
        id: invitationId(id, rank),
        person: volunteerOf(person, application),
      })),
    ],
    facts: [announcedFact(count, now)],
  };
}

function contactOf({ answers }: Application): CompanyContact {
  return {
    companyName: textAnswer(answers, 'companyName'),
    contactName: textAnswer(answers, 'contactName'),
    email: textAnswer(answers, 'email'),
  };
}

function volunteerOf(person: Person, { id, reference, answers }: Application): Volunteer {
  const { givenName = '', familyName = '', email = '' } = person;
  return {
    companyId: id,
    companyReference: reference,
    companyName: textAnswer(answers, 'companyName'),
    site: textAnswer(answers, 'site'),
    givenName,
    familyName,
    email,
  };
}
