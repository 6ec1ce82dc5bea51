/** The parts of a text's HTML, each from a title to the next; before the first title, what there is. */
export function textSections(html = ''): string[] {
  return html.split(/(?=<h2)/).filter((part) => part.trim() !== '');
}
