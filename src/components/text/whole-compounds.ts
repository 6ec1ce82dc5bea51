/**
 * What holds no text of the page, or none that may hold an element, as in a flexible box, whose parts lose the spaces between them; a tag,
 * whose attributes may hold `>`.
 */
const NO_TEXT =
  /<!--[^]*?-->|<(script|style|title|textarea|option|svg|button)\b[^]*?<\/\1>|<([ap]) class="(?:button|field-error)[^]*?<\/\2>|<span class="whole">[^<]*<\/span>|<(?:"[^"]*"|'[^']*'|[^"'>])*>/;
const WORD = /[\p{L}\p{N}@_/.-]+/u;
const PIECES = new RegExp(`${NO_TEXT.source}|${WORD.source}`, 'gu');
/** A compound of letters only: no address, no number, no reference. Final full stops are captured apart. */
const COMPOUND = /^(\p{L}+(?:-\p{L}+)+)(\.*)$/u;

/** In letters: a longer compound may be wider than its column. */
const LONGEST_COMPOUND = 13;
/** In letters: two longer parts may stand on two lines. */
const SHORT_PART = 4;

/**
 * A page, or a part of it, in which no line ends at the hyphen of a short compound such as « e-mail » or « dis-nous ». Fonts have no
 * non-breaking hyphen, and a hidden character would be copied, searched and compared with the word. May be called twice.
 */
export function keepCompoundsWhole(html: string): string {
  return html.replaceAll(PIECES, (piece) => {
    const [, compound = '', end = ''] = COMPOUND.exec(piece) ?? [];
    return isKept(compound) ? `<span class="whole">${compound}</span>${end}` : piece;
  });
}

function isKept(compound: string): boolean {
  return (
    compound !== '' &&
    compound.length <= LONGEST_COMPOUND &&
    compound.split('-').some((part) => part.length <= SHORT_PART)
  );
}
