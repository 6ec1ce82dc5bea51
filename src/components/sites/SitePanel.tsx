import { strokes, type World } from './worlds.ts';

interface Props {
  world: World;
}

/** The site's pictogram behind a door that the two lines draw. */
export function SitePanel({ world }: Props) {
  const [first, second] = strokes[world];
  return (
    <svg className="site-panel" viewBox="0 0 480 560" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <path className="panel-door" d="M100 560V240a140 140 0 0 1 280 0v320z" />
      <svg className="pictogram" x="145" y="240" width="190" height="190" viewBox="0 0 64 64">
        <path d={first} />
        <path d={second} />
      </svg>
      <path className="panel-line" d="M-1600 520H44a40 40 0 0 0 40-40V240A156 156 0 0 1 240 84" />
      <path
        className="panel-line panel-line-2"
        d="M2000 520H436a40 40 0 0 1-40-40V240A156 156 0 0 0 240 84"
      />
    </svg>
  );
}
