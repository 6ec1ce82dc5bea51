/** A column of the team's spreadsheet, found by its header wherever it stands. */
export interface Column {
  readonly header: string;
  /** In characters of the default font. */
  readonly width: number;
  /** Options of the drop-down list of its cells. */
  readonly options?: readonly string[];
  /** `staff`: the team fills it, may rename or remove it; `system`: without it nothing is delivered. */
  readonly owner: 'system' | 'staff';
  /** Read in place of a cell by the person whom the row is about, where it holds what is of others. */
  readonly withheld?: string;
}

/** Texts by header. */
type RowCells = Readonly<Record<string, string>>;

/** Makes a row a person's own, to be given back to them (GDPR, art. 15). */
export interface Belonging {
  /** The header of the reference of whom the row is about. */
  readonly reference: string;
  /**
   * True when the row is addressed to them, and not to somebody else on their account; `own` is the row of their application,
   * empty when staff deleted it. Without it every row that is about them is.
   */
  readonly isAddressedTo?: (cells: RowCells, own: RowCells) => boolean;
}

/** A sheet of the team's spreadsheet: headers in its first row, then one row an identifier. */
export interface Tab {
  readonly name: string;
  /** In the order of a new tab; staff may move them and add their own. */
  readonly columns: readonly Column[];
  /** Without it no row is ever given back to anybody. */
  readonly belonging?: Belonging;
}

/** The header of the column that identifies a row, in every tab. */
export const IDENTIFIER = 'Identifiant';

export const IDENTIFIER_COLUMN: Column = { header: IDENTIFIER, width: 34, owner: 'system' };

export const TEAM_NOTES: Column = { header: "Notes de l'équipe", width: 40, owner: 'staff' };

/** The system's unless it says otherwise. */
type OwnColumn = Omit<Column, 'owner'> & Partial<Pick<Column, 'owner'>>;

/**
 * A tab that is not a form's: its columns, after the one of identifiers, and their headers under the names of the code. An erasure takes
 * the rows whose `Identifiant` is that of an application, and those with its reference in a column whose header begins with « Référence ».
 */
export function ownTab<Name extends string>(
  name: string,
  columns: Readonly<Record<Name, OwnColumn>>,
  belonging?: Belonging,
): { readonly tab: Tab; readonly headers: Readonly<Record<Name, string>> };
// Mapping the entries of an object loses its keys' types; the overload above gives them back.
export function ownTab(name: string, columns: Readonly<Record<string, OwnColumn>>, belonging?: Belonging) {
  const named = Object.entries(columns);
  return {
    tab: {
      name,
      columns: [IDENTIFIER_COLUMN, ...named.map(([, column]) => ({ owner: 'system', ...column }) as const)],
      ...(belonging && { belonging }),
    },
    headers: Object.fromEntries(named.map(([key, { header }]) => [key, header])),
  };
}
