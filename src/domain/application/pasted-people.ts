import { readEmail } from './email.ts';
import { NAME_MAX } from './limits.ts';
import { hasLetter } from './text.ts';

/** Why a line is left: it is not clear who that is, the address is in the list already, the list is full. */
export type LeftReason = 'unclear' | 'repeated' | 'full';

/** Given name, family name and e-mail address as they were typed; a name that is not there is `''`. */
type PastedPerson = readonly [givenName: string, familyName: string, email: string];

export interface PastedPeople {
  readonly people: readonly PastedPerson[];
  /** The other lines, as they were pasted. */
  readonly left: readonly { readonly line: string; readonly reason: LeftReason }[];
}

/** Cells and what ends them: quoted by a spreadsheet that hold a tab or a line break, their own quotation marks doubled (RFC 4180). */
const CELLS = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|[\r\n]+|$)/g;
const GIVEN_NAME = /^pr.{1,2}nom/i;
/** But « Nom et prénom ». */
const FAMILY_NAME = /^noms?\b(?!.*pr)/i;
const HEADER = /^(?:pr.{1,2}noms?|noms?|e-?mail|courriel|adresse)\b/i;
/** « EXEMPLE »: so are family names written, and no given name. */
const CAPITALS = /^\p{Lu}[\p{Lu}\p{M}'’ -]+$/u;

interface Line {
  /** As it was pasted. */
  readonly text: string;
  readonly cells: readonly string[];
}

/** The lines that are not blank. */
function linesOf(pasted: string): readonly Line[] {
  const lines: Line[] = [];
  let text = '';
  let cells: string[] = [];
  for (const [whole, raw = '', end] of pasted.matchAll(CELLS)) {
    text += whole;
    cells.push(
      raw
        .replace(/^"([^]*)"$/, '$1')
        .replaceAll('""', '"')
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim(),
    );
    if (end === '\t') continue;
    if (cells.join('') !== '') lines.push({ text: text.trimEnd(), cells });
    text = '';
    cells = [];
  }
  return lines;
}

/** A given and a family name, in two cells or in one: capitals tell which is which, else the given name comes first. */
function namesOf(cells: readonly string[]): readonly string[] {
  const words = cells.length === 1 ? cells.flatMap((cell) => cell.split(' ')) : cells;
  const family = words.filter((word) => CAPITALS.test(word)).join(' ');
  const given = words.filter((word) => !CAPITALS.test(word)).join(' ');
  if (cells.length < 3 && family !== '' && given !== '') return [given, family];
  return words.length === 2 ? words : cells;
}

/** `undefined` when it is not clear which cell is what. */
function personOf(
  cells: readonly string[],
  namesAt: readonly number[] | undefined,
): PastedPerson | undefined {
  const [email = '', ...others] = cells.filter((cell) => cell.includes('@'));
  const names =
    namesAt?.map((index) => cells[index] ?? '') ??
    namesOf(cells.filter((cell) => hasLetter(cell) && !cell.includes('@')));
  const [givenName = '', familyName = '', more] = names;
  const isClear = email !== '' && more === undefined && others.length === 0;
  return isClear && names.every(({ length }) => length <= NAME_MAX)
    ? [givenName, familyName, readEmail(email) ?? email]
    : undefined;
}

/**
 * Reads people out of cells that were copied from a spreadsheet, one a line: two names, and an e-mail address anywhere. A line that
 * is not clear is left, never guessed.
 * @param listed addresses that the list holds already, whatever else is among them.
 * @param room how many people it still takes.
 */
export function readPastedPeople(pasted: string, listed: readonly string[], room: number): PastedPeople {
  const lines = linesOf(pasted);
  const first = lines.find(
    ({ text, cells }) => text.includes('@') || cells.some((cell) => HEADER.test(cell)),
  );
  const header = first?.text.includes('@') === false ? first : undefined;
  const places = [GIVEN_NAME, FAMILY_NAME].map(
    (name) => header?.cells.findIndex((cell) => name.test(cell)) ?? -1,
  );
  const namesAt = places.includes(-1) ? undefined : places;
  const known = listed.map((text) => text.toLowerCase());
  const people: PastedPerson[] = [];
  const left: { line: string; reason: LeftReason }[] = [];
  for (const { text, cells } of lines.filter((line) => line !== header)) {
    const person = personOf(cells, namesAt);
    const email = person?.[2].toLowerCase() ?? '';
    if (!person) left.push({ line: text, reason: 'unclear' });
    else if (known.includes(email)) left.push({ line: text, reason: 'repeated' });
    else if (people.length >= room) left.push({ line: text, reason: 'full' });
    else people.push(person);
    known.push(email);
  }
  return { people, left };
}

/** True for what fills more than one cell: the clipboard of a spreadsheet ends the only one with a line break too. */
export function isOfCells(pasted: string): boolean {
  return /[\t\r\n]/.test(pasted.trim());
}
