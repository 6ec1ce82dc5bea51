import { APPLICATION } from '../../domain/application/tabs.ts';
import { REGISTRATIONS_TAB } from '../../domain/events/registrations-tab.ts';
import { HOURS_TAB } from '../../domain/hours/hours-tab.ts';
import { LEDGER_HEADERS } from '../../domain/hours/ledger-rows.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import { PAIR, PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import type { TabQuery } from './plan.ts';

/** Columns that are read for the ledger, besides those of the plans. */
export const HOURS_QUERIES: readonly TabQuery[] = [
  {
    tab: HOURS_TAB,
    headers: LEDGER_HEADERS.lines,
    optional: LEDGER_HEADERS.linesBeside,
    isNeverScanned: true,
  },
  {
    tab: REGISTRATIONS_TAB,
    headers: LEDGER_HEADERS.registrations,
    isNeverScanned: true,
  },
  {
    tab: PAIRS_TAB,
    headers: LEDGER_HEADERS.pairs,
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
