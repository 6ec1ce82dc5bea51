const sheets = import.meta.glob<string>(
  ['./schemes.css', '../../../../styles/*.css', '../../../../components/**/*.css'],
  {
    query: '?inline',
    import: 'default',
    eager: true,
  },
);

/** The site's styles as text for the frame of the preview; their layers decide of their order, so that a new one needs nothing here. */
export const previewStyles: readonly string[] = [
  '@layer reset, tokens, base, layout, components;',
  ...Object.values(sheets),
];
