import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { phoneDigits, phoneDoubt } from './text.ts';

/**
 * Numbers of the overseas départements, dialled like French ones but under a country code of their own, by what follows
 * the 0 (Arcep, plan national de numérotation).
 */
const OVERSEAS = [
  { countryCode: '590', starts: ['590', '690', '691'] },
  { countryCode: '594', starts: ['594', '694'] },
  { countryCode: '596', starts: ['596', '696', '697'] },
  { countryCode: '262', starts: ['262', '263', '269', '639', '692', '693'] },
];

/** The number as E.164 when it is one, dialled from this country. */
function parseFrom(defaultCountry: 'FR' | 'BE', digits: string): string | undefined {
  const number = parsePhoneNumberFromString(digits, { defaultCountry, extract: false });
  if (number?.isValid() !== true) return undefined;
  const { countryCallingCode, nationalNumber } = number;
  const overseas = OVERSEAS.find(({ starts }) => starts.includes(nationalNumber.slice(0, 3)));
  return countryCallingCode === '33' && overseas !== undefined
    ? `+${overseas.countryCode}${nationalNumber}`
    : number.number;
}

/**
 * A number in any spelling, read as French unless it names its country, as E.164 (`+33612345678`); `undefined` when it is none, or
 * may as well be Belgian (`phoneDoubt`).
 */
export function parsePhone(typed: string): string | undefined {
  const digits = phoneDigits(typed);
  return digits === undefined || phoneDoubt(typed) !== undefined ? undefined : parseFrom('FR', digits);
}

/** Every number that somebody may have meant, as E.164. */
export function phoneReadings(typed: string): readonly string[] {
  const sure = parsePhone(typed);
  if (sure !== undefined) return [sure];
  const digits = phoneDigits(typed) ?? '';
  return (['FR', 'BE'] as const).flatMap((country) => parseFrom(country, digits) ?? []);
}

/** The number that staff most likely wrote in a cell, where nobody can be asked: at the border, one that may be Belgian is. */
export function phoneInCell(cell: string): string | undefined {
  return phoneReadings(cell).at(-1);
}

/** An E.164 number as people write it: `06 12 34 56 78`, `+32 470 12 34 56`. */
export function readablePhone(phone: string): string {
  const number = parsePhoneNumberFromString(phone);
  if (number === undefined) return phone;
  return number.countryCallingCode === '33' ? number.formatNational() : number.formatInternational();
}
