import { EMAIL_MAX } from './limits.ts';
import { EMAIL_PATTERN, withoutInvisible } from './text.ts';

/** Ends that no domain has, and what was meant. */
export const END_SLIPS: readonly (readonly [RegExp, string])[] = [
  [/\.(?:con|cmo|ocm|comm|cpm|vom|xom)$/i, '.com'],
  [/\.(?:frr|ft|fe)$/i, '.fr'],
];

/** Without the spaces, quotation marks and separators around it. */
function bare(text: string): string {
  return text.replace(/^[\s"'“”«»();,]+|[\s"'“”«»();,]+$/g, '');
}

/** A name, or the address itself, before the address: a text with two addresses is not unwrapped. */
const NAMED = /^(?:[^@<]*|(.+?)"? *(?=<\1>))<([^<>]*)>$/i;

/**
 * An address out of what stands around it when it is copied (« Inès <ines@exemple.fr> », `mailto:`, quotation marks), full-width
 * characters and curly apostrophes as plain ones and nothing invisible; `''` for what is too long to be one.
 */
export function unwrappedEmail(typed: string): string {
  if (typed.length > 2 * EMAIL_MAX) return '';
  const plain = withoutInvisible(typed.normalize('NFKC')).replace(/[‘’]/g, "'");
  const text = bare(plain.replace(/mailto:|\?[^>]*/gi, ''));
  return bare(NAMED.exec(text)?.[2] ?? text);
}

/** The address that was typed, as mail servers take it; `undefined` when they would not. */
export function readEmail(typed: string): string | undefined {
  const address = unwrappedEmail(typed);
  const isOne = EMAIL_PATTERN.test(address) && !END_SLIPS.some(([end]) => end.test(address));
  return isOne ? address : undefined;
}
