import { type Block, isBreak, type Item, type Run, textsOf } from './pasted-text.ts';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const inTag = (name: string, inside: string) => `<${name}>${inside}</${name}>`;

function runHtml(run: Run): string {
  if (isBreak(run)) return '<br>';
  const italic = run.italic ? inTag('em', escaped(run.text)) : escaped(run.text);
  return run.bold ? inTag('strong', italic) : italic;
}

/** The neighbours that belong together, in groups. */
function grouped<T>(values: readonly T[], belong: (group: readonly T[], next: T) => boolean): T[][] {
  const groups: T[][] = [];
  for (const value of values) {
    const group = groups.at(-1);
    if (group !== undefined && belong(group, value)) group.push(value);
    else groups.push([value]);
  }
  return groups;
}

function textHtml(runs: readonly Run[]): string {
  return grouped(runs, ([first], next) => first?.href === next.href)
    .map((group) => {
      const inside = group.map(runHtml).join('');
      const href = group[0]?.href;
      return href === undefined ? inside : `<a href="${escaped(href)}">${inside}</a>`;
    })
    .join('');
}

const isNumbered = ({ start }: Item) => start !== undefined;

/** Items as lists, bulleted and numbered ones apart, each item with the deeper ones that follow it. */
function listsHtml(items: readonly Item[]): string {
  const withDeeper = grouped(items, ([first], next) => first !== undefined && next.level > first.level);
  const lists = grouped(withDeeper, ([first], [next]) => {
    const [one] = first ?? [];
    return one !== undefined && next !== undefined && isNumbered(one) === isNumbered(next);
  });
  return lists.map(listHtml).join('');
}

function listHtml(items: readonly (readonly Item[])[]): string {
  const inside = items
    .map(([item, ...deeper]) => {
      const text = inTag('p', textHtml(item?.runs ?? []));
      return inTag('li', deeper.length === 0 ? text : text + listsHtml(deeper));
    })
    .join('');
  const start = items[0]?.[0]?.start;
  if (start === undefined) return inTag('ul', inside);
  return start > 1 ? `<ol start="${start}">${inside}</ol>` : inTag('ol', inside);
}

function tableHtml(rows: readonly (readonly Run[][])[]): string {
  const html = rows.map((cells, index) =>
    inTag('tr', cells.map((cell) => inTag(index === 0 ? 'th' : 'td', textHtml(cell))).join('')),
  );
  return inTag('table', html.join(''));
}

function groupHtml(group: readonly Block[]): string {
  const items = group.filter((block) => block.kind === 'item');
  if (items.length > 0) return listsHtml(items);
  const inside = group.map((block) => {
    if (block.kind === 'table') return tableHtml(block.rows);
    return inTag(block.kind === 'heading' ? `h${block.depth}` : 'p', textHtml(block.runs));
  });
  return group[0]?.kind === 'quote' ? inTag('blockquote', inside.join('')) : inside.join('');
}

/** The blocks as plain HTML, which Decap's editor reads without loss. */
export function pastedHtml(blocks: readonly Block[]): string {
  return grouped(blocks, ([first], next) => first?.kind === next.kind)
    .map(groupHtml)
    .join('');
}

/** The words of the blocks on one line. */
export function pastedWords(blocks: readonly Block[]): string {
  return textsOf(blocks)
    .map((runs) => runs.map((run) => (isBreak(run) ? ' ' : run.text)).join(''))
    .filter((text) => text !== '')
    .join(' ');
}
