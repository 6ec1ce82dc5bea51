import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { checkContent, describeMistakes, type PhotoFault } from './content-check.ts';
import { CONTENT_FOLDER } from './decap.ts';

const site = `---
name: Le Parc
sector: Santé
place: Loos
tagline: Soigner.
lead: On y cherche.
motif: pulse
trades:
  - Diététique
  - Accueil
  - Maintenance
figures:
  - value: '200'
    label: entreprises
    source: Chiffres publics
    year: 2023
---

Le parc existe depuis longtemps.
`;

const programme = `title: 20 heures
lead: Du temps pour de vrai.
path:
  title: Un parcours
  note: Un exemple.
  steps:
    - { title: La rencontre, kind: pair, hours: 6, text: On fait connaissance. }
    - { title: La visite, kind: visit, hours: 7, text: On entre. }
    - { title: Le bilan, kind: pair, hours: 7, text: On regarde. }
afternoon:
  title: Une après-midi
  lead: C’est un exemple.
  hours: 3
  moments:
    - { time: 14 h, title: Tu entres, text: Vous entrez ensemble. }
    - { time: 17 h, title: Tu repars, text: Vous fixez la prochaine date. }
youth:
  title: C’est pour toi si
  conditions: [Tu as entre 16 et 30 ans., Tu habites ici.]
  note: Demande.
safety: { title: En cas de danger, text: Appelle., phone: '119', call: Appeler }
mentor: { title: Les mentors, text: Des personnes. }
pairs: { title: Les binômes, lead: On regarde ceci., criteria: [Le site.], note: Rien sans toi. }
team: { title: L’équipe, text: Des personnes. }
`;

const results = `year: 2025
figures:
  - { value: '18', label: mentors, meaning: Des personnes. }
source: Association
`;

const page = `---
title: Parlons-nous
lead: Une question ?
description: Une question, un doute, une idée ? Écrire à l’équipe du programme.
---

Écrivez.
`;

const closed = { open: false, closedTitle: 'Fermé', closedMessage: 'Plus tard.' };
const settings = {
  name: 'Mentorat',
  description: 'Vingt heures avec une ou un mentor, pour les jeunes de la métropole.',
  contact: { name: 'L’équipe', email: 'equipe@exemple.org' },
  support: 'Une aide.',
  promiseDays: 5,
  silenceDays: 28,
  retentionMonths: 24,
  season: '2026-2027',
  seasonStartsOn: '2026-09-01',
  seasonEndsOn: '2027-08-31',
  screening: { bulletinRequired: true, bulletin: 'Nous le regardons avec vous.' },
  mentorNeedsShown: true,
  recruitment: { youth: closed, mentor: closed, company: closed },
};

const story = `---
title: Une porte
kind: youth
people: Nour
site: parc
trade: son
quote: Je passais devant.
lead: Elle passait devant.
date: 2026-06-18
---

Un récit.
`;

/** Right as they are; each test breaks one. Not a whole site: what else a site needs is not asked for. */
const right = {
  'sites/parc.md': site,
  'sites/moulin.md': site,
  'trades/son.yaml': 'name: Son\n',
  'stories/une-porte.md': story,
  'programme/programme.yaml': programme,
  'results/2025.yaml': results,
  'pages/contact.md': page,
  'settings/site.json': JSON.stringify(settings, null, 2),
};

/** Matches a string that holds this piece. */
const containing = (piece: string): unknown => expect.stringContaining(piece);

let texts: Map<string, string>;
/** The fault of src/assets/atelier.jpg, the one picture there is beside those of the project. */
let photo: PhotoFault | undefined;

beforeEach(() => {
  texts = new Map(Object.entries(right));
  photo = undefined;
});

function mistakesOf(files: ReadonlyMap<string, string>) {
  return checkContent({
    texts: files,
    photoFault: (path) => {
      if (path === 'src/assets/atelier.jpg') return photo;
      return existsSync(path) ? undefined : 'missing';
    },
  });
}

/** Those of the files above, and of what a test adds. */
function mistakes() {
  return mistakesOf(texts).filter(({ file }) => texts.has(file) || file in right);
}

/** Replaces one piece of a file, which must be there. */
function edit(path: string, from: string, to: string) {
  const text = texts.get(path) ?? '';
  expect(text).toContain(from);
  texts.set(path, text.replace(from, to));
}

/** The files of the project. */
const published = () =>
  new Map(
    globSync('**/*.*', { cwd: CONTENT_FOLDER }).map((path) => [
      path,
      readFileSync(join(CONTENT_FOLDER, path), 'utf8'),
    ]),
  );

/** Fails with the mistakes as the build tells them: file, field and remedy. */
function expectNoMistake(files: ReadonlyMap<string, string>) {
  const found = mistakesOf(files);
  expect(found, describeMistakes(found)).toEqual([]);
}

test('the content of the site has no mistake, and has none either without stories, trades, questions and partners', () => {
  const files = published();
  expectNoMistake(files);
  for (const file of files.keys()) {
    if (/^(stories|questions|partners|trades)\//.test(file)) files.delete(file);
  }
  expectNoMistake(files);
});

test('right files have no mistake', () => {
  expect(mistakes()).toEqual([]);
});

test('a path that is not 20 hours long names the file, the field and the remedy', () => {
  edit('programme/programme.yaml', 'hours: 6', 'hours: 5.5');
  expect(describeMistakes(mistakes())).toBe(
    [
      'Le contenu a une erreur à corriger :',
      '  src/content/programme/programme.yaml',
      '    Le parcours, Étapes (path.steps) — Les étapes font 19,5 heures au lieu de 20 : corrigez les heures d’une étape.',
    ].join('\n'),
  );
});

test('a misspelt field is both missing and unknown', () => {
  edit('sites/parc.md', 'sector:', 'secteur:');
  expect(mistakes()).toEqual([
    {
      file: 'sites/parc.md',
      field: 'Secteur (sector)',
      message: 'Ce champ est vide : indiquez un texte.',
    },
    {
      file: 'sites/parc.md',
      message: containing('Champ inconnu : secteur. Corrigez son nom ou retirez-le'),
    },
  ]);
});

test('a mistake inside a list says which item', () => {
  edit('sites/parc.md', 'year: 2023', 'year: deux mille');
  expect(mistakes()).toEqual([
    {
      file: 'sites/parc.md',
      field: 'Chiffres, n° 1, Année (figures.0.year)',
      message: 'Écrivez un nombre entier entre 1990 et 2100.',
    },
  ]);
});

test('a reference to an entry that was deleted is refused', () => {
  texts.delete('sites/parc.md');
  expect(mistakes()).toEqual([
    {
      file: 'stories/une-porte.md',
      field: 'Site (site)',
      message: 'La fiche « parc » n’existe pas : choisissez-en une parmi moulin.',
    },
  ]);
});

test.each([
  ['an indentation', 'programme/programme.yaml', 'lead:', ' lead:', 'Illisible à la ligne 2'],
  ['a tabulation', 'programme/programme.yaml', '  title:', '\ttitle:', 'Illisible à la ligne 4'],
  [
    'a field written twice',
    'results/2025.yaml',
    'source:',
    'year: 2024\nsource:',
    'ce champ est écrit deux fois',
  ],
  [
    'a colon in the front matter',
    'sites/parc.md',
    'sector: Santé',
    'sector: Santé : nutrition',
    'Illisible à la ligne 3',
  ],
  ['a comma in JSON', 'settings/site.json', '"name": "Mentorat",', '"name": "Mentorat"', 'Illisible'],
  ['no front matter', 'pages/contact.md', '---\ntitle', 'title', 'Il manque l’en-tête'],
])('%s makes the file unreadable, with the line', (_, file, from, to, message) => {
  edit(file, from, to);
  expect(mistakes()).toMatchObject([{ file, message: containing(message) }]);
});

test.each(['2026-11-18', '2026-11-18 10:00:00', '2026', '0x1F', '.inf', 'true'])(
  'a text written %s without quotes is refused: the build would read something else',
  (value) => {
    edit('sites/parc.md', 'sector: Santé', `sector: ${value}`);
    expect(mistakes()).toEqual([
      {
        file: 'sites/parc.md',
        field: 'Secteur (sector)',
        message: 'Ce champ attend un texte : mettez la valeur entre guillemets.',
      },
    ]);
    edit('sites/parc.md', value, `'${value}'`);
    expect(mistakes()).toEqual([]);
  },
);

test('front matter is where the build looks for it, and nowhere else', () => {
  texts.set('pages/contact.md', `Un texte.\n${page}`);
  expect(mistakes()).toMatchObject([{ message: containing('Il manque l’en-tête') }]);
  texts.set('pages/contact.md', `\uFEFF${page.replaceAll('\n', '\r\n')}`);
  expect(mistakes()).toEqual([]);
});

test('an empty file lists what it lacks', () => {
  texts.set('results/2025.yaml', '');
  expect(mistakes().map(({ field }) => field)).toEqual([
    'Année (year)',
    'Chiffres (figures)',
    'Source (source)',
  ]);
});

test('an empty text under the front matter is a mistake', () => {
  texts.set('pages/contact.md', page.replace('Écrivez.', ''));
  expect(mistakes()).toEqual([
    { file: 'pages/contact.md', field: 'Texte (body)', message: 'Ce champ est vide : indiquez un texte.' },
  ]);
});

test('a picture needs to exist and to be described', () => {
  edit('sites/parc.md', 'motif: pulse', 'motif: pulse\nphoto:\n  src: ../../assets/perdue.jpg\n  alt: ""');
  expect(mistakes()).toEqual([
    {
      file: 'sites/parc.md',
      field: 'Photo, Fichier (photo.src)',
      message: containing('« ../../assets/perdue.jpg » n’existe pas'),
    },
    {
      file: 'sites/parc.md',
      field: 'Photo, Texte de remplacement (photo.alt)',
      message: 'Ce champ est vide : indiquez un texte.',
    },
  ]);
  edit('sites/parc.md', 'perdue.jpg\n  alt: ""', 'atelier.jpg\n  alt: Un atelier');
  expect(mistakes()).toEqual([]);
});

test('a picture inside a text needs to exist too', () => {
  const text = 'Écrivez.\n\n```photo\nsrc: ../../assets/perdue.jpg\nalt: Un atelier\n```';
  edit('pages/contact.md', 'Écrivez.', text);
  expect(mistakes()).toEqual([
    {
      file: 'pages/contact.md',
      field: 'Texte (body)',
      message: containing('Bloc « Photo », Fichier : L’image « ../../assets/perdue.jpg » n’existe pas'),
    },
  ]);
  edit('pages/contact.md', 'perdue.jpg', 'atelier.jpg');
  expect(mistakes()).toEqual([]);
});

test.each([
  ['unreadable', 'ne s’ouvre pas, le fichier est abîmé ou incomplet : enregistrez'],
  ['other-format', 'a le nom d’une photo, mais c’est un autre format de fichier : enregistrez'],
  ['too-large', 'est trop lourde (plus de 10 Mo) : réduisez'],
] as const)('a picture that is %s names its file, its field and the remedy', (fault, words) => {
  photo = fault;
  edit('sites/parc.md', 'motif: pulse', 'motif: pulse\nphoto:\n  src: ../../assets/atelier.jpg\n  alt: A');
  expect(mistakes()).toEqual([
    {
      file: 'sites/parc.md',
      field: 'Photo, Fichier (photo.src)',
      message: containing(`L’image « ../../assets/atelier.jpg » ${words}`),
    },
  ]);
});

test('a story needs no picture and is no example unless it says so', () => {
  texts.set('stories/une-porte-2.md', story);
  expect(mistakes()).toEqual([]);
});

test('a story of a trade that was deleted, with a picture that nothing describes, is refused', () => {
  const image = 'image:\n  src: ../../assets/atelier.jpg\n';
  texts.set(
    'stories/une-porte.md',
    story.replace('trade: son', 'trade: sabotier').replace('date:', `${image}date:`),
  );
  expect(mistakes()).toEqual([
    {
      file: 'stories/une-porte.md',
      field: 'Métier (trade)',
      message: containing('La fiche « sabotier » n’existe pas'),
    },
    {
      file: 'stories/une-porte.md',
      field: 'Photo, Texte de remplacement (image.alt)',
      message: 'Ce champ est vide : indiquez un texte.',
    },
  ]);
});

test('the address of a partner is a whole one', () => {
  texts.set('partners/a.yaml', 'name: A\nrole: Aide\norder: 3\nurl: www.exemple.org\n');
  expect(mistakes()).toMatchObject([
    {
      field: 'Adresse du site (url)',
      message: 'Écrivez une adresse complète, par exemple https://www.exemple.org.',
    },
  ]);
});

test('a missing or unexpected file is reported', () => {
  texts.delete('settings/site.json');
  texts.set('sites/notes.txt', '');
  texts.set('blog/a.md', '');
  expect(mistakes()).toEqual([
    { file: 'settings/site.json', message: 'Ce fichier manque : remettez-le.' },
    {
      file: 'sites/notes.txt',
      message: 'Ce fichier n’a pas sa place ici (on attend notes.md) : retirez-le ou renommez-le.',
    },
    { file: 'blog/a.md', message: 'Ce fichier n’a pas sa place ici : retirez-le ou renommez-le.' },
  ]);
});

test.each([
  ['stories/.md', 'une-visite.md'],
  ['stories/Été.md', 'ete.md'],
  ['stories/une porte.md', 'une-porte.md'],
  ['stories/une.porte.md', 'une-porte.md'],
  ['stories/une#porte.md', 'une-porte.md'],
])('%s, which the build skips or gives another address, is told with a name to take', (file, name) => {
  texts.set(file, story);
  expect(mistakes()).toEqual([{ file, message: containing(`par exemple ${name}`) }]);
});

test.each([
  ['news/page.md', '---\ntitle: Page\nlead: Une page.\ndate: 2026-01-01\n---\n\nUn texte.\n'],
  ['stories/site.md', story],
])('%s would take the address of a list', (file, text) => {
  texts.set(file, text);
  expect(mistakes()).toEqual([{ file, message: containing('est celle d’une liste du site : renommez') }]);
});

test.each([
  'stories/2026/une-porte.md',
  'stories/une-porte.MD',
  'stories/une-porte.markdown',
  'une-porte.md',
])('%s, which the build skips, is told', (file) => {
  texts.set(file, story);
  expect(mistakes()).toEqual([{ file, message: containing('n’a pas sa place ici') }]);
});

test('a season of two years that do not follow each other, or that ends first, is refused', () => {
  edit('settings/site.json', '2026-2027', '2026-2028');
  edit('settings/site.json', '2027-08-31', '2025-08-31');
  expect(mistakes().map(({ field }) => field)).toEqual([
    'Saison (season)',
    'Fin de la saison (seasonEndsOn)',
  ]);
});

test('what is asked of mentors before a first meeting is said by yes or no', () => {
  edit('settings/site.json', '"bulletinRequired": true', '"bulletinRequired": "demandé"');
  expect(mistakes()).toMatchObject([
    {
      field: 'Avant une première rencontre, Bulletin n° 3 demandé (screening.bulletinRequired)',
      message: containing('true (oui) ou false (non)'),
    },
  ]);
});

describe('the messages of the statuses', () => {
  const file = 'messages/messages.json';

  /** The mistakes of the published file once a piece of it is replaced; it must have none before. */
  function mistakesOnce(from: string | RegExp, to: string) {
    const files = published();
    expectNoMistake(files);
    const text = files.get(file) ?? '';
    expect(text).toMatch(from);
    files.set(file, text.replace(from, to));
    return mistakesOf(files);
  }

  test('without the words of a status are refused, and the status is named', () => {
    expect(mistakesOnce('"liste-d-attente": {', '"liste-dattente": {')).toMatchObject([
      {
        field: "Jeunes, Liste d'attente (youth.liste-d-attente)",
        message: 'Ce champ est vide : indiquez un groupe de champs.',
      },
      { field: 'Jeunes (youth)', message: containing('Champ inconnu : liste-dattente.') },
    ]);
  });

  test('with a placeholder that nothing replaces are refused, and those that may be are told', () => {
    expect(mistakesOnce(/"sms": "Bonjour \{prénom\}/, '"sms": "Bonjour {prenom}')).toMatchObject([
      {
        field: 'Jeunes, À compléter, Message envoyé, SMS (youth.a-completer.message.sms)',
        message: containing('« {prenom} » resterait tel quel : écrivez {prénom}, {référence}, {date},'),
      },
    ]);
  });

  test('may not name a person where nobody is named', () => {
    expect(mistakesOnce('"state": "Ta', '"state": "{prénom}, ta')).toMatchObject([
      { message: containing('« {prénom} » resterait tel quel') },
    ]);
  });

  test('that name a day on the page say what stands there once it is past, without naming another', () => {
    expect(mistakesOnce(/"late": "[^"]*"/, '"late": ""')).toMatchObject([
      {
        field: 'Jeunes, Reçue, La suite, une fois le jour passé (youth.recue.late)',
        message: containing('« La suite » nomme un jour ({date}), qui passera'),
      },
    ]);
    expect(mistakesOnce('"late": "', '"late": "Le {date} est passé. ')).toMatchObject([
      { field: containing('(youth.recue.late)'), message: containing('« {date} » resterait tel quel') },
    ]);
    expect(mistakesOnce('"state": "Ta', '"state": "Le {date}, ta')).toMatchObject([
      { field: containing('(youth.recue.state)') },
    ]);
    expect(mistakesOnce('Écrivez-nous quand', 'Avant le {date}, écrivez-nous quand')).toContainEqual({
      file: 'messages/messages.json',
      field: containing('(mentor.en-pause.next)'),
      message: containing('rien ne la rappellerait à l’équipe'),
    });
    expect(mistakesOnce('Écrivez-nous quand', 'Avant le {fin de saison}, écrivez-nous quand')).toMatchObject([
      { field: containing('(mentor.en-pause.late)'), message: containing('{fin de saison}') },
    ]);
  });

  test('lead who waits for the reopening to their form, and nobody else', () => {
    expect(mistakesOnce('\\n\\n{formulaire}', '')).toMatchObject([
      {
        field: 'Prochaine saison, Prévenue, Message envoyé, E-mail (waiting.prevenue.message.email)',
        message: containing('Écrivez {formulaire}'),
      },
    ]);
    expect(mistakesOnce('Bonne route, {prénom}.', 'Ici : {formulaire}')).toMatchObject([
      { field: containing('(youth.'), message: containing('« {formulaire} » resterait tel quel') },
    ]);
  });

  test('may be none for a status, but not half of one', () => {
    expect(mistakesOnce(/"sms": "[^"]*"/, '"sms": ""')).toMatchObject([
      { field: containing('SMS (youth.a-completer.message.sms)') },
    ]);
  });
});
