import { typeset } from '../../domain/typeset.ts';
import {
  type Association,
  type StatusTemplates,
  type StatusWords,
  filledText,
  wordsOf,
} from '../../domain/tracking/status-words.ts';
import { promisedOn } from '../../domain/working-days/working-days.ts';
import type { ApplicationFile } from './files.ts';
import { placeholderValues, type TrackingSettings } from './promise.ts';
import type { StatedWords } from './view.ts';

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

/** What a status means to the person on their page, and the day of the answer where one is promised. */
export function statedWords(
  file: ApplicationFile,
  status: string,
  since: Date,
  settings: WordSettings,
): StatedWords {
  const { state, next, associations } = wordsOf(settings.templates, file.audience, status) ?? UNKNOWN;
  const values = placeholderValues({ reference: file.reference, since }, settings);
  const [, title = state, rest = ''] = /^(.+?[.!?])\s+(.+)$/s.exec(state) ?? [];
  const filled = (text: string): string => typeset(filledText(text, values));
  return {
    state: filled(title).replace(/\.$/, ''),
    next: [rest, next]
      .filter((text) => text !== '')
      .map(filled)
      .join(' '),
    promisedOn: `${state}${next}`.includes('{date}') ? promisedOn(since, settings.promiseDays) : undefined,
    associations: associations ? settings.associations : [],
  };
}
