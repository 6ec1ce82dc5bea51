import type { EventCardProps } from './EventCard.tsx';

/** Props of an event's card, from its entry and that of its site. */
export function eventCardProps({
  id,
  data: { title, kind, audience, start, end, place, cancelled = false, exemple = false },
  site,
  isPast = false,
}: {
  readonly id: string;
  readonly data: Pick<EventCardProps, 'title' | 'kind' | 'audience' | 'start' | 'end' | 'place'> & {
    readonly cancelled?: boolean | undefined;
    readonly exemple?: boolean | undefined;
  };
  readonly site: EventCardProps['site'];
  readonly isPast?: boolean;
}): EventCardProps {
  return {
    href: `/agenda/${id}/`,
    title,
    kind,
    audience,
    start,
    end,
    place,
    site: site && { name: site.name, motif: site.motif },
    isPast,
    isCancelled: cancelled,
    isExample: exemple,
  };
}
