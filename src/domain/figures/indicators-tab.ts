import { systemTab } from '../application/tab.ts';
import { APPLICATION } from '../application/tabs.ts';

/** The figures of each season, written each night: nothing by which anybody can be known. */
export const { tab: INDICATORS_TAB, headers: INDICATOR } = systemTab('Indicateurs', {
  label: { header: 'Indicateur', width: 44 },
  season: { header: APPLICATION.season, width: 12 },
  value: { header: 'Valeur', width: 14 },
  of: { header: 'Sur', width: 10 },
  definition: { header: 'Définition', width: 80 },
  updatedOn: { header: 'Mis à jour le', width: 16 },
});
