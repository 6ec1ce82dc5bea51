import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { generate, parse as parseStyles, walk } from 'css-tree';
import { HtmlValidate } from 'html-validate';
import { parse } from 'parse5';
import { attribute, elementsIn } from '../../scripts/html.ts';
import { isValidAddress } from './valid-address.ts';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
  rules: {
    // Some assistive tools need `for` beside a control that its label holds.
    'no-redundant-for': 'off',
    'require-sri': ['error', { target: 'crossorigin' }],
    // A table that scrolls is a region one can focus.
    'prefer-native-element': ['error', { exclude: ['region'] }],
  },
});

/** Addresses that a function answers, or that a page of functions is made from. */
const answeredByFunctions = /^\/(api|suivi|invitation|autorisation|entreprises\/suivi)\//;

/** The public pages of a built site, by file, `/` between folders. */
export async function publicPages(dist: string): Promise<string[]> {
  const cases = await Array.fromAsync(glob('**/*.html', { cwd: dist }));
  return cases.map((file) => file.replaceAll(path.sep, '/')).filter((file) => !file.startsWith('admin/'));
}

/** Names in the `class` attributes of a page. */
export function classesShown(html: string): Set<string> {
  return new Set([...html.matchAll(/\bclass="([^"]*)"/g)].flatMap(([, names = '']) => names.split(/\s+/)));
}

/** Names in the selectors of a page's styles, those for paper and forced colours apart: they undo what others set. */
export function classesStyled(html: string): Set<string> {
  const styles = [...html.matchAll(/<style[^>]*>([^]*?)<\/style>/g)].map(([, style = '']) => style).join('');
  const names = new Set<string>();
  walk(parseStyles(styles), function (node) {
    const condition = this.atrule?.prelude;
    if (node.type !== 'ClassSelector' || (condition && /print|forced-colors/.test(generate(condition))))
      return;
    names.add(node.name);
  });
  return names;
}

/** Errors of the HTML validator in the public pages, one line each. */
export async function markupMistakes(dist: string): Promise<string[]> {
  const mistakes: string[] = [];
  for (const page of await publicPages(dist)) {
    const { results } = await validator.validateString(await readFile(path.join(dist, page), 'utf8'), page);
    for (const { messages } of results)
      mistakes.push(
        ...messages.map(
          ({ ruleId, message, selector }) => `${page}: ${ruleId}: ${message} (${selector ?? ''})`,
        ),
      );
  }
  return mistakes;
}

/** Addresses in the pages that no HTML may hold, one line each. */
export async function wrongAddresses(dist: string): Promise<string[]> {
  const mistakes: string[] = [];
  for (const page of await publicPages(dist)) {
    const elements = elementsIn(parse(await readFile(path.join(dist, page), 'utf8')));
    for (const element of elements)
      for (const name of ['href', 'src', 'action', 'formaction', 'poster', 'cite'])
        if (!isValidAddress(attribute(element, name) ?? ''))
          mistakes.push(`${page}: ${name}="${attribute(element, name) ?? ''}"`);
  }
  return mistakes;
}

/** Links and resources of the pages that lead to no file, or to no element of a page; one line each. */
export async function brokenLinks(dist: string): Promise<string[]> {
  const cases = new Set(
    (await Array.fromAsync(glob('**/*', { cwd: dist }))).map((file) => file.replaceAll(path.sep, '/')),
  );
  const ids = new Map<string, Set<string>>();
  const links: { page: string; target: URL }[] = [];
  for (const page of await publicPages(dist)) {
    const elements = [...elementsIn(parse(await readFile(path.join(dist, page), 'utf8')))];
    const base = new URL(page.replace(/index\.html$/, ''), 'http://site/');
    ids.set(page, new Set(elements.flatMap((element) => attribute(element, 'id') ?? [])));
    for (const element of elements) {
      for (const written of addressesOf(element)) {
        const target = new URL(written, base);
        if (target.host === 'site') links.push({ page, target });
      }
    }
  }
  return links.flatMap(({ page, target }) => {
    const { pathname, hash } = target;
    if (answeredByFunctions.test(pathname)) return [];
    const wanted = decodeURI(pathname).slice(1);
    const file = [wanted, `${wanted}index.html`, `${wanted}.html`].find(
      (candidate) => cases.has(candidate) && candidate.includes('.'),
    );
    if (file === undefined) return [`${page}: ${pathname} leads nowhere`];
    const id = decodeURIComponent(hash.slice(1));
    return id === '' || ids.get(file)?.has(id) !== false ? [] : [`${page}: ${pathname} has no #${id}`];
  });
}

/** Every URL an element names; canonical and share URLs as paths of this site. */
function addressesOf(element: Parameters<typeof attribute>[0]): string[] {
  const property = attribute(element, 'property') ?? '';
  const isOwnAddress = attribute(element, 'rel') === 'canonical' || ['og:url', 'og:image'].includes(property);
  const direct = ['href', 'src', 'action'].flatMap((name) => attribute(element, name) ?? []);
  if (isOwnAddress) {
    const absolute = new URL(direct[0] ?? attribute(element, 'content') ?? '');
    return [absolute.pathname];
  }
  const sources = (attribute(element, 'srcset') ?? '')
    .split(',')
    .map((candidate) => candidate.trim().split(' ')[0] ?? '');
  return [...direct, ...sources.filter((source) => source !== '')];
}
