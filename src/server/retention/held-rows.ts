import { companyForm } from '../../domain/application/company.ts';
import { fieldOf } from '../../domain/application/form.ts';
import { FORMS } from '../../domain/application/forms.ts';
import type { Tab } from '../../domain/application/tab.ts';
import { APPLICATION } from '../../domain/application/tabs.ts';
import { INVITATION, INVITATIONS_TAB } from '../../domain/invitations/invitations-tab.ts';
import { EXCELLENCE_SITES } from '../../domain/excellence-sites.ts';
import { TABS } from '../../domain/spreadsheet-tabs.ts';
import { takeOutOfCompanies } from './announced-names.ts';
import { withTabBackoff, type TabPorts } from '../spreadsheet/tab-backoff.ts';
import { MissingColumns, type Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import type { Traces } from '../cases/erasures.ts';

/** The rows of a tab by identifier: what tells whose they are, and what is counted. */
interface TabRows {
  readonly tab: Tab;
  readonly rows: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** Every tab of the system's own that can be read, as it is now. */
export type HeldRows = readonly TabRows[];

export interface HeldRowsPorts extends TabPorts {
  readonly spreadsheet: Spreadsheet;
}

const { reference: REFERENCE, receivedAt: RECEIVED, status: STATUS } = APPLICATION;
const SITE = fieldOf(companyForm, 'site').column;
const READ: readonly string[] = [RECEIVED, STATUS, SITE];

function namesARow(header: string): boolean {
  return header.startsWith(REFERENCE);
}

/** The columns of a tab that are there; reports those that are missing. Throws as the spreadsheet does. */
async function readPresent(
  tab: Tab,
  headers: readonly string[],
  { spreadsheet, onFailure }: HeldRowsPorts,
): Promise<TabRows['rows']> {
  try {
    return await spreadsheet.read(tab, headers);
  } catch (error) {
    if (!(error instanceof MissingColumns)) throw error;
    onFailure?.(error);
    const { headers: missing } = error;
    return await spreadsheet.read(
      tab,
      headers.filter((header) => !missing.includes(header)),
    );
  }
}

/**
 * What can be read of each tab now, and the names of those in which somebody's rows may be left: whole tabs, and those without
 * a column that tells whose a row is. Failures of the spreadsheet are reported; throws `StoreUnavailable`.
 */
export async function readHeldRows(
  ports: HeldRowsPorts,
): Promise<{ readonly held: HeldRows; readonly unread: ReadonlySet<string> }> {
  const held: TabRows[] = [];
  const unread = new Set<string>();
  for (const tab of TABS) {
    const headers = tab.columns.map(({ header }) => header).filter((h) => namesARow(h) || READ.includes(h));
    const onFailure = (error: unknown): void => {
      const isPartial = error instanceof MissingColumns && !error.headers.some(namesARow);
      if (!isPartial) unread.add(tab.name);
      ports.onFailure?.(error);
    };
    const rows = await withTabBackoff(tab.name, ports, () =>
      readPresent(tab, headers, { ...ports, onFailure }),
    );
    if (rows === undefined) unread.add(tab.name);
    else held.push({ tab, rows });
  }
  return { held, unread };
}

/** An application's own row. */
export interface OwnRow {
  readonly tabName: string;
  readonly reference: string;
  /** `''` when staff wrote over it. */
  readonly year: string;
  /** `''` for a word of the team's own, which may say anything. */
  readonly status: string;
  /** One of the excellence sites, or `''`. */
  readonly site: string;
}

const SITES: ReadonlySet<string> = new Set(EXCELLENCE_SITES.map(({ name }) => name));
const FORM_TABS: ReadonlySet<string> = new Set(FORMS.map(({ tabName }) => tabName));

export function ownRow(id: string, held: HeldRows): OwnRow | undefined {
  for (const { tab, rows } of held) {
    const cells = FORM_TABS.has(tab.name) ? rows.get(id) : undefined;
    if (cells === undefined) continue;
    const statuses = tab.columns.find(({ header }) => header === STATUS)?.options ?? [];
    const {
      [STATUS]: status = '',
      [SITE]: site = '',
      [RECEIVED]: receivedAt = '',
      [REFERENCE]: reference = '',
    } = cells;
    return {
      tabName: tab.name,
      reference,
      year: /^\d{4}(?=-)/.exec(receivedAt)?.[0] ?? '',
      status: statuses.includes(status) ? status : '',
      site: SITES.has(site) ? site : '',
    };
  }
  return undefined;
}

/** An invitation that a company sent or by which a mentor came, with the `Identifiant` of that company's row. */
interface HeldInvitation {
  readonly id: string;
  readonly companyId: string | undefined;
}

/** The invitations that a company's or a mentor's reference stands in. */
export function invitationsNaming(reference: string, held: HeldRows): readonly HeldInvitation[] {
  const rowsOf = (name: string) => [...(held.find(({ tab }) => tab.name === name)?.rows ?? [])];
  const companies = new Map(rowsOf(companyForm.tabName).map(([id, cells]) => [cells[REFERENCE], id]));
  return rowsOf(INVITATIONS_TAB.name)
    .map(([id, cells]) => ({
      id,
      company: cells[INVITATION.companyReference],
      mentor: cells[INVITATION.mentorReference],
    }))
    .filter(({ company, mentor }) => company === reference || mentor === reference)
    .map(({ id, company }) => ({ id, companyId: companies.get(company) }));
}

function idsIn({ rows }: TabRows, erased: ReadonlyMap<string, Traces>): readonly string[] {
  const ids = new Set([...erased].flatMap(([id, { invitations }]) => [id, ...invitations]));
  const references = new Set([...erased.values()].flatMap(({ reference }) => reference ?? []));
  return [...rows]
    .filter(
      ([id, cells]) =>
        ids.has(id) ||
        Object.entries(cells).some(([header, text]) => namesARow(header) && references.has(text.trim())),
    )
    .map(([id]) => id);
}

/**
 * Removes every row that is about these applications, and names out of the rows of the companies that announced them. Gives the
 * names of the tabs where that failed, which keeps no other tab from it. Throws `StoreUnavailable`.
 */
export async function removeHeldRows(
  held: HeldRows,
  erased: ReadonlyMap<string, Traces>,
  ports: HeldRowsPorts,
): Promise<ReadonlySet<string>> {
  const { spreadsheet } = ports;
  const failed = new Set<string>();
  for (const tabRows of held) {
    const { tab } = tabRows;
    const ids = idsIn(tabRows, erased);
    if (ids.length === 0) continue;
    const isDone = await withTabBackoff(tab.name, ports, async () => {
      if (tab === INVITATIONS_TAB) await takeOutOfCompanies(ids, spreadsheet);
      await spreadsheet.remove(tab, ids);
      return true;
    });
    if (isDone === undefined) failed.add(tab.name);
  }
  return failed;
}
