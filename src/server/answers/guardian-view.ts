import type { AuthorisationNotice, Receipt } from '../../components/guardian/wording.ts';
import { parisTimestamp } from '../../domain/application/application.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { type Link, readLink } from '../links/links.ts';
import { isRecent, whyClosed } from '../links/renewals.ts';
import { errorName, type Log } from '../foundation/log.ts';
import type { Secret } from '../foundation/secret.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { type Answer, type GuardianState, guardianStateIn, latestAnswer } from '../cases/guardian-facts.ts';
import type { TypedStore } from '../cases/typed-store.ts';
import { type People, readPeople } from './guardian-people.ts';
import type { RequestPorts } from '../cases/guardian-requests.ts';
import { consentIn } from '../cases/guardian-consent.ts';

/** Dependencies of the page behind a link; it can do without the spreadsheet, which only gives it names. */
export interface ViewPorts extends RequestPorts {
  readonly secret: Secret;
  readonly typed: TypedStore;
  readonly openSpreadsheet: () => Promise<Spreadsheet>;
  readonly log: Log;
}

export type AuthorisationView =
  | {
      readonly kind: 'open';
      readonly state: GuardianState;
      readonly link: Link;
      /** The last answer by this link, which another may still replace. */
      readonly answer: Answer | undefined;
      /** The typed answer, until the spreadsheet has it. */
      readonly typedText: string | undefined;
    }
  | AuthorisationNotice;

/** Timeout for reading the names, in milliseconds. */
const NAMES_TIMEOUT = 4_000;

/** Verifies a guardian's token at an instant and returns the view to show. Returns early, without reading the store, for a token that is not ours. */
export async function viewAuthorisation(
  token: string,
  { cases, typed, renewals, secret, now }: Pick<ViewPorts, 'cases' | 'typed' | 'renewals' | 'secret' | 'now'>,
  at: Date = now(),
): Promise<AuthorisationView> {
  const read = readLink(secret, 'authorisation', token, at);
  if (read.state === 'invalid') return { kind: 'invalid' };
  const { link } = read;
  // First what goes once the fact is noted: read together, an answer that is being written could be in neither.
  const [texts, renewal] = await Promise.all([
    typed.of(link.subject),
    renewals.latest('authorisation', link.subject),
  ]);
  const facts = await cases.facts(link.subject);
  const state = guardianStateIn(link.subject, facts, texts);
  if (state === undefined) return { kind: 'over' };
  if (state.ends.size > 0) return { kind: state.ends.has('adult') ? 'adult' : 'over' };
  const why = whyClosed(read, renewal);
  const answer = latestAnswer(state);
  if (why === undefined)
    return { kind: 'open', state, link, answer, typedText: texts.get(answer?.name ?? '') };
  const isAnswered = answer !== undefined || state.request.done.has('paper');
  // Another link would ask again, and undo the answer: that is the team's to do.
  if (isAnswered) return { kind: why === 'expired' ? 'answered' : 'replaced' };
  return { kind: why, id: state.id, isOnItsWay: isRecent(renewal, at) };
}

/** The names of a page, from the row; without them after a moment, or when the spreadsheet fails. */
export async function peopleOf(id: string, { openSpreadsheet, log }: ViewPorts): Promise<People | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => {
    late.resolve(undefined);
  }, NAMES_TIMEOUT);
  try {
    return await Promise.race([
      openSpreadsheet().then(async (spreadsheet) => await readPeople(id, spreadsheet)),
      late.promise,
    ]);
  } catch (error) {
    log('names-not-read', { id, error: errorName(error) });
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** The receipt of an answer: the typed values until the spreadsheet holds them, then its row. Throws `NewerRecord`. */
export function receiptOf(
  { at, decision }: Answer,
  typedText: string | undefined,
  people: People | undefined,
): Receipt {
  const inRow = people?.answeredAt === parisTimestamp(at.toISOString()) ? people : undefined;
  return { decision, answeredOn: parisDate(at), ...(consentIn(typedText) ?? inRow) };
}
