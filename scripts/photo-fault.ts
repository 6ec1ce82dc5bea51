import { stat } from 'node:fs/promises';
import sharp from 'sharp';
import { MAX_PHOTO_BYTES, type PhotoFault } from '../src/cms/content-check.ts';

const formats = new Set(['jpeg', 'png', 'webp']);

/** The fault of a photo's file, which exists; it is decoded to its end. */
export async function photoFault(file: string): Promise<PhotoFault | undefined> {
  if ((await stat(file)).size > MAX_PHOTO_BYTES) return 'too-large';
  try {
    const photo = sharp(file, { failOn: 'truncated' });
    const { format } = await photo.metadata();
    if (!formats.has(format)) return 'other-format';
    // A few pixels of it are enough, and quick to make.
    await photo.resize(16).raw().toBuffer();
    return undefined;
  } catch {
    return 'unreadable';
  }
}
