import type { Tracking } from '../../components/tracking/TrackingPage.tsx';
import type { Audience } from '../../domain/application/form.ts';
import type { IsoDate } from '../../domain/eligibility/age.ts';
import { typeset } from '../../domain/typeset.ts';
import {
  type Association,
  type StatusTemplates,
  type StatusWords,
  filledText,
  namesDay,
  wordsOf,
} from '../../domain/tracking/status-words.ts';
import { promisedOn } from '../../domain/working-days/working-days.ts';
import { placeholderValues, type TrackingSettings } from './promise.ts';

/** The words of a status for the person. */
export type StatedWords = Pick<Tracking, 'state' | 'next' | 'promisedOn' | 'associations'>;

/** The status that a person was notified of. */
export interface StatusSince {
  readonly status: string;
  /** When the days of its promise begin to count. */
  readonly since: Date;
}

export interface WordSettings extends TrackingSettings {
  readonly templates: StatusTemplates;
  readonly associations: readonly Association[];
}

/** A status of the team's own: nothing is guessed. */
const UNKNOWN: StatusWords = {
  state: 'L’équipe a bien ce dossier.',
  next: 'Une question sur la suite ? Il suffit de lui écrire, avec la référence.',
  associations: false,
};

/** The days that a text names. */
function daysIn(text: string, promised: IsoDate, { seasonEndsOn }: WordSettings): readonly IsoDate[] {
  return [
    ...(namesDay(text, 'date') ? [promised] : []),
    ...(namesDay(text, 'fin de saison') ? [seasonEndsOn] : []),
  ];
}

/**
 * The words of a status on the person's page on a day, and the day of the answer where one is promised: never a past
 * one, of which `late` is told in place.
 */
export function statedWords(
  file: { readonly audience: Audience; readonly reference: string },
  { status, since }: StatusSince,
  today: IsoDate,
  settings: WordSettings,
): StatedWords {
  const words = wordsOf(settings.templates, file.audience, status) ?? UNKNOWN;
  const { state, associations } = words;
  const promised = promisedOn(since, settings.promiseDays);
  const isLate = daysIn(words.next, promised, settings).some((day) => day < today);
  const next = isLate ? (words.late ?? UNKNOWN.next) : words.next;
  const values = placeholderValues({ reference: file.reference, since }, settings);
  const [, title = state, rest = ''] = /^(.+?[.!?])\s+(.+)$/s.exec(state) ?? [];
  const filled = (text: string): string => typeset(filledText(text, values));
  return {
    state: filled(title).replace(/\.$/, ''),
    next: [rest, next]
      .filter((text) => text !== '')
      .map(filled)
      .join(' '),
    promisedOn: namesDay(next, 'date') ? promised : undefined,
    associations: associations ? settings.associations : [],
  };
}
