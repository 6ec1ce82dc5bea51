import { strokes, type World } from './worlds.ts';

interface Props {
  world: World;
}

/** The two lines of a pictogram, to be drawn in 64 × 64. */
export function Strokes({ world }: Props) {
  return strokes[world].map((line) => <path key={line} d={line} />);
}

export function Pictogram({ world }: Props) {
  return (
    <svg className="pictogram" viewBox="0 0 64 64" aria-hidden="true">
      <Strokes world={world} />
    </svg>
  );
}
