/** Lines of the tab `Journal` about a guardian's authorisation. */
export const GUARDIAN_EVENTS = {
  held: 'Autorisation : pas encore demandée, l’adresse du jeune n’est pas confirmée',
  confirmed: 'Autorisation : le jeune a confirmé son adresse, la demande part',
  byEmail: 'Autorisation : demandée au responsable par e-mail',
  byPhone: 'Autorisation : demande au responsable par SMS, envoyée par l’équipe',
  noContact: 'Autorisation : il manque un contact du responsable, différent de celui du jeune',
  reminded: 'Autorisation : rappel au responsable',
  expired: 'Autorisation : lien expiré sans réponse',
  accepted: 'Autorisation : accordée par le responsable',
  refused: 'Autorisation : refusée par le responsable',
  paper: 'Autorisation : papier reçu',
  adult: 'Autorisation : plus nécessaire, 18 ans',
  requestWaits: 'Autorisation : e-mail au responsable en attente',
  requestLost: 'Autorisation : e-mail au responsable pas remis',
} as const;

/** Lines about a pair, which both people read on their own page: none says who said what. */
export const PAIR_EVENTS = {
  asked: 'Binôme : proposition envoyée',
  dropped: 'Binôme : la proposition ne se fera pas',
  started: 'Binôme : c’est parti',
  dated: 'Binôme : date de la première rencontre',
  paused: 'Binôme : en pause',
  resumed: 'Binôme : reprise',
  silent: 'Binôme : nouvelles demandées',
  stopped: 'Binôme : arrêté',
  ended: 'Binôme : terminé',
  later: 'Binôme : nouvelles demandées, six mois après',
} as const;

/** Lines about the end of a pair, each of one person alone: what they answered is in the pair's row. */
export const ENDING_EVENTS = {
  answered: 'Fin du binôme : réponse reçue',
  agreed: 'Fin du binôme : d’accord pour une question dans six mois',
  refused: 'Fin du binôme : pas de question dans six mois',
  story: 'Témoignage : d’accord pour en parler avec l’équipe',
} as const;

/** Starts of the other lines, where the person reads other words. */
export const FILE_EVENTS = {
  /** The mail server has taken it. */
  emailed: 'E-mail envoyé',
  emailWaits: 'E-mail en attente',
  /** Nobody will try again. */
  emailLost: 'E-mail pas remis',
  contacted: 'Ajouté à l’onglet À contacter',
  corrected: 'Coordonnées corrigées par la personne',
  withdrawn: 'Retirée par la personne',
  rowGone: 'Ligne absente du tableur : rien n’a pu y être écrit',
} as const;

/** By name, what a person reads in place of the journal's words. */
export type EventWords = Readonly<Record<keyof typeof GUARDIAN_EVENTS | keyof typeof FILE_EVENTS, string>>;

/** A line of the journal as its person reads it: the journal's own words where there are no others. */
export function toldTo(detail: string, words: EventWords): string {
  const starts: Readonly<Record<string, string>> = { ...GUARDIAN_EVENTS, ...FILE_EVENTS };
  const told = Object.entries(words).find(([name]) => detail.startsWith(starts[name] ?? '\n'));
  return told?.[1] ?? detail;
}
