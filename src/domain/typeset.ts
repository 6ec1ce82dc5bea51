import { MONTHS, NO_BREAK } from './day-in-words.ts';

const MONTH_AFTER_DAY = new RegExp(String.raw`(\d(?:er)?) (?=(?:${MONTHS.join('|')})\b)`, 'g');
/** « édition 2025 », not « mars 2026 »: a whole date may be wider than its column. */
const YEAR_AFTER_WORD = new RegExp(String.raw`(?<=\p{L})(?<!${MONTHS.join('|')}) (?=(?:19|20)\d\d\b)`, 'gu');

/**
 * Plain French text as a printer would set it: typographic apostrophes, and no line that begins with a lone `?`, `!`, `:`, `;`, `%` or `»`,
 * nor with the unit of a number, a month after its day or a year after the word that it belongs to.
 * Staff type an ordinary space; the file keeps what they typed.
 */
export function typeset(text: string): string {
  return text
    .replaceAll(/(\p{L})'(?=\p{L})/gu, '$1’')
    .replaceAll(/ (?=[?!:;%»])/g, NO_BREAK)
    .replaceAll('« ', `«${NO_BREAK}`)
    .replaceAll(/(\d) (?=(?:\d{3}|heures?|ans?|jours?|h)\b)/g, `$1${NO_BREAK}`)
    .replaceAll(MONTH_AFTER_DAY, `$1${NO_BREAK}`)
    .replaceAll(YEAR_AFTER_WORD, NO_BREAK);
}

/** A text as the first words of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);
}
