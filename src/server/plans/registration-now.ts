import { statusNamed } from '../../domain/application/statuses.ts';
import { isFor, type ProgrammeEvent } from '../../domain/events/programme-event.ts';
import {
  REGISTRATION,
  REGISTRATIONS_TAB,
  registrationStateIn,
  type RegistrationState as RowState,
  takesSeat,
} from '../../domain/events/registrations-tab.ts';
import { type Claim, isGrantedNow, settledAt } from '../cases/claims.ts';
import type { Effect } from '../cases/effect.ts';
import { isNoted, registrationId, type RegistrationState } from '../cases/registration-facts.ts';
import { identifierFrom } from '../foundation/identifier.ts';
import type { LetterSettings } from '../letters/letter-links.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import { type GuestNow, lacksAuthorisation, rowsOfEvent, seatsByHand } from './registration-rows.ts';
import type { CaseNow } from './plan.ts';
import { isDecided, lastsAt } from './undo.ts';

export interface RegistrationSettings extends LetterSettings {
  /** The published events; `undefined` while they cannot be read: everything waits. */
  readonly events: readonly ProgrammeEvent[] | undefined;
}

/** A registration, with its person, event and row as they are now. */
export interface RegistrationNow {
  readonly state: RegistrationState;
  readonly event: ProgrammeEvent;
  readonly guest: GuestNow;
  /** `Identifiant` of its row. */
  readonly rowId: string;
  readonly cells: Cells | undefined;
  readonly one: CaseNow;
  readonly settings: RegistrationSettings & { readonly events: readonly ProgrammeEvent[] };
}

export function isTold(what: string, { state, one }: Pick<RegistrationNow, 'state' | 'one'>): boolean {
  return isNoted(state, what, one.facts);
}

export function rowState({ cells }: Pick<RegistrationNow, 'cells'>): RowState | undefined {
  return registrationStateIn(cells?.[REGISTRATION.state] ?? '');
}

/** The state that the row is to show. */
function target({ isGranted }: RegistrationState): RowState {
  return isGranted ? 'Inscrite' : "Liste d'attente";
}

/** True while the row says what the system wrote there, or is about to write over: else the team has spoken. */
export function isOwnState(now: Pick<RegistrationNow, 'state' | 'cells' | 'one'>): boolean {
  const { state, cells } = now;
  if (cells === undefined) return true;
  const shown = rowState(now);
  if (isTold('told registered', now)) return shown === 'Inscrite';
  // The waiting list may stand there although nothing was noted: a drain wrote it and died.
  if (shown === target(state) || shown === "Liste d'attente") return true;
  return shown === 'Annulée' && state.rank > 1 && !isTold('told waiting', now);
}

/** The team's own word in the row, once it has lasted. */
export function decided({ rowId, one, ...now }: RegistrationNow): RowState | undefined {
  const own = { unchangedSince: () => one.unchangedSince(REGISTRATIONS_TAB, rowId), now: one.now };
  return isDecided(REGISTRATIONS_TAB, own) ? rowState(now) : undefined;
}

/** From when on the team's word in the row counts. */
export function decidedAt({ rowId, one }: RegistrationNow): Date {
  return lastsAt(REGISTRATIONS_TAB, {
    unchangedSince: () => one.unchangedSince(REGISTRATIONS_TAB, rowId),
  });
}

export function claimsOf({ state, one }: Pick<RegistrationNow, 'state' | 'one'>): readonly Claim[] {
  return one.claims.filter(({ what }) => what === state.key);
}

export function ownClaim(now: Pick<RegistrationNow, 'state' | 'one'>): Claim | undefined {
  return claimsOf(now).find(({ id }) => id === now.one.id);
}

/** True once it can be told whether the claim is granted. */
export function isSettled(now: Pick<RegistrationNow, 'state' | 'one'>): boolean {
  const own = ownClaim(now);
  return own !== undefined && settledAt(own) <= now.one.now;
}

/** True when a place is to be had now. */
export function hasPlace(now: RegistrationNow): boolean {
  const { event, state, guest, one, settings } = now;
  if (event.places === undefined) return true;
  const rows = rowsOfEvent(event, settings.events, one.rows(REGISTRATIONS_TAB));
  // The team wrote them down itself: the place is theirs.
  const isWrittenDown = rows.some(
    ([id, cells]) =>
      id !== now.rowId &&
      (cells[REGISTRATION.reference] ?? '').trim() === guest.reference &&
      takesSeat(cells[REGISTRATION.state] ?? ''),
  );
  if (isWrittenDown) return true;
  const claims = claimsOf(now);
  const total = event.places - seatsByHand(state.key, rows, claims, one);
  return isGrantedNow(one.id, claims, total, one.now);
}

/**
 * Why somebody cannot come, as the rows say now. Whoever was told that they may is not shut out by a pause, nor because their pair is
 * over: only by an end that they were told of.
 */
export function obstacle({ guest, event, state, one }: RegistrationNow): 'status' | 'blocked' | undefined {
  const status = statusNamed(guest.guest, guest.status);
  if (status?.isFinal === true && status.hasLetter === true) return 'status';
  if (!state.hasRow && !(status?.mayRegister === true && isFor(guest.guest, event))) return 'status';
  return lacksAuthorisation(guest, event, one) ? 'blocked' : undefined;
}

/** Tells one date, hour and place of an event from another. */
export function digestOf({ slug, start, end, place, cancelled }: ProgrammeEvent): string {
  return identifierFrom('seen', slug, JSON.stringify([start, end, place, cancelled])).slice(0, 12);
}

/** The cells that say which event and who, as they should be. */
function namesOf({ event, guest }: Pick<RegistrationNow, 'event' | 'guest'>): Cells {
  return {
    [REGISTRATION.event]: event.title,
    [REGISTRATION.date]: event.start.slice(0, 10),
    [REGISTRATION.reference]: guest.reference,
    [REGISTRATION.givenName]: guest.givenName,
  };
}

/** Those of the event that are not as they should be: it was renamed, or moved to another day. */
export function outdatedCells(now: RegistrationNow): Cells {
  const { [REGISTRATION.event]: event = '', [REGISTRATION.date]: date = '' } = namesOf(now);
  const wanted = { [REGISTRATION.event]: event, [REGISTRATION.date]: date };
  return Object.fromEntries(Object.entries(wanted).filter(([header, text]) => now.cells?.[header] !== text));
}

/** The row as it is to be; nothing that staff have set is written over. */
export function writeRow(now: RegistrationNow): Pick<Effect, 'insert' | 'update'> {
  const cells = { ...namesOf(now), [REGISTRATION.state]: target(now.state) };
  const rows = [{ tab: REGISTRATIONS_TAB, row: { id: now.rowId, cells } }];
  return now.cells === undefined ? { insert: rows } : { update: rows };
}

/** `Annulée`, over what the system wrote alone. */
export function cancelRow({
  rowId,
  cells,
}: Pick<RegistrationNow, 'rowId' | 'cells'>): Pick<Effect, 'update'> {
  const shown = rowState({ cells });
  if (shown !== 'Inscrite' && shown !== "Liste d'attente") return {};
  const row = { id: rowId, cells: { [REGISTRATION.state]: 'Annulée' } };
  return { update: [{ tab: REGISTRATIONS_TAB, row }] };
}

export function rowIdOf({ key }: RegistrationState, one: Pick<CaseNow, 'id'>): string {
  return registrationId(one.id, key);
}
