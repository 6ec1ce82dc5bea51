import { readdirSync } from 'node:fs';
import comments from '@eslint-community/eslint-plugin-eslint-comments/configs';
import js from '@eslint/js';
import astro from 'eslint-plugin-astro';
import boundaries from 'eslint-plugin-boundaries';
import jsxA11y from 'eslint-plugin-jsx-a11y-x';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Rooms that stand outside of the server's folder. */
const outside = ['domain', 'components'];

/** @param {...string} names of the rooms that a room of the server may import; it may import any package. */
const serverRoom = (...names) => ({
  imports: names.map((name) => (outside.includes(name) ? `src/${name}` : `src/server/${name}`)),
  packages: '*',
});

/** Each folder of spreadsheet/ is one: a new one is held to the same rules. */
const spreadsheetAdapters = readdirSync(`${import.meta.dirname}/src/server/spreadsheet`, {
  withFileTypes: true,
})
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `spreadsheet/${name}`);

/** The rooms of the server, from the bottom up. Only compose/ knows the spreadsheet's adapters, and none knows another. */
const serverRooms = {
  'src/server/foundation': serverRoom('domain'),
  'src/server/store': serverRoom('foundation'),
  'src/server/links': serverRoom('store', 'foundation', 'domain'),
  // links: an address is signed where it is written, so that no use case holds a token.
  'src/server/letters': serverRoom('links', 'foundation', 'domain', 'components'),
  // letters: what a message is, and its HTML.
  'src/server/mail': serverRoom('letters', 'store', 'foundation', 'domain', 'components'),
  ...Object.fromEntries(
    spreadsheetAdapters.map((name) => [`src/server/${name}`, serverRoom('spreadsheet', 'domain')]),
  ),
  'src/server/spreadsheet': serverRoom('store', 'foundation', 'domain'),
  'src/server/runs': serverRoom('store', 'foundation', 'spreadsheet'),
  // links, letters, spreadsheet: the types of what an effect does.
  'src/server/cases': serverRoom('links', 'letters', 'spreadsheet', 'store', 'foundation', 'domain'),
  'src/server/plans': {
    ...serverRoom('cases', 'links', 'letters', 'spreadsheet', 'runs', 'store', 'foundation', 'domain'),
    packages: ['zod'],
  },
  'src/server/executor': serverRoom(
    'plans',
    'cases',
    'mail',
    'letters',
    'links',
    'spreadsheet',
    'runs',
    'store',
    'foundation',
    'domain',
  ),
  'src/server/doctor': serverRoom('compose', 'foundation', 'mail', 'spreadsheet'),
  // Whose data leave, announced and erased.
  'src/server/retention': serverRoom('cases', 'mail', 'spreadsheet', 'store', 'foundation', 'domain'),
  // What one drain does, and each night.
  'src/server/schedule': serverRoom(
    'executor',
    'plans',
    'cases',
    'retention',
    'mail',
    'letters',
    'links',
    'spreadsheet',
    'runs',
    'store',
    'foundation',
    'domain',
    'components',
  ),
  // What HTTP answers; only functions and compose/ know of it. It asks, and leaves the doing to the executor.
  'src/server/answers': serverRoom(
    'cases',
    'links',
    'letters',
    'mail',
    'spreadsheet',
    'runs',
    'store',
    'foundation',
    'domain',
    'components',
  ),
  'src/server/compose': serverRoom(
    'answers',
    'schedule',
    'retention',
    'executor',
    'cases',
    'links',
    'letters',
    'mail',
    'spreadsheet',
    ...spreadsheetAdapters,
    'runs',
    'store',
    'foundation',
    'domain',
  ),
};

/**
 * The map: each folder, with the other folders and the packages it may import; anything else is an error.
 * `packages: '*'` is any package and any module of Node. Tests may import anything.
 */
const rooms = {
  'src/domain': { imports: [], packages: ['zod', 'libphonenumber-js', 'temporal-polyfill'] },
  'src/cms': {
    imports: ['src/domain'],
    packages: ['zod', 'js-yaml', 'mdast', 'mdast-util-*', 'micromark-extension-gfm'],
  },
  'src/content': { imports: [], packages: [] },
  'src/assets': { imports: [], packages: [] },
  'src/components': { imports: ['src/domain', 'src/assets'], packages: ['react', 'astro', 'astro:*'] },
  'src/styles': { imports: [], packages: [] },
  // Files that import astro:content are for pages alone: no function could be bundled with one.
  'src/content-queries': {
    imports: ['src/cms', 'src/domain', 'src/content'],
    packages: ['astro:content', 'astro:config', 'ical-generator', 'schema-dts'],
  },
  'src/layouts': {
    imports: [
      'src/content-queries',
      'src/components',
      'src/domain',
      'src/scripts',
      'src/styles',
      'src/assets',
    ],
    packages: ['astro', 'astro:*', 'react', 'react-dom'],
  },
  'src/pages/admin': {
    imports: [
      'src/cms',
      'src/content-queries',
      'src/components',
      'src/domain',
      'src/styles',
      'src/layouts',
      'src/assets',
      'docs',
    ],
    packages: [
      'astro',
      'astro:*',
      'react',
      'react-dom',
      'react-markdown',
      'remark-gfm',
      'decap-cms-app',
      'decap-cms-core',
      'dayjs',
      'localforage',
      'slate',
      'slate-dom',
    ],
  },
  'src/pages': {
    imports: [
      'src/layouts',
      'src/content-queries',
      'src/components',
      'src/domain',
      'src/scripts',
      'src/styles',
      'src/assets',
    ],
    packages: ['astro', 'astro:*', '@astrojs/*', 'react'],
  },
  // The guides, one of which the CMS shows.
  docs: { imports: [], packages: [] },
  'src/scripts': { imports: ['src/domain'], packages: ['libphonenumber-js'] },
  ...serverRooms,
  'netlify/functions': {
    imports: [
      'src/server/answers',
      'src/server/compose',
      'src/server/foundation',
      'src/domain',
      'src/content-queries',
    ],
    packages: '*',
  },
};

/** Single files that may import more than their folder does. */
const doors = {
  'content-config': { file: 'src/content.config.ts', imports: ['src/cms'], packages: ['astro', 'astro:*'] },
  // Git and the file system: for pages alone, like astro:content.
  revisions: { file: 'src/content-queries/revisions.ts', imports: [], packages: '*' },
  compose: {
    file: 'src/server/compose/{answering,compose}.ts',
    imports: ['src/content-queries'],
    packages: [],
  },
};

/** @param {object} from @param {readonly string[]} folders @param {'*' | readonly string[]} packages */
const policy = (from, folders, packages) => [
  { from, allow: { to: { element: { types: { anyOf: folders } } } } },
  {
    from,
    allow: {
      to: {
        module:
          packages === '*' ? { origin: ['external', 'core'] } : { origin: 'external', source: packages },
      },
    },
  },
];

const importPolicies = [
  ...Object.entries(rooms).flatMap(([room, { imports, packages }]) =>
    policy({ element: { type: room } }, [room, ...imports], packages),
  ),
  ...Object.entries(doors).flatMap(([door, { imports, packages }]) =>
    policy({ file: { categories: door } }, imports, packages),
  ),
  {
    from: {
      element: { types: { anyOf: Object.keys(serverRooms).filter((room) => room !== 'src/server/compose') } },
    },
    disallow: { to: { file: { categories: 'compose' } } },
    message: 'Only functions import compose.ts: a use case takes its ports as arguments.',
  },
];

const zodPaths = ['astro/zod', 'astro:schema', 'astro:content'].map((name) => ({
  name,
  importNames: ['z'],
  message: 'Import z from zod.',
}));
const environmentPaths = ['process', 'node:process'].map((name) => ({
  name,
  importNames: ['env'],
  message: 'Only src/server/compose/environment.ts reads the environment.',
}));

const lookbehind = {
  selector: 'Literal[regex.pattern=/\\(\\?<[=!]/]',
  message: 'A lookbehind keeps the whole script from loading before Safari 16.4.',
};

export default defineConfig(
  globalIgnores([
    'dist/',
    'data/',
    '.astro/',
    '.netlify/',
    'coverage/',
    'test-results/',
    'playwright-report/',
  ]),
  js.configs.recommended,
  // The rules that need types are oxlint's (oxlint.config.ts).
  tseslint.configs.strict,
  tseslint.configs.stylistic,
  comments.recommended,
  astro.configs.recommended,
  astro.configs['jsx-a11y-strict'],
  { files: ['**/*.tsx'], ...jsxA11y.configs.strict },
  {
    languageOptions: {
      globals: { ...globals.node, ...globals.browser },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-restricted-imports': ['error', { paths: zodPaths }],
      '@eslint-community/eslint-comments/require-description': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
    },
  },
  {
    name: 'one way of importing: the map',
    files: ['src/**', 'netlify/**'],
    // A <script> of a page is linted as a file inside that page: its relative imports would not be found.
    ignores: ['**/*.test.{ts,tsx}', '**/*.astro/*'],
    plugins: { boundaries },
    settings: {
      'boundaries/root-path': import.meta.dirname,
      'boundaries/elements': Object.keys(rooms).map((room) => ({ type: room, pattern: room })),
      'boundaries/files': Object.entries(doors).map(([category, { file }]) => ({ category, pattern: file })),
      'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export'],
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          checkAllOrigins: true,
          checkUnknownLocals: true,
          checkInternals: true,
          policies: importPolicies,
        },
      ],
      'boundaries/no-unknown-files': 'error',
    },
  },
  {
    name: 'no template brings its own stylesheet: that breaks the bundling of functions',
    files: ['**/*.tsx'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: zodPaths,
          patterns: [{ regex: '\\.css(\\?|$)', message: 'Import the stylesheet from an .astro file.' }],
        },
      ],
    },
  },
  {
    name: 'what the page policy forbids',
    files: ['src/**/*.{tsx,astro}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "JSXAttribute[name.name='style']",
          message: 'The policy forbids style="": use a class or a data attribute.',
        },
        {
          selector: "JSXAttribute[name.namespace.name='client']",
          message: 'No framework runs in the browser.',
        },
        lookbehind,
      ],
    },
  },
  {
    name: 'what old browsers cannot read',
    files: ['src/{cms,components,content-queries,domain,pages,scripts}/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', lookbehind] },
  },
  {
    // The page policy does not reach an e-mail, and mail programs drop stylesheets.
    name: 'styles stand on the elements of an e-mail',
    files: ['src/components/mail/*.tsx'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    name: 'browser tests wait for what they assert',
    files: ['tests/e2e/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Literal[value=/^Fiche (enregistrée|publiée)$/]',
          message: 'An earlier save may have left these words: poll the file on the disk.',
        },
        {
          selector: "MemberExpression[property.name='waitForTimeout']",
          message: 'Wait for the state, never for a time.',
        },
      ],
    },
  },
  {
    name: 'one reader of the environment',
    files: ['src/**', 'netlify/**'],
    ignores: [
      'src/server/compose/deployment.ts',
      'src/server/compose/environment.ts',
      '**/*.test.{ts,tsx}',
      '**/*.tsx',
    ],
    rules: {
      'no-restricted-imports': ['error', { paths: [...zodPaths, ...environmentPaths] }],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Only src/server/compose/environment.ts reads the environment.',
        },
        {
          object: 'Netlify',
          property: 'env',
          message: 'Only src/server/compose/environment.ts reads the environment.',
        },
      ],
    },
  },
  {
    name: 'one writer of logs, so that none holds personal data',
    files: ['src/server/**', 'netlify/**'],
    ignores: ['src/server/foundation/log.ts', '**/*.test.{ts,tsx}'],
    rules: { 'no-console': 'error' },
  },
);
