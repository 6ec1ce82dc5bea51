import type { TrackingNotice } from '../../components/tracking/notices.tsx';
import type { Tracking } from '../../components/tracking/TrackingPage.tsx';
import { TRACKING_WORDING } from '../../components/tracking/wording.ts';
import type { Form } from '../../domain/application/form.ts';
import { formOf } from '../../domain/application/forms.ts';
import { isFinalStatus, statusNamed, withdrawnStatus } from '../../domain/application/statuses.ts';
import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import { GUARDIAN_EVENTS, toldTo } from '../../domain/tracking/journal-texts.ts';
import type { Looks } from '../cases/looks.ts';
import type { StatedWords, StatusSince } from '../letters/stated-words.ts';
import { type Link, readLink } from '../links/links.ts';
import { type Renewal, type Renewals, isRecent, whyClosed } from '../links/renewals.ts';
import type { Ask, Asks } from '../cases/asks.ts';
import type { CaseRecord, CaseStore } from '../cases/case-store.ts';
import { type Fact, journalFacts } from '../cases/facts.ts';
import type { KeyStore } from '../store/key-store.ts';
import type { Secret } from '../foundation/secret.ts';
import { isFromMailbox } from '../links/tracking-link.ts';
import { currentStatus } from '../cases/status-facts.ts';

export interface TrackingPorts {
  readonly cases: CaseStore;
  readonly renewals: Renewals;
  readonly asks: Asks;
  readonly looks: Looks;
  /** Where what somebody typed waits for the spreadsheet. */
  readonly store: KeyStore;
  readonly secret: Secret;
  readonly now: () => Date;
  /** The instant from which a promise counts, given when the status was recorded and when the person was notified. */
  readonly promiseBegins: (since: Date, notifiedAt: Date | undefined) => Date;
  /** The words of the last status that was told, on a day. */
  readonly wordsOf: (file: CaseRecord, status: StatusSince, today: IsoDate) => StatedWords;
}

type WordPorts = Pick<TrackingPorts, 'wordsOf' | 'promiseBegins' | 'now'>;

/** All that is known of an application without its spreadsheet. */
export interface TrackingState {
  readonly file: CaseRecord;
  readonly form: Form;
  readonly events: readonly Fact[];
  readonly pending: readonly Ask[];
  readonly renewal: Renewal | undefined;
  /** True when the link that was opened shows that its holder has the mailbox. */
  readonly isFromMailbox: boolean;
}

export type TrackingView =
  | { readonly kind: 'open'; readonly link: Link; readonly state: TrackingState }
  | Exclude<TrackingNotice, { path: string }>;

/** Verifies a token and returns its link with the view that it opens. Returns early, without reading the store, for a token that is not ours. */
export async function viewTracking(
  token: string,
  { cases, renewals, asks, secret, now }: TrackingPorts,
): Promise<{ readonly view: TrackingView; readonly link: Link | undefined }> {
  const at = now();
  const read = readLink(secret, 'tracking', token, at);
  if (read.state === 'invalid') return { view: { kind: 'invalid' }, link: undefined };
  const { link } = read;
  const id = link.subject;
  const [file, renewal] = await Promise.all([cases.read(id), renewals.latest('tracking', id)]);
  if (file === undefined) return { view: { kind: 'erased' }, link };
  const kind = whyClosed(read, renewal);
  if (kind !== undefined) {
    const hasEmail = keepsEmail(file, await asks.pending(id));
    return { view: { kind, audience: file.audience, hasEmail, isOnItsWay: isRecent(renewal, at) }, link };
  }
  // First what goes once the fact is noted: read together, a request that is being done could be in neither.
  const pending = await asks.pending(id);
  const events = await cases.facts(id);
  return {
    view: {
      kind: 'open',
      link,
      state: {
        file,
        form: formOf(file.audience),
        events,
        pending,
        renewal,
        isFromMailbox: isFromMailbox(link, at),
      },
    },
    link,
  };
}

/** True when there is an address to write to, once what was asked for is done. */
function keepsEmail({ keys }: CaseRecord, pending: readonly Ask[]): boolean {
  const asked = pending.flatMap(({ changes }) => changes?.email ?? []).at(-1);
  return asked === undefined ? keys.email !== undefined : asked !== '';
}

const PENDING = ['correct', 'renew', 'withdraw', 'erase'] as const;

/** The last status that the person was notified of, or else the first; a requested withdrawal counts before the row shows it. */
function notifiedStatus(state: TrackingState, ports: WordPorts): StatusSince {
  const { events, file, pending } = state;
  const withdrawal = pending.find(({ kind }) => kind === 'withdraw');
  if (withdrawal !== undefined) return { status: withdrawnStatus(file.audience).label, since: withdrawal.at };
  const { status, statusStart } = currentStatus(events, file);
  const notifiedAt = statusStart.notifiedAt === undefined ? undefined : new Date(statusStart.notifiedAt);
  return { status: status.label, since: ports.promiseBegins(new Date(statusStart.at), notifiedAt) };
}

function historyOf({ file, events }: TrackingState): Tracking['history'] {
  const { received: text, told } = TRACKING_WORDING[file.audience];
  const received = { on: parisDate(new Date(file.receivedAt)), text };
  const since = journalFacts(events).filter(({ kind }) => kind !== 'retention');
  return [
    received,
    ...since.map(({ at, detail }) => ({ on: parisDate(new Date(at)), text: toldTo(detail, told) })),
  ];
}

/** The first words about a guardian while their answer is awaited. */
const ASKED: readonly string[] = (
  [
    'held',
    'confirmed',
    'byEmail',
    'byPhone',
    'noContact',
    'reminded',
    'expired',
    'requestWaits',
    'requestLost',
  ] as const
).map((name) => GUARDIAN_EVENTS[name]);

/** Shows nothing about an authorisation that is no longer awaited: the history has it. */
function guardianOf(
  { file, events, isFromMailbox: isOwn }: TrackingState,
  isOver: boolean,
): Tracking['guardian'] {
  const detail = journalFacts(events).findLast(({ kind }) => kind === 'guardian')?.detail;
  if (detail === undefined || isOver) return undefined;
  const { told, toldNow } = TRACKING_WORDING[file.audience];
  const held = detail === GUARDIAN_EVENTS.held;
  return {
    text: toldTo(detail, { ...told, ...toldNow }),
    isAwaited: ASKED.some((start) => detail.startsWith(start)),
    ...(held && { confirmedBy: confirmationOf(file, isOwn) }),
  };
}

/** The way to release a held request: on this page, from the e-mail that brought the link, or by the team only. */
function confirmationOf({ keys }: CaseRecord, isOwn: boolean): 'here' | 'mailbox' | 'team' {
  if (keys.email === undefined) return 'team';
  return isOwn ? 'here' : 'mailbox';
}

/** True when the team took the row away, as the last act to need it found. */
function isRowGone({ events }: TrackingState): boolean {
  const last = events.findLast(({ kind }) => kind === 'act' || kind === 'status');
  return last?.name === 'row-gone';
}

/** The words shown instead of a status that no longer counts. */
function wordsWithoutStatus(state: TrackingState): StatedWords | undefined {
  const { erasing, rowGone } = TRACKING_WORDING[state.file.audience];
  const words = state.pending.some(({ kind }) => kind === 'erase')
    ? erasing
    : isRowGone(state)
      ? rowGone
      : undefined;
  return words && { state: words.title, next: words.lead, promisedOn: undefined, associations: [] };
}

/** The content of the page of an open link, from the application as it is now. */
export function trackingOf(state: TrackingState, ports: WordPorts): Tracking {
  const { file, pending, renewal } = state;
  const now = ports.now();
  const notified = notifiedStatus(state, ports);
  const words = wordsWithoutStatus(state);
  const isOver = words !== undefined || isFinalStatus(file.audience, notified.status);
  const kinds = new Set(pending.map(({ kind }) => kind));
  return {
    audience: file.audience,
    reference: file.reference,
    ...(words ?? ports.wordsOf(file, notified, parisDate(now))),
    view: statusNamed(file.audience, notified.status)?.view ?? 'clock',
    history: historyOf(state),
    guardian: guardianOf(state, isOver),
    // Read from the spreadsheet and the agenda, by what shows the page.
    pairs: [],
    endings: [],
    hours: [],
    certificate: undefined,
    dates: [],
    pending: PENDING.filter((kind) => kinds.has(kind)),
    canWithdraw: !isOver,
    hasEmail: keepsEmail(file, pending),
    isLinkOnItsWay: isRecent(renewal, now),
  };
}
