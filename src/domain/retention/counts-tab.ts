import { systemTab } from '../application/tab.ts';

/** One row an erased person, for the year's figures: nothing that tells who it was. */
export const { tab: COUNTS_TAB, headers: COUNTED } = systemTab('Bilan', {
  year: { header: 'Année', width: 10 },
  tab: { header: 'Onglet', width: 18 },
  status: { header: 'Dernier statut', width: 18 },
  site: { header: 'Site', width: 18 },
});
