import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawShareImage, type ShareImage } from './share-image.ts';
import { toPng } from './share-images.ts';

const LONG = 'Deux jours dans un atelier textile : toucher, tisser, tester, et repartir avec un objet';

test.each<Pick<ShareImage, 'title' | 'motif'>>([
  { title: 'Agenda', motif: 'lines' },
  { title: LONG, motif: 'weave' },
  { title: 'Anticonstitutionnellement'.repeat(4), motif: 'spark' },
])('the share image of « $title » has the size that networks want, and few bytes', async (image) => {
  const png = await toPng(await drawShareImage({ ...image, name: 'Mentorat d’excellence' }));
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
  expect(png.length).toBeLessThanOrEqual(100_000);
});

test('words are drawn as paths, so that the machine’s fonts play no part', async () => {
  const draw = (title: string) => drawShareImage({ title, name: 'Mentorat', motif: 'pulse' });
  const svg = await draw('Été');
  expect(svg).not.toContain('<text');
  expect(svg).not.toBe(await draw('Ete'));
  expect(svg).toBe(await draw('Été'));
});
