import { type CssNode, generate, type Rule, parse, walk } from 'css-tree';

/** Attributes, and the beginning of the classes, that only the build writes: a page has them when it is built or never. */
const SETTLED_ATTRIBUTES = ['data-view', 'data-motif'];
const SETTLED_CLASSES = 'block-';
/** In the pages that functions fill with such parts too. */
const FILLED = '<page-content';

const STYLES = /(<style\b[^>]*>)([^]*?)(?=<\/style>)/g;
const known = new Map<string, string>();

/** A page without the rules for views, sites and blocks of texts that it does not show: most pages show one, or none. */
export function withShownStyles(page: string): string {
  if (page.includes(FILLED)) return page;
  const shown = shownIn(page.replaceAll(STYLES, '$1'));
  const key = [...shown].toSorted().join(' ');
  return page.replaceAll(STYLES, (_, tag: string, styles: string) => {
    // Pages of one kind share their styles.
    const id = `${key}\n${styles}`;
    const kept = known.get(id) ?? shownRules(styles, shown);
    known.set(id, kept);
    return `${tag}${kept}`;
  });
}

/** The settled names of a page, as selectors. */
function shownIn(html: string): ReadonlySet<string> {
  const shown = new Set<string>();
  for (const [, name = '', value = ''] of html.matchAll(/\s([a-z-]+)="([^"]*)"/g)) {
    if (SETTLED_ATTRIBUTES.includes(name)) shown.add(`[${name}]`).add(`[${name}=${value}]`);
    if (name !== 'class') continue;
    for (const one of value.split(/\s+/)) if (one.startsWith(SETTLED_CLASSES)) shown.add(`.${one}`);
  }
  return shown;
}

/** The styles but for rules that match nothing, as they were written. */
function shownRules(styles: string, shown: ReadonlySet<string>): string {
  const dropped: { start: number; end: number }[] = [];
  walk(parse(styles, { positions: true, parseValue: false }), {
    visit: 'Rule',
    enter(rule: Rule) {
      if (rule.loc && !mayMatch(rule.prelude, shown))
        dropped.push({ start: rule.loc.start.offset, end: rule.loc.end.offset });
    },
  });
  const starts = [0, ...dropped.map(({ end }) => end)];
  return starts.map((start, index) => styles.slice(start, dropped[index]?.start)).join('');
}

/** False when no element of the page can match: some part of each selector is settled and not shown. */
function mayMatch(node: CssNode, shown: ReadonlySet<string>): boolean {
  switch (node.type) {
    case 'SelectorList':
      return node.children.some((selector) => mayMatch(selector, shown));
    case 'Selector':
      return node.children.toArray().every((part) => mayMatch(part, shown));
    case 'PseudoClassSelector':
      return node.name !== 'is' || (node.children?.toArray().every((list) => mayMatch(list, shown)) ?? true);
    case 'AttributeSelector':
      return (
        !SETTLED_ATTRIBUTES.includes(node.name.name) || shown.has(generate(node).replaceAll(/["']/g, ''))
      );
    case 'ClassSelector':
      return !node.name.startsWith(SETTLED_CLASSES) || shown.has(`.${node.name}`);
    default:
      return true;
  }
}
