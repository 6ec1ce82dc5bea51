import { withoutInvisible } from './text.ts';

/** SIREN of La Poste, whose establishments follow another rule than Luhn's (Insee, « Règle de contrôle du SIRET »). */
const LA_POSTE = '356000000';

function digitSum(digits: readonly number[]): number {
  return digits.reduce((sum, digit) => sum + digit, 0);
}

/** Luhn's key: every second digit from the right is doubled, and the sum of all digits ends in 0. */
function hasLuhnKey(digits: readonly number[]): boolean {
  const weighted = digits.map((digit, index) => ((digits.length - index) % 2 === 0 ? digit * 2 : digit));
  return digitSum(weighted.map((value) => (value > 9 ? value - 9 : value))) % 10 === 0;
}

/**
 * The fourteen digits of a SIRET, without what stands between and around them, or `undefined` when a key is wrong: its own, or that of the SIREN in its first nine.
 * Neither the company's number nor that of its establishment is made of zeros.
 */
export function parseSiret(typed: string): string | undefined {
  const siret = withoutInvisible(typed).replace(/[\s\p{P}]/gu, '');
  if (!/^(?!0{9})\d{9}(?!0{5})\d{5}$/.test(siret)) return undefined;
  const digits = Array.from(siret, Number);
  const isEstablishment = hasLuhnKey(digits) || (siret.startsWith(LA_POSTE) && digitSum(digits) % 5 === 0);
  return isEstablishment && hasLuhnKey(digits.slice(0, 9)) ? siret : undefined;
}
