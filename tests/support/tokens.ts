import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import PostalMime from 'postal-mime';
import { encode } from 'uqr';
import { LINKS, type Purpose, readLink } from '../../src/server/links/links.ts';

/** Owner of a token: `tracking:<Identifiant>`. */
export type Holder = `${Purpose}:${string}`;

const TOKEN_LENGTH = 51;

const isPurpose = (name: string): name is Purpose => name in LINKS;
const PURPOSES = Object.keys(LINKS).filter(isPurpose);

/** Returns the owner of a token, valid or expired; `undefined` when we did not sign it. */
export function holderOf(token: string, secret: string): Holder | undefined {
  for (const purpose of PURPOSES) {
    const read = readLink(secret, purpose, token, new Date());
    if (read.state !== 'invalid') return `${purpose}:${read.link.subject}`;
  }
  return undefined;
}

/** Every text and attribute of a page, as a reader has them. */
function htmlTexts(html: string): readonly string[] {
  const texts: string[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('value' in node) texts.push(node.value);
    if ('data' in node) texts.push(node.data);
    if ('attrs' in node) texts.push(...node.attrs.map(({ value }) => value));
    if ('content' in node) walk(node.content);
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(parse(html));
  return texts;
}

function jsonTexts(text: string): readonly string[] {
  const texts: string[] = [];
  try {
    JSON.parse(text, (key, value: unknown) => {
      texts.push(key, ...(typeof value === 'string' ? [value] : []));
      return value;
    });
  } catch {
    return [];
  }
  return texts;
}

/** One character at a time: what is not well encoded beside it hides nothing. */
function percentDecoded(text: string): string {
  return text.replaceAll(/%([0-7][\da-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Lines of an .ics that were too long are folded (RFC 5545, 3.1). */
function unfolded(text: string): string {
  return text.replaceAll(/\r?\n[ \t]/g, '');
}

const READINGS: readonly ((text: string) => readonly string[])[] = [
  htmlTexts,
  jsonTexts,
  (text) => [percentDecoded(text)],
  (text) => [unfolded(text)],
];

/** A text in every way in which it may be read: as a page, as data, percent-encoded, folded, and one in the other. */
function readingsOf(text: string): ReadonlySet<string> {
  const found = new Set([text]);
  for (const one of found) {
    const others = READINGS.flatMap((read) => read(one)).filter((other) => other.length >= TOKEN_LENGTH);
    for (const other of others) found.add(other);
  }
  return found;
}

/** Every token of ours that a text holds, by itself, by what stands around it or encoded; a token is reported once. */
export function tokensIn(text: string, secret: string): ReadonlyMap<string, Holder> {
  const candidates = new Set<string>();
  for (const reading of readingsOf(text))
    for (const [word] of reading.matchAll(/[\w-]{51,}/g))
      for (let at = 0; at + TOKEN_LENGTH <= word.length; at += 1)
        candidates.add(word.slice(at, at + TOKEN_LENGTH));
  return new Map(
    [...candidates].flatMap((token) => {
      const holder = holderOf(token, secret);
      return holder === undefined ? [] : [[token, holder] as const];
    }),
  );
}

/** All that a message says, its headers and what is attached to it included, decoded (RFC 2045). */
export async function letterTexts(eml: Uint8Array): Promise<{ to: string; subject: string; text: string }> {
  const { to, subject = '', headers, text, html, attachments } = await PostalMime.parse(eml);
  const parts = [
    subject,
    ...headers.map(({ value }) => value),
    text ?? '',
    html ?? '',
    ...attachments.map(({ content }) =>
      typeof content === 'string' ? content : new TextDecoder().decode(content),
    ),
  ];
  return { to: to?.[0]?.address ?? '', subject, text: parts.join('\n') };
}

/** The dark squares of every QR code that a page draws, each as one text. */
export function qrCodesIn(html: string): readonly string[] {
  const paths = [...html.matchAll(/<path d="((?:M\d+ \d+h1v1h-1z)+)"/g)];
  return paths.map(([, path = '']) =>
    squares([...path.matchAll(/M(\d+) (\d+)/g)].map(([, x, y]) => `${x},${y}`)),
  );
}

function squares(places: readonly string[]): string {
  return places.toSorted().join(' ');
}

/** True when a code of `qrCodesIn` says exactly this, at whatever level of error correction. */
export function isQrCodeOf(code: string, text: string): boolean {
  return (['L', 'M', 'Q', 'H'] as const).some((ecc) => {
    const { data } = encode(text, { ecc, border: 0 });
    return (
      code === squares(data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`${x},${y}`] : []))))
    );
  });
}
