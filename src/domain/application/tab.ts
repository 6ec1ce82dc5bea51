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
