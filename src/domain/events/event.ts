import { labelOf } from '../label-of.ts';
import { parisInstant } from './paris-time.ts';

export const EVENT_KINDS = [
  { value: 'visit', label: 'Visite d’entreprise' },
  { value: 'workshop', label: 'Atelier' },
  { value: 'immersion', label: 'Immersion' },
  { value: 'meeting', label: 'Réunion d’information' },
  { value: 'training', label: 'Formation' },
] as const;

export const EVENT_AUDIENCES = [
  { value: 'youth', label: 'Jeunes' },
  { value: 'mentor', label: 'Mentors' },
  { value: 'company', label: 'Entreprises' },
  { value: 'everyone', label: 'Tout le monde' },
] as const;

/** The pages of all the dates, where no event can stand: `/agenda/<name>/`. */
export const EVENT_LISTS = { upcoming: 'a-venir', past: 'passes' } as const;

export type EventKind = (typeof EVENT_KINDS)[number]['value'];
export type EventAudience = (typeof EVENT_AUDIENCES)[number]['value'];

export const kindLabel = (kind: EventKind) => labelOf(EVENT_KINDS, kind);
export const audienceLabel = (audience: EventAudience) => labelOf(EVENT_AUDIENCES, audience);

const audiencePhrases: Record<EventAudience, string> = {
  youth: 'pour les jeunes',
  mentor: 'pour les mentors',
  company: 'pour les entreprises',
  everyone: 'pour tout le monde',
};

export const audiencePhrase = (audience: EventAudience) => audiencePhrases[audience];

/** « Atelier pour les jeunes ». */
export const eventInBrief = ({ kind, audience }: { kind: EventKind; audience: EventAudience }) =>
  `${kindLabel(kind)} ${audiencePhrase(audience)}`;

/** True of an event that anybody it is for may come to; a training is for mentors whom the team has met, and stands in the agenda alone. */
export function isProposed({ data }: { readonly data: { readonly kind: EventKind } }): boolean {
  return data.kind !== 'training';
}

/** True unless a training is said to be for others than mentors. */
export function isForWhomItMayBe({ kind, audience }: { kind: EventKind; audience: EventAudience }): boolean {
  return kind !== 'training' || audience === 'mentor';
}

/** When something happens, in Paris: local times `YYYY-MM-DDTHH:mm`. */
export interface Span {
  start: string;
  end: string;
}

/**
 * Events still to end, the next first, and those that have ended, the latest first.
 * An event under way is still to come: one may yet join it.
 */
export function agendaAt<E extends { data: Span }>(events: readonly E[], now: Date) {
  // Local times sort as the instants that they mean.
  const sorted = events.toSorted((a, b) => a.data.start.localeCompare(b.data.start));
  const { upcoming = [], past = [] } = Object.groupBy(sorted, ({ data }) =>
    parisInstant(data.end) <= now ? 'past' : 'upcoming',
  );
  return { upcoming, past: past.toReversed() };
}
