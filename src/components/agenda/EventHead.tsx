import { type EventAudience, eventInBrief, type EventKind } from '../../domain/events/event.ts';
import { formatDateBadge, formatSpan } from '../../domain/french-dates.ts';
import { capital } from '../../domain/typeset.ts';
import { DoorPanel } from '../site/DoorPanel.tsx';
import type { SiteMotif } from '../sites/site-motifs.ts';
import { WholeDates } from '../text/WholeDates.tsx';

interface Props {
  title: string;
  lead: string;
  kind: EventKind;
  audience: EventAudience;
  start: string;
  end: string;
  motif?: SiteMotif | undefined;
  isPast: boolean;
  isCancelled: boolean;
  isExample: boolean;
}

/** Full-bleed head of an event's page: its door opens on a date. */
export function EventHead({ title, lead, start, end, motif, ...event }: Props) {
  const { days, month } = formatDateBadge(start, end);
  const when = formatSpan(start, end);
  return (
    <div className="band event-head" data-motif={motif}>
      <div className="band-words">
        <p className="event-kind">
          {eventInBrief(event)} {event.isCancelled && <em className="ribbon">Annulé</em>}{' '}
          {event.isExample && <em className="ribbon">Exemple</em>}
        </p>
        <h1>{title}</h1>
        <p className="lead">{lead}</p>
        <p className="event-when">
          <time dateTime={start}>
            <WholeDates text={capital(when)} />
          </time>
          {event.isPast && <b>. C’est passé.</b>}
        </p>
      </div>
      <DoorPanel className="event-panel">
        <text className="panel-day" data-days={days.length} x="240" y="380">
          {days}
        </text>
        <text x="240" y="440">
          {month}
        </text>
      </DoorPanel>
    </div>
  );
}
