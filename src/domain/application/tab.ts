/** A column of the team's spreadsheet, found by its header wherever it stands. */
export interface Column {
  readonly header: string;
  /** In characters of the default font. */
  readonly width: number;
  /** What the drop-down list of its cells offers. */
  readonly options?: readonly string[];
  /** `staff`: the team fills it, may rename or remove it; `system`: without it nothing is delivered. */
  readonly owner: 'system' | 'staff';
}

/** A sheet of the team's spreadsheet: headers in its first row, then one row an identifier. */
export interface Tab {
  readonly name: string;
  /** In the order of a new tab; staff may move them and add their own. */
  readonly columns: readonly Column[];
}

/** The header of the column that identifies a row, in every tab. */
export const IDENTIFIER = 'Identifiant';

export const IDENTIFIER_COLUMN: Column = { header: IDENTIFIER, width: 34, owner: 'system' };

export const TEAM_NOTES: Column = { header: "Notes de l'équipe", width: 40, owner: 'staff' };

/** The system's unless it says otherwise. */
type OwnColumn = Omit<Column, 'owner'> & Partial<Pick<Column, 'owner'>>;

/** A tab that is not a form's: its columns, after the one of identifiers, and their headers under the names of the code. */
export function ownTab<Name extends string>(
  name: string,
  columns: Readonly<Record<Name, OwnColumn>>,
): { readonly tab: Tab; readonly headers: Readonly<Record<Name, string>> };
// Mapping the entries of an object loses its keys' types; the overload above gives them back.
export function ownTab(name: string, columns: Readonly<Record<string, OwnColumn>>) {
  const named = Object.entries(columns);
  return {
    tab: {
      name,
      columns: [IDENTIFIER_COLUMN, ...named.map(([, column]) => ({ owner: 'system', ...column }) as const)],
    },
    headers: Object.fromEntries(named.map(([key, { header }]) => [key, header])),
  };
}
