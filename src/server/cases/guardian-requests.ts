import type { Application } from '../../domain/application/application.ts';
import { textAnswer } from '../../domain/application/form.ts';
import { isMinor, parisDate } from '../../domain/eligibility/age.ts';
import type { CaseStore } from './case-store.ts';
import type { Fact } from './facts.ts';
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
  readonly now: () => Date;
}

/** The facts by which the guardian of a youth of 16 or 17 is asked; none of others. */
export function authorisationFacts(
  { audience, answers }: Application,
  { secret, now }: { readonly secret: Secret; readonly now: Date },
): readonly Fact[] {
  const birthDate = textAnswer(answers, 'birthDate');
  if (audience !== 'youth' || birthDate === '' || !isMinor(birthDate, parisDate(now))) return [];
  const contacts = { email: textAnswer(answers, 'email'), phone: textAnswer(answers, 'phone') };
  // The youth's own contacts are noted first, before any guardian is asked.
  return [...ownFacts(contacts, new Set(), undefined, secret, now), guardianFact('wanted-0', now)];
}

/** Asks the guardian again by a new link, which revokes the former; one an hour at most. Called again after an interruption, it completes the request. */
export async function requestAgain(id: string, { cases, looks, renewals, now }: RequestPorts): Promise<void> {
  const at = now();
  const { generation, issuedAt } = await renewals.renewOrLatest('authorisation', id, at);
  await noteAndLook(id, guardianFact(`wanted-${generation}`, issuedAt), at, { cases, looks });
}

/** Allows e-mails to a guardian to be sent, once the youth or the team has confirmed. Idempotent: the first call counts. */
export async function releaseGuardian(
  id: string,
  at: Date,
  ports: Pick<RequestPorts, 'cases' | 'looks'>,
): Promise<void> {
  await noteAndLook(id, guardianFact('released', at), at, ports);
}
