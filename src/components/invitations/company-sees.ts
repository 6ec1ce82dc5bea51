/**
 * Tells a volunteer what their company sees. True of one volunteer too: whoever refuses is counted as whoever has
 * not answered yet, so that no number tells the one from the other.
 */
export const COMPANY_SEES =
  'Votre entreprise ne voit que des nombres : combien de personnes ont terminé et, à partir de trois volontaires, combien sont en binôme, sans les noms ni les réponses. Un refus n’y apparaît pas.';
