import { expect, test } from 'vitest';
import { keepCompoundsWhole } from './whole-compounds.ts';

const whole = (word: string) => `<span class="whole">${word}</span>`;

test('keeps a compound with a short part on one line', () => {
  expect(keepCompoundsWhole('<p>Un e-mail. Un rendez-vous ? Dites-le-nous, l’après-midi</p>')).toBe(
    `<p>Un ${whole('e-mail')}. Un ${whole('rendez-vous')} ? ${whole('Dites-le-nous')}, l’${whole('après-midi')}</p>`,
  );
});

test.each([
  ['two long parts, or a word wider than a column', 'savoir-faire, trente-deuxième, ci-démesurément'],
  ['an address or a path', 'awa.lo@le-moment.org, a-b.fr, www.e-mail.fr/e-mail'],
  ['a reference, a number, a dash', 'JE-7K2M9QWX, 16-30 ans, a - b'],
  ['an attribute', '<a href="/e-mail/" title="un e-mail > un autre" alt=\'e-mail\'>ici</a>'],
  [
    'what may hold no element',
    '<title>E-mail</title><script>e-mail</script><style>.e-mail{}</style><textarea>e-mail</textarea><option>E-mail</option><svg><text>e-mail</text></svg><!-- e-mail -->',
  ],
  [
    'a flexible box',
    '<button type="button">Un e-mail</button><a class="button button-quiet" href="/">Un e-mail</a><p class="field-error">Dis-nous</p>',
  ],
])('leaves alone %s', (_, html) => {
  expect(keepCompoundsWhole(html)).toBe(html);
});

test('changes nothing when applied twice', () => {
  const once = keepCompoundsWhole('<p>Un e-mail</p>');
  expect(keepCompoundsWhole(once)).toBe(once);
});
