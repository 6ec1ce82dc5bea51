import { SectionIntro } from '../site/SectionIntro.tsx';
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
      <SectionIntro
        className="next-events-words"
        title={title}
        lead={lead}
        href="/agenda/"
        label="Tout l’agenda"
      />
      <EventList events={events} />
    </section>
  );
}
