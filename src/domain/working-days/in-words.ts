const NUMBERS = ['un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'];

/** « cinq jours de travail », in figures from eleven; `days`: a whole number from 1. */
export function workingDaysInWords(days: number): string {
  return `${NUMBERS[days - 1] ?? days} ${days > 1 ? 'jours' : 'jour'} de travail`;
}
