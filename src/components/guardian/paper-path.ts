/** Address of the sheet to sign on paper; a reference follows. */
export const PAPER_PATH = '/autorisation/papier/';
