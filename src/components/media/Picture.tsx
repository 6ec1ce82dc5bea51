/** The part of a picture that stays in view where its place cuts it. */
export type Focus = 'top' | 'center' | 'bottom';

export interface PictureProps {
  /** For browsers without the formats of `sources`; the whole picture in the CMS preview. */
  src: string;
  width: number;
  height: number;
  alt: string;
  /** A little below the top when absent. */
  focus?: Focus | undefined;
  /** Formats by preference, each in several widths. */
  sources?: readonly { type: string; srcSet: string }[] | undefined;
  /** Width that the picture takes, as the attribute `sizes` tells it. */
  sizes?: string | undefined;
  /** Above the fold: loaded at once. */
  eager?: boolean | undefined;
}

/** A picture of the content, in the formats and widths that it was built in. */
export function Picture({
  src,
  width,
  height,
  alt,
  focus,
  sources = [],
  sizes,
  eager = false,
}: PictureProps) {
  return (
    <picture>
      {sources.map(({ type, srcSet }) => (
        <source key={type} type={type} srcSet={srcSet} sizes={sizes} />
      ))}
      <img
        src={src}
        width={width}
        height={height}
        alt={alt}
        data-focus={focus}
        loading={eager ? 'eager' : 'lazy'}
        decoding="async"
      />
    </picture>
  );
}
