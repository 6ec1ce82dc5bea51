import { APPLICATION } from '../../domain/application/tabs.ts';
import { REGISTRATION, REGISTRATIONS_TAB } from '../../domain/events/registrations-tab.ts';
import { HOURS_LINE, HOURS_TAB } from '../../domain/hours/hours-tab.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import { PAIR, PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import type { TabQuery } from './plan.ts';

/** Columns that are read for the ledger, besides those of the plans. */
export const HOURS_QUERIES: readonly TabQuery[] = [
  {
    tab: HOURS_TAB,
    headers: [HOURS_LINE.date, HOURS_LINE.duration, HOURS_LINE.participants],
    optional: [HOURS_LINE.kind, HOURS_LINE.event, HOURS_LINE.state],
    isNeverScanned: true,
  },
  {
    tab: REGISTRATIONS_TAB,
    headers: [REGISTRATION.event, REGISTRATION.date, REGISTRATION.reference, REGISTRATION.state],
    isNeverScanned: true,
  },
  {
    tab: PAIRS_TAB,
    headers: [PAIR.reference, PAIR.youth, PAIR.mentor, PAIR.state, PAIR.startedAt, PAIR.endedAt],
    beside: [PAIR.hours, PAIR.lastSign],
    isNeverScanned: true,
  },
  ...[YOUTHS_TAB, MENTORS_TAB].map((tab) => ({
    tab,
    headers: [APPLICATION.reference],
    beside: [APPLICATION.lastContact],
    isNeverScanned: true as const,
  })),
];
