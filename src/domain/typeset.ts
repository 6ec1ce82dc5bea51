const NO_BREAK = '\u00A0';

/**
 * Plain French text as a printer would set it: typographic apostrophes, and no line that begins with a lone `?`, `!`, `:`, `;`, `%` or `»`,
 * nor with the unit of a number.
 * Staff type an ordinary space; the file keeps what they typed.
 */
export function typeset(text: string): string {
  return text
    .replaceAll(/(\p{L})'(?=\p{L})/gu, '$1’')
    .replaceAll(/ (?=[?!:;%»])/g, NO_BREAK)
    .replaceAll('« ', `«${NO_BREAK}`)
    .replaceAll(/(\d) (?=(?:\d{3}|heures?|ans?|jours?|h)\b)/g, `$1${NO_BREAK}`);
}
