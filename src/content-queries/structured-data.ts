import type { BreadcrumbList, Event, FAQPage, NGO, WithContext } from 'schema-dts';
import { audienceLabel, type EventAudience, type EventKind } from '../domain/events/event.ts';
import { parisTimestamp } from '../domain/events/paris-time.ts';
import { PROGRAMME } from '../domain/programme.ts';

/** Structured data of a page for search engines (https://schema.org), as a `<script type="application/ld+json">`. */
export type StructuredData = WithContext<BreadcrumbList | Event | FAQPage | NGO>;

const context = { '@context': 'https://schema.org' } as const;

interface Organisation {
  name: string;
  email: string;
  /** Address of the home page. */
  url: URL;
}

export function organisationData({ name, email, url }: Organisation): WithContext<NGO> {
  return {
    ...context,
    '@type': 'NGO',
    name,
    email,
    url: url.href,
    logo: new URL('/apple-touch-icon.png', url).href,
    areaServed: PROGRAMME.territory.name,
  };
}

interface EventFacts {
  title: string;
  kind: EventKind;
  audience: EventAudience;
  lead: string;
  start: string;
  end: string;
  place: string;
  places?: number | undefined;
  cancelled?: boolean | undefined;
}

export function eventData(event: EventFacts, url: URL, organiser: Organisation): WithContext<Event> {
  return {
    ...context,
    '@type': event.kind === 'training' ? 'EducationEvent' : 'Event',
    name: event.title,
    description: event.lead,
    url: url.href,
    startDate: parisTimestamp(event.start),
    endDate: parisTimestamp(event.end),
    inLanguage: 'fr',
    eventStatus: event.cancelled ? 'https://schema.org/EventCancelled' : 'https://schema.org/EventScheduled',
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    location: { '@type': 'Place', name: event.place, address: event.place },
    organizer: { '@type': 'NGO', name: organiser.name, url: organiser.url.href },
    ...(event.audience !== 'everyone' && {
      audience: { '@type': 'Audience', audienceType: audienceLabel(event.audience) },
    }),
    ...(event.places !== undefined && { maximumAttendeeCapacity: event.places }),
  };
}

/** `answer` may hold simple HTML. */
export function questionsData(
  questions: readonly { question: string; answer: string }[],
): WithContext<FAQPage> {
  return {
    ...context,
    '@type': 'FAQPage',
    inLanguage: 'fr',
    mainEntity: questions.map(({ question, answer }) => ({
      '@type': 'Question',
      name: question,
      acceptedAnswer: { '@type': 'Answer', text: answer },
    })),
  };
}

/** The way from the home page to a page, itself last. */
export function trailData(
  trail: readonly { label: string; href: string }[],
  site: URL,
): WithContext<BreadcrumbList> {
  return {
    ...context,
    '@type': 'BreadcrumbList',
    itemListElement: trail.map(({ label, href }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: label,
      item: new URL(href, site).href,
    })),
  };
}
