import * as z from 'zod';
import { daysAfter } from '../days-after.ts';
import { EVENT_AUDIENCES, EVENT_KINDS } from './event.ts';
import { clockMistake, parisInstant } from './paris-time.ts';

function valuesOf<const V extends string>(options: readonly { readonly value: V }[]): readonly V[] {
  return options.map(({ value }) => value);
}

const localTime = z.string().refine((text) => clockMistake(text) === undefined);

const eventSchema = z.object({
  /** The name of its file, and the end of its address. */
  slug: z.string(),
  title: z.string(),
  kind: z.enum(valuesOf(EVENT_KINDS)),
  audience: z.enum(valuesOf(EVENT_AUDIENCES)),
  /** Local times of Paris, `YYYY-MM-DDTHH:mm`. */
  start: localTime,
  end: localTime,
  place: z.string(),
  /** Absent: there is a place for everybody. */
  places: z.number().int().positive().optional(),
  /** Local time of Paris; absent: until the start. */
  registrationUntil: localTime.optional(),
  cancelled: z.boolean(),
  /** The event as an iCalendar file; absent of one that is past. */
  calendar: z.string().optional(),
});

/** The agenda as the build ships it to the functions. */
export const agendaSchema = z.object({ events: z.array(eventSchema) });

/** The address of that file. */
export const AGENDA_FILE = '/agenda.json';

/** An event of the published agenda, as registrations need it; an example is none. */
export type ProgrammeEvent = Readonly<z.output<typeof eventSchema>>;

/** Those who register on their own page. */
export type Guest = 'youth' | 'mentor';

export function isFor(guest: Guest, { audience }: Pick<ProgrammeEvent, 'audience'>): boolean {
  return audience === guest || audience === 'everyone';
}

export function startOf({ start }: Pick<ProgrammeEvent, 'start'>): Date {
  return parisInstant(start);
}

export function endOf({ end }: Pick<ProgrammeEvent, 'end'>): Date {
  return parisInstant(end);
}

/** When nobody can register any more. */
export function closesAt({ start, registrationUntil = start }: ProgrammeEvent): Date {
  return parisInstant(registrationUntil);
}

/** True while somebody may register, or take themselves off the list. */
export function isTakingNames(event: ProgrammeEvent, now: Date): boolean {
  return !event.cancelled && now < closesAt(event) && now < startOf(event);
}

/** Days before an event on which those who are expected are reminded. */
const REMINDER_DAYS = 3;

/** When those who are expected are reminded: in the morning, three days before. */
export function reminderOf({ start }: Pick<ProgrammeEvent, 'start'>): Date {
  return parisInstant(`${daysAfter(start.slice(0, 10), -REMINDER_DAYS)}T09:00`);
}
