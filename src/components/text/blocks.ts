// Not JSX: the configuration of the build, which renders them inside Markdown, is run by Node alone.
import { createElement as element, type ReactElement } from 'react';

/** Texts of a block, by field; '' for a missing one. */
type Texts = Readonly<Record<string, string>>;

const hosts: Record<string, string> = {
  'youtube.com': 'YouTube',
  'youtu.be': 'YouTube',
  'vimeo.com': 'Vimeo',
  'dailymotion.com': 'Dailymotion',
};

/** The name of the site of an address; undefined when it is not the address of a page. */
function siteOf(address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  const host = url.hostname.replace(/^(?:www|m)\./, '');
  return hosts[host] ?? host;
}

/** A door that opens on the film; nothing is asked of the other site before the click. */
const videoPanel = element(
  'svg',
  { viewBox: '0 0 320 180', 'aria-hidden': true },
  element('path', { className: 'block-door', d: 'M112 180V84a48 48 0 0 1 96 0v96z' }),
  element('path', { className: 'block-play', d: 'M144 78v48l40-24z' }),
  element('path', { d: 'M-900 156H76a20 20 0 0 0 20-20V84a64 64 0 0 1 64-64' }),
  element('path', { d: 'M1220 156H244a20 20 0 0 1-20-20V84a64 64 0 0 0-64-64' }),
);

/** The build puts the picture in its formats and widths in the place of the image (`src/layouts/entry-html.ts`). */
function Photo({ src = '', alt = '', caption = '' }: Texts) {
  return element(
    'figure',
    { className: 'block-photo' },
    // Lazy: for another one React writes a link that loads it at once.
    src !== '' && element('img', { src, alt, loading: 'lazy' }),
    caption !== '' && element('figcaption', null, caption),
  );
}

function Video({ title = '', url = '', length = '' }: Texts) {
  const site = siteOf(url);
  return element(
    'p',
    { className: 'block-video' },
    element(
      'a',
      { href: site === undefined ? undefined : url, rel: 'noreferrer' },
      videoPanel,
      element('b', null, title),
      element('span', null, `Vidéo${length === '' ? '' : `, ${length}`}, sur ${site ?? 'un autre site'}`),
    ),
  );
}

function Quote({ words = '', author = '' }: Texts) {
  return element(
    'figure',
    { className: 'block-quote' },
    element('blockquote', null, element('p', null, words)),
    element('figcaption', null, author),
  );
}

function Call({ words = '', label = '', page = '' }: Texts) {
  return element(
    'div',
    { className: 'block-call' },
    element('p', null, words),
    element('a', { className: 'button', href: page }, label),
  );
}

/** The template of each block that a rich text may hold (`src/cms/blocks.ts`). */
export const blockTemplates: Readonly<
  Record<'photo' | 'video' | 'quote' | 'call', (texts: Texts) => ReactElement>
> = {
  photo: Photo,
  video: Video,
  quote: Quote,
  call: Call,
};
