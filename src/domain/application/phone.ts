import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A number in any spelling, read as French unless it names its country, as E.164 (`+33612345678`); `undefined` when it is none. */
export function parsePhone(typed: string): string | undefined {
  const number = parsePhoneNumberFromString(typed, { defaultCountry: 'FR', extract: false });
  return number?.isValid() === true && number.ext === undefined ? number.number : undefined;
}
