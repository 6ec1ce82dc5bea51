import type { Application } from '../../domain/application/application.ts';
import { textAnswer } from '../../domain/application/form.ts';
import { isMinor, parisDate } from '../../domain/eligibility/age.ts';
import type { CaseStore } from './case-store.ts';
import { guardianFact } from './guardian-facts.ts';
import type { Looks } from './looks.ts';
import type { Secret } from '../foundation/secret.ts';
import type { Renewals } from '../links/renewals.ts';
import { ownFacts } from './guardian-contacts.ts';
import { noteAndLook } from './note-and-look.ts';

export interface RequestPorts {
  readonly cases: CaseStore;
  readonly looks: Looks;
  readonly renewals: Renewals;
  readonly secret: Secret;
  readonly now: () => Date;
}

/** Notes that the guardian of a delivered youth of 16 or 17 is to be asked. Idempotent. */
export async function requestAuthorisation(
  { id, audience, answers }: Application,
  { cases, looks, secret, now }: Omit<RequestPorts, 'renewals'>,
): Promise<void> {
  const at = now();
  const birthDate = textAnswer(answers, 'birthDate');
  if (audience !== 'youth' || birthDate === '' || !isMinor(birthDate, parisDate(at))) return;
  const contacts = { email: textAnswer(answers, 'email'), phone: textAnswer(answers, 'phone') };
  // Whose contacts are the youth's own is known before anybody is asked.
  for (const fact of ownFacts(contacts, new Set(), undefined, secret, at)) await cases.note(id, fact);
  await cases.note(id, guardianFact('wanted-0', at));
  await looks.schedule(id, at);
}

/** Asks again by a new link, which makes the former void; one an hour at most. What an interrupted call left is made good. */
export async function requestAgain(
  id: string,
  { cases, looks, renewals, now }: Omit<RequestPorts, 'secret'>,
): Promise<void> {
  const at = now();
  const { generation, issuedAt } = await renewals.renewOrLatest('authorisation', id, at);
  await noteAndLook(id, guardianFact(`wanted-${generation}`, issuedAt), at, { cases, looks });
}

/** Lets e-mails to a guardian leave: the youth has confirmed, or the team has. Idempotent: the first counts. */
export async function releaseGuardian(
  id: string,
  at: Date,
  ports: Pick<RequestPorts, 'cases' | 'looks'>,
): Promise<void> {
  await noteAndLook(id, guardianFact('released', at), at, ports);
}
