import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Collection } from './collection.ts';
import { collectionSchema } from './collection.ts';
import { collections } from './collections.ts';
import { CONTENT_FOLDER } from './decap.ts';
import { uncheckedContext } from './entry-check.ts';
import { readEntry } from './entry-file.ts';
import { filled } from './filled.ts';

const all: Collection[] = Object.values(collections);

test.each(all)('a finished entry of $name is shown as the site has it', (collection) => {
  for (const file of globSync(`${CONTENT_FOLDER}/${collection.name}/*`)) {
    const { data } = readEntry(collection.format, readFileSync(file, 'utf8'));
    expect(filled(collection.fields, data), file).toEqual(
      collectionSchema(collection, uncheckedContext).parse(data),
    );
  }
});

test.each(all)(
  'an entry of $name that has just been opened has the shape of a finished one',
  ({ fields }) => {
    expect(Object.keys(filled(fields, {}))).toEqual(Object.keys(fields));
  },
);

test('what is wrong is empty or as it was typed, and leaves the rest', () => {
  const { title, how, doors } = filled(collections.home.fields, {
    title: 'x'.repeat(200),
    how: { steps: [{ title: "L'été" }, 'rien'] },
    doors: 3,
  });
  expect(title).toBe('x'.repeat(200));
  expect(how.steps).toEqual([
    { title: 'L’été', text: '' },
    { title: '', text: '' },
  ]);
  expect(doors).toEqual({ youth: '', mentor: '', company: '' });
});

test('a photo shows before it is described, a description waits for its photo', () => {
  const { fields } = collections.stories;
  const image = (typed: object) => filled(fields, { image: typed }).image;
  expect(image({ src: '../../assets/stories/a.webp' })).toMatchObject({
    src: { src: '../../assets/stories/a.webp' },
    alt: '',
  });
  expect(image({ alt: 'Un quai' })).toMatchObject({ src: { src: '' }, alt: 'Un quai' });
});
