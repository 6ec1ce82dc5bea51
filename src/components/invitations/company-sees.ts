/**
 * Tells a volunteer what their company sees. True of one volunteer too: whoever refuses is counted as whoever has
 * not answered yet, so that no number tells the one from the other.
 */
export const COMPANY_SEES =
  'Votre entreprise ne voit qu’un nombre : combien de personnes ont terminé, sans les noms ni les réponses. Un refus n’y apparaît pas.';
