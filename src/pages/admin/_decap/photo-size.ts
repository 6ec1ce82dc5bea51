/** Maximum of a photo's longer side on the site, in pixels. */
const LONGEST = 1600;

const open = createImageBitmap.bind(globalThis);

/** The photo, made smaller when it is larger than the site shows. */
async function openPhoto(file: File): Promise<ImageBitmap> {
  const photo = await open(file);
  const { width, height } = photo;
  const scale = LONGEST / Math.max(width, height);
  if (scale >= 1) return photo;
  return open(photo, {
    resizeWidth: Math.round(width * scale),
    resizeHeight: Math.round(height * scale),
    resizeQuality: 'high',
  });
}

/** Limits the photos that Decap opens, before it encodes them (decap-cms-core 3.19.1, `lib/imageTransformations.js`). */
export function limitPhotoSizes(): void {
  Reflect.set(globalThis, 'createImageBitmap', (image: ImageBitmapSource, options?: ImageBitmapOptions) =>
    image instanceof File ? openPhoto(image) : open(image, options),
  );
}
