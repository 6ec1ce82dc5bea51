/** The tab, or table, that explains the others to the team. */
export const README_TITLE = 'Lisez-moi';

/** Its lines; `ofProgram` are those that only count in the team's program. */
export function readmeLines(ofProgram: readonly string[]): readonly string[] {
  return [
    'Les candidatures du site arrivent ici. Une ligne est une candidature.',
    'Vous pouvez trier, filtrer, colorer, ajouter des colonnes et déplacer toutes les colonnes.',
    '« Statut », « Dernier contact » et « Notes de l’équipe » sont à vous : le site ne les écrase pas.',
    'Ne renommez pas les titres des colonnes et ne changez pas les identifiants : le site retrouve par eux ses lignes et ses colonnes.',
    'Une ligne que vous supprimez ne revient pas.',
    ...ofProgram,
    'Un doute ? « npm run spreadsheet:check » dit ce qui ne va pas et comment le réparer.',
  ];
}
