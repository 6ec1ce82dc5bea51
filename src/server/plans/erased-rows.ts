import { companyForm } from '../../domain/application/company.ts';
import { FORMS } from '../../domain/application/forms.ts';
import type { Tab } from '../../domain/application/tab.ts';
import { APPLICATION, tabOf } from '../../domain/application/tabs.ts';
import { REGISTRATIONS_TAB } from '../../domain/events/registrations-tab.ts';
import { INVITATION, INVITATIONS_TAB } from '../../domain/invitations/invitations-tab.ts';
import { ANNOUNCED_COLUMN, withoutVolunteer } from '../../domain/invitations/volunteers.ts';
import { PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import { TABS } from '../../domain/spreadsheet-tabs.ts';
import type { Effect, TabRow } from '../cases/effect.ts';
import type { Traces } from '../cases/erasures.ts';
import { type Cells, isHandTyped } from '../spreadsheet/spreadsheet.ts';
import { isYouth } from './pairs-of-erased.ts';
import type { CaseNow, TabQuery } from './plan.ts';

const { reference: REFERENCE } = APPLICATION;
const { companyReference, mentorReference, givenName, familyName, email } = INVITATION;
const FORM_TABS: ReadonlySet<string> = new Set(FORMS.map(({ tabName }) => tabName));
const COMPANIES_TAB = tabOf(companyForm);

/** By the tab's name: the columns that say whose names stand in the rows of companies. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  [INVITATIONS_TAB.name]: [givenName, familyName, email],
  [COMPANIES_TAB.name]: [ANNOUNCED_COLUMN],
};

type Rows = Pick<CaseNow, 'readableRows'>;

function namesARow(header: string): boolean {
  return header.startsWith(REFERENCE);
}

/** Every tab of the system's, with the columns that tell whose a row is. */
export const ERASURE_QUERIES: readonly TabQuery[] = TABS.map((tab) => {
  const headers = tab.columns.map(({ header }) => header);
  return { tab, headers: [...headers.filter(namesARow), ...(NAMES[tab.name] ?? [])] };
});

/** The reference in an application's own row; `undefined` when no tab that can be read has it, or staff emptied it: every row without one would be theirs. */
export function ownReference({ id, readableRows }: Rows & Pick<CaseNow, 'id'>): string | undefined {
  const tabs = TABS.filter(({ name }) => FORM_TABS.has(name));
  const cells = tabs.map((tab) => readableRows(tab)?.get(id)).find((row) => row !== undefined);
  const reference = (cells?.[REFERENCE] ?? '').trim();
  return reference === '' ? undefined : reference;
}

/** The invitations that a company's or a mentor's reference stands in, and the companies that sent them, by `Identifiant`. */
export function invitationsNaming(
  reference: string,
  { readableRows }: Rows,
): Pick<Traces, 'invitations' | 'companies'> {
  const named = [...(readableRows(INVITATIONS_TAB) ?? [])].filter(
    ([, cells]) => cells[companyReference] === reference || cells[mentorReference] === reference,
  );
  const references = new Set(named.map(([, cells]) => cells[companyReference]));
  const companies = [...(readableRows(COMPANIES_TAB) ?? [])].filter(([, cells]) =>
    references.has(cells[REFERENCE]),
  );
  return { invitations: named.map(([id]) => id), companies: companies.map(([id]) => id) };
}

/** False while what a tab's rows leave elsewhere cannot be told: an invitation to its company's row, an attendance to the hours of a pair. */
function isReady({ name }: Tab, traces: Pick<Traces, 'reference'>, { readableRows }: Rows): boolean {
  if (name === INVITATIONS_TAB.name) return readableRows(COMPANIES_TAB) !== undefined;
  return name !== REGISTRATIONS_TAB.name || !isYouth(traces) || readableRows(PAIRS_TAB) !== undefined;
}

/**
 * The rows of a tab that are about an application; none of one that cannot be read, nor those that the team typed by hand. An invitation stays
 * while the row of its company cannot be read, in which it is named, and a youth's registration while their pairs cannot.
 */
export function rowsAbout(
  tab: Tab,
  { id, ...traces }: Pick<Traces, 'reference' | 'invitations'> & Pick<CaseNow, 'id'>,
  one: Rows,
): readonly TabRow[] {
  const { reference, invitations } = traces;
  const rows = isReady(tab, traces, one) ? [...(one.readableRows(tab) ?? [])] : [];
  const isAbout = (rowId: string, cells: Cells): boolean =>
    rowId === id ||
    invitations.includes(rowId) ||
    Object.entries(cells).some(([header, text]) => namesARow(header) && text.trim() === reference);
  return rows.flatMap(([rowId, cells]) =>
    isAbout(rowId, cells) && !isHandTyped(rowId) ? [{ tab, row: { id: rowId, cells: {} } }] : [],
  );
}

/** Takes those whose invitation goes out of the rows of the companies that announced them: all of a round, since they share cells. */
export function withoutNames(effects: readonly Effect[], rows: CaseNow['rows']): readonly Effect[] {
  const removed = effects.flatMap(({ remove = [] }) => remove);
  const gone = new Set(removed.map(({ row }) => row.id));
  if (!removed.some(isInvitation)) return effects;
  const invitations = [...rows(INVITATIONS_TAB)].flatMap(([id, cells]) => (gone.has(id) ? [cells] : []));
  const update = [...rows(COMPANIES_TAB)].flatMap(([id, cells]): readonly TabRow[] => {
    const before = cells[ANNOUNCED_COLUMN] ?? '';
    const after = invitations
      .filter((one) => one[companyReference] === cells[REFERENCE])
      .map((one) => ({
        givenName: one[givenName] ?? '',
        familyName: one[familyName] ?? '',
        email: one[email] ?? '',
      }))
      .filter((person) => person.givenName + person.familyName !== '')
      .reduce(withoutVolunteer, before);
    return after === before || gone.has(id)
      ? []
      : [{ tab: COMPANIES_TAB, row: { id, cells: { [ANNOUNCED_COLUMN]: after } } }];
  });
  return effects.map((effect) =>
    effect.remove?.some(isInvitation) === true ? { ...effect, update } : effect,
  );
}

function isInvitation({ tab }: TabRow): boolean {
  return tab.name === INVITATIONS_TAB.name;
}
