import { defaultTreeAdapter, parse, type DefaultTreeAdapterTypes } from 'parse5';

export type Element = DefaultTreeAdapterTypes.Element;

/**
 * Every element of a page, in its order; those before the first style with where they stand.
 * Throws on a `<style>` inside a text or a script.
 */
export function elementsOf(page: string): readonly Element[] {
  // Two thirds of a page are its styles, which hold no element: reading them letter by letter takes as much of the time.
  const styles: string[] = [];
  const rest = page.replaceAll(/(<style\b[^>]*>)([^]*?)(?=<\/style>)/g, (_, tag: string, style: string) => {
    styles.push(style);
    return tag;
  });
  const elements = [...elementsIn(parse(rest, { sourceCodeLocationInfo: true }))];
  const holders = elements.filter(({ tagName }) => tagName === 'style');
  if (holders.length !== styles.length) throw new Error('The page has a <style> inside a text or a script.');
  for (const [index, holder] of holders.entries()) defaultTreeAdapter.insertText(holder, styles[index] ?? '');
  return elements;
}

/** Every element below a node, in the order of the page, those of templates included. */
export function* elementsIn(node: DefaultTreeAdapterTypes.ParentNode): Generator<Element> {
  for (const child of node.childNodes) {
    if (!('tagName' in child)) continue;
    yield child;
    yield* elementsIn('content' in child ? child.content : child);
  }
}

/** The value of an attribute; undefined when it is absent. */
export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

/** Text between the tags of a script or a style. */
export function textOf({ childNodes }: Element): string {
  return childNodes.map((child) => ('value' in child ? child.value : '')).join('');
}
