/**
 * The association and its territory, for the code. Another association changes this file, the lists of its territory
 * (`eligibility/*.json`), its sites (`excellence-sites.ts`), the settings and the content; nothing else names any of them
 * (tests/another-association.test.ts).
 */
export const PROGRAMME = {
  name: 'Mentorat d’excellence',
  organisation: {
    name: 'Association Le Moment',
    inText: 'l’association Le Moment',
    english: 'the association Le Moment',
    arabic: 'جمعية Le Moment',
  },
  territory: {
    name: 'Métropole européenne de Lille',
    inText: 'la métropole de Lille',
    outside: 'Hors de la métropole',
    english: 'the Lille area',
    arabic: 'منطقة ليل',
  },
  /** Hours that the programme promises. */
  hours: 20,
  /** In the UID of each event. Changing it would show every event twice in calendars that subscribe to the agenda. */
  calendarDomain: 'le-moment.org',
} as const;

/** Communes that `npm run derive:territory` takes from `@etalab/decoupage-administratif`. */
export const COMMUNES_SOURCE: {
  /** SIREN of the intercommunal authority: the Métropole européenne de Lille. */
  readonly siren: string;
  /** INSEE codes of communes associated with a member, which their inhabitants call by name: Lomme and Hellemmes. */
  readonly associated: readonly string[];
} = { siren: '200093201', associated: ['59355', '59298'] };
