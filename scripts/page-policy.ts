import { createHash } from 'node:crypto';
import { attribute, type Element, elementsOf, textOf } from './html.ts';

type Policy = Readonly<
  Record<'script-src' | 'style-src', readonly string[]> & Record<string, readonly string[]>
>;

/**
 * Policy of every public page, beside its own inline blocks, which are added by their hashes.
 * `frame-ancestors` works only as a header: it stands in netlify.toml.
 */
export const publicPolicy: Policy = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'base-uri': ["'none'"],
  'object-src': ["'none'"],
  'form-action': ["'self'"],
};

/** Hosts beside our own, as origins. */
export interface Hosts {
  connect: readonly string[];
  image: readonly string[];
}

/** The CMS compiles its templates, styles itself inline and previews uploads as blobs. */
export function adminPolicy({ connect, image }: Hosts): Policy {
  return {
    ...publicPolicy,
    'script-src': ["'self'", "'unsafe-eval'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:', ...image],
    'connect-src': ["'self'", 'data:', 'blob:', ...connect],
  };
}

/**
 * Returns the page with its policy in a `<meta>` right after its charset, before anything the policy rules.
 * Throws when the page has no `<meta charset>`, or has what the policy would silently switch off:
 * `style=""` or `on…=""` attributes.
 * @param elements Those of the page, where they are known already.
 * @see https://www.w3.org/TR/CSP3/#meta-element
 */
export function withPolicy(page: string, policy: Policy, elements = elementsOf(page)): string {
  const position = elements.find(
    (element) => element.tagName === 'meta' && attribute(element, 'charset') !== undefined,
  )?.sourceCodeLocation?.endOffset;
  if (position === undefined) throw new Error('The page has no <meta charset>.');

  const whole: Policy = {
    ...policy,
    'script-src': withHashes(policy['script-src'], elements.filter(isInlineScript)),
    'style-src': withHashes(
      policy['style-src'],
      elements.filter(({ tagName }) => tagName === 'style'),
    ),
  };
  if (!whole['style-src'].includes("'unsafe-inline'")) {
    const refused = elements.find(({ attrs }) =>
      attrs.some(({ name }) => name === 'style' || name.startsWith('on')),
    );
    if (refused)
      throw new Error(`<${refused.tagName}> has a style="" or on…="" attribute, which the policy forbids.`);
  }
  const content = Object.entries(whole).map(([directive, sources]) => `${directive} ${sources.join(' ')}`);
  const meta = `<meta http-equiv="Content-Security-Policy" content="${content.join('; ')}">`;
  return page.slice(0, position) + meta + page.slice(position);
}

/** Data blocks such as JSON-LD are not scripts for a policy. */
function isInlineScript(element: Element): boolean {
  if (element.tagName !== 'script' || attribute(element, 'src') !== undefined) return false;
  const type = attribute(element, 'type') ?? '';
  return ['', 'module', 'importmap', 'speculationrules'].includes(type) || type.endsWith('javascript');
}

function withHashes(sources: readonly string[], elements: readonly Element[]): readonly string[] {
  // A hash beside 'unsafe-inline' would switch it off.
  if (sources.includes("'unsafe-inline'")) return sources;
  const hashes = elements.map(
    (element) => `'sha256-${createHash('sha256').update(textOf(element)).digest('base64')}'`,
  );
  return [...new Set([...sources, ...hashes])];
}
