/** The team's statuses by audience, in the order of an application's life; the first is given at reception, the rest are the team's. */
export const STATUSES = {
  youth: [
    'Reçue',
    'À compléter',
    'Entretien',
    'Acceptée',
    'En binôme',
    'Terminée',
    "Liste d'attente",
    'Non retenue',
    'Retirée',
  ],
  mentor: ['Reçue', 'Entretien', 'À former', 'Disponible', 'En binôme', 'En pause', 'Non retenue', 'Retirée'],
  company: ['Reçue', 'Contactée', 'Engagée', 'En pause', 'Retirée'],
  waiting: ['Reçue', 'Prévenue', 'Retirée'],
} as const;

/** In which nothing is awaited of anybody any more. */
const FINAL: readonly string[] = ['terminee', 'non-retenue', 'retiree'];

/** Whether an application of this status is over: nobody is asked for anything, and there is nothing left to withdraw. */
export function isFinalStatus(status: string): boolean {
  return FINAL.includes(statusKey(status));
}

/**
 * What tells a status from another, however its accents, capitals, spaces and apostrophes were typed: « Liste d’attente » is
 * `liste-d-attente`. Of empty text, `''`.
 */
export function statusKey(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
