/** SIREN of La Poste, whose establishments follow another rule than Luhn's (Insee, « Règle de contrôle du SIRET »). */
const LA_POSTE = '356000000';

function digitSum(digits: readonly number[]): number {
  return digits.reduce((sum, digit) => sum + digit, 0);
}

/** Luhn's key: every second digit from the right is doubled, and the sum of all digits ends in 0. */
function hasLuhnKey(digits: readonly number[]): boolean {
  const weighted = digits.toReversed().map((digit, index) => (index % 2 === 0 ? digit : digit * 2));
  return digitSum(weighted.map((value) => (value > 9 ? value - 9 : value))) % 10 === 0;
}

/** The fourteen digits of a SIRET, spaces removed, or `undefined` when its key is wrong. */
export function parseSiret(typed: string): string | undefined {
  const siret = typed.replace(/[\s.]/g, '');
  if (!/^\d{14}$/.test(siret)) return undefined;
  const digits = Array.from(siret, Number);
  const valid = hasLuhnKey(digits) || (siret.startsWith(LA_POSTE) && digitSum(digits) % 5 === 0);
  return valid ? siret : undefined;
}
