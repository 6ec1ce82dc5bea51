/** Everything held about a person, as it is told to them (GDPR, art. 15 and 20). */
export interface HeldData {
  readonly reference: string;
  /** « 23 novembre 2026 ». */
  readonly madeOn: string;
  /** Explains the file's content and its gaps. */
  readonly explanation: readonly string[];
  /** The rows of the spreadsheet, every column of the system and of the team's own by header. */
  readonly rows: readonly { readonly tab: string; readonly cells: Readonly<Record<string, string>> }[];
  /** The oldest first; `at` in France with its zone. */
  readonly events: readonly { readonly at: string; readonly text: string }[];
  /** Beside the spreadsheet, by what it is. */
  readonly kept: Readonly<Record<string, string>>;
}
