import type { EventCardProps } from './EventCard.tsx';
import { EventList } from './EventList.tsx';

interface Props {
  title: string;
  lead: string;
  events: readonly EventCardProps[];
}

/** The next dates beside the words that present them. */
export function NextEvents({ title, lead, events }: Props) {
  return (
    <section className="section wrap next-events">
      <div className="next-events-words">
        <h2>{title}</h2>
        <p className="lead">{lead}</p>
        <a className="button button-quiet" href="/agenda/">
          Tout l’agenda
        </a>
      </div>
      {events.length > 0 && <EventList events={events} />}
    </section>
  );
}
