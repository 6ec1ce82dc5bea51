import { type DoorView, doorViews } from './door-views.ts';

/** One arch made by the two lines: a youth's from the left, a mentor's from the right; they meet above the door. */
export function DoorArt({ view }: { view: DoorView }) {
  const { sun, shapes } = doorViews[view];
  return (
    <svg className="door-art" viewBox="0 0 400 400" preserveAspectRatio="xMidYMax meet" aria-hidden="true">
      <path className="sky" data-part="door" d="M110 400V200a90 90 0 0 1 180 0v200z" />
      {sun && <circle className="sun" cx={sun[0]} cy={sun[1]} r={sun[2]} />}
      {shapes.map(({ d, is }) => (
        <path key={d} className={is} d={d} />
      ))}
      <path data-part="youth" d="M-1600 340H56a40 40 0 0 0 40-40V200A104 104 0 0 1 200 96" />
      <path
        className="mentor"
        data-part="mentor"
        d="M2000 340H344a40 40 0 0 1-40-40V200A104 104 0 0 0 200 96"
      />
    </svg>
  );
}
