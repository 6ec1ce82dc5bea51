/**
 * Text in a cell stands for what XML cannot hold by `_xHHHH_`, and for a literal `_xHHHH_` by `_x005F_xHHHH_`
 * (ECMA-376 part 1, 22.9.2.19 ST_Xstring).
 */
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;
// eslint-disable-next-line no-control-regex -- these are the characters that XML 1.0 cannot hold or would change
const NOT_XML = /[\x00-\x08\x0B-\x1F\uFFFE\uFFFF]|\p{Surrogate}/gu;
/** A literal `_xHHHH` counts as well before a character whose own escape begins with the missing `_`. */
const LOOKS_ESCAPED = new RegExp(`_(?=x[0-9A-Fa-f]{4}(?:_|${NOT_XML.source}))`, 'gu');

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Decodes a cell's stored text. */
export function decodeText(stored: string): string {
  return stored.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** The XML under which a text is stored in a cell. */
export function encodeText(text: string): string {
  return escapeXml(
    text
      .replace(LOOKS_ESCAPED, '_x005F_')
      .replace(
        NOT_XML,
        (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
      ),
  );
}

/** Text as the content of an element or of an attribute. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
