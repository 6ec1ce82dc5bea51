import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { collections } from '../src/cms/collections.ts';
import { TABS } from '../src/domain/spreadsheet-tabs.ts';
import { inFrench } from '../src/pages/admin/_decap/french.ts';
import { ALERTS } from '../src/server/letters/alert-letters.ts';
import { PAIR_ALERT } from '../src/server/letters/pair-alerts.ts';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const guideIn = (file: string) =>
  fromMarkdown(read(file), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
const guide = guideIn('docs/guide-redaction.md');
const teamGuide = guideIn('docs/guide-equipe.md');

const cms = 'tests/e2e/cms.spec.ts';
const desk = 'tests/e2e/cms-desk.spec.ts';
const faults = 'tests/e2e/cms-faults.spec.ts';
const files = 'tests/e2e/cms-files.spec.ts';
const mistakes = 'tests/e2e/cms-mistakes.spec.ts';
const richText = 'tests/e2e/cms-rich-text.spec.ts';
const week = 'tests/e2e/staff-week.spec.ts';
const writing = 'tests/e2e/cms-writing.spec.ts';
const publication = 'tests/e2e/publication.spec.ts';
const decap = 'src/cms/decap.test.ts';

/** The tests of each promise of the guide: how its line begins, then each file and words of the test's title. */
const promises: readonly (readonly [string, ...(readonly [string, string])[]])[] = [
  [
    'Ce guide est pour vous',
    [mistakes, 'each mistake is listed until'],
    ['tests/cms-walk.test.ts', 'whatever staff write'],
  ],
  ['Ajoutez /admin/', [cms, 'the CMS links the guide for staff']],
  ['Trier, filtrer et grouper', [desk, 'it is sorted, filtered, grouped']],
  ['Les rubriques sont rangées', [decap, 'every collection is in one group']],
  ['La recherche regarde', [desk, 'grouped and searched']],
  [
    'Chaque ligne dit la date',
    [desk, 'a list says the date'],
    ['src/domain/publication.test.ts', 'an example is left out'],
  ],
  ['Les rubriques Accueil', [decap, 'lets nobody add or remove a page']],
  ['Rubrique Témoignages', [week, 'a week of staff']],
  ['Remplissez les champs', [desk, 'the preview has two widths'], [cms, 'as in their previews']],
  [
    'Photo : Choisir une image',
    [cms, 'a story with a photo'],
    ['src/cms/fields.test.ts', 'which part stays'],
  ],
  [
    'Récit : choisissez',
    [richText, 'what Word, Google Docs and LibreOffice paste'],
    [richText, 'a link is corrected'],
  ],
  ['Enregistrer garde un brouillon', [cms, 'a draft waits on its own branch'], [week, 'a week of staff']],
  [
    'Le titre donne l’adresse',
    [desk, 'a name that is taken gets a number'],
    [writing, 'a title without a Latin letter'],
  ],
  [
    'Sous chaque champ, un compteur',
    [decap, 'every text says how long'],
    [decap, '« (facultatif) » is on no field'],
  ],
  ['Rubrique Messages de suivi', [writing, 'its preview says it to somebody']],
  ['Dans un texte, le bouton +', [cms, 'a story with a photo']],
  ['Photo | Une photo entière', ['src/cms/blocks.test.ts', 'a photo is a figure']],
  ['Vidéo | Un panneau', ['src/cms/blocks.test.ts', 'the other site is asked for nothing']],
  ['Citation | Une phrase', ['src/cms/blocks.test.ts', 'is read from its lines']],
  ['Bouton d’appel', ['src/cms/blocks.test.ts', 'opens only pages that the site has']],
  ['Des photos ailleurs', ['src/cms/fields.test.ts', 'a photo that its place cuts']],
  [
    'Mentors recherchés',
    ['src/content-queries/mentor-needs.test.ts', 'nothing is shown while the switch is off'],
    ['src/server/schedule/mentor-needs.test.ts', 'a drain keeps how many mentors'],
  ],
  ['Si quelque chose empêche', [mistakes, 'leads to its field: folded, out of view, on a phone']],
  ['« ce champ est vide »', [cms, 'are told in French, beside what was typed']],
  ['« Écrivez 70 caractères', [cms, 'are told in French, beside what was typed']],
  ['« Choisissez une photo', [faults, 'a file that is no photo is refused']],
  ['« Ce texte contient du code »', [decap, 'rich text refuses']],
  ['« Le lien « … »', [mistakes, 'each mistake is listed until']],
  ['« Bloc « Vidéo »', ['src/cms/blocks.test.ts', 'with a mistake is refused in French']],
  ['« elle sert encore dans', [files, 'is refused, naming the story']],
  [
    '« … n’existe plus »',
    ['src/pages/admin/_decap/needed-guard.test.ts', 'a draft is published once what it needs is there'],
  ],
  ['« Rien n’a été enregistré »', [faults, 'for want of network keeps what was typed']],
  ['Un brouillon que quelqu’un doit relire', [cms, 'a draft waits on its own branch']],
  ['Une actualité ou un témoignage daté', ['src/domain/publication.test.ts', 'an entry appears on its day']],
  [
    'Un événement change d’heure',
    ['src/content-queries/calendar.test.ts', 'a cancelled event stays'],
    ['src/content-queries/calendar.test.ts', 'an event is dated by its last change'],
  ],
  [
    'Le bouton Supprimer',
    [files, 'of one that none names it is done'],
    [files, 'of one that nothing shows it is done'],
  ],
  ['Une fiche ou une photo dont d’autres', [files, 'an entry that only a draft names']],
  ['Une photo envoyée n’en remplace', [files, 'none takes the place of a published photo']],
  ['Rien n’est gardé d’une photo', [files, 'uploads of one name each']],
  ['Le bouton Dernière publication', [publication, 'why a publication failed']],
  [
    'Vous-même : rouvrez',
    [publication, '« Historique » leads to the versions'],
    ['src/pages/admin/_decap/history-link.test.ts', 'there is no history to lead to'],
  ],
  ['« Les fiches n’ont pas pu', [faults, 'says so and offers to try again']],
  ['La page se ferme', [week, 'a week of staff']],
  ['« Votre connexion a expiré »', [faults, 'when the session ends']],
  [
    '« Quelqu’un d’autre a modifié',
    [week, 'a week of staff'],
    ['src/pages/admin/_decap/safe-backend.test.ts', 'is told what the first changed'],
  ],
];

/** Lines that promise nothing of this site: requests to staff, and other services. */
const others: readonly string[] = [
  'La même fiche, vue sur',
  'Avant de publier une photo',
  'Qui se connecte avec GitHub',
  'La personne qui s’occupe du site',
];

const inside = (node: Nodes): readonly Nodes[] => [
  node,
  ...('children' in node ? node.children.flatMap(inside) : []),
];

const wordsOf = (node: Nodes) =>
  inside(node)
    .map((inner) => (inner.type === 'text' || inner.type === 'inlineCode' ? inner.value : ''))
    .join('');

/** Paragraphs, list items and rows of tables, without those that only show a picture. */
function linesOf(node: Nodes): readonly string[] {
  switch (node.type) {
    case 'root':
    case 'list':
      return node.children.flatMap(linesOf);
    case 'table':
      return node.children.slice(1).map((row) => row.children.map((cell) => wordsOf(cell)).join(' | '));
    case 'paragraph':
      return node.children.every(({ type }) => type === 'image') ? [] : [wordsOf(node)];
    case 'listItem':
      return [wordsOf(node)];
    default:
      return [];
  }
}

const typographic = (text: string) => text.replaceAll("'", '’').replaceAll(/\s+/g, ' ');
const lines = linesOf(guide).map(typographic);

test('every line of the guide for staff is a promise with its tests, or promises nothing', () => {
  const known = [...promises.map(([line]) => line), ...others];
  expect(lines.filter((line) => !known.some((start) => line.startsWith(start)))).toEqual([]);
  expect(known.filter((start) => !lines.some((line) => line.startsWith(start)))).toEqual([]);
});

test.each(promises.map(([line, ...tests]) => ({ line, tests })))('« $line… » has its tests', ({ tests }) => {
  const gone = tests.filter(([file, title]) => !read(file).includes(title));
  expect(gone).toEqual([]);
});

/** Every word that the CMS shows: its phrases, and those that its sources and ours hold. */
const shown = typographic(
  [
    JSON.stringify(inFrench(shippedFrench())),
    ...globSync(['src/cms/*.ts', 'src/pages/admin/**/*.{ts,tsx,astro}'], { cwd: root }).map(read),
  ].join('\n'),
);

function shippedFrench(): object {
  const module: unknown = createRequire(import.meta.url)('decap-cms-locales/dist/esm/fr/index.js');
  const phrases: unknown =
    typeof module === 'object' && module !== null && 'default' in module && module.default;
  return typeof phrases === 'object' && phrases !== null ? phrases : {};
}

/** Controls of GitHub, of the host, of a telephone and of a keyboard; and lines that begin in bold. */
const elsewhere = [
  /^(?:Revert|Create pull request|Merge pull request|Deploys|Publish deploy)$/,
  /^(?:Le plus compatible|Réglages, Appareil photo, Formats)$/,
  // Put together by the CMS.
  /^(?:Ajouter un témoignage|Écrivez 70 caractères au plus)$/,
  /^(?:Le titre donne|Des photos ailleurs|Mentors recherchés|Un événement change|Vous-même|Qui se connecte|La personne qui|La page se ferme)/,
];

test('the guide names each control and message as the CMS does', () => {
  const named = inside(guide)
    .filter(({ type }) => type === 'strong' || type === 'emphasis')
    .map((node) => typographic(wordsOf(node)));
  const quoted = lines.flatMap((line) => {
    const [, message = ''] = /^« (.*?) »(?: :| \||$)/.exec(line) ?? [];
    return message.split(/« … »|…|« Vidéo », /);
  });
  const unknown = [...named, ...quoted]
    .map((name) => name.replaceAll(/^« | »$/g, '').trim())
    .filter((name) => name !== '' && !elsewhere.some((pattern) => pattern.test(name)))
    .filter((name) => !shown.toLowerCase().includes(name.toLowerCase()));
  expect(unknown).toEqual([]);
});

test('the guide names each collection that has one entry', () => {
  const [line = ''] = lines.filter((one) => one.startsWith('Les rubriques Accueil'));
  const single = Object.values(collections).filter((one) => 'file' in one);
  expect(single.map(({ label }) => label).filter((label) => !line.includes(label))).toEqual([]);
});

/** In the team's guide, names that are none of the spreadsheet's: examples, settings, commands. */
const notInTabs = /^(?:[A-Z]+_[A-Z_]+|npm run .*|[{+/\d].*|[A-Z]{2}-.*|;|Réponse)$/;

test('the team’s guide names tabs, columns and choices as the spreadsheet does', () => {
  const named = inside(teamGuide).flatMap((node) =>
    node.type === 'inlineCode' ? [node.value.replaceAll(/\s+/g, ' ')] : [],
  );
  const inTabs = new Set(
    TABS.flatMap(({ name, columns }) => [
      name,
      ...columns.flatMap(({ header, options = [] }) => [header, ...options]),
    ]),
  );
  expect(named.filter((name) => !inTabs.has(name) && !notInTabs.test(name))).toEqual([]);
});

test('the team’s guide says what to do about each alert, by the title of its e-mail', () => {
  const rows = linesOf(teamGuide).map(typographic);
  const titles = [...Object.values(ALERTS).map(({ title }) => title), PAIR_ALERT];
  const isTold = (title: string) =>
    rows.some((row) => {
      const quoted = /^« (.*?)(?:…)? » \|/.exec(row)?.[1];
      return quoted !== undefined && title.startsWith(quoted);
    });
  expect(titles.filter((title) => !isTold(title))).toEqual([]);
});
