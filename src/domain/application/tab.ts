/** A column of the team's spreadsheet, found by its header wherever it stands. */
export interface Column {
  readonly header: string;
  /** In characters of the default font. */
  readonly width: number;
  /** Options of the drop-down list of its cells. */
  readonly options?: readonly string[];
  /** `staff`: the team fills it, may rename or remove it; `system`: without it nothing is delivered. */
  readonly owner: 'system' | 'staff';
  /** Shown in place of a cell that is about others, to the person whom the row is about. */
  readonly withheld?: string;
}

/** Texts by header. */
export type RowCells = Readonly<Record<string, string>>;

/** Tells which rows of a tab are given back to the person they are about (GDPR, art. 15). */
interface OnePerson {
  /** Header of the column with the reference of the person that the row is about. */
  readonly reference: string;
  /**
   * True when the row was addressed to that person, and not to somebody else about them. `applicationRow` is the row of their
   * application, empty when staff deleted it. Without this function, every row about them counts.
   */
  readonly isAddressedTo?: (cells: RowCells, applicationRow: RowCells) => boolean;
}

/** One side of rows that name two people; `own` are the columns that are theirs alone, and are withheld from the other. */
export interface BelongingSide extends OnePerson {
  readonly own: readonly string[];
}

/** Rows about several, named by their references, or those of their pairs, in one cell with this header. */
interface NamedTogether {
  readonly namedIn: string;
}

export type Belonging = OnePerson | { readonly sides: readonly BelongingSide[] } | NamedTogether;

/** A sheet of the team's spreadsheet: headers in its first row, then one row an identifier. */
export interface Tab {
  readonly name: string;
  /** In the order of a new tab; staff may move them and add their own. */
  readonly columns: readonly Column[];
  /** Without it, no row of the tab is given back to anybody. */
  readonly belonging?: Belonging;
  /** True when rows that the team types by hand, without an identifier, count like the system's own. */
  readonly countsHandTyped?: true;
}

/** The header of the column that identifies a row, in every tab. */
export const IDENTIFIER = 'Identifiant';

export const IDENTIFIER_COLUMN: Column = { header: IDENTIFIER, width: 34, owner: 'system' };

export const TEAM_NOTES: Column = { header: "Notes de l'équipe", width: 40, owner: 'staff' };

/** `owner` is `system` by default. */
type SystemTabColumn = Omit<Column, 'owner'> & Partial<Pick<Column, 'owner'>>;

/**
 * Defines a tab that no form fills: the column of identifiers, then these columns, with their headers by the names that the code uses. An erasure takes
 * the rows whose `Identifiant` is that of an application, and those with its reference in a column whose header begins with « Référence ».
 */
export function systemTab<Name extends string>(
  name: string,
  columns: Readonly<Record<Name, SystemTabColumn>>,
  belonging?: Belonging,
): { readonly tab: Tab; readonly headers: Readonly<Record<Name, string>> };
// Mapping the entries of an object loses its keys' types; the overload above gives them back.
export function systemTab(
  name: string,
  columns: Readonly<Record<string, SystemTabColumn>>,
  belonging?: Belonging,
) {
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
