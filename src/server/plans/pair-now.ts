import { isFinalStatus, type Status, statusNamed } from '../../domain/application/statuses.ts';
import { AUTHORISATIONS_TAB } from '../../domain/guardian/authorisations-tab.ts';
import { isAuthorised } from '../../domain/guardian/authorised.ts';
import { type Condition, missingConditions } from '../../domain/pairs/gate.ts';
import { hasBegun, type PairSide } from '../../domain/pairs/pairs-tab.ts';
import { isGrantedNow } from '../cases/claims.ts';
import { isOf, type PairState } from '../cases/pair-facts.ts';
import type { LetterSettings } from '../letters/letter-links.ts';
import type { PairRow } from '../../domain/pairs/pair-row.ts';
import { type MentorOfPair, mentorWith, otherPairs, type YouthOfPair, youthWith } from './pair-rows.ts';
import type { CaseNow } from './plan.ts';

export interface PairSettings extends LetterSettings {
  readonly teamEmail: string | undefined;
  readonly bulletinRequired: boolean;
  /** Days without a sign after which both are asked how it goes. */
  readonly silenceDays: number;
}

/** A pair whose row is there, with its two people as their rows say now. */
export interface PairNow {
  readonly state: PairState;
  readonly row: PairRow;
  /** `undefined` of whom no row has the reference: erased, or deleted by staff. */
  readonly youth: YouthOfPair | undefined;
  readonly mentor: MentorOfPair | undefined;
  /** Somebody wrote another reference into the row: nothing leaves. */
  readonly isAltered: boolean;
  readonly one: CaseNow;
  readonly settings: PairSettings;
}

export function pairNow(state: PairState, row: PairRow, one: CaseNow, settings: PairSettings): PairNow {
  const [youth, mentor] = [youthWith(row.youth, one), mentorWith(row.mentor, one)];
  const isAltered = !isOf(state, { youthId: youth?.id, mentorId: mentor?.id });
  return { state, row, youth, mentor, isAltered, one, settings };
}

/** The sides of which nobody is left: erased, withdrawn, stopped or not taken after all, at the end of the programme, or their row deleted. */
export function sidesLeft(pair: PairNow): readonly PairSide[] {
  return (['youth', 'mentor'] as const).filter((side) => {
    const { [side]: person } = pair;
    return person === undefined || isFinalStatus(side, person.status);
  });
}

/** The status by which somebody is at the end of the programme; `undefined` of everybody else. */
export function throughStatus(side: PairSide, { [side]: person }: PairNow): Status | undefined {
  const status = statusNamed(side, person?.status ?? '');
  return status?.isThrough === true ? status : undefined;
}

/** The conditions of a first meeting that are not fulfilled now. */
export function missingOf({ youth, mentor, one, settings }: PairNow): readonly Condition[] {
  if (youth === undefined || mentor === undefined) return [];
  return missingConditions(
    {
      isAuthorised: isAuthorised(youth.row, one.row(AUTHORISATIONS_TAB, youth.id), one.now),
      ...mentor,
    },
    settings,
  );
}

/** The rows of this mentor's pairs that the team typed itself: they take a place without a claim. */
function placesTakenByHand({ row, one, state }: PairNow): number {
  const claiming = new Set(one.claims.map(({ id }) => id));
  return otherPairs(state.id, 'mentor', row.mentor, one).filter(([id]) => !claiming.has(id)).length;
}

/** True when a place is the pair's, or may become so now. */
export function hasPlace(pair: PairNow): boolean {
  const { state, mentor, one } = pair;
  if (state.isGranted) return true;
  const total = (mentor?.capacity ?? 0) - placesTakenByHand(pair);
  return isGrantedNow(state.id, one.claims, total, one.now);
}

/** Until the team is told that no place is left: the claim is settled by then, and a drain has looked at it. */
const NO_PLACE_MS = 120_000;

/** Why nobody is asked now, as the team reads it; `undefined` when nothing stands in the way. */
export function obstacleTo(pair: PairNow): string | undefined {
  const { state, row, youth, mentor, one } = pair;
  if (youth === undefined || mentor === undefined) return undefined;
  if (statusNamed('youth', youth.status)?.isPairable !== true)
    return `${row.youth} n’a pas le statut « Acceptée » : donnez-le, ou videz « Mentor proposé »`;
  const others = otherPairs(state.id, 'youth', row.youth, one);
  if (others.some(([, other]) => other.state === 'Accepté' || hasBegun(other.state)))
    return `${row.youth} est déjà dans un binôme : arrêtez-le d’abord, ou videz « Mentor proposé »`;
  if (statusNamed('mentor', mentor.status)?.isPairable !== true)
    return `${row.mentor} n’a pas le statut « Disponible » : proposez quelqu’un d’autre, ou changez ce statut`;
  if (youth.season !== '' && mentor.season !== '' && youth.season !== mentor.season)
    return `${row.mentor} s’est inscrit pour la saison ${mentor.season}, ${row.youth} pour ${youth.season} : proposez quelqu’un d’autre`;
  if (!youth.hasCase || !mentor.hasCase)
    return 'Une des deux lignes a été tapée à la main, sans identifiant : rien ne peut partir d’ici';
  return undefined;
}

/** The team's next step when no place is left. */
export function placeObstacle(pair: PairNow): string | undefined {
  const { row, one, state } = pair;
  if (hasPlace(pair)) return undefined;
  const own = one.claims.find(({ id }) => id === state.id);
  if (own === undefined || one.now.getTime() - own.at.getTime() < NO_PLACE_MS) return undefined;
  return `${row.mentor} n’a plus de place : proposez quelqu’un d’autre, ou augmentez « Capacité » avec son accord`;
}
