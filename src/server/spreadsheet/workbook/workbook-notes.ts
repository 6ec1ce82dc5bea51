import type { Element } from '@xmldom/xmldom';
import { all, editXml, type Parts, relationsOf, relationsPart } from './workbook-parts.ts';

function isInRows(element: Element, rows: ReadonlySet<number>): boolean {
  return rows.has(Number(/\d+$/.exec(element.getAttribute('ref') ?? '')?.[0]));
}

/** Takes the links of these rows out of a sheet, with the addresses they lead to. */
export function eraseLinks(
  parts: Parts,
  { part, shell, rows }: { part: string; shell: Element; rows: ReadonlySet<number> },
): void {
  const links = all(shell, 'hyperlink').filter((link) => isInRows(link, rows));
  if (links.length === 0) return;
  const relations = new Set(links.map((link) => link.getAttribute('r:id')));
  for (const link of links) {
    const list = link.parentNode;
    list?.removeChild(link);
    if (list?.childNodes.length === 0) list.parentNode?.removeChild(list);
  }
  if (!parts.has(relationsPart(part))) return;
  editXml(parts, relationsPart(part), (root) => {
    for (const relation of all(root, 'Relationship'))
      if (relations.has(relation.getAttribute('Id'))) relation.parentNode?.removeChild(relation);
  });
}

/** Empties the comments on these rows; their frames stay, since drawings refer to them. */
export function eraseComments(parts: Parts, sheetPart: string, rows: ReadonlySet<number>): void {
  const kinds = ['comments', 'threadedComment'];
  for (const { part } of relationsOf(parts, sheetPart).filter(({ kind }) => kinds.includes(kind)))
    editXml(parts, part, (root) => {
      const ofRows = [...all(root, 'comment'), ...all(root, 'threadedComment')];
      for (const comment of ofRows.filter((each) => isInRows(each, rows)))
        for (const text of [...all(comment, 'text'), ...all(comment, 'mentions')]) {
          while (text.firstChild) text.removeChild(text.firstChild);
        }
    });
}
