/** Top-level domains other than those of countries, which have two letters: the usual ones, and those that cost nothing. */
const TOP_LEVEL_DOMAINS =
  'app|art|bank|biz|blog|click|cloud|club|com|dev|digital|email|example|fun|group|help|host|icu|info|life|link|live|media|mobi|name|net|news|one|online|org|page|paris|press|pro|sbs|shop|site|space|store|support|tech|today|top|vip|website|work|world|xyz|zone';
const LINK = new RegExp(
  String.raw`://|\bwww\.|\bmailto:|[\p{L}\p{Nd}-][.。．｡](?:[a-z]{2}|${TOP_LEVEL_DOMAINS})(?![\p{L}\p{Nd}-])`,
  'iu',
);

/** A piece of a pattern, in capitals too: `(?i:…)` is unknown to Node 22. */
function inAnyCase(pattern: string): string {
  return pattern.replace(/\p{Ll}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

/** Titles, and given names (Charles, François, Mohamed, Philippe, Thérèse), that stand shortened before a name. */
const TITLES =
  'mm?|mrs?|mmes?|melles?|mlles?|drs?|prs?|prof|me|mgr|col|gal|vve|ép|st|ste|sté|ets?|cie|ch|fr|md|ph|th';
/** No end of a longer word; a hyphen or a stroke may stand after an initial: « J-P.Ba », « M./Mme.Sy ». */
const WORD_START = String.raw`(?<![\p{L}\p{N}@]|(?<!\.)/|(?<!\.|(?<![\p{L}\p{N}])\p{Lu})-)`;
/** No part of a longer host, and nothing follows as it does in a link: « M.Evil.co », « T.Me/x ». */
const WORD_END = String.raw`(?![\p{L}\p{N}/:?#@-])`;
/** An initial and a capital (« M.Sy », « J.P.Martin », « M.de La Tour »), or a title and any word (« Mr.et Mme Ba », « mme.ly »). */
const ABBREVIATION = new RegExp(
  String.raw`${WORD_START}(?:\p{Lu}[.](?=(?:\p{Lu}\p{L}+|d[eu]|l[ae]|et)${WORD_END})|(?:${inAnyCase(TITLES)})[.](?=\p{L}+${WORD_END})(?!me|co|io))(?!(?:${inAnyCase(TOP_LEVEL_DOMAINS)})${WORD_END})`,
  'gu',
);

/** With a space after each abbreviation, as letters show it, so that no mail program takes it for a link: « M. Sy ». */
export function withSpacedAbbreviations(name: string): string {
  return name.replace(ABBREVIATION, '$& ');
}

/**
 * True when a mail program could make a link out of some of the text, protocol or not, and no person's name explains it. It takes
 * « foot.Je » for one.
 */
export function holdsLink(text: string): boolean {
  return LINK.test(withSpacedAbbreviations(text));
}
