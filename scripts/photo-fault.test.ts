import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { photoFault } from './photo-fault.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'photos-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const photo = sharp({
  create: {
    width: 400,
    height: 300,
    channels: 3,
    background: '#b83a1b',
    noise: { type: 'gaussian', mean: 128, sigma: 30 },
  },
});
const jpeg = await photo.clone().jpeg().toBuffer();

async function faultOf(content: Buffer | string) {
  const file = path.join(folder, 'photo.jpg');
  await writeFile(file, content);
  return await photoFault(file);
}

test.each([
  ['JPEG', jpeg],
  ['PNG', await photo.clone().png().toBuffer()],
  ['WebP', await photo.clone().webp().toBuffer()],
])('a %s is a photo, whatever its name', async (_, content) => {
  expect(await faultOf(content)).toBeUndefined();
});

test.each([
  [
    'a drawing with a script',
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
    'other-format',
  ],
  ['a picture of a phone (HEIF)', await photo.clone().avif({ effort: 0 }).toBuffer(), 'other-format'],
  ['a document', '%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF', 'unreadable'],
  ['a text', 'Bonjour', 'unreadable'],
  ['nothing', '', 'unreadable'],
  ['half a photo', jpeg.subarray(0, jpeg.length / 2), 'unreadable'],
  ['a photo of 30 MB', Buffer.concat([jpeg, Buffer.alloc(30_000_000)]), 'too-large'],
])('%s named photo.jpg is %3$s', async (_, content, fault) => {
  expect(await faultOf(content)).toBe(fault);
});
