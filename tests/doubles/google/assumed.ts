/**
 * Assumptions of the double that no recording or report of Google's service settles. Each is tried on a real
 * spreadsheet by `npm run spreadsheet:check -- --essai` (src/server/spreadsheet/google/google-trial.ts), which says
 * what differs.
 *
 * Assumptions that a trial cannot settle, since it would need a second account or project:
 * - a protected range of somebody else refuses, with status 400, rows that are inserted across it and what is written into it;
 * - a private mark of another project counts in the 30,000 characters of a sheet;
 * - a protected range of somebody else refuses a `findReplace` across it, if nothing in it is found too;
 * - about a spreadsheet that is nowhere, an account whose project may not use the interface is answered 403, and any other 404.
 */
export const ASSUMED = {
  'made-and-undone-in-one-batch': 'A batch may delete the rows, marks and sheet that it made itself.',
  'no-mark-to-delete-is-refused': 'Deleting developer metadata that is not there is refused with status 400.',
  'new-rows-look-like-the-next':
    'Rows inserted with `inheritFromBefore: false` take the format and the list of the row below.',
  'unlisted-text-is-taken': 'A text that a strict list does not offer is written all the same.',
  'copies-keep-texts': 'A cell copied to a hidden sheet made in the same batch keeps its text to the letter.',
  'texts-as-sent':
    'A first apostrophe, a byte order mark, spaces and line breaks come back as they were sent.',
  'cell-limit-in-utf-16': 'The 50,000 characters of a cell are counted in UTF-16 units.',
  'unticked-box-is-false': 'A tick-box put on an empty cell makes it hold FALSE.',
  'replaced-texts-stay-texts':
    'A text in which `findReplace` replaces a part stays a text where the cell’s format is TEXT, also when it begins with « = ».',
  'dates-are-told-by-format': 'A date is read as a number whose effective format is of the type DATE.',
} as const;

export type Assumption = keyof typeof ASSUMED;
