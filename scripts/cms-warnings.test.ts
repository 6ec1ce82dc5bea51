import { expect, test } from 'vitest';
import { isOfDecap } from './cms-warnings.ts';

const frame = (file: string) =>
  `Use of direct \`eval\` function is strongly discouraged.\n  ╭─[ ${file}:83:18 ]`;

test('of the warnings of a build, the evals of Decap alone are not told', () => {
  for (const name of [
    'js-sha256/src/sha256.js',
    '@iarna/toml/lib/toml-parser.js',
    'gray-matter/lib/engines.js',
  ])
    expect(isOfDecap({ code: 'EVAL', message: frame(`node_modules/${name}`) })).toBe(true);
  for (const file of ['src/scripts/form.ts', 'node_modules/localforage/dist/localforage.js'])
    expect(isOfDecap({ code: 'EVAL', message: frame(file) })).toBe(false);
  expect(isOfDecap({ code: 'CIRCULAR_DEPENDENCY', message: 'node_modules/js-sha256/src/sha256.js' })).toBe(
    false,
  );
});
