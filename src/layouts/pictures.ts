import type { ImageMetadata } from 'astro';
import { getImage } from 'astro:assets';
import type { Focus, PictureProps } from '../components/media/Picture.tsx';

/** A picture as the content holds it. */
interface ContentImage {
  src: ImageMetadata;
  alt: string;
  focus?: Focus | undefined;
}

interface Place {
  /** Widths to build, in pixels; those wider than the picture are left out. */
  widths: number[];
  /** Width that it takes, as the attribute `sizes` tells it. */
  sizes: string;
  /** Above the fold. */
  eager?: boolean;
}

/** Builds a picture in AVIF and WebP, and in JPEG for older browsers. */
export async function pictureFor({ src, alt, focus }: ContentImage, place: Place): Promise<PictureProps> {
  const { widths, sizes, eager } = place;
  const build = (format: 'avif' | 'webp') => getImage({ src, format, widths });
  const [avif, webp, fallback] = await Promise.all([
    build('avif'),
    build('webp'),
    getImage({ src, format: 'jpg', width: Math.min(src.width, ...widths.slice(-1)) }),
  ]);
  return {
    src: fallback.src,
    width: src.width,
    height: src.height,
    alt,
    focus,
    sizes,
    eager,
    sources: [
      { type: 'image/avif', srcSet: avif.srcSet.attribute },
      { type: 'image/webp', srcSet: webp.srcSet.attribute },
    ],
  };
}

/** The picture at the head of an entry's page, of the width that `sizes` tells. */
export function headPicture(image: ContentImage, sizes: string): Promise<PictureProps> {
  return pictureFor(image, { widths: [480, 800, 1200, 1600], sizes, eager: true });
}

/** The picture in the door at the head of a page, in the place of its drawing; undefined without a photo. */
export async function doorPicture(photo: ContentImage | undefined): Promise<PictureProps | undefined> {
  const place = { widths: [360, 720, 1080], sizes: '(min-width: 48rem) 30vw, 92vw', eager: true };
  return photo && (await pictureFor(photo, place));
}
