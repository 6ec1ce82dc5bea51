import type { Tab } from '../../domain/application/tab.ts';
import { PROPOSAL, READINESS } from '../../domain/application/tabs.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import type { DerivePorts } from '../executor/derived-cells.ts';
import type { Execution } from '../executor/execute.ts';
import { proposalProblems } from '../plans/pair-matters.ts';
import type { Matter } from '../plans/point.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import { missingColumns, type ProposalInputs, proposalsOf } from '../plans/proposals.ts';
import { type Cells, MissingColumns } from '../spreadsheet/spreadsheet.ts';
import type { KeyStore } from '../store/key-store.ts';
import { writeColumns } from './derived-columns.ts';
import { noteNeeds } from './mentor-needs.ts';

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

/**
 * Writes the cells that follow from other rows, `Mentors possibles` and `Places libres`, where they differ, after a scan and from the rows
 * that it read, and notes the mentors sought for the next build; gives what the team is to be told. Where a tab cannot be read, nothing is
 * derived. Throws `StoreUnavailable`.
 */
export async function deriveCells(
  scan: Pick<Execution, 'read'>,
  ports: DerivePorts & { readonly store: Pick<KeyStore, 'get' | 'set'>; readonly now: () => Date },
  { deadline, ...inputs }: Pick<ProposalInputs, 'season' | 'gone'> & { readonly deadline: Date },
): Promise<readonly Matter[]> {
  const rows = await rowsOf(scan, ports);
  if (rows === undefined) return [];
  const problems = proposalProblems(rows.youths, rows.mentors);
  const notes = new Map([...problems].map(([id, why]) => [id, `À faire : ${why}`]));
  const { possible, places, matters, sought } = proposalsOf({ ...rows, ...inputs, notes });
  const write = async (tab: Tab, own: Rows, header: string, texts: ReadonlyMap<string, string>) =>
    await writeColumns(tab, own, [{ header, texts }], ports, deadline);
  const ofYouths = await write(YOUTHS_TAB, rows.youths, PROPOSAL.possible, possible);
  const ofMentors = await write(MENTORS_TAB, rows.mentors, READINESS.places, places);
  const day = parisDate(ports.now());
  await noteNeeds(ports.store, { day, season: inputs.season, sites: sought });
  return [...matters, ...ofYouths, ...ofMentors];
}
