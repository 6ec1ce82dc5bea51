import { parisTimestamp } from '../../domain/application/application.ts';
import { referenceFrom } from '../../domain/application/reference.ts';
import { PAIR, PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import { proposedMentorIn } from '../../domain/pairs/proposed-mentor.ts';
import { placesOf } from '../cases/claims.ts';
import type { Outcome } from '../cases/effect.ts';
import {
  lastProposal,
  mentorHash,
  pairFact,
  pairIdOf,
  type Proposal,
  proposalFact,
} from '../cases/pair-facts.ts';
import { hmacHex } from '../foundation/hmac.ts';
import type { Secret } from '../foundation/secret.ts';
import type { Row } from '../spreadsheet/spreadsheet.ts';
import { YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import { type MentorOfPair, mentorWith, PAIR_QUERIES, type YouthOfPair, youthOfPair } from './pair-rows.ts';
import { type CaseNow, type Due, NOTHING_DUE, type Plan } from './plan.ts';
import { hasLasted, isFresh, lastsAt } from './undo.ts';

/**
 * The plan for what the team writes into `Mentor proposé`: once it has lasted, a proposal is a pair with a row in `Binômes` and a claim to
 * a place; another one, or none, takes it back. A cell that names nobody is left, and told.
 */
export function pairProposalPlan({ secret }: { readonly secret: Secret }): Plan {
  return { name: 'pairs', reads: PAIR_QUERIES, due: (one) => dueFor(one, secret) };
}

function dueFor(one: CaseNow, secret: Secret): Due {
  const { id, record, facts, row, now } = one;
  const cells = record?.audience === 'youth' ? row(YOUTHS_TAB) : undefined;
  if (cells === undefined) return NOTHING_DUE;
  const youth = youthOfPair(id, cells);
  // Without the column nobody has proposed anything, nor taken anything back.
  const named = youth.proposed === undefined ? undefined : proposedMentorIn(youth.proposed);
  if (named === undefined || named.kind === 'unreadable') return NOTHING_DUE;
  const wanted = named.kind === 'mentor' ? named.reference : undefined;
  const hash = wanted && mentorHash(wanted);
  const last = lastProposal(facts);
  if (hash === last?.mentor) return NOTHING_DUE;
  if (!hasLasted(YOUTHS_TAB, one) || !isFresh(YOUTHS_TAB, one))
    return { effects: [], rescanAt: lastsAt(YOUTHS_TAB, one) };
  const rank = (last?.rank ?? 0) + 1;
  const formerly = takeBack(id, last, now);
  const fact = proposalFact(rank, hash, now);
  if (wanted === undefined)
    return { effects: [{ name: 'take-back', done: { tell: formerly, facts: [fact] } }] };
  const mentor = mentorWith(wanted, one);
  // Somebody may still write the row.
  if (mentor === undefined) return { effects: [], rescanAt: now };
  const pairId = pairIdOf(id, rank);
  const places = placesOf(mentor.id);
  return {
    effects: [
      {
        name: 'propose',
        insert: [{ tab: PAIRS_TAB, row: rowOf(pairId, youth, mentor, now, secret) }],
        done: {
          claim: { what: places, is: 'wanted', by: pairId },
          tell: [
            ...formerly,
            { id: pairId, fact: pairFact(`places-${places}`, now) },
            { id: pairId, fact: pairFact('row', now) },
          ],
          facts: [fact],
        },
      },
    ],
  };
}

function takeBack(id: string, last: Proposal | undefined, now: Date): NonNullable<Outcome['tell']> {
  if (last?.mentor === undefined) return [];
  return [{ id: pairIdOf(id, last.rank), fact: pairFact('taken-back', now) }];
}

function rowOf(
  id: string,
  { row, season }: YouthOfPair,
  { row: mentor }: MentorOfPair,
  now: Date,
  secret: Secret,
): Row {
  const digest = Buffer.from(hmacHex(secret, 'pair-reference', id), 'hex');
  return {
    id,
    cells: {
      [PAIR.reference]: referenceFrom('BI', digest),
      [PAIR.season]: season,
      [PAIR.youth]: row.reference,
      [PAIR.youthName]: row.givenName,
      [PAIR.mentor]: mentor.reference,
      [PAIR.mentorName]: mentor.givenName,
      [PAIR.site]: mentor.site,
      [PAIR.state]: 'Proposé',
      [PAIR.proposedAt]: parisTimestamp(now.toISOString()),
    },
  };
}
