/**
 * Who runs the programme and where, as the code says it. Another association changes this file, the lists of its territory
 * (`eligibility/*.json`), its sites (`excellence-sites.ts`), the settings and the content; nothing else names any of them.
 */
export const PROGRAMME = {
  organisation: { name: 'Association Le Moment', inText: 'l’association Le Moment' },
  territory: { name: 'Métropole européenne de Lille', inText: 'la métropole de Lille' },
} as const;
