import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type Collection, collection, collectionSchema } from './collection.ts';
import { collections } from './collections.ts';
import { decapCollection, decapFields } from './decap.ts';
import {
  boolean,
  date,
  email,
  type Field,
  image,
  list,
  listOf,
  longText,
  type NamedWidget,
  number,
  object,
  optional,
  phone,
  photo,
  relation,
  select,
  text,
  type SchemaContext,
  uncheckedReference,
} from './fields.ts';
import { richText } from './rich-text.ts';

const context: SchemaContext = {
  image: () => z.string().transform((src) => ({ src, width: 10, height: 10, format: 'png' as const })),
  reference: uncheckedReference,
};

function firstMessage(field: Field, value: unknown) {
  return field.schema(context).safeParse(value).error?.issues[0]?.message;
}

describe('one definition gives the schema and the control', () => {
  test('a text has one limit and says it the same way', () => {
    const field = text({ label: 'Titre', max: 5 });
    const [pattern, remedy] = field.widget.pattern;
    for (const value of ['', 'a', 'abcde', 'abcdef']) {
      expect(field.schema().safeParse(value).success).toBe(new RegExp(pattern).test(value));
    }
    expect(remedy).toContain('5 caractères au plus');
    expect(firstMessage(field, 'abcdef')).toContain('5 caractères au plus');
  });

  test('a number has the same bounds and step', () => {
    const field = number({ label: 'Heures', min: 0.5, max: 20, step: 0.5 });
    expect(field.widget).toMatchObject({
      widget: 'number',
      value_type: 'float',
      min: 0.5,
      max: 20,
      step: 0.5,
    });
    const accepted = [0, 0.5, 0.7, 20, 20.5].filter((value) => field.schema().safeParse(value).success);
    expect(accepted).toEqual([0.5, 20]);
  });

  test('a choice accepts what the list offers and names it otherwise', () => {
    const field = select({ label: 'Sorte', options: [{ value: 'visit', label: 'Visite' }] });
    expect(field.widget.options.map(({ value }) => field.schema().parse(value))).toEqual(['visit']);
    expect(firstMessage(field, 'party')).toBe('Choisissez une de ces valeurs : visit.');
  });

  test('a list has the same bounds', () => {
    const field = list({
      label: 'Métiers',
      singular: 'un métier',
      min: 1,
      max: 2,
      of: text({ label: 'Métier', max: 9 }),
    });
    expect(field.widget).toMatchObject({
      widget: 'list',
      min: 1,
      max: 2,
      field: { name: 'item', widget: 'string' },
    });
    expect(
      [[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((value) => field.schema(context).safeParse(value).success),
    ).toEqual([false, true, true, false]);
  });

  test('an emptied optional field is as if absent, and not required in the CMS', () => {
    const field = optional(date({ label: 'Fin' }));
    expect(field.widget.required).toBe(false);
    expect(['', null, undefined].map((value) => field.schema(context).parse(value))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(field.schema(context).safeParse('2026-02-30').success).toBe(false);
  });

  test('a telephone number is one, and no line cuts it', () => {
    const field = phone({ label: 'Téléphone' });
    for (const typed of ['03 20 00 00 00', '03.20.00.00.00', '+33 3 20 00 00 00', '3620'])
      expect(field.schema().safeParse(typed).success).toBe(typed !== '3620');
    expect(field.schema().parse('03 20 00 00 00')).toBe('03\u00A020\u00A000\u00A000\u00A000');
    expect(firstMessage(field, 'Awa : 03 20')).toContain('Écrivez un numéro');
  });

  test('a group holds the fields it shows, and no other', () => {
    const field = object({
      label: 'Contact',
      fields: { email: email({ label: 'E-mail' }), shown: boolean({ label: 'Montré', default: true }) },
    });
    expect(field.widget.fields.map(({ name, widget }) => [name, widget])).toEqual([
      ['email', 'string'],
      ['shown', 'boolean'],
    ]);
    expect(firstMessage(field, { email: 'a@b.fr', shown: true, mail: '' })).toContain('Champ inconnu : mail');
  });

  test('a picture goes with its alternative text', () => {
    const field = optional(image({ label: 'Photo' }));
    expect(field.schema(context).safeParse({ src: 'a.png' }).error?.issues[0]?.path).toEqual(['alt']);
    expect(field.schema(context).parse({ src: 'a.png', alt: 'Un atelier' })).toMatchObject({
      alt: 'Un atelier',
      src: { width: 10 },
    });
  });

  test('a relation names its collection to the CMS and to the page', () => {
    const field = relation({ label: 'Site', collection: 'sites', display: 'name' });
    expect(field.widget.collection).toBe('sites');
    expect(field.schema(context).parse('eurasante')).toEqual({ collection: 'sites', id: 'eurasante' });
  });

  test('a date read by YAML is the civil date that was written', () => {
    expect(date({ label: 'Le' }).schema().parse(new Date('2026-10-05'))).toBe('2026-10-05');
  });

  test('French is typeset in plain text, and left alone in Markdown', () => {
    expect(longText({ label: 'Texte', max: 20 }).schema().parse("L'an ?")).toBe('L’an\u00A0?');
    expect(richText({ label: 'Texte', max: 20 }).schema(context).parse("L'an ?")).toBe("L'an ?");
  });
});

test('every control of every collection has a French label and a schema of the same name', () => {
  const unnamed: string[] = [];
  const visit = (path: string, widgets: NamedWidget[]) => {
    for (const { name, label, fields = [] } of widgets) {
      if (label.trim() === '') unnamed.push(`${path}.${name}`);
      visit(`${path}.${name}`, fields);
    }
  };
  for (const each of Object.values(collections)) {
    visit(each.name, decapFields(each));
    const keys = Object.keys(collectionSchema<Collection['fields']>(each, context).shape);
    const controls = decapFields(each).map(({ name }) => name);
    expect(controls.filter((name) => name !== 'body')).toEqual(keys);
  }
  expect(unnamed).toEqual([]);
});

test('a folder and a single file become the two kinds of Decap collection', () => {
  const fields = { title: text({ label: 'Titre', max: 9 }) };
  const news = collection({
    name: 'news',
    label: 'Actualités',
    singular: 'une actualité',
    format: 'md',
    fields,
    body: richText({ label: 'Texte', max: 99 }),
  });
  expect(decapCollection(news, '2026-11-22')).toMatchObject({
    folder: 'src/content/news',
    extension: 'md',
    format: 'entry-news',
    fields: [{ name: 'title' }, { name: 'body' }],
  });
  const about = collection({
    name: 'about',
    label: 'À propos',
    singular: 'la page',
    format: 'json',
    file: 'about.json',
    fields,
  });
  expect(decapCollection(about, '2026-11-22')).toMatchObject({
    files: [{ name: 'about', file: 'src/content/about/about.json' }],
  });
});

test('a collection reports what no single field can see', () => {
  const dates = listOf({
    label: 'Dates',
    singular: 'une date',
    max: 3,
    summary: '',
    fields: { day: date({ label: 'Jour' }) },
  });
  const season = collection({
    name: 'season',
    label: 'Saison',
    singular: 'la saison',
    format: 'yaml',
    fields: { dates },
    check: (entry) => (entry.dates.length === 2 ? [] : [{ path: ['dates'], message: 'Il faut deux dates.' }]),
  });
  const result = collectionSchema(season, context).safeParse({ dates: [{ day: '2026-09-01' }] });
  expect(result.error?.issues).toMatchObject([{ path: ['dates'], message: 'Il faut deux dates.' }]);
});

test('a photo that its place cuts says which part stays, or nothing', () => {
  const field = photo({ label: 'Photo' });
  const shown = { src: '../../assets/a.webp', alt: 'Un quai' };
  for (const focus of [undefined, 'top', 'center', 'bottom'])
    expect(field.schema(context).parse({ ...shown, focus })).toMatchObject({ alt: 'Un quai', focus });
  expect(field.schema(context).parse({ ...shown, focus: '' }).focus).toBeUndefined();
  expect(firstMessage(field, { ...shown, focus: 'left' })).toBe(
    'Choisissez une de ces valeurs : top, center, bottom.',
  );
});
