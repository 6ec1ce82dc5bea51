import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Picture } from './Picture.tsx';

const atelier = { src: '/a.jpg', width: 1600, height: 900, alt: 'Un atelier' };

test('a picture keeps its place and waits to be seen, unless it stands at the top of the page', () => {
  const html = renderToStaticMarkup(<Picture {...atelier} />);
  expect(html).toContain('width="1600" height="900" alt="Un atelier" loading="lazy"');
  expect(html).not.toContain('focus');
  expect(renderToStaticMarkup(<Picture {...atelier} eager />)).toContain('loading="eager"');
  expect(renderToStaticMarkup(<Picture {...atelier} focus="bottom" />)).toContain('data-focus="bottom"');
});

test('the lightest format comes first, each with its widths', () => {
  const sources = [
    { type: 'image/avif', srcSet: '/a-480.avif 480w, /a-800.avif 800w' },
    { type: 'image/webp', srcSet: '/a-480.webp 480w' },
  ];
  const html = renderToStaticMarkup(<Picture {...atelier} sources={sources} sizes="50vw" />);
  expect(html).toMatch(
    /^<picture><source type="image\/avif" srcset="[^"]*480w[^"]*800w" sizes="50vw"\/><source type="image\/webp"[^>]*><img /i,
  );
});
