import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { LookupForm } from './LookupForm.tsx';

const html = renderToStaticMarkup(<LookupForm />);

test('phones neither correct a reference nor begin it with one capital only', () => {
  const input = /<input[^>]*name="reference"[^>]*>/.exec(html)?.[0];
  expect(input).toContain(' autoCapitalize="characters"');
  expect(input).toContain(' autoCorrect="off"');
  expect(input).toContain(' spellCheck="false"');
});

test('a keypad of digits comes with an example in digits', () => {
  expect(html).toMatch(/<input[^>]*inputMode="numeric"[^>]*name="birthMonth"/);
  expect(html).toContain('Par exemple 14 3 2008.');
  expect(html).not.toContain('mars');
});
