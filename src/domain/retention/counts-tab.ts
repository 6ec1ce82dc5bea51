import { IDENTIFIER, type Tab } from '../application/tab.ts';

/** Headers that more than one place writes or reads. */
export const COUNTED = {
  year: 'Année',
  tab: 'Onglet',
  status: 'Dernier statut',
  site: 'Site',
} as const;

/** Who was erased, one row each, for the year's figures: nothing that tells who it was. */
export const COUNTS_TAB: Tab = {
  name: 'Bilan',
  columns: [
    { header: IDENTIFIER, width: 34, owner: 'system' },
    { header: COUNTED.year, width: 10, owner: 'system' },
    { header: COUNTED.tab, width: 18, owner: 'system' },
    { header: COUNTED.status, width: 18, owner: 'system' },
    { header: COUNTED.site, width: 18, owner: 'system' },
  ],
};
