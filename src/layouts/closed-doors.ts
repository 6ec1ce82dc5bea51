import { closedWordsOf } from '../content-queries/settings.ts';
import { FORMS } from '../domain/application/forms.ts';
import { REOPENING } from '../domain/application/reopening.ts';

/** A link of a text, or the button of one of its blocks. */
const LINK = /<a (class="button" )?href="(\/[^"?#]*)([^"]*)">[^]*?<\/a>/g;

/**
 * The HTML of a text that staff wrote, in which the links to a form whose recruitment is closed say so: nobody rewrites a text of last
 * season the day that it ends.
 */
export function withClosedDoors(html: string, wordsOf: typeof closedWordsOf = closedWordsOf): string {
  return html.replaceAll(LINK, (link, button: string | undefined, path: string, rest: string) => {
    const form = FORMS.find(({ pagePath }) => pagePath === path.replace(/\/?$/, '/'));
    const closed = form && wordsOf(form);
    if (!closed) return link;
    return button === undefined
      ? `${link} (${inSentence(closed.title)})`
      : `<a ${button}href="${path}${rest}">${REOPENING}</a>`;
  });
}

/** Words that begin a sentence, inside one; as they are when they begin with initials. */
function inSentence(words: string): string {
  return words
    .replace(/^\p{Lu}(?!\p{Lu})/u, (letter) => letter.toLowerCase())
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}
