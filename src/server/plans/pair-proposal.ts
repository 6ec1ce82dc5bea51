import { parisTimestamp } from '../../domain/application/application.ts';
import { referenceFrom } from '../../domain/application/reference.ts';
import { PAIR, PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import { proposedMentorIn } from '../../domain/pairs/proposed-mentor.ts';
import { placesOf } from '../cases/claims.ts';
import type { Effect, Outcome } from '../cases/effect.ts';
import { factNamed, factOf } from '../cases/facts.ts';
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
import {
  type MentorOfPair,
  mentorWhere,
  mentorWith,
  PAIR_QUERIES,
  type YouthOfPair,
  youthOfPair,
} from './pair-rows.ts';
import { type CaseNow, type Due, NOTHING_DUE, type Plan } from './plan.ts';
import { isDecided, lastsAt } from './undo.ts';

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
  const last = lastProposal(facts);
  // First what was decided upon: the row is of that mentor, whatever the cell says by now.
  if (last?.mentor !== undefined && factNamed(facts, pairedName(last.rank)) === undefined)
    return { effects: [addRow(youth, last, one, secret)] };
  // Without the column nobody has proposed anything, nor taken anything back.
  const named = youth.proposed === undefined ? undefined : proposedMentorIn(youth.proposed);
  if (named === undefined || named.kind === 'unreadable') return NOTHING_DUE;
  const wanted = named.kind === 'mentor' ? named.reference : undefined;
  const hash = wanted && mentorHash(wanted);
  if (hash === last?.mentor) return NOTHING_DUE;
  if (!isDecided(YOUTHS_TAB, one)) return { effects: [], rescanAt: lastsAt(YOUTHS_TAB, one) };
  // Somebody may still write the row.
  if (wanted !== undefined && mentorWith(wanted, one) === undefined) return { effects: [], rescanAt: now };
  const proposed = proposalFact((last?.rank ?? 0) + 1, hash, now);
  return { effects: [{ name: 'propose', done: { tell: takeBack(id, last, now), facts: [proposed] } }] };
}

function pairedName(rank: number): string {
  return `paired-${rank}`;
}

/** The row of a pair, its claim to a place and its case; nothing when the mentor's row is gone since. */
function addRow(youth: YouthOfPair, { rank, mentor: hash }: Proposal, one: CaseNow, secret: Secret): Effect {
  const { id, now } = one;
  const paired = factOf('pair', pairedName(rank), now);
  const mentor = mentorWhere((reference) => mentorHash(reference) === hash, one);
  if (mentor === undefined) return { name: 'no-mentor', done: { facts: [paired] } };
  const pairId = pairIdOf(id, rank);
  const places = placesOf(mentor.id);
  return {
    name: 'add-row',
    insert: [{ tab: PAIRS_TAB, row: rowOf(pairId, youth, mentor, now, secret) }],
    done: {
      claim: { what: places, is: 'wanted', by: pairId },
      tell: [
        { id: pairId, fact: pairFact(`places-${places}`, now) },
        { id: pairId, fact: pairFact('row', now) },
      ],
      facts: [paired],
    },
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
