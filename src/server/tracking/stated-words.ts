import { typeset } from '../../domain/typeset.ts';
import { statusKey } from '../../domain/application/statuses.ts';
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

/** Those who left an address for the next season have one message to wait for. */
const WAITING: Readonly<Record<string, Pick<StatusWords, 'state' | 'next'>>> = {
  recue: {
    state: 'Votre adresse est notée.',
    next: 'L’équipe vous écrit à la réouverture des inscriptions, et pas avant.',
  },
  prevenue: {
    state: 'Les inscriptions sont ouvertes.',
    next: 'Un message vous l’a dit. Votre adresse a servi : vous pouvez l’effacer ici.',
  },
  retiree: {
    state: 'Vous ne recevrez pas de message.',
    next: 'Vous pouvez aussi effacer votre adresse ici.',
  },
};

/** A status of the team's own: nothing is guessed. */
const UNKNOWN: Pick<StatusWords, 'state' | 'next'> = {
  state: 'L’équipe a bien ce dossier.',
  next: 'Une question sur la suite ? Il suffit de lui écrire, avec la référence.',
};

function templateOf(
  { audience }: ApplicationFile,
  status: string,
  templates: StatusTemplates,
): Pick<StatusWords, 'state' | 'next'> & Partial<StatusWords> {
  const words = audience === 'waiting' ? WAITING[statusKey(status)] : wordsOf(templates, audience, status);
  return words ?? UNKNOWN;
}

/** What a status means to the person on their page, and the day of the answer where one is promised. */
export function statedWords(
  file: ApplicationFile,
  status: string,
  since: Date,
  settings: WordSettings,
): StatedWords {
  const { state, next, associations = false } = templateOf(file, status, settings.templates);
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
