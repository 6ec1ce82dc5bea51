import { strokes, type World } from './worlds.ts';

interface Props {
  world: World;
}

export function Pictogram({ world }: Props) {
  const [first, second] = strokes[world];
  return (
    <svg className="pictogram" viewBox="0 0 64 64" aria-hidden="true">
      <path d={first} />
      <path d={second} />
    </svg>
  );
}
