import * as z from 'zod';

// Cleans variables as people paste them: with quotes, commas, spaces, a whole address or a whole file around the value.

const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;
const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '‘': '’',
  '«': '»',
  '`': '`',
};

/** The text without invisible characters, spaces around, and one pair of quotes around all of it with the comma of a list behind. */
export function unquoted(text: string): string {
  const bare = text.replace(INVISIBLE, '').trim();
  const within = /^(?<open>["'“‘«`])(?<inner>.*)(?<close>["'”’»`])\s*[,;]?$/s.exec(bare)?.groups;
  const { open = '', inner = '', close } = within ?? {};
  return QUOTES[open] === close && !inner.includes(open) ? inner.trim() : bare;
}

/** The address of a page within a text, such as the command in which a host shows it; any other text as it is. */
export function addressWithin(text: string): string {
  return /https?:\/\/[^\s"'<>]+/.exec(text)?.[0] ?? text;
}

/** The e-mail address in a text: of the file of a service account, of a link, or with spaces in it. */
export function addressIn(text: string): string {
  const named = /"client_email"\s*:\s*"([^"]*)"/.exec(text)?.[1];
  return (named ?? text).replace(/^mailto:/i, '').replaceAll(/[\s<>,;]/g, '');
}

/** An e-mail address as people paste it. */
export const pastedAddress = (error: string) =>
  z.string({ error }).overwrite(addressIn).pipe(z.email({ error }));

/** The id of a Google spreadsheet, alone or within its address; none where the address is of something else. */
export function sheetsIdIn(text: string): string | undefined {
  const bare = text.replace(/^<(.*)>$/, '$1');
  if (/^[\w-]+$/.test(bare)) return bare;
  const address =
    /^(?:https?:\/\/)?(?:docs|drive)\.google\.com\/(?<path>.*)$/.exec(bare)?.groups?.path ?? bare;
  return /^(?:(?:(?:a\/[^/]+\/)?spreadsheets\/(?:u\/\d+\/)?|file\/|\/)d\/|open\?(?:.*&)?id=)(?<id>[\w-]+)(?=$|[/?#&])/.exec(
    address,
  )?.groups?.id;
}

/** A page published on the web has a number of its own, which is not the spreadsheet's. */
export function isPublishedPage(text: string): boolean {
  return /\/spreadsheets\/(?:u\/\d+\/)?d\/e\//.test(text);
}

/** Where Grist is, from the address of any of its pages. */
export function gristHomeIn(text: string): string {
  const withProtocol = /^[\w-]+(\.[\w-]+)+(:\d+)?(\/|$)/.test(text) ? `https://${text}` : text;
  const url = URL.parse(withProtocol);
  if (url === null || url.host === '') return text;
  const path = url.pathname.replace(/\/(?:doc|api|ws|p|account)(?:\/.*)?$|\/[A-Za-z0-9]{12,}(?:\/.*)?$/, '');
  return `${url.protocol}//${url.host}${path}`.replace(/\/+$/, '');
}

/** The id of a Grist document, alone or within its address; none where the address is of no document. */
export function gristDocumentIn(text: string): string | undefined {
  if (/^[\w~-]+$/.test(text)) return text;
  const path =
    /^(?:(?:https?:\/\/)?[\w.-]+(?::\d+)?)?(?:\/o\/[\w-]+)?(?<path>\/[^?#]*)/.exec(text)?.groups?.path ?? '';
  return /^\/(?:(?:api\/)?docs?\/(?<named>[\w~-]+)|(?<id>[A-Za-z0-9]{12,}(?:~[\w-]+)?))(?=$|\/)/
    .exec(path)
    ?.slice(1)
    .find(Boolean);
}

/** Keeps what is written as `%XX` and encodes every other character that a URL cannot hold there. */
function encoded(text: string): string {
  return text.replace(/%[\da-f]{2}|[\w.~+!$&'()*,;=-]+|[^]/giu, (part) =>
    /^(?:%..|[\w.~+!$&'()*,;=-]+)$/i.test(part) ? part : encodeURIComponent(part),
  );
}

/** A password with a character that would have to be percent-encoded was not encoded: it is taken literally. */
function encodedPassword(text: string): string {
  return /[@/?#\s[\]{}|\\^`"<>]|%(?![\da-f]{2})/i.test(text) ? encodeURIComponent(text) : encoded(text);
}

/** The address of a mail server whose account and password may be written as they are; any other text as it is. */
export function mailServerIn(text: string): string {
  const { start, account, server } =
    /^(?<start>smtps?:\/\/)(?<account>.*)@(?<server>[^@/?#]+(?:[/?#].*)?)$/is.exec(text)?.groups ?? {};
  if (start === undefined || account === undefined || server === undefined) return text;
  const [user = '', ...password] = account.split(':');
  const login =
    password.length === 0 ? encoded(user) : `${encoded(user)}:${encodedPassword(password.join(':'))}`;
  return `${start}${login}@${server}`;
}
