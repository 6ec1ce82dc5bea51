import { IDENTIFIER, type Tab } from '../application/tab.ts';

/** Headers that more than one place writes or reads. */
export const JOURNAL = {
  at: 'Date',
  reference: 'Référence',
  tab: 'Onglet',
  event: 'Événement',
} as const;

/** What happened to each application and when, one row an event, without names or addresses. */
export const JOURNAL_TAB: Tab = {
  name: 'Journal',
  columns: [
    { header: IDENTIFIER, width: 34, owner: 'system' },
    { header: JOURNAL.at, width: 26, owner: 'system' },
    { header: JOURNAL.reference, width: 14, owner: 'system' },
    { header: JOURNAL.tab, width: 16, owner: 'system' },
    { header: JOURNAL.event, width: 60, owner: 'system' },
    { header: "Notes de l'équipe", width: 40, owner: 'staff' },
  ],
};
