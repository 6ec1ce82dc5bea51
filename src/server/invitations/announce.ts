import type { Application } from '../../domain/application/application.ts';
import type { Person } from '../../domain/application/field.ts';
import { textAnswer } from '../../domain/application/form.ts';
import { type Company, type Volunteer, invitationIds } from './invitations.ts';
import { type InvitationPorts, endOfGrace, progressLink } from './state.ts';

/** The volunteers that a company's application announces. */
export function volunteersIn({ audience, answers }: Application): readonly Person[] {
  const { mentors = [] } = answers;
  if (audience !== 'company' || typeof mentors === 'string') return [];
  return mentors.filter((person) => typeof person !== 'string');
}

function companyOf({ id, reference, answers }: Application, count: number, now: Date): Company {
  return {
    id,
    reference,
    name: textAnswer(answers, 'companyName'),
    contactName: textAnswer(answers, 'contactName'),
    email: textAnswer(answers, 'email'),
    announcedAt: now.toISOString(),
    count,
  };
}

/**
 * Stores an invitation for each volunteer of a delivered company, to be sent by the next work on invitations.
 * Repeated or interrupted anywhere, each is stored and sent once. Other applications announce nobody.
 */
export async function announceVolunteers(
  application: Application,
  { invitations, now }: Pick<InvitationPorts, 'invitations' | 'now'>,
): Promise<void> {
  const people = volunteersIn(application);
  if (people.length === 0 || (await invitations.isAnnounced(application.id))) return;
  const at = now();
  const company = companyOf(application, people.length, at);
  await invitations.keepCompany(company);
  const ids = invitationIds(company);
  await Promise.all(
    people.map(async (person, index) => {
      const volunteer = volunteerOf(person, ids[index] ?? '', company, textAnswer(application.answers, 'site'));
      if (await invitations.hasDone(volunteer.id, 'message')) return;
      await invitations.keepVolunteer(volunteer);
      await invitations.schedule({ kind: 'invite', id: volunteer.id, dueAt: new Date(application.receivedAt) });
    }),
  );
  const dueAt = endOfGrace(progressLink(company, undefined));
  await invitations.schedule({ kind: 'forget-company', id: company.id, dueAt });
  await invitations.markAnnounced(company.id, at);
}

function volunteerOf(person: Person, id: string, company: Company, site: string): Volunteer {
  const { givenName = '', familyName = '', email = '' } = person;
  return {
    id,
    companyId: company.id,
    companyReference: company.reference,
    companyName: company.name,
    site,
    givenName,
    familyName,
    email,
    invitedAt: company.announcedAt,
  };
}

/** Notes that an invited mentor's application arrived, if nothing has yet: the request that took it may have been cut short. */
export async function completeInvitation(
  { invitedBy, reference, receivedAt }: Application,
  { invitations }: Pick<InvitationPorts, 'invitations'>,
): Promise<void> {
  if (invitedBy === undefined) return;
  const end = await invitations.endOf(invitedBy.invitation);
  if (end?.kind !== 'completed') await invitations.complete(invitedBy.invitation, { at: receivedAt, reference });
}
