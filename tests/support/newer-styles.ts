import { type Block, type CssNode, type Declaration, generate, parse, walk } from 'css-tree';
import { css, isNewer, named } from './compatibility.ts';

/**
 * Features that may be missing without a fallback, and the result then. Anything else that is new stands behind `@supports`, or after an
 * older value of the same property.
 */
const ORNAMENTS: ReadonlyMap<string, string> = new Map([
  ['text-wrap', 'lines of uneven length'],
  ['@view-transition', 'a page without a fade'],
  ['::details-content', 'on paper, answers only where they are open'],
  ['content-visibility', 'the same'],
  ['(scripting)', 'the steps push the form down when the script comes'],
  ['(forced-colors)', 'nothing: such an engine forces no colours'],
  ['accent-color', 'the system’s own colour of boxes'],
  ['::selection', 'the system’s own colour of what is selected'],
  ['cursor: pointer', 'nothing: phones have no cursor'],
  ['cursor: progress', 'nothing: phones have no cursor'],
  ['resize', 'nothing: phones resize no text box'],
  ['@page', 'the printer’s own margins'],
  ['size', 'the printer’s own sheet'],
  ['break-after: avoid', 'on paper, a heading apart from its text'],
  ['break-before: avoid', 'on paper, the foot of the page alone on its sheet'],
  ['break-before: column', 'uneven columns'],
  // The data means flexible boxes: grids, where the pages say so, have known these words as long as grids are known.
  ['align-content: start', 'nothing'],
  ['align-content: end', 'nothing'],
]);

/** Names of what a stylesheet holds that one of the declared engines would drop without a fallback, each with its place. */
export function newerStyles(stylesheet: string): string[] {
  const found: string[] = [];
  walk(parse(stylesheet, { parseCustomProperty: true }), function (node) {
    if (node.type === 'Atrule' && node.name === 'supports') return walk.skip;
    const place = this.rule === null ? `@${this.atrule?.name ?? ''}` : generate(this.rule.prelude);
    const missing = node.type === 'Declaration' && hasFallback(node, this.block) ? [] : newerIn(node);
    found.push(...missing.filter((name) => !ORNAMENTS.has(name)).map((name) => `${name} in ${place}`));
    return undefined;
  });
  return [...new Set(found)];
}

/** The stylesheet as an engine as old as the declared ones would keep it; no `@supports` of the site's holds there. */
export function asOldEngine(stylesheet: string): string {
  const tree = parse(stylesheet, { parseCustomProperty: true });
  walk(tree, (node, item, list) => {
    if (!['Atrule', 'Rule', 'Declaration'].includes(node.type)) return undefined;
    if (!isDropped(node)) return undefined;
    if (node.type === 'Declaration' && isReadLate(node))
      node.value = { type: 'Raw', value: 'var(--unknown)' };
    else list.remove(item);
    return walk.skip;
  });
  return generate(tree);
}

function isDropped(node: CssNode): boolean {
  if (node.type === 'Atrule' && node.name === 'supports') return true;
  const head = node.type === 'Rule' || node.type === 'Atrule' ? node.prelude : null;
  let isNew = newerIn(node).length > 0;
  if (head !== null)
    walk(head, (part) => {
      isNew ||= newerIn(part).length > 0;
    });
  return isNew;
}

function newerIn(node: CssNode): string[] {
  const pseudo = (colons: string, name: string) => (isNewer(css.selectors?.[name]) ? [colons + name] : []);
  const media = css['at-rules']?.media;
  switch (node.type) {
    case 'Atrule':
      return isNewer(css['at-rules']?.[node.name]) ? [`@${node.name}`] : [];
    case 'Feature':
      return isNewer(media?.[node.name.replace(/^(?:min|max)-/, '')]) ? [`(${node.name})`] : [];
    case 'FeatureRange':
      return isNewer(media?.range_syntax) ? ['(a < b)'] : [];
    case 'PseudoClassSelector':
      return pseudo(':', node.name);
    case 'PseudoElementSelector':
      return pseudo('::', node.name);
    case 'NestingSelector':
      return isNewer(css.selectors?.nesting) ? ['&'] : [];
    case 'Declaration':
      return isNewer(css.properties?.[node.property]) ? [node.property] : newerValues(node);
    default:
      return [];
  }
}

/** An older value, or the property under an engine's own name, before or after. */
function hasFallback(declaration: Declaration, block: Block | null): boolean {
  const { property } = declaration;
  const beside = (block?.children.toArray() ?? []).filter((other) => other.type === 'Declaration');
  if (beside.some((other) => /^-[a-z]+-/.test(other.property) && other.property.endsWith(`-${property}`)))
    return true;
  return (
    !isReadLate(declaration) &&
    beside
      .slice(0, beside.indexOf(declaration))
      .some((other) => other.property === property && newerIn(other).length === 0)
  );
}

/** Only where it is used is it found to mean nothing: what stands before it is gone by then. */
function isReadLate({ property, value }: Declaration): boolean {
  return property.startsWith('--') || generate(value).includes('var(');
}

function newerValues({ property, value }: Declaration): string[] {
  const own = css.properties?.[property];
  const found: string[] = [];
  walk(value, (node) => {
    if (node.type === 'Identifier' && isNewer(own?.[node.name])) found.push(`${property}: ${node.name}`);
    if (node.type === 'Function' && isNewerFunction(node.name)) found.push(`${node.name}()`);
    if (node.type === 'Dimension' && isNewer(css.types?.length?.[lengthOf(node.unit)])) found.push(node.unit);
    if (node.type === 'Operator' && node.value === '/' && property === 'content' && isNewer(own?.alt_text))
      found.push('content: … / …');
  });
  return found;
}

const isNewerFunction = (name: string) => {
  const known = named(css.types ?? {}, name);
  return known.length > 0 && known.every(isNewer);
};

const SIZES: Readonly<Record<string, string>> = { d: 'dynamic', l: 'large', s: 'small' };

/** The name of a unit in the data, which keeps those of a kind together. */
function lengthOf(unit: string): string {
  if (/^cq(?:w|h|i|b|min|max)$/.test(unit)) return 'container_query_length_units';
  const [size] = /^[dls](?=v(?:w|h|i|b|min|max)$)/.exec(unit) ?? [];
  return size === undefined ? unit : `viewport_percentage_units_${SIZES[size] ?? ''}`;
}
