import { expect, test } from 'vitest';
import { ownPhotoName } from './photo-name.ts';

let contents = 0;

/** A file of this name and of a content of its own. */
const fileNamed = (name: string) => new File([`content ${String((contents += 1))}`], name);

test.each([
  ['Été à l’atelier.JPG', 'ete-a-l-atelier'],
  ['photo (1).jpeg', 'photo-1'],
  ['Œuvre & cœur.png', 'oeuvre-coeur'],
  ['🎉🎉.jpg', 'photo'],
  ['....jpg', 'photo'],
  ['صورة.webp', 'photo'],
  ['.jpg', 'photo'],
  ['sans-extension', 'sans-extension'],
  ['../../accueil.jpg', 'accueil'],
  ['CON.jpg', 'con'],
])('%s is kept under its words and letters of its own', async (name, words) => {
  expect(await ownPhotoName(fileNamed(name))).toMatch(new RegExp(String.raw`^${words}-[\da-f]{8}\.webp$`));
});

test('a name of a hundred characters is cut, and never ends in a dash', async () => {
  const name = await ownPhotoName(fileNamed(`${'visite de l’atelier '.repeat(5)}.jpg`));
  expect(name).toMatch(/^visite-de-l-atelier-[a-z-]*[a-z]-[\da-f]{8}\.webp$/);
  expect(name.length).toBeLessThan(70);
});

test('two photos of one name in the same second have two names, the same photo under two names has one', async () => {
  const [first, second] = [fileNamed('atelier.jpg'), fileNamed('atelier.jpg')];
  const name = await ownPhotoName(first);
  expect(await ownPhotoName(second)).not.toBe(name);
  expect(await ownPhotoName(new File([first], 'copie de l’atelier.jpg'))).toBe(name);
});
