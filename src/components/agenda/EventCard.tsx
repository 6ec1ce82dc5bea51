import { fillsWholeDays, isOneDay } from '../../domain/events/days.ts';
import { audiencePhrase, type EventAudience, type EventKind, kindLabel } from '../../domain/events/event.ts';
import { formatHour, formatDateBadge, formatWeekday } from '../../domain/french-dates.ts';
import type { SiteMotif } from '../sites/site-motifs.ts';
import { WholeDates } from '../text/WholeDates.tsx';

export interface EventCardProps {
  href: string;
  title: string;
  kind: EventKind;
  audience: EventAudience;
  /** Local times of Paris, `YYYY-MM-DDTHH:mm`. */
  start: string;
  end: string;
  place: string;
  site?: { name: string; motif: SiteMotif } | undefined;
  isPast: boolean;
  isCancelled: boolean;
  /** An invented event, never shown on the published site. */
  isExample: boolean;
  /** Heading level of the title in the page around. */
  level?: 2 | 3 | undefined;
}

/** An event in a list: its date is a door of its site's colour; the whole card is the link. */
export function EventCard({ level = 3, href, title, start, end, place, site, ...event }: EventCardProps) {
  const Heading = `h${level}` as const;
  const { days, month } = formatDateBadge(start, end);
  const lasts = !isOneDay({ start, end });
  const hour = fillsWholeDays({ start, end }) ? '' : `, ${formatHour(start)}`;
  return (
    <a className={event.isPast ? 'event-card event-past' : 'event-card'} href={href} data-motif={site?.motif}>
      <span className="event-day" aria-hidden="true">
        <span className="event-date">
          <b data-range={lasts ? '' : undefined}>{days}</b>
          {month}
        </span>
      </span>
      <div className="event-words">
        <p className="event-kind">
          <b>{kindLabel(event.kind)}</b> {audiencePhrase(event.audience)}{' '}
          {event.isCancelled && <em className="ribbon">Annulé</em>}{' '}
          {event.isExample && <em className="ribbon">Exemple</em>}
        </p>
        <Heading>{title}</Heading>
        <p>
          <time dateTime={start}>
            <WholeDates text={formatWeekday(start) + hour} />
          </time>
          {lasts && ', sur plusieurs jours'}
        </p>
        <p className="event-place">{place}</p>
      </div>
    </a>
  );
}
