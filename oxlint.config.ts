import { type DummyRuleMap, defineConfig } from 'oxlint';
import tseslint from 'typescript-eslint';

const { strictTypeChecked, stylisticTypeChecked, disableTypeChecked } = tseslint.configs;

const needTypes = new Set(Object.keys(disableTypeChecked.rules ?? {}));

/** Not in oxlint; there are no enums here (erasableSyntaxOnly) and few classes. */
const missing = new Set(['no-unsafe-class-instance-assignment', 'no-unsafe-enum-assignment']);

/** The rules of typescript-eslint's presets that need types, under oxlint's names; ESLint runs all others (eslint.config.js). */
const typeAware: DummyRuleMap = Object.fromEntries(
  [...strictTypeChecked, ...stylisticTypeChecked]
    .flatMap(({ rules = {} }) => Object.entries(rules))
    .filter(([name]) => needTypes.has(name))
    .map(([name, setting]) => [name.replace('@typescript-eslint/', ''), setting] as const)
    .filter(([name]) => !missing.has(name))
    .map(([name, setting]) => [`typescript/${name}`, setting]),
);

export default defineConfig({
  plugins: ['typescript'],
  categories: { correctness: 'off' },
  options: {
    typeAware: true,
    typeCheck: true,
    reportUnusedDisableDirectives: 'error',
    respectEslintDisableDirectives: false,
  },
  ignorePatterns: ['dist/', 'data/', '.astro/', '.netlify/', '**/*.{js,mjs,astro}'],
  rules: {
    ...typeAware,
    'typescript/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    'typescript/restrict-template-expressions': ['error', { allowNumber: true }],
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  },
});
