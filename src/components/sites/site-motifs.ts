/** A site's motif: its colour (`[data-motif]` in the tokens) and its pictogram. */
export type SiteMotif = 'pulse' | 'pixels' | 'weave' | 'sprout' | 'spark';

/** Each pictogram is made of two lines that meet; the second takes the light colour. */
export const motifStrokes: Record<SiteMotif, [string, string]> = {
  pulse: ['M2 36h12l8-20 10 36', 'M62 36H50l-8-16-10 32'],
  pixels: [
    'M4 48h10v10H4zM4 34h10v10H4zM18 34h10v10H18zM18 20h10v10H18zM32 20h10v10H32z',
    'M50 48h10v10H50zM36 48h10v10H36zM36 34h10v10H36zM50 20h10v10H50zM50 6h10v10H50z',
  ],
  weave: [
    'M16 4v20M16 40v20M32 4v4M32 24v16M32 56v4M48 4v20M48 40v20',
    'M4 16h4M24 16h16M56 16h4M4 32h20M40 32h20M4 48h4M24 48h16M56 48h4',
  ],
  sprout: ['M28 60V40C28 26 20 18 4 18c0 14 8 22 24 22', 'M36 60V30C36 16 44 8 60 8c0 14-8 22-24 22'],
  spark: ['M32 4v20M32 40v20M4 32h20M40 32h20', 'M13 13l10 10M41 41l10 10M51 13L41 23M23 41L13 51'],
};
