import { stat } from 'node:fs/promises';
import sharp from 'sharp';
import { HEAVIEST_PHOTO, type PhotoFault } from '../src/cms/content-check.ts';

const formats = new Set(['jpeg', 'png', 'webp']);

/** The fault of a photo's file, which exists; it is decoded to its end. */
export async function photoFault(file: string): Promise<PhotoFault | undefined> {
  if ((await stat(file)).size > HEAVIEST_PHOTO) return 'heavy';
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
