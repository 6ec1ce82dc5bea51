import * as z from 'zod';
import type { Link } from '../links/links.ts';
import { linkOf, type Renewal } from '../links/renewals.ts';
import { parseRecordIfAny } from '../store/keys.ts';
import type { Outcome } from './effect.ts';
import { type Fact, factNamed, factsMatching, instantOf, renewalIn } from './facts.ts';
import { INVITATION_FACTS, invitationFact, invitationId } from './invitation-facts.ts';

// Facts of a company's application about its volunteers and its contact's link: `volunteers-<fact>`, `progress-<fact>`.

const contactSchema = z.object({
  companyName: z.string(),
  contactName: z.string(),
  email: z.string(),
});

/** The contact of a company that announced volunteers, kept as long as their link may be asked for. */
export type CompanyContact = Readonly<z.output<typeof contactSchema>>;

/** Parses the contact stored by `PeopleStore`; `undefined` once it is forgotten. Throws `NewerRecord`. */
export function parseContactRecord(text: string | undefined): CompanyContact | undefined {
  return parseRecordIfAny(contactSchema, text);
}

/** Where a company that announced volunteers stands. */
export interface CompanyState {
  readonly id: string;
  readonly announcedAt: Date;
  /** Number of volunteers announced. */
  readonly count: number;
  /** When somebody allowed their invitations to be sent; `undefined` until then. */
  readonly releasedAt: Date | undefined;
  /** True once each invitation has the fact that it may be sent. */
  readonly isTold: boolean;
  /** When it asked to remind them, the oldest first. */
  readonly nudgedAt: readonly Date[];
  /** The contact's last link in place of the first. */
  readonly renewal: Renewal | undefined;
  /** True when the letter that brings it has left. */
  readonly isRenewalSent: boolean;
}

const ANNOUNCED = /^volunteers-announced-(?<count>\d+)$/;
const RELEASED = 'volunteers-released';
/** Each invitation has the fact that it may be sent. */
const TOLD = 'volunteers-told';

/** All volunteers of a company are kept: then they are not kept again. */
export function announcedFact(count: number, at: Date): Fact {
  return invitationFact(`volunteers-announced-${count}`, at);
}

export function releasedFact(at: Date): Fact {
  return invitationFact(RELEASED, at);
}

/** @param remindedAt start of the wait for this reminder, as the page showed it: the idempotency key of the request. */
export function nudgedFact(remindedAt: Date, at: Date): Fact {
  return invitationFact(`volunteers-nudged-${remindedAt.getTime()}`, at);
}

export function progressRenewedFact({ generation, issuedAt }: Renewal): Fact {
  return invitationFact(`progress-renewed-${generation}`, issuedAt);
}

export function progressSentFact({ generation }: Renewal, at: Date): Fact {
  return invitationFact(`progress-sent-${generation}`, at);
}

/** `undefined` of a company that announced nobody, or not yet. */
export function companyStateIn(id: string, facts: readonly Fact[]): CompanyState | undefined {
  const [announced] = factsMatching(facts, ANNOUNCED);
  if (announced === undefined) return undefined;
  const renewal = renewalIn(facts, 'progress-renewed');
  return {
    id,
    announcedAt: new Date(announced.fact.at),
    count: Number(announced.groups.count),
    releasedAt: instantOf(facts, RELEASED),
    isTold: factNamed(facts, TOLD) !== undefined,
    nudgedAt: factsMatching(facts, /^volunteers-nudged-/).map(({ fact: { at } }) => new Date(at)),
    renewal,
    isRenewalSent: factNamed(facts, `progress-sent-${renewal?.generation ?? 0}`) !== undefined,
  };
}

/** The outcome that allows each invitation of a company to be sent. */
export function tellReleased(company: Pick<CompanyState, 'id' | 'count'>, at: Date): Outcome {
  const fact = invitationFact(INVITATION_FACTS.released, at);
  return {
    tell: invitationIds(company).map((id) => ({ id, fact })),
    facts: [invitationFact(TOLD, at)],
  };
}

/**
 * Facts that release a company's invitations once the team has taken it on by its n-th status, or again after it had withdrawn. Volunteers
 * that are not kept yet are let go with their keeping.
 */
export function releaseOutcome(id: string, facts: readonly Fact[], rank: number, at: Date): Outcome {
  const company = companyStateIn(id, facts);
  const { tell = [], facts: told = [] } = company === undefined ? {} : tellReleased(company, at);
  return { facts: [releasedFact(at), invitationFact(`volunteers-taken-on-${rank}`, at), ...told], tell };
}

/** The identifiers of all invitations of a company, in the order in which it announced them. */
export function invitationIds({ id, count }: Pick<CompanyState, 'id' | 'count'>): readonly string[] {
  return Array.from({ length: count }, (_, index) => invitationId(id, index));
}

/** The link by which a company's contact sees how many have finished. */
export function progressLink({
  id,
  announcedAt,
  renewal,
}: Pick<CompanyState, 'id' | 'announcedAt' | 'renewal'>): Link {
  return linkOf('progress', id, renewal ?? { generation: 0, issuedAt: announcedAt });
}
