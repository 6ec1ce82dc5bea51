import type { ImageMetadata } from 'astro';
import { getImage } from 'astro:assets';
import type { PictureProps } from '../components/media/Picture.tsx';

/** A picture as the content holds it. */
interface ContentImage {
  src: ImageMetadata;
  alt: string;
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
export async function pictureFor({ src, alt }: ContentImage, place: Place): Promise<PictureProps> {
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
