import type { TrackingNotice } from '../../components/tracking/notices.tsx';
import type { Tracking } from '../../components/tracking/TrackingPage.tsx';
import { TRACKING_WORDING } from '../../components/tracking/wording.ts';
import type { Form } from '../../domain/application/form.ts';
import { formOf } from '../../domain/application/forms.ts';
import { statusKey } from '../../domain/application/statuses.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { GUARDIAN_EVENTS, toldTo } from '../../domain/tracking/journal-texts.ts';
import { readLink } from '../links/links.ts';
import { type Renewal, type Renewals, isRecent, whyClosed } from '../links/renewals.ts';
import type { AskedAct, Acts } from './acts.ts';
import type { ApplicationFile, FileEvent, Files } from './files.ts';

/** What a status means to the person. */
export type StatedWords = Pick<Tracking, 'state' | 'next' | 'promisedOn' | 'associations'>;

export interface TrackingPorts {
  readonly files: Files;
  readonly renewals: Renewals;
  readonly acts: Acts;
  readonly secret: string;
  readonly now: () => Date;
  /** The words of the last status that was told, since it is. */
  readonly wordsOf: (file: ApplicationFile, status: string, since: Date) => StatedWords;
}

/** All that is known of an application without its spreadsheet. */
export interface TrackingState {
  readonly file: ApplicationFile;
  readonly form: Form;
  readonly events: readonly FileEvent[];
  readonly pending: readonly AskedAct[];
  readonly renewal: Renewal | undefined;
}

export type TrackingView =
  { readonly kind: 'open'; readonly state: TrackingState } | Exclude<TrackingNotice, { address: string }>;

/** What the link of a follow-up leads to; a foreign one is told without a look at the store. */
export async function viewTracking(
  token: string,
  { files, renewals, acts, secret, now }: TrackingPorts,
): Promise<{ readonly id: string; readonly view: TrackingView }> {
  const at = now();
  const read = readLink(secret, 'tracking', token, at);
  if (read.state === 'foreign') return { id: '', view: { kind: 'foreign' } };
  const id = read.link.subject;
  const [file, renewal] = await Promise.all([files.read(id), renewals.latest('tracking', id)]);
  if (file === undefined) return { id, view: { kind: 'erased' } };
  const kind = whyClosed(read, renewal);
  if (kind !== undefined) {
    const hasEmail = file.keys.email !== undefined;
    return { id, view: { kind, audience: file.audience, hasEmail, isOnItsWay: isRecent(renewal, at) } };
  }
  const [events, pending] = await Promise.all([files.events(id), acts.pending(id)]);
  return {
    id,
    view: { kind: 'open', state: { file, form: formOf(file.audience), events, pending, renewal } },
  };
}

const PENDING = ['correct', 'renew', 'withdraw', 'erase'] as const;

const STATUS = /^Statut : (?<status>.+)$/;
const WITHDRAWAL = 'withdrawal-';

/** The status that an event tells of; `undefined` for the others. */
function statusIn({ kind, name, detail }: FileEvent): string | undefined {
  if (kind === 'act' && name.startsWith(WITHDRAWAL)) return 'Retirée';
  return kind === 'status' ? STATUS.exec(detail)?.groups?.status : undefined;
}

/** The last status that was told, or the first of all. */
function lastStatus({ form, events, file }: TrackingState): {
  readonly status: string;
  readonly since: Date;
} {
  const told = events.flatMap((event) => {
    const status = statusIn(event);
    return status === undefined ? [] : [{ status, since: new Date(event.at) }];
  });
  return told.at(-1) ?? { status: form.statuses[0], since: new Date(file.receivedAt) };
}

/** Statuses in which there is nothing left to withdraw from. */
const OVER: readonly string[] = ['terminee', 'non-retenue', 'retiree'];

/** What the door of the page opens on, by status; the others wait before a clock. */
const VIEWS: Readonly<Record<string, Tracking['view']>> = {
  recue: 'letter',
  entretien: 'asked',
  contactee: 'asked',
  acceptee: 'tracks',
  'a-former': 'windows',
  disponible: 'tracks',
  engagee: 'mill',
  'en-binome': 'meet',
  terminee: 'canal',
};

function historyOf({ file, events }: TrackingState): Tracking['history'] {
  const { received: text, told } = TRACKING_WORDING[file.audience];
  const received = { on: parisDate(new Date(file.receivedAt)), text };
  const since = events.filter(({ kind }) => kind !== 'retention');
  return [
    received,
    ...since.map(({ at, detail }) => ({ on: parisDate(new Date(at)), text: toldTo(detail, told) })),
  ];
}

const ASKED: ReadonlySet<string> = new Set(
  (['byEmail', 'byPhone', 'noContact', 'reminded', 'expired'] as const).map((name) => GUARDIAN_EVENTS[name]),
);

function guardianOf({ file, events }: TrackingState): Tracking['guardian'] {
  const detail = events.findLast(({ kind }) => kind === 'guardian')?.detail;
  if (detail === undefined) return undefined;
  return { text: toldTo(detail, TRACKING_WORDING[file.audience].told), isAwaited: ASKED.has(detail) };
}

/** What the page of an open link shows. */
export function trackingOf(
  state: TrackingState,
  { wordsOf, now }: Pick<TrackingPorts, 'wordsOf' | 'now'>,
): Tracking {
  const { file, pending, renewal } = state;
  const { status, since } = lastStatus(state);
  const key = statusKey(status);
  const kinds = new Set(pending.map(({ kind }) => kind));
  return {
    audience: file.audience,
    reference: file.reference,
    ...wordsOf(file, status, since),
    view: VIEWS[key] ?? 'clock',
    history: historyOf(state),
    guardian: guardianOf(state),
    pending: PENDING.filter((kind) => kinds.has(kind)),
    canWithdraw: !OVER.includes(key) && !kinds.has('withdraw'),
    hasEmail: file.keys.email !== undefined,
    isLinkOnItsWay: isRecent(renewal, now()),
  };
}
