import { AUTHORISATIONS_TAB, type AuthorisationState } from '../../domain/guardian/authorisations-tab.ts';
import type { Effect, TabRow } from '../cases/effect.ts';
import type { Fact } from '../cases/facts.ts';
import {
  type GuardianState,
  guardianFact,
  isEnded,
  latestAnswer,
  type Step,
} from '../cases/guardian-facts.ts';
import type { TypedTexts } from '../cases/typed-store.ts';
import type { LetterSettings } from '../letters/letter-links.ts';
import { contactRow, type ToContact } from '../letters/contact-row.ts';
import type { AuthorisationRow, YouthRow } from './guardian-rows.ts';

/** The authorisation of a youth whose row is there. */
export interface Asked {
  readonly state: GuardianState;
  readonly youth: YouthRow;
  readonly row: AuthorisationRow | undefined;
  readonly settings: LetterSettings;
  readonly typed: TypedTexts;
  readonly now: Date;
}

export function isCell({ row }: Asked, ...states: readonly AuthorisationState[]): boolean {
  return states.some((state) => state === row?.state);
}

export function cellsOf({ state: { id } }: Asked, cells: TabRow['row']['cells']): readonly TabRow[] {
  return [{ tab: AUTHORISATIONS_TAB, row: { id, cells } }];
}

export function stepFact({ state: { request }, now }: Asked, step: Step, detail?: string): Fact {
  return guardianFact(`${step}-${request.generation}`, now, detail);
}

/** The channel of a notification: e-mail, the team, or none when nothing can reach the person. */
export type Telling = Pick<Effect, 'letter' | 'contacts'>;

export function byTeam(contact: ToContact, now: Date): Telling {
  return { contacts: [contactRow(contact, now)] };
}

export function isWaiting(one: Asked): boolean {
  const { state } = one;
  return (
    isCell(one, 'Demandée') &&
    state.request.sentTo !== undefined &&
    latestAnswer(state) === undefined &&
    !isEnded(state)
  );
}
