import { randomBytes } from 'node:crypto';
import type { TrackingNotice } from '../../components/tracking/notices.tsx';
import type { Tracking } from '../../components/tracking/TrackingPage.tsx';
import { errorName } from '../foundation/log.ts';
import type { Link } from '../links/links.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { readOnce } from '../cases/asks.ts';
import type { DownloadSpreadsheet } from './download.ts';
import type { TrackingPorts, TrackingState } from './tracking-view.ts';
import type { LinkDeps, PostedForm, ShownPage } from './link-answer.ts';

type ReadSpreadsheet = Pick<Spreadsheet, 'read'> & DownloadSpreadsheet;

export interface TrackingEndpoint extends LinkDeps {
  /** May throw `EnvironmentError`. */
  readonly ports: () => TrackingPorts;
  /** Months for which somebody is kept after the last contact. */
  readonly retentionMonths: number;
  /** For what must show personal data alone. */
  readonly openSpreadsheet: () => Promise<ReadSpreadsheet>;
}

/** Somebody on the page of their own application. */
export interface OpenTracking {
  readonly id: string;
  readonly link: Link;
  readonly state: TrackingState;
  readonly tracking: Tracking;
}

export const TRACKING_STATUS = {
  erased: 410,
  invalid: 404,
  rowGone: 410,
  unreadable: 503,
  expired: 410,
  replaced: 410,
} as const satisfies Record<TrackingNotice['kind'], number>;

/** The notices shown when the follow-up itself cannot be. */
export async function trackingNoticePage(
  notice: TrackingNotice,
  { contactEmail }: Pick<LinkDeps, 'contactEmail'>,
): Promise<ShownPage> {
  const { renderTrackingNotice } = await import('./render-tracking.ts');
  return { ...renderTrackingNotice(notice, contactEmail), status: TRACKING_STATUS[notice.kind] };
}

/** Tells one sending of a form from every other. */
export function newOnce(): string {
  return randomBytes(8).toString('hex');
}

/** That of a form that was sent; `undefined` where it has none of ours. */
export function onceOf({ values }: Pick<PostedForm, 'values'>): string | undefined {
  return readOnce(values.get('once')?.[0]);
}

export async function readOrExplain<T>(
  { openSpreadsheet, log }: TrackingEndpoint,
  readFrom: (spreadsheet: ReadSpreadsheet) => Promise<T>,
): Promise<T | 'unreadable'> {
  try {
    return await readFrom(await openSpreadsheet());
  } catch (error) {
    log('tracking-unreadable', { error: errorName(error) });
    return 'unreadable';
  }
}
