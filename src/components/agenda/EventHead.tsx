import { type EventKind, kindLabel } from '../../domain/events/event.ts';
import { formatLeaf, formatSpan } from '../../domain/french-dates.ts';
import type { World } from '../sites/worlds.ts';

interface Props {
  title: string;
  lead: string;
  kind: EventKind;
  start: string;
  end: string;
  world?: World | undefined;
  isPast: boolean;
  isExample: boolean;
}

/** Full-bleed head of an event's page: the two lines make a door, and the door opens on a date. */
export function EventHead({ title, lead, kind, start, end, world, isPast, isExample }: Props) {
  const { days, month } = formatLeaf(start, end);
  const when = formatSpan(start, end);
  return (
    <div className="band event-head" data-world={world}>
      <div className="band-words">
        <p className="event-kind">
          {kindLabel(kind)}
          {isExample && <em className="ribbon">Exemple</em>}
        </p>
        <h1>{title}</h1>
        <p className="lead">{lead}</p>
        <p className="event-when">
          <time dateTime={start}>{when.charAt(0).toLocaleUpperCase('fr') + when.slice(1)}</time>
          {isPast && <b>. C’est passé.</b>}
        </p>
      </div>
      <svg
        className="event-panel"
        viewBox="0 0 480 560"
        preserveAspectRatio="xMidYMax slice"
        aria-hidden="true"
      >
        <path className="panel-door" d="M100 560V240a140 140 0 0 1 280 0v320z" />
        <text className="panel-day" data-days={days.length} x="240" y="380">
          {days}
        </text>
        <text x="240" y="440">
          {month}
        </text>
        <path className="panel-line" d="M-1600 520H44a40 40 0 0 0 40-40V240A156 156 0 0 1 240 84" />
        <path
          className="panel-line panel-line-2"
          d="M2000 520H436a40 40 0 0 1-40-40V240A156 156 0 0 0 240 84"
        />
      </svg>
    </div>
  );
}
