import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { frenchFor } from './hard-coded.ts';

/** Source files of the CMS: its core, its backends, and the widgets that the content model uses. */
const SOURCES =
  'node_modules/decap-cms-{core,ui-default,ui-auth,lib-auth,backend-github,backend-proxy,backend-git-gateway,widget-{string,text,richtext,image,file,select,datetime,number,boolean,list,object,relation}}/dist/esm/**/*.js';

/** Places where Decap's code gives words to the page: properties, what a function or a choice gives, questions. */
const SHOWN = [
  /\b(?:children|placeholder|title|alt|text|label|message|heading|["']aria-label["'])\s*:\s*(["'`])([A-Z][^"'`\n]*)\1/g,
  /(?:=>|\|\||\?\??|:)\s*(["'`])([A-Z][a-z]+ [^"'`\n]*)\1/g,
  /(?:alert|confirm)\((?:oneLine)?\s*(`)([^`]+)`/g,
];

/** English words of Decap 3.16.3 that staff never see, each with the reason. */
const UNSEEN = new Map([
  [/^You must specify a provider|^Failed to get token/, 'told to developers'],
  [/^Bearer /, 'a header'],
  [/^Fork the repo$|^Don't fork|^Open Authoring/, 'open authoring is off'],
  [/^Decap CMS is adding labels/, 'drafts of Netlify CMS 2, which this site never had'],
  [/^Code Block$|^Plugin$/, 'our blocks are the only components'],
  [/^No field\(s\) defined/, 'each group has fields'],
  [/^Email$|^Password$/, 'the page of Netlify Identity, which is refused (0005-cms.md)'],
  [/^UTC$/, 'no date is in UTC'],
  [/^Test Backend/, 'the test backend is not offered'],
  [/^View (?:in|source)/, 'notes are off'],
  [/^Waiting /, 'read by nobody'],
  [
    /^Failed to (?:authenticate|load entries|persist entry|persist note)$|^Error loading config$/,
    'of an action',
  ],
  [/^Errors occurred while searching/, 'kept in the state, shown nowhere'],
  [/already exists\. Do you want to replace it\?$/, 'answered by keepPhotosThatAreThere'],
  [/^(?:Create|Update|Delete|Upload) (?:\{\{|“)/, 'commit messages, ours in decap.ts'],
  [/^Logo$/, 'French too'],
]);

function hardCoded(): string[] {
  const files = globSync(SOURCES).filter((file) => !/__tests__|schema/.test(file));
  const found = files.flatMap((file) => {
    const code = readFileSync(file, 'utf8')
      .replaceAll(/\/[*/]# sourceMappingURL=.*/g, '')
      // The name of a style.
      .replaceAll(/target: "\w+",\s*label: "\w+"/g, '');
    return SHOWN.flatMap((pattern) => [...code.matchAll(pattern)].map(([, , words = '']) => words));
  });
  return [...new Set(found.map((words) => words.replaceAll(/\s+/g, ' ').trim()))];
}

test('English that is hard-coded in Decap has its French, or is never seen', () => {
  const found = hardCoded();
  const unseen = [...UNSEEN.keys()];
  const left = found.filter(
    (words) =>
      frenchFor(words.replaceAll(/\$\{[^}]*\}/g, 'x')) === undefined &&
      !unseen.some((one) => one.test(words)),
  );
  expect(left).toEqual([]);
  expect(found).toContain('Loading options…');
});

test.each([
  [
    'Failed to persist media: Error: Failed to encode image',
    'L’image n’a pas été envoyée. Réessayez, ou choisissez une autre image.',
  ],
  [
    'Failed to persist media: Le réseau ne répond pas.',
    'L’image n’a pas été envoyée. Le réseau ne répond pas.',
  ],
  ['Failed to delete media: elle sert encore.', 'L’image n’a pas été supprimée : elle sert encore.'],
  ['No title', 'À remplir'],
  ['No stress', undefined],
  ['option Eurasanté, selected.', 'Eurasanté, choisi.'],
  ['2 results available for search term eu.', '2 choix pour « eu ».'],
  [
    ' is focused ,type to refine list, press Down to open the menu, ',
    'Tapez pour chercher, flèche bas pour ouvrir la liste.',
  ],
  [
    'Select is focused ,type to refine list, press Down to open the menu, ',
    'Tapez pour chercher, flèche bas pour ouvrir la liste.',
  ],
  ['Eurasanté', undefined],
  ['', undefined],
])('%j is read as %j', (english, french) => {
  expect(frenchFor(english)).toBe(french);
});
