import { RECRUITED } from '../../domain/application/form.ts';
import type { Tab } from '../../domain/application/tab.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { INDICATOR, INDICATORS_TAB } from '../../domain/figures/indicators-tab.ts';
import { type Breakdowns, breakdownsOf, figuresOf } from '../../domain/figures/indicators.ts';
import type { Mark } from '../../domain/figures/marks.ts';
import { type CountedPerson, noValues, peopleIn } from '../../domain/figures/people.ts';
import { type FigureMarks, marksDue } from '../cases/figure-marks.ts';
import type { CaseStore } from '../cases/case-store.ts';
import type { Erasures } from '../cases/erasures.ts';
import type { Execution } from '../executor/execute.ts';
import { IDENTIFIER_PATTERN, identifierFrom } from '../foundation/identifier.ts';
import type { Secret } from '../foundation/secret.ts';
import { figureRows, missingForFigures, TABS_OF_FIGURES } from '../plans/figure-rows.ts';
import { type Cells, MissingColumns, type Row, type Spreadsheet } from '../spreadsheet/spreadsheet.ts';

export interface FigurePorts {
  readonly figures: FigureMarks;
  readonly cases: Pick<CaseStore, 'ids'>;
  readonly erasures: Pick<Erasures, 'underWay'>;
  readonly spreadsheet: Pick<Spreadsheet, 'read' | 'insert' | 'update'>;
  readonly secret: Secret;
  readonly now: () => Date;
  readonly onFailure?: (error: unknown) => void;
}

type RowsByTab = ReadonlyMap<Tab, ReadonlyMap<string, Cells>>;

/** No mark of any kind. */
const NO_VALUES = Object.fromEntries(RECRUITED.flatMap((audience) => Object.entries(noValues(audience))));

/** The rows of every tab that figures follow from; `undefined` when one cannot be read, or lacks a column, which is reported. */
async function readRows(
  scan: Pick<Execution, 'read'>,
  { onFailure }: FigurePorts,
): Promise<RowsByTab | undefined> {
  const read = new Map<Tab, ReadonlyMap<string, Cells>>();
  for (const tab of TABS_OF_FIGURES) {
    const rows = await scan.read(tab, 'figures');
    if (rows === undefined) return undefined;
    const missing = missingForFigures(tab, rows);
    if (missing.length > 0) {
      onFailure?.(new MissingColumns(tab.name, missing));
      return undefined;
    }
    read.set(tab, rows);
  }
  return read;
}

/** Those whose row the team took away by hand, with no mark: an erasure leaves no case, or a fact that it goes on. */
async function withoutRow(
  rows: RowsByTab,
  erasing: ReadonlySet<string>,
  { cases }: FigurePorts,
): Promise<readonly CountedPerson[]> {
  const present = new Set([...rows.values()].flatMap((ofTab) => [...ofTab.keys()]));
  const ids = (await cases.ids()).filter((id) => !present.has(id) && !erasing.has(id));
  return ids.map((id) => ({ id, season: '', values: NO_VALUES }));
}

/** Writes the rows of `Indicateurs` that differ, those of seasons that are over too. Throws as the spreadsheet does. */
async function writeIndicators(
  marks: readonly Mark[],
  breakdowns: ReadonlyMap<string, Breakdowns>,
  { spreadsheet, now }: FigurePorts,
): Promise<void> {
  const headers = [INDICATOR.label, INDICATOR.season, INDICATOR.value, INDICATOR.of, INDICATOR.definition];
  const shown = await spreadsheet.read(INDICATORS_TAB, headers);
  const rows = [...breakdowns].flatMap(([season, told]) =>
    figuresOf(marks, season, told).map(({ key, label, value, of, definition }): Row => ({
      id: identifierFrom('indicator', season, key),
      cells: {
        [INDICATOR.label]: label,
        [INDICATOR.season]: season,
        [INDICATOR.value]: value,
        [INDICATOR.of]: of,
        [INDICATOR.definition]: definition,
      },
    })),
  );
  const today = parisDate(now());
  const isShown = ({ id, cells }: Row, header: string): boolean => shown.get(id)?.[header] === cells[header];
  const changed = rows.flatMap((row): readonly Row[] => {
    if (headers.every((header) => isShown(row, header))) return [];
    const isSame = isShown(row, INDICATOR.value) && isShown(row, INDICATOR.of);
    return [isSame ? row : { ...row, cells: { ...row.cells, [INDICATOR.updatedOn]: today } }];
  });
  const [added, others] = [
    changed.filter(({ id }) => !shown.has(id)),
    changed.filter(({ id }) => shown.has(id)),
  ];
  if (added.length > 0) await spreadsheet.insert(INDICATORS_TAB, added);
  if (others.length > 0) await spreadsheet.update(INDICATORS_TAB, others);
}

/**
 * Has the marks of everybody stand as their rows are now, then tells each season's figures from the marks alone, in `Indicateurs`. Once a
 * day; a tab that cannot be read leaves all as it is until the next run. Throws `StoreUnavailable`, and as the spreadsheet does.
 */
export async function countFigures(scan: Pick<Execution, 'read'>, ports: FigurePorts): Promise<void> {
  const { figures, erasures, secret, now } = ports;
  const today = parisDate(now());
  if (await figures.areCounted(today)) return;
  const rows = await readRows(scan, ports);
  if (rows === undefined) return;
  // An erasure wrote their marks before it began to take their rows; when a row with an identifier of the team's own goes, nothing tells.
  const erasing = await erasures.underWay();
  const people = peopleIn(
    figureRows((tab) => rows.get(tab)),
    today,
  ).filter(({ id }) => IDENTIFIER_PATTERN.test(id) && !erasing.has(id));
  const due = marksDue([...people, ...(await withoutRow(rows, erasing, ports))], secret);
  const marks = await figures.put(due);
  const seasons = [...new Set(marks.map(({ season }) => season))].toSorted();
  const breakdowns = new Map<string, Breakdowns>();
  for (const season of seasons) {
    const before = await figures.breakdowns(season);
    const told = breakdownsOf(marks, season, before);
    if (JSON.stringify(told) !== JSON.stringify(before)) await figures.keepBreakdowns(season, told);
    breakdowns.set(season, told);
  }
  await writeIndicators(marks, breakdowns, ports);
  await figures.noteCounted(today, due);
}
