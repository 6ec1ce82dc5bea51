import type { Audience } from '../application/form.ts';
import { BULLETIN } from '../screening.ts';
import { statusKey } from '../application/statuses.ts';

/** Minutes for which a change of status may be undone before anybody is told. */
export const UNDO_MINUTES = 15;

/** Placeholders that staff may write between braces, and the value of each. */
export const PLACEHOLDERS = {
  prénom: 'le prénom de la personne',
  référence: 'sa référence',
  date: 'le dernier jour pour lui répondre, par exemple mardi 1er décembre 2026',
  'fin de saison': 'le dernier jour de la saison',
  programme: 'le nom du programme',
  contact: 'l’adresse e-mail de l’équipe',
  'adresse du site': 'l’adresse du site, sans barre à la fin',
  formulaire:
    'l’adresse du formulaire que la personne attendait ; seule dans son paragraphe, c’est un bouton',
  [BULLETIN]: 'ce que les Réglages disent du bulletin n° 3, s’il est demandé',
} as const satisfies Readonly<Record<string, string>>;

export type Placeholder = keyof typeof PLACEHOLDERS;

/** Those that become a day, which passes. */
export const DAYS = ['date', 'fin de saison'] as const satisfies readonly Placeholder[];

/** True when a text names this day. */
export function namesDay(text: string, day: (typeof DAYS)[number]): boolean {
  return text.normalize('NFC').includes(`{${day}}`);
}
export type PlaceholderValues = Readonly<Record<Placeholder, string>>;

/** Message sent once when a status becomes this one. */
export interface StatusMessage {
  readonly subject: string;
  /** Plain text, an empty line between paragraphs; the letter greets by itself. */
  readonly email: string;
  /** Plain text for whoever prefers a call or a text message. */
  readonly sms: string;
}

/** Meaning of a status for the person, as staff write it, placeholders included. */
export interface StatusWords {
  /** « Où j’en suis ». */
  readonly state: string;
  /** « La suite », with by when. */
  readonly next: string;
  /** In place of `next` once a day that it names is past: no page promises a past day. */
  readonly late?: string | undefined;
  /** Other associations are told as well, if the site names some. */
  readonly associations: boolean;
  /** Absent: the change is dated in the journal, and nobody is written to. */
  readonly message?: StatusMessage | undefined;
}

/** By audience, then by `statusKey`. */
export type StatusTemplates = Readonly<Record<Audience, Readonly<Record<string, StatusWords>>>>;

/** Somebody else who may help. */
export interface Association {
  readonly name: string;
  readonly what: string;
  readonly whom: string;
  readonly url: string;
}

/** The words of a status, however it is typed; `undefined` when it is none of the audience's. */
export function wordsOf(
  templates: StatusTemplates,
  audience: Audience,
  status: string,
): StatusWords | undefined {
  const ofAudience = templates[audience];
  const key = statusKey(status);
  return Object.hasOwn(ofAudience, key) ? ofAudience[key] : undefined;
}

const BRACES = /\{([^{}]*)\}/g;

/** Every `{…}` or lone brace that would stay as it is, for want of a value. */
export function unknownPlaceholders(text: string, allowed: readonly string[]): readonly string[] {
  const left = text
    .normalize('NFC')
    .replaceAll(BRACES, (found, name: string) => (allowed.includes(name) ? '' : found));
  return left.match(/\{[^{}]*\}|[{}]/g) ?? [];
}

/** The text with its placeholders replaced; one whose value is empty goes with the space before it. */
export function filledText(text: string, values: PlaceholderValues): string {
  const byName = new Map<string, string>(Object.entries(values));
  return text.normalize('NFC').replaceAll(/( ?)\{([^{}]*)\}/g, (found, space: string, name: string) => {
    const value = byName.get(name);
    if (value === undefined) return found;
    return value === '' ? '' : space + value;
  });
}
