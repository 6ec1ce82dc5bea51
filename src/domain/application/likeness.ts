import { type IsoDate, parseDateParts } from '../eligibility/age.ts';
import { mailboxOf } from '../guardian/route.ts';
import { type Form, fieldsOf } from './form.ts';
import { phoneReadings } from './phone.ts';
import { plainCharacters } from './text.ts';

/** Fields that tell one person from another, by the names that they have in every form. */
const TELLING: readonly string[] = ['givenName', 'familyName', 'birthDate', 'email', 'phone'];

/** The headers of the columns in which one person's rows look alike. */
export function likenessColumns(form: Form): readonly string[] {
  return fieldsOf(form).flatMap(([name, { column }]) => (TELLING.includes(name) ? [column] : []));
}

/** Letters of Europe that no accent makes, as those who lack them write them. */
const PLAIN_LETTERS: ReadonlyMap<string, string> = new Map([
  ['œ', 'oe'],
  ['æ', 'ae'],
  ['ß', 'ss'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ı', 'i'],
]);

/** The words of a name, without accents or capitals. */
function wordsOf(name: string): readonly string[] {
  const plain = plainCharacters(name).toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  return plain.replace(/\p{L}/gu, (letter) => PLAIN_LETTERS.get(letter) ?? letter).match(/\p{L}+/gu) ?? [];
}

/** The letters of a name in the alphabet's order: neither spaces, hyphens nor the order of its parts tell people apart. */
function lettersOf(name: string): string {
  return Array.from(wordsOf(name).join('')).toSorted().join('');
}

/** Each word of the one with each of the other, in the alphabet's order: « Inès Petit » is in « Inès Petit-Durand ». */
function wordPairs(givenName: string, familyName: string): readonly string[] {
  const family = wordsOf(familyName);
  return wordsOf(givenName).flatMap((given) => family.map((word) => [given, word].toSorted().join(' ')));
}

/** A date of birth as staff may write it: `2008-03-14`, « 14/03/2008 », « 14 mars 2008 ». */
function dayIn(cell: string): IsoDate | undefined {
  const [first = '', month = '', last = ''] = plainCharacters(cell)
    .replace(/^\D+/, '')
    .split(/[\s/.-]+/);
  const [day, year] = first.length === 4 ? [last, first] : [first, last];
  const century = Number(year) > 50 ? '19' : '20';
  return parseDateParts({ day, month, year: year.length === 2 ? `${century}${year}` : year });
}

function person(givenName: string, familyName: string, birthDate: string): readonly string[] {
  const letters = lettersOf(`${givenName} ${familyName}`);
  const day = dayIn(birthDate);
  if (letters === '' || day === undefined) return [];
  return [letters, ...wordPairs(givenName, familyName)].map((name) => `${day} ${name}`);
}

/** Every mailbox in a cell. */
function mailboxesIn(cell: string): readonly string[] {
  return (cell.match(/[^\s,;<>()]+@[^\s,;<>()]+/g) ?? []).map(mailboxOf);
}

/** Every number in a cell, whatever is written beside it. */
function phonesIn(cell: string): readonly string[] {
  return plainCharacters(cell)
    .split(/\s\/\s|[\p{L};,\n]+/u)
    .flatMap(phoneReadings);
}

/** Marks of a row that another row of the same person shares, whoever typed them and however: mailboxes, numbers, name and day of birth. */
export function likenessOf(form: Form, cells: Readonly<Record<string, string>>): readonly string[] {
  const columns = new Map(fieldsOf(form).map(([name, { column }]) => [name, column]));
  const cell = (name: string): string => cells[columns.get(name) ?? ''] ?? '';
  return [
    ...mailboxesIn(cell('email')),
    ...phonesIn(cell('phone')),
    ...person(cell('givenName'), cell('familyName'), cell('birthDate')),
  ];
}
