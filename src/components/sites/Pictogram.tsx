import { motifStrokes, type SiteMotif } from './site-motifs.ts';

interface Props {
  motif: SiteMotif;
}

/** The two lines of a pictogram, to be drawn in 64 × 64. */
export function Strokes({ motif }: Props) {
  return motifStrokes[motif].map((line) => <path key={line} d={line} />);
}

export function Pictogram({ motif }: Props) {
  return (
    <svg className="pictogram" viewBox="0 0 64 64" aria-hidden="true">
      <Strokes motif={motif} />
    </svg>
  );
}
