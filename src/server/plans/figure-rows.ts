import { companyForm } from '../../domain/application/company.ts';
import type { Tab } from '../../domain/application/tab.ts';
import { APPLICATION, tabOf } from '../../domain/application/tabs.ts';
import { REGISTRATIONS_TAB } from '../../domain/events/registrations-tab.ts';
import { BIRTH_DATE, DISTRICT, type FigureRows } from '../../domain/figures/people.ts';
import { HOURS_TAB } from '../../domain/hours/hours-tab.ts';
import { LEDGER_HEADERS } from '../../domain/hours/ledger-rows.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import { PAIR, PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import type { TabQuery } from './plan.ts';

interface FigureTab {
  readonly tab: Tab;
  /** Without one of these nothing of the tab is counted: a column that is missing for a day changes no figure. */
  readonly needed: readonly string[];
  readonly beside?: readonly string[];
}

const OF_EVERYBODY = [APPLICATION.reference, APPLICATION.season, APPLICATION.status, APPLICATION.signals];

const FIGURE_TABS: Readonly<Record<keyof FigureRows, FigureTab>> = {
  youth: { tab: YOUTHS_TAB, needed: [...OF_EVERYBODY, APPLICATION.receivedAt, BIRTH_DATE, DISTRICT] },
  mentor: { tab: MENTORS_TAB, needed: OF_EVERYBODY },
  company: { tab: tabOf(companyForm), needed: OF_EVERYBODY },
  pairs: { tab: PAIRS_TAB, needed: [...LEDGER_HEADERS.pairs, PAIR.site], beside: [PAIR.project, PAIR.later] },
  lines: { tab: HOURS_TAB, needed: LEDGER_HEADERS.lines, beside: LEDGER_HEADERS.linesBeside },
  registrations: { tab: REGISTRATIONS_TAB, needed: LEDGER_HEADERS.registrations },
};

/** Columns that figures follow from. */
export const FIGURE_QUERIES: readonly TabQuery[] = Object.values(FIGURE_TABS).map(
  ({ tab, needed, beside = [] }) => ({ tab, headers: [], optional: [...needed, ...beside] }),
);

/** The tabs that figures follow from. */
export const TABS_OF_FIGURES: readonly Tab[] = Object.values(FIGURE_TABS).map(({ tab }) => tab);

/** The columns that a tab lacks to be counted. */
export function missingForFigures(tab: Tab, rows: ReadonlyMap<string, Cells>): readonly string[] {
  const needed = Object.values(FIGURE_TABS).find((one) => one.tab === tab)?.needed ?? [];
  const [first] = rows.values();
  return first === undefined ? [] : needed.filter((header) => !Object.hasOwn(first, header));
}

/** The rows that figures follow from; without those of a tab that cannot be read, or lacks a column. */
export function figureRows(rowsOf: (tab: Tab) => ReadonlyMap<string, Cells> | undefined): FigureRows {
  const whole = ({ tab }: FigureTab) => {
    const rows = rowsOf(tab);
    return rows !== undefined && missingForFigures(tab, rows).length === 0 ? rows : undefined;
  };
  const { youth, mentor, company, pairs, lines, registrations } = FIGURE_TABS;
  return {
    youth: whole(youth),
    mentor: whole(mentor),
    company: whole(company),
    pairs: whole(pairs),
    lines: whole(lines),
    registrations: whole(registrations),
  };
}
