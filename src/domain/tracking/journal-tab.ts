import { systemTab, TEAM_NOTES } from '../application/tab.ts';
import { APPLICATION } from '../application/tabs.ts';

/** Events of each application with their instants, one row an event, without names or addresses. */
export const { tab: JOURNAL_TAB, headers: JOURNAL } = systemTab(
  'Journal',
  {
    at: { header: 'Date', width: 26 },
    reference: { header: APPLICATION.reference, width: 14 },
    season: { header: APPLICATION.season, width: 12 },
    tab: { header: 'Onglet', width: 16 },
    event: { header: 'Événement', width: 60 },
    notes: TEAM_NOTES,
  },
  { reference: APPLICATION.reference },
);
