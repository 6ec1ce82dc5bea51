/** Ends of hosts that are not those of a country, which have two letters: the usual ones, and those that cost nothing. */
const HOST_ENDS =
  'app|art|bank|biz|blog|click|cloud|club|com|dev|digital|email|example|fun|group|help|host|icu|info|life|link|live|media|mobi|name|net|news|one|online|org|page|paris|press|pro|sbs|shop|site|space|store|support|tech|today|top|vip|website|work|world|xyz|zone';
const LINK = new RegExp(
  String.raw`://|\bwww\.|\bmailto:|[\p{L}\p{Nd}-][.。．｡](?:[a-z]{2}|${HOST_ENDS})(?![\p{L}\p{Nd}-])`,
  'iu',
);

/** True when a mail program could make a link out of some of the text, protocol or not. It takes « foot.Je » for one. */
export function holdsLink(text: string): boolean {
  return LINK.test(text);
}
