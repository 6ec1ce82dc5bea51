import type { Application } from '../../domain/application/application.ts';
import type { Person } from '../../domain/application/field.ts';
import { textAnswer } from '../../domain/application/form.ts';
import { volunteersIn } from '../../domain/invitations/volunteers.ts';
import { type Company, type Volunteer, invitationId } from './invitations.ts';
import { type InvitationPorts, endOfGrace, progressLink } from './state.ts';

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
 * Stores an invitation for each volunteer of a delivered company, to be sent once somebody lets them leave (`release`).
 * Repeated or interrupted anywhere, each is stored and sent once. Other applications announce nobody.
 */
async function announceVolunteers(
  application: Application,
  { invitations, now }: Pick<InvitationPorts, 'invitations' | 'now'>,
): Promise<void> {
  const people = volunteersIn(application);
  if (people.length === 0 || (await invitations.isAnnounced(application.id))) return;
  const at = now();
  const company = companyOf(application, people.length, at);
  await invitations.keepCompany(company);
  const site = textAnswer(application.answers, 'site');
  await Promise.all(
    people.map(async (person, rank) => {
      await invitations.keepVolunteer(volunteerOf(person, rank, company, site));
    }),
  );
  const dueAt = endOfGrace(progressLink(company, undefined));
  await invitations.tasks.schedule({ kind: 'forget-company', id: company.id, dueAt });
  // The team may have taken the company on before this could be stored.
  await invitations.sendReleased(company.id);
  await invitations.markAnnounced(company.id, at);
}

function volunteerOf(person: Person, rank: number, company: Company, site: string): Volunteer {
  const { givenName = '', familyName = '', email = '' } = person;
  return {
    id: invitationId(company.id, rank),
    companyId: company.id,
    companyReference: company.reference,
    companyName: company.name,
    rank,
    site,
    givenName,
    familyName,
    email,
  };
}

/** Notes that an invited mentor's application arrived, if nothing has yet: the request that took it may have been cut short. */
async function completeInvitation(
  { invitedBy, reference, receivedAt }: Application,
  { invitations }: Pick<InvitationPorts, 'invitations'>,
): Promise<void> {
  if (invitedBy === undefined) return;
  const end = await invitations.endOf(invitedBy.invitation);
  if (end?.kind !== 'completed')
    await invitations.complete(invitedBy.invitation, { at: receivedAt, reference });
}

/** What a delivered application changes for invitations: a company's begin, an invited mentor's ends. Safe to repeat. */
export async function followUp(application: Application, ports: InvitationPorts): Promise<void> {
  await announceVolunteers(application, ports);
  await completeInvitation(application, ports);
}
