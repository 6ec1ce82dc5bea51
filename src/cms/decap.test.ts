import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cmsBackend } from './decap-backend.ts';
import { collectionGroups, collections } from './collections.ts';
import type { Collection } from './collection.ts';
import { CONTENT_FOLDER, decapConfig, decapFields, shownFields, sinceDay } from './decap.ts';
import { checkEntry } from './entry-check.ts';
import { readEntry, withoutEmpty, writeEntry } from './entry-file.ts';
import type { NamedWidget } from './fields.ts';

const session = {
  origin: 'https://www.exemple.org',
  today: '2026-11-22',
  workflow: true,
};
const fieldsOf = (data: unknown) => (typeof data === 'object' && data !== null ? data : {});
/** The same data, the fields of each group in another order. */
function reversed(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(reversed);
  if (typeof data !== 'object' || data === null) return data;
  const fields = Object.entries(data).map(([name, value]) => [name, reversed(value)]);
  return Object.fromEntries(fields.reverse());
}

const unused = () => expect.fail('This text is neither a picture nor a relation.');
const context = { image: unused, reference: unused };

const local = cmsBackend({ CMS_BACKEND: 'local', CMS_BRANCH: 'main' });

const files = Object.values(collections).flatMap((collection: Collection) =>
  globSync(`${collection.name}/*`, { cwd: CONTENT_FOLDER }).map((file) => ({ file, collection })),
);

describe('what the CMS saves', () => {
  test.each(files)('$file is written as it was read', ({ file, collection }) => {
    const text = readFileSync(join(CONTENT_FOLDER, file), 'utf8');
    const entry = readEntry(collection.format, text);
    expect(writeEntry(collection.format, entry, decapFields(collection))).toBe(text);
  });

  test.each(files)(
    '$file keeps its order, though Decap forgets that of its fields',
    ({ file, collection }) => {
      const text = readFileSync(join(CONTENT_FOLDER, file), 'utf8');
      const { data, ...rest } = readEntry(collection.format, text);
      const entry = { ...rest, data: reversed(data) };
      expect(writeEntry(collection.format, entry, decapFields(collection))).toBe(text);
    },
  );

  test('a changed text changes its line and no other', () => {
    const text = readFileSync(join(CONTENT_FOLDER, 'sites/eurasante.md'), 'utf8');
    const { data, ...rest } = readEntry('md', text);
    const edited = writeEntry(
      'md',
      { ...rest, data: { ...fieldsOf(data), place: 'Loos : « ici » # et là' } },
      [],
    );
    const changed = edited.split('\n').filter((line) => !text.split('\n').includes(line));
    expect(changed).toEqual(["place: 'Loos : « ici » # et là'"]);
    expect(readEntry('md', edited).data).toMatchObject({ place: 'Loos : « ici » # et là' });
  });

  test('what staff left empty is not written, an empty list is', () => {
    const draft = { title: 'Un titre', image: { src: '', alt: null }, figures: [], open: false };
    expect(withoutEmpty(draft)).toEqual({ title: 'Un titre', figures: [], open: false });
  });

  test('a date stays the text it was', () => {
    const text = "date: '2026-10-05'\nstart: 2026-10-05T14:00\n";
    expect(writeEntry('yaml', readEntry('yaml', text.replaceAll("'", '')), [])).toBe(text);
    expect(writeEntry('yaml', readEntry('yaml', text), [])).toBe(text);
  });
});

test('what the site refuses is refused before it is saved, in French', () => {
  expect(checkEntry(collections.trades, { name: '' })).toEqual([
    { path: ['name'], message: 'Ce champ est vide : indiquez un texte.' },
  ]);
  const { data, body } = readEntry('md', readFileSync(join(CONTENT_FOLDER, 'sites/eurasante.md'), 'utf8'));
  const site = { ...fieldsOf(data), body };
  expect(checkEntry(collections.sites, site)).toEqual([]);
  expect(
    checkEntry(collections.sites, { ...site, photo: { src: '../../assets/sites/a.svg', alt: 'A' } }),
  ).toEqual([
    {
      path: ['photo', 'src'],
      message: 'Choisissez une photo JPEG, PNG ou WebP : les autres fichiers ne s’affichent pas.',
    },
  ]);
  expect(checkEntry(collections.sites, { ...site, photo: { src: '../../assets/sites/a.webp' } })).toEqual([
    { path: ['photo', 'alt'], message: 'Ce champ est vide : indiquez un texte.' },
  ]);
});

test.each([
  '<script>alert(1)</script>',
  'Un <img src=x onerror=alert(1)> au milieu',
  '[lien](javascript:alert(1))',
  '[lien](java&#115;cript:alert(1))',
  '[lien][a]\n\n[a]: javascript:alert(1)',
  '[lien](//exemple.org/page)',
  '[lien](/\\exemple.org/page)',
  '![photo](https://exemple.org/a.jpg)',
  '# Titre de niveau 1',
])('rich text refuses %j', (text) => {
  const { schema } = collections.pages.body ?? expect.fail();
  expect(schema(context).safeParse(text).success).toBe(false);
});

test.each([
  'Un <https://exemple.org> et 3 < 4',
  '[a](/agenda/) [b](#c) [d](mailto:a@b.fr) [e](https://f.fr)',
])('rich text accepts %j', (text) => {
  const { schema } = collections.pages.body ?? expect.fail();
  expect(schema(context).safeParse(text).success).toBe(true);
});

describe('the configuration', () => {
  const config = decapConfig(local, session);

  test('gives each collection its place, its pictures and its order', () => {
    expect(config.collections.map(({ name }) => name)).toEqual(Object.keys(collections));
    expect(config.collections).toContainEqual(
      expect.objectContaining({
        name: 'stories',
        folder: 'src/content/stories',
        media_folder: '/src/assets/stories',
        public_folder: '../../assets/stories',
        identifier_field: 'title',
        create: true,
        delete: true,
      }),
    );
  });

  test('lets nobody add or remove a page that the code knows', () => {
    const fixed = config.collections.filter((one) => 'create' in one && !one.create);
    expect(fixed.map(({ name }) => name)).toEqual(['sites', 'pages']);
  });

  test('signs in on the site itself with GitHub', () => {
    const github = cmsBackend({ CMS_BACKEND: 'github', CMS_BRANCH: 'main', CMS_REPOSITORY: 'a/b' });
    expect(decapConfig(github, session).backend).toMatchObject({
      repo: 'a/b',
      base_url: 'https://www.exemple.org',
      auth_endpoint: 'api/cms/auth',
    });
  });
});

test.each([
  ['2026-11-22', true],
  ['2026-11-22T14:00', true],
  ['2026-12-01', true],
  ['2027-01-01', true],
  ['2030-01-01', true],
  ['2026-11-21', false],
  ['2026-09-30', false],
  ['2025-12-31', false],
])('%s is from 2026-11-22 on: %s', (day, expected) => {
  expect(new RegExp(sinceDay('2026-11-22')).test(day)).toBe(expected);
});

/** Every field, those inside groups as well. */
function everyField(fields: readonly NamedWidget[]): readonly NamedWidget[] {
  return fields.flatMap((field) => [field, ...everyField(field.fields ?? [])]);
}

test('« (facultatif) » is on no field that is refused once the rest is filled', () => {
  const photo = decapFields(collections.stories).find(({ name }) => name === 'image') ?? expect.fail();
  const [shown] = shownFields([photo]);
  expect(shown?.label).toBe('Photo (facultatif)');
  // Demanded by the schema as soon as one of the two is filled.
  expect(shown?.fields?.map(({ label }) => label)).toEqual([
    'Fichier',
    'Texte de remplacement',
    'Partie à garder (facultatif)',
  ]);
  const labels = Object.values(collections).flatMap((collection: Collection) =>
    everyField(shownFields(decapFields(collection))).map(({ label }) => label),
  );
  expect(labels).toContain('Message envoyé (facultatif)');
  expect(labels).toContain('La suite, une fois le jour passé');
  expect(labels).toContain('Objet de l’e-mail');
});

test('every text says how long it may be', () => {
  for (const collection of Object.values<Collection>(collections)) {
    for (const field of everyField(decapFields(collection))) {
      if (['text', 'richtext'].includes(field.widget)) expect(field.limit, field.label).toBeGreaterThan(0);
    }
  }
});

test('every collection is in one group of the list, in its order', () => {
  expect(collectionGroups.flatMap(({ icons }) => Object.keys(icons))).toEqual(Object.keys(collections));
});

test('an entry that the site cannot do without has no button that deletes it', () => {
  const { collections: configured } = decapConfig(local, session);
  const kept = configured.filter((collection) => !collection.delete).map(({ name }) => name);
  const needed = Object.values<Collection>(collections).filter(
    ({ file, fixed }) => file !== undefined || fixed,
  );
  expect(kept).toEqual(needed.map(({ name }) => name));
});
