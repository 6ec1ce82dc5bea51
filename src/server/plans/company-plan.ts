import { asksIn } from '../cases/asks.ts';
import {
  companyStateIn,
  parseContactRecord,
  invitationIds,
  progressLink,
  progressSentFact,
  tellReleased,
} from '../cases/company-facts.ts';
import { endOfGrace, INVITATION_FACTS, invitationFact } from '../cases/invitation-facts.ts';
import { progressMessage } from '../letters/invitation-letters.ts';
import type { LetterSettings } from '../letters/letter-links.ts';
import { type CaseNow, type Due, NOTHING_DUE, type Plan } from './plan.ts';

/**
 * The plan for the contact of a company that announced volunteers: a new link, and to be forgotten once nobody asks for another, with
 * those of the volunteers whom nobody has let invite.
 */
export function companyPlan(settings: LetterSettings): Plan {
  return { name: 'invitations', reads: [], due: (one) => dueFor(one, settings) };
}

function dueFor({ id, facts, typed, person, now }: CaseNow, settings: LetterSettings): Due {
  const company = companyStateIn(id, facts);
  if (company?.releasedAt !== undefined && !company.isTold)
    return { effects: [{ name: 'let-go', done: tellReleased(company, now) }] };
  if (company === undefined || person === undefined) return NOTHING_DUE;
  const { count, renewal, releasedAt, isRenewalSent } = company;
  const link = progressLink(company);
  const lookAt = endOfGrace(link);
  if (now >= lookAt) {
    const fact = invitationFact(INVITATION_FACTS.companyGone, now);
    const tell = invitationIds(company).map((invitation) => ({ id: invitation, fact }));
    return { effects: [{ name: 'forget', done: { tell, forgetPerson: true } }] };
  }
  // Asked for before or after a correction, the link goes to the address that is right.
  const isCorrecting = asksIn(typed).some(({ kind }) => kind === 'correct');
  if (renewal === undefined || isRenewalSent || isCorrecting) return { effects: [], lookAt };
  const contact = parseContactRecord(person);
  if (contact === undefined) return NOTHING_DUE;
  return {
    effects: [
      {
        name: 'renew',
        letter: progressMessage({ id, count, ...contact }, releasedAt !== undefined, link, settings),
        done: { facts: [progressSentFact(renewal, now)] },
      },
    ],
    lookAt,
  };
}
