import type { PreviewTemplateComponentProps } from 'decap-cms-core';
import type { Focus, PictureProps } from '../../../../components/media/Picture.tsx';

/** Gives the address of an uploaded picture, from its path in an entry. */
export function urlShown(decap: PreviewTemplateComponentProps): (path: string) => string {
  return (path) => pictureShown(decap, { src: { src: path }, alt: '' })?.src ?? '';
}

/** The picture of an entry, as the CMS holds it: the box that the page's stylesheet gives decides of the size. */
export function pictureShown(
  { boundGetAsset, collection, entry }: PreviewTemplateComponentProps,
  image: { src: { src: string }; alt: string; focus?: Focus | undefined } | undefined,
): PictureProps | undefined {
  if (image === undefined || image.src.src === '') return undefined;
  // Decap looks in the folder of the entry that is edited; the picture of another is in the folder that its path names.
  const folder = image.src.src.replace(/^(?:\.\.\/)*/, '/src/').replace(/\/[^/]*$/, '');
  const holder = collection.delete('files').set('media_folder', folder);
  const { url } = boundGetAsset(holder, entry.clear().set('slug', folder))(image.src.src);
  return { src: url, width: 1600, height: 1200, alt: image.alt, focus: image.focus };
}
