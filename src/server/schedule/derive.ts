import { APPLICATION, PROPOSAL, READINESS } from '../../domain/application/tabs.ts';
import { PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import { type DerivePorts, type DerivedColumn, writeDerived } from '../executor/derived-cells.ts';
import type { Execution } from '../executor/execute.ts';
import { IDENTIFIER_PATTERN, identifierFrom } from '../foundation/identifier.ts';
import { proposalProblems } from '../plans/pair-matters.ts';
import { blocked, type Matter } from '../plans/point.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import { missingColumns, type ProposalInputs, proposalsOf } from '../plans/proposals.ts';
import { type Cells, MissingColumns } from '../spreadsheet/spreadsheet.ts';

type Rows = ReadonlyMap<string, Cells>;

/** The rows of the three tabs; `undefined` where one cannot be read, or lacks a column, which is reported. */
async function rowsOf(
  scan: Pick<Execution, 'read'>,
  { onFailure }: Pick<DerivePorts, 'onFailure'>,
): Promise<Pick<ProposalInputs, 'youths' | 'mentors' | 'pairs'> | undefined> {
  const youths = await scan.read(YOUTHS_TAB, 'proposals');
  const mentors = await scan.read(MENTORS_TAB, 'proposals');
  if (youths === undefined || mentors === undefined) return undefined;
  const lacking = [
    { tab: YOUTHS_TAB, missing: missingColumns(YOUTHS_TAB, youths) },
    { tab: MENTORS_TAB, missing: missingColumns(MENTORS_TAB, mentors) },
  ].filter(({ missing }) => missing.length > 0);
  for (const { tab, missing } of lacking) onFailure?.(new MissingColumns(tab.name, missing));
  const pairs = lacking.length > 0 ? undefined : await scan.read(PAIRS_TAB, 'proposals');
  return pairs && { youths, mentors, pairs };
}

/** Whose `Identifiant` is the system's: what the team typed in its place is not remembered. */
function ofTheSystem(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...texts].filter(([id]) => IDENTIFIER_PATTERN.test(id)));
}

function leftAlone({ header }: DerivedColumn, rows: Rows, ids: readonly string[]): readonly Matter[] {
  return ids.map((id) => {
    const reference = rows.get(id)?.[APPLICATION.reference] ?? '';
    return blocked(
      `${reference} (« ${header} » a été changé deux fois à la main : le site n’y écrit plus ; videz la cellule pour qu’il reprenne)`,
      identifierFrom('point', `derived ${header}`, id),
    );
  });
}

/**
 * Writes the cells that follow from other rows, `Mentors possibles` and `Places libres`, where they differ, after a scan and from the rows
 * that it read; gives what the team is to be told. Where a tab cannot be read, nothing is derived. Throws `StoreUnavailable`.
 */
export async function deriveCells(
  scan: Pick<Execution, 'read'>,
  ports: DerivePorts & { readonly now: () => Date },
  { deadline, ...inputs }: Pick<ProposalInputs, 'season' | 'gone'> & { readonly deadline: Date },
): Promise<readonly Matter[]> {
  const rows = await rowsOf(scan, ports);
  if (rows === undefined) return [];
  const problems = proposalProblems(rows.youths, rows.mentors);
  const notes = new Map([...problems].map(([id, why]) => [id, `À faire : ${why}`]));
  const { possible, places, matters } = proposalsOf({ ...rows, ...inputs, notes });
  const columns = [
    { tab: YOUTHS_TAB, header: PROPOSAL.possible, texts: ofTheSystem(possible), rows: rows.youths },
    { tab: MENTORS_TAB, header: READINESS.places, texts: ofTheSystem(places), rows: rows.mentors },
  ];
  const left: Matter[] = [];
  for (const { rows: own, ...column } of columns)
    left.push(...leftAlone(column, own, await writeDerived(column, own, ports, ports.now() >= deadline)));
  return [...matters, ...left];
}
