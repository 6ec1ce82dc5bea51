declare module 'subset-font' {
  /** The font with the glyphs of a text alone. */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: {
      targetFormat: 'woff2';
      /** Tags of the layout features to keep. */
      keepFeatures: readonly string[];
      dropTables: readonly string[];
    },
  ): Promise<Buffer>;
}
