import * as z from 'zod';
import { identifierFrom, identifierSchema } from '../foundation/identifier.ts';
import type { Link } from '../links/links.ts';
import { linkOf, type Renewal } from '../links/renewals.ts';
import { parseRecordIfAny } from '../store/keys.ts';
import { type Fact, factOf, factsMatching, instantOf, renewalIn } from './facts.ts';

// The case of an invitation: who it is for (`PeopleStore`) and its facts. It has no record, since its row tells whose it is.

/** Names of the facts by which an invitation is released, sent, shown and forgotten; those of a link end in its generation. */
export const INVITATION_FACTS = {
  /** Somebody has let it leave. */
  released: 'released',
  row: 'row',
  sent: 'sent',
  /** The mail gave its letter up for good. */
  lost: 'lost',
  lostNoted: 'noted-lost',
  reminded: 'reminded',
  declined: 'ended-declined',
  /** Its company's link is over. */
  companyGone: 'company-gone',
} as const;

const volunteerSchema = z.object({
  /** `Identifiant` of the company's application, and what the team calls it by. */
  companyId: identifierSchema,
  companyReference: z.string(),
  companyName: z.string(),
  /** The company's answer, as the forms store it; `''` for none. */
  site: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  email: z.string(),
});

/** Somebody whom a company announced: kept until they finish, decline, or let their link end. */
export type Volunteer = Readonly<z.output<typeof volunteerSchema>>;

/** `undefined` of whom nothing is kept any more. Throws `NewerRecord`. */
export function volunteerIn(text: string | undefined): Volunteer | undefined {
  return parseRecordIfAny(volunteerSchema, text);
}

/** The application that used an invitation. */
export interface Completion {
  readonly at: Date;
  /** Reference of the application in `Mentors`. */
  readonly reference: string;
  /** HMAC of the form that was sent, to tell the same sent again from another. */
  readonly form?: string | undefined;
}

/** The end of an invitation; both at once (two windows) is a completion. */
export type End =
  ({ readonly kind: 'completed' } & Completion) | { readonly kind: 'declined'; readonly at: Date };

/** Where an invitation stands. */
export interface InvitationState {
  readonly id: string;
  /** When its first letter left. */
  readonly sentAt: Date | undefined;
  /** The last link in place of the first. */
  readonly renewal: Renewal | undefined;
  readonly end: End | undefined;
  /** The names of the reminders that the company asked for, the oldest first. */
  readonly nudges: readonly string[];
  /** The names of what happened. */
  readonly names: ReadonlySet<string>;
}

/** Days after the end of a link during which another may be asked for; then who it was for is forgotten. */
const GRACE_DAYS = 30;

const COMPLETED = /^ended-completed-(?<reference>[a-z]{2}-[0-9a-z]{8})(?:-(?<form>[0-9a-f]{32}))?$/;

/** The identifier of the n-th volunteer of a company's application: always the same, and nothing of the person. */
export function invitationId(companyId: string, index: number): string {
  return identifierFrom('invitation', companyId, index);
}

export function invitationFact(name: string, at: Date): Fact {
  return factOf('invitation', name, at);
}

export function completedFact({ at, reference, form }: Completion): Fact {
  const by = form === undefined ? '' : `-${form}`;
  return invitationFact(`ended-completed-${reference.toLowerCase()}${by}`, at);
}

/** Every form that used an invitation, the oldest first. */
export function completionsIn(facts: readonly Fact[]): readonly Completion[] {
  return factsMatching(facts, COMPLETED).map(({ fact: { at }, groups: { reference = '', form } }) => ({
    at: new Date(at),
    reference: reference.toUpperCase(),
    form,
  }));
}

export function invitationStateIn(id: string, facts: readonly Fact[]): InvitationState {
  const [completion] = completionsIn(facts);
  const declinedAt = instantOf(facts, INVITATION_FACTS.declined);
  const declined = declinedAt && ({ kind: 'declined', at: declinedAt } as const);
  return {
    id,
    sentAt: instantOf(facts, INVITATION_FACTS.sent),
    renewal: renewalIn(facts, 'renewed'),
    end: completion === undefined ? declined : { kind: 'completed', ...completion },
    nudges: factsMatching(facts, /^nudge-\d+$/).map(({ fact: { name } }) => name),
    names: new Set(facts.map(({ name }) => name)),
  };
}

/** The link of an invitation that counts now, the first being issued at `sentAt`. */
export function invitationLink({ id, renewal }: Pick<InvitationState, 'id' | 'renewal'>, sentAt: Date): Link {
  return linkOf('invitation', id, renewal ?? { generation: 0, issuedAt: sentAt });
}

/** When who a link was for may be forgotten, if nothing happens meanwhile. */
export function endOfGrace({ expires }: Link): Date {
  return new Date(expires.getTime() + GRACE_DAYS * 86_400_000);
}
