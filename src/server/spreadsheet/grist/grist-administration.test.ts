import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UserAction } from '../../../../tests/doubles/grist/document.ts';
import { GristDouble } from '../../../../tests/doubles/grist/double.ts';
import { withCell } from '../../../../tests/contracts/spreadsheet-contract.ts';
import { aRow, MENTORS, rows, YOUTHS } from '../../../../tests/fixtures/spreadsheet/rows.ts';
import { GristAdministration } from './grist-administration.ts';
import type { GristSettings } from './grist-client.ts';
import { GristSpreadsheet } from './grist.ts';
import { TABS as TABS_OF_SITE } from '../../../domain/spreadsheet-tabs.ts';
import { timeOf } from '../../../../tests/support/spreadsheets.ts';

const TABS = [YOUTHS, MENTORS];

let double: GristDouble;
let settings: GristSettings;
const administration = (changes: Partial<GristSettings> = {}) =>
  new GristAdministration({ ...settings, ...changes });
const labels = () => double.grid('Jeunes')[0];

beforeEach(async () => {
  double = new GristDouble();
  settings = await double.listen();
});

afterEach(async () => {
  await double.close();
});

describe('setting up', () => {
  test('makes every table in a new document; again changes nothing', async () => {
    expect(await administration().setUp(TABS)).toEqual([
      '« Lisez-moi » : table créée.',
      '« Jeunes » : table créée.',
      '« Mentors » : table créée.',
    ]);
    expect(double.document.map(({ id }) => id)).toEqual(['Table1', 'Lisez_moi', 'Jeunes', 'Mentors']);
    expect(labels()).toEqual(YOUTHS.columns.map(({ header }) => header));
    const [title, ...explained] = double.grid('Lisez_moi').flat();
    expect(title).toBe('Lisez-moi');
    expect(explained).toContain('Une ligne que vous supprimez ne revient pas.');
    expect(explained.join()).toContain('type des colonnes');
    const before = double.document;
    expect(await administration().setUp(TABS)).toEqual([]);
    expect(double.document).toEqual(before);
    expect(await administration().check(TABS)).toEqual([]);
  });

  test('adds to a table that staff had begun what it lacks, and leaves its rows and their own choices', async () => {
    double.apply([
      [
        'AddTable',
        'Jeunes',
        [
          { id: 'Prenom', label: 'Prénom', type: 'Text', isFormula: false },
          {
            id: 'Statut',
            label: 'Statut',
            type: 'Choice',
            isFormula: false,
            widgetOptions: '{"choices":["À revoir"],"alignment":"left"}',
          },
          { id: 'Identifiant', label: 'Identifiant', type: 'Text', isFormula: false },
          { id: 'Projet', label: 'Projet', type: 'Numeric', isFormula: false },
        ],
      ],
      ['BulkAddRecord', 'Jeunes', [null], { Prenom: ['Ana'], Statut: ['À revoir'], Identifiant: ['a'] }],
    ]);
    await administration().setUp([YOUTHS]);
    expect(labels()).toEqual([
      'Prénom',
      'Statut',
      'Identifiant',
      'Projet',
      'Référence',
      'Reçue le',
      'Téléphone',
    ]);
    expect(double.grid('Jeunes')[1]?.slice(0, 3)).toEqual(['Ana', 'À revoir', 'a']);
    const choices = double.table('Jeunes')?.columns.find(({ id }) => id === 'Statut')?.widgetOptions ?? '';
    expect(JSON.parse(choices)).toEqual({
      choices: ['Reçue', 'À compléter', 'Entretien', 'Acceptée', 'À revoir'],
      alignment: 'left',
    });
    await new GristSpreadsheet(settings).insert(YOUTHS, [aRow('b', { Projet: '007' })]);
    expect(double.grid('Jeunes')[2]?.[3]).toBe('007');
  });
});

test('every table of the site is made under its French title and then in order', async () => {
  await administration().setUp(TABS_OF_SITE);
  expect(double.document.slice(1).map(({ title }) => title)).toEqual([
    'Lisez-moi',
    ...TABS_OF_SITE.map(({ name }) => name),
  ]);
  expect(await administration().check(TABS_OF_SITE)).toEqual([]);
  expect(await administration().setUp(TABS_OF_SITE)).toEqual([]);
});

test('setting up, when no first answer comes, makes nothing twice', async () => {
  const lost = new Set<string>();
  double.fault = ({ writes }) => {
    const written = JSON.stringify(double.document.map(({ id }) => id));
    if (!writes || lost.has(written)) return 'none';
    lost.add(written);
    return 'lost';
  };
  const quick = new GristAdministration(settings, timeOf(double));
  await quick.setUp(TABS);
  expect(double.document.map(({ id }) => id)).toEqual(['Table1', 'Lisez_moi', 'Jeunes', 'Mentors']);
  expect(await administration().check(TABS)).toEqual([]);
});

test('a column whose making is not answered is not made twice', async () => {
  await administration().setUp(TABS);
  double.apply([['RemoveColumn', 'Jeunes', 'Projet']]);
  let isLost = false;
  double.fault = ({ writes }) => {
    if (!writes || isLost) return 'none';
    isLost = true;
    return 'lost';
  };
  await expect(administration().setUp(TABS)).rejects.toMatchObject({ reason: 'grist-down' });
  expect(await administration().setUp(TABS)).toEqual([]);
  expect(labels()?.filter((label) => label === 'Projet')).toHaveLength(1);
});

test('a column of identifiers that was removed is made again with its mark', async () => {
  await administration().setUp(TABS);
  double.apply([['RemoveColumn', 'Jeunes', 'Identifiant']]);
  await administration().setUp(TABS);
  expect(await administration().check(TABS)).toEqual([]);
});

describe('what Grist refuses without a word that we know', () => {
  beforeEach(async () => {
    await administration().setUp(TABS);
  });

  test('is told in French by the check', async () => {
    double.refuses = 'spreadsheet:check';
    const [problem, ...others] = await administration().check(TABS);
    expect(others).toEqual([]);
    expect(problem?.what).toMatch(/^Grist refuse ce que le site lui demande/);
    expect(problem?.remedy).toMatch(/^Relancez la commande/);
  });

  test('is told in French by the setting up', async () => {
    double.apply([['RemoveColumn', 'Jeunes', 'Projet']]);
    double.refuses = 'Projet';
    await expect(administration().setUp(TABS)).rejects.toMatchObject({ reason: 'grist-refused' });
    double.document = double.document.filter(({ id }) => id !== 'Lisez_moi');
    double.refuses = 'Lisez-moi';
    await expect(administration().setUp(TABS)).rejects.toMatchObject({ reason: 'grist-refused' });
  });

  test.each(['pas du JSON', 'null', '[]', '{"choices":null}', '{"choices":[1]}'])(
    'a column that looks so (%s) is told and mended',
    async (widgetOptions) => {
      double.apply([['ModifyColumn', 'Jeunes', 'Statut', { widgetOptions }]]);
      expect((await administration().check(TABS))[0]?.what).toContain('n’a plus sa liste de choix');
      await administration().setUp(TABS);
      expect(await administration().check(TABS)).toEqual([]);
    },
  );
});

test('tick-boxes and numbers of the team are no rows without identifier', async () => {
  await administration().setUp(TABS);
  double.apply([
    ['AddVisibleColumn', 'Jeunes', 'Vu', { type: 'Bool', isFormula: false }],
    ['AddVisibleColumn', 'Jeunes', 'Note', { type: 'Numeric', isFormula: false }],
    ['BulkAddRecord', 'Jeunes', [null, null, null], {}],
  ]);
  expect(await administration().check(TABS)).toEqual([]);
});

test('a document over the limits of its plan is told once, with what to do', async () => {
  await administration().setUp(TABS);
  double.isOverLimit = true;
  const problems = await administration().check(TABS);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.remedy).toMatch(/^Supprimez des lignes.*formule plus grande\.$/);
  await expect(administration().setUp([{ ...YOUTHS, name: 'Autres' }])).rejects.toMatchObject({
    reason: 'grist-full',
  });
});

describe('checking a broken document says what is wrong and how to mend it', () => {
  beforeEach(async () => {
    await administration().setUp(TABS);
    await new GristSpreadsheet(settings).insert(YOUTHS, rows('r', 4));
    expect(await administration().check(TABS)).toEqual([]);
  });

  const broken: Readonly<Record<string, readonly [UserAction, string, string]>> = {
    'a table removed': [['RenameTable', 'Mentors', 'Autre'], 'Mentors', 'nom « Mentors »'],
    'a column removed': [['RemoveColumn', 'Jeunes', 'Projet'], 'Projet', 'spreadsheet:setup'],
    'a column renamed': [
      ['ModifyColumn', 'Jeunes', 'Telephone', { label: 'Mobile' }],
      'Téléphone',
      'Redonnez ce titre',
    ],
    'a column twice': [
      ['AddVisibleColumn', 'Jeunes', 'Projet2', { label: 'Projet', type: 'Text', isFormula: false }],
      'Projet',
      'Renommez ou supprimez',
    ],
    'a column of numbers': [
      ['ModifyColumn', 'Jeunes', 'Telephone', { type: 'Numeric' }],
      'Téléphone',
      'spreadsheet:setup',
    ],
    'a formula': [
      ['ModifyColumn', 'Jeunes', 'Projet', { isFormula: true, formula: '$Prenom' }],
      'Projet',
      'Convertir',
    ],
    'an initialisation formula': [
      ['ModifyColumn', 'Jeunes', 'Projet', { formula: '$Projet.upper()', recalcWhen: 2 }],
      '« Projet »',
      'effacez sa formule',
    ],
    'no choices': [
      ['ModifyColumn', 'Jeunes', 'Statut', { widgetOptions: '' }],
      'Statut',
      'spreadsheet:setup',
    ],
    'no description': [
      ['ModifyColumn', 'Jeunes', 'Identifiant', { description: '' }],
      'identifiants',
      'spreadsheet:setup',
    ],
    'an identifier twice': [
      ['BulkUpdateRecord', 'Jeunes', [2], { Identifiant: ['r0'] }],
      'déjà pris : 2.',
      'Gardez une seule ligne',
    ],
    'no identifier': [
      ['BulkUpdateRecord', 'Jeunes', [3], { Identifiant: [''] }],
      'identifiant : 3.',
      'Historique du document',
    ],
    'an unknown status': [
      ['BulkUpdateRecord', 'Jeunes', [4], { Statut: ['Peut-être'] }],
      'ligne 4.',
      'Choisissez une valeur',
    ],
  };

  test.each(Object.keys(broken))('%s', async (name) => {
    const [action, what = '', remedy = ''] = broken[name] ?? [];
    if (action) double.apply([action]);
    const problems = await administration().check(TABS);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.what).toContain(what);
    expect(problems[0]?.remedy).toContain(remedy);
  });

  test('what « setup » promises to mend, it mends', async () => {
    const mended = Object.values(broken).filter(([, , remedy]) => remedy === 'spreadsheet:setup');
    expect(mended).toHaveLength(4);
    double.apply(mended.map(([action]) => action));
    expect(await administration().check(TABS)).not.toEqual([]);
    await administration().setUp(TABS);
    expect(await administration().check(TABS)).toEqual([]);
  });

  test('a table that is not there, an account that may only read, a wrong key, another document', async () => {
    double.document = double.document.filter(({ id }) => id !== 'Mentors');
    expect(await administration().check(TABS)).toMatchObject([
      { what: 'La table « Mentors » manque.', remedy: 'Lancez « npm run spreadsheet:setup ».' },
    ]);
    double.access = 'reader';
    expect((await administration().check([YOUTHS]))[0]?.remedy).toContain('comme « Éditeur »');
    expect((await administration({ apiKey: 'x' }).check(TABS))[0]?.remedy).toContain('GRIST_API_KEY');
    expect((await administration({ docId: 'x' }).check(TABS))[0]?.remedy).toContain('GRIST_DOC_ID');
  });

  test('never tells what people wrote', async () => {
    double.edit('Jeunes', (grid) => withCell(grid, 'r1', 'Statut', 'Awa a écrit'));
    expect(JSON.stringify(await administration().check(TABS))).not.toContain('Awa');
  });
});
