import { EMAIL_MAX } from './limits.ts';
import { EMAIL_PATTERN, trimmed, withoutInvisible } from './text.ts';

/** Ends that no domain has, and what was meant. */
export const END_SLIPS: readonly (readonly [RegExp, string])[] = [
  [/\.(?:con|cmo|ocm|comm|cpm|vom|xom)$/i, '.com'],
  [/\.(?:frr|ft|fe)$/i, '.fr'],
];

/**
 * An address out of what stands around it when it is copied (« Inès <ines@exemple.fr> », `mailto:`, quotation marks), full-width
 * characters as plain ones and nothing invisible; `''` for what is too long to be one.
 */
export function unwrappedEmail(typed: string): string {
  if (typed.length > 2 * EMAIL_MAX) return '';
  const text = trimmed(withoutInvisible(typed.normalize('NFKC')));
  const [, inside = text] = /<([^<>]*)>$/.exec(text) ?? [];
  return trimmed(inside.replace(/^[\s"'“”«»(]+|[\s"'“”«»);,]+$/g, '').replace(/^mailto:([^?]*).*$/is, '$1'));
}

/** The address that was typed, as mail servers take it; `undefined` when they would not. */
export function readEmail(typed: string): string | undefined {
  const address = unwrappedEmail(typed);
  const isOne = EMAIL_PATTERN.test(address) && !END_SLIPS.some(([end]) => end.test(address));
  return isOne ? address : undefined;
}
