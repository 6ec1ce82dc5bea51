import { EventCard, type EventCardProps } from './EventCard.tsx';

interface Props {
  events: readonly EventCardProps[];
  level?: 2 | 3;
}

export function EventList({ events, level = 3 }: Props) {
  return (
    <ul className="events">
      {events.map((event) => (
        <li key={event.href}>
          <EventCard {...event} level={level} />
        </li>
      ))}
    </ul>
  );
}
