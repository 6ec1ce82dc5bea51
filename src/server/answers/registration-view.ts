import type { DateShown } from '../../components/tracking/Dates.tsx';
import { fieldOf } from '../../domain/application/form.ts';
import { youthForm } from '../../domain/application/youth.ts';
import {
  endOf,
  isFor,
  isTakingNames,
  type ProgrammeEvent,
  startOf,
} from '../../domain/events/programme-event.ts';
import { AUTHORISATION, AUTHORISATIONS_TAB } from '../../domain/guardian/authorisations-tab.ts';
import { isAuthorised } from '../../domain/guardian/authorised.ts';
import { YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import type { Fact } from '../cases/facts.ts';
import { noteAndLook } from '../cases/note-and-look.ts';
import {
  eventKey,
  isNoted,
  registrationsIn,
  type RegistrationState,
  wish,
} from '../cases/registration-facts.ts';
import { currentStatus } from '../cases/status-facts.ts';
import { readAgenda } from './agenda-file.ts';
import { sideOf } from './pair-view.ts';
import type { TrackingState } from './tracking-view.ts';
import { readOrExplain, type TrackingEndpoint } from './tracking-visit.ts';

const BIRTH_DATE = fieldOf(youthForm, 'birthDate').column;

/** Says of an event whether the guardian of a minor has agreed; the spreadsheet is read only where there is a guardian. */
type Authorised = (event: ProgrammeEvent) => boolean | 'unknown';

async function authorisedOf({ file, events }: TrackingState, deps: TrackingEndpoint): Promise<Authorised> {
  if (!events.some(({ kind }) => kind === 'guardian')) return () => true;
  const read = await readOrExplain(deps, async (spreadsheet) => {
    const youths = await spreadsheet.read(YOUTHS_TAB, [BIRTH_DATE]);
    const authorisations = await spreadsheet.read(AUTHORISATIONS_TAB, [AUTHORISATION.state]);
    return {
      birthDate: (youths.get(file.id)?.[BIRTH_DATE] ?? '').trim(),
      authorisation: authorisations.get(file.id),
    };
  });
  if (read === 'unreadable') return () => 'unknown';
  return (event) => isAuthorised(read, read.authorisation, startOf(event));
}

/** Where a registration that runs stands. */
function running(registration: RegistrationState, facts: readonly Fact[]): DateShown['kept'] {
  if (isNoted(registration, 'told registered', facts)) return 'registered';
  return isNoted(registration, 'told waiting', facts) ? 'waiting' : 'asked';
}

/** `undefined` of an event that is not shown. */
function keptOf(
  event: ProgrammeEvent,
  registration: RegistrationState | undefined,
  facts: readonly Fact[],
  isAuthorised: Authorised,
  now: Date,
): DateShown['kept'] | undefined {
  if (registration?.end === undefined && registration !== undefined) {
    if (registration.isLeft) return 'leaving';
    return event.cancelled ? 'cancelled' : running(registration, facts);
  }
  if (event.cancelled) return undefined;
  if (registration?.end === 'team' || registration?.end === 'deleted') return 'off';
  if (!isTakingNames(event, now)) return 'closed';
  const authorised = isAuthorised(event);
  if (authorised === 'unknown') return 'unknown';
  return authorised ? 'open' : 'unauthorised';
}

/** The events to come that are for somebody whom the team has taken on. Never throws as the spreadsheet does. */
export async function datesShown(
  state: TrackingState,
  deps: TrackingEndpoint,
): Promise<readonly DateShown[]> {
  const guest = sideOf(state);
  const { file, events: facts } = state;
  const registrations = new Map(registrationsIn(facts).map((one) => [one.key, one]));
  const mayRegister = currentStatus(facts, file).status.mayRegister === true;
  if (guest === undefined || (!mayRegister && registrations.size === 0)) return [];
  const now = deps.ports().now();
  const toCome = ((await readAgenda(deps.readPage)) ?? []).filter((event) => now < endOf(event));
  const own = toCome.filter((event) => {
    const registration = registrations.get(eventKey(event.slug));
    const runs = registration !== undefined && registration.end === undefined;
    return runs || (mayRegister && isFor(guest, event));
  });
  if (own.length === 0) return [];
  const isAuthorised = await authorisedOf(state, deps);
  return own.flatMap((event): readonly DateShown[] => {
    const { slug, title, kind, start, end, place, registrationUntil: until } = event;
    const kept = keptOf(event, registrations.get(eventKey(slug)), facts, isAuthorised, now);
    if (kept === undefined) return [];
    return [{ slug, title, kind, start, end, place, kept, until, canLeave: now < startOf(event) }];
  });
}

/** Notes that somebody wants to come, or no longer does, where the page offers it; else nothing. */
export async function answerDate(
  intent: 'register' | 'unregister',
  slug: string | undefined,
  state: TrackingState,
  deps: TrackingEndpoint,
): Promise<void> {
  const date = (await datesShown(state, deps)).find((one) => one.slug === slug);
  if (date === undefined || (intent === 'register' ? date.kept !== 'open' : !date.canLeave)) return;
  const { cases, looks, now } = deps.ports();
  const { id } = state.file;
  const at = now();
  const fact = wish(intent, date.slug, await cases.facts(id), at);
  if (fact !== undefined) await noteAndLook(id, fact, at, { cases, looks });
}
