import { quotableFirstName } from '../../domain/application/quotable.ts';
import type { Guest, ProgrammeEvent } from '../../domain/events/programme-event.ts';
import { formatSpan } from '../../domain/french-dates.ts';
import { capital } from '../../domain/typeset.ts';
import type { Link } from '../links/links.ts';
import { closedByLast, type Draft, greetingTo, messageOf, paragraphs, QUESTION } from './draft.ts';
import { type LetterSettings, linkBlock } from './letter-links.ts';
import type { Message } from './message.ts';

/** Something that somebody is told of an event they asked to come to. */
export type RegistrationEvent =
  'registered' | 'promoted' | 'waiting' | 'moved' | 'cancelled' | 'restored' | 'reminder' | 'blocked';

type Place = Pick<ProgrammeEvent, 'title' | 'start' | 'end' | 'place'>;

interface Words {
  readonly title: (title: string) => string;
  readonly texts: (what: { readonly named: string; readonly when: string }) => readonly string[];
  /** In a text message, by the team. */
  readonly sms: (what: { readonly named: string; readonly when: string }) => string;
  /** Says when and where, and goes with the calendar file. */
  readonly hasPlace?: true;
}

const TITLES = {
  registered: (title: string) => `C’est noté : ${title}`,
  promoted: (title: string) => `Une place s’est libérée : ${title}`,
  waiting: (title: string) => `Liste d’attente : ${title}`,
  moved: (title: string) => `Un changement : ${title}`,
  cancelled: (title: string) => `Annulé : ${title}`,
  restored: (title: string) => `Finalement, c’est maintenu : ${title}`,
  reminder: (title: string) => `Bientôt : ${title}`,
  blocked: (title: string) => `Pas encore possible : ${title}`,
};

const TO_YOUTH: Readonly<Record<RegistrationEvent, Words>> = {
  registered: {
    title: TITLES.registered,
    texts: ({ named }) => [
      `Tu as ta place pour ${named}.`,
      'Un empêchement ? Dis-le sur ton suivi : ta place ira à quelqu’un d’autre.',
    ],
    sms: ({ named, when }) => `tu as ta place pour ${named} : ${when}. Un empêchement ? Réponds à ce SMS.`,
    hasPlace: true,
  },
  promoted: {
    title: TITLES.promoted,
    texts: ({ named }) => [
      `Tu étais sur la liste d’attente de ${named} : une place s’est libérée, elle est à toi.`,
      'Tu ne peux plus venir ? Dis-le sur ton suivi : ta place ira à quelqu’un d’autre.',
    ],
    sms: ({ named, when }) =>
      `une place s’est libérée pour ${named}, elle est à toi : ${when}. Tu ne peux plus venir ? Réponds à ce SMS.`,
    hasPlace: true,
  },
  waiting: {
    title: TITLES.waiting,
    texts: ({ named }) => [
      `Toutes les places de ${named} sont prises pour l’instant. Tu es sur la liste d’attente.`,
      'Dès qu’une place se libère, elle va à la première personne de la liste, et nous te prévenons. Tu n’as rien à faire.',
    ],
    sms: ({ named }) =>
      `toutes les places de ${named} sont prises pour l’instant. Tu es sur la liste d’attente : nous te prévenons si une place se libère.`,
  },
  moved: {
    title: TITLES.moved,
    texts: ({ named }) => [
      `La date, l’heure ou le lieu de ${named} ont changé. Voici ce qui compte maintenant.`,
      'Tu ne peux plus venir ? Dis-le sur ton suivi.',
    ],
    sms: ({ named, when }) =>
      `la date, l’heure ou le lieu de ${named} ont changé. Maintenant : ${when}. Tu ne peux plus venir ? Réponds à ce SMS.`,
    hasPlace: true,
  },
  cancelled: {
    title: TITLES.cancelled,
    texts: ({ named, when }) => [
      `${capital(named)} n’aura pas lieu (c’était ${when}).`,
      'Tu n’as rien à faire. Les autres dates sont sur ton suivi.',
    ],
    sms: ({ named, when }) => `${named} n’aura pas lieu (c’était ${when}). Tu n’as rien à faire.`,
  },
  restored: {
    title: TITLES.restored,
    texts: ({ named }) => [
      `Nous avions annulé ${named}. Finalement, l’événement a bien lieu.`,
      'Tu ne peux plus venir ? Dis-le sur ton suivi.',
    ],
    sms: ({ named, when }) =>
      `nous avions annulé ${named}. Finalement, l’événement a bien lieu. ${capital(when)}.`,
    hasPlace: true,
  },
  reminder: {
    title: TITLES.reminder,
    texts: ({ named }) => [
      `Nous t’attendons pour ${named}.`,
      'Un empêchement ? Dis-le sur ton suivi : quelqu’un d’autre attend peut-être une place.',
    ],
    sms: ({ named, when }) => `nous t’attendons pour ${named} : ${when}. Un empêchement ? Réponds à ce SMS.`,
    hasPlace: true,
  },
  blocked: {
    title: TITLES.blocked,
    texts: ({ named }) => [
      `Il manque l’autorisation de ton responsable légal : nous ne pouvons pas te garder de place pour ${named}.`,
      'Ce n’est pas ta faute. Dès qu’elle est là, tu peux redemander une place sur ton suivi.',
    ],
    sms: ({ named }) =>
      `il manque l’autorisation de ton responsable légal : nous ne pouvons pas te garder de place pour ${named}. Réponds à ce SMS, nous t’aidons.`,
  },
};

const TO_MENTOR: Readonly<Record<RegistrationEvent, Words>> = {
  registered: {
    title: TITLES.registered,
    texts: ({ named }) => [
      `Vous avez votre place pour ${named}.`,
      'Un empêchement ? Dites-le sur votre suivi : votre place ira à quelqu’un d’autre.',
    ],
    sms: ({ named, when }) =>
      `vous avez votre place pour ${named} : ${when}. Un empêchement ? Répondez à ce SMS.`,
    hasPlace: true,
  },
  promoted: {
    title: TITLES.promoted,
    texts: ({ named }) => [
      `Vous étiez sur la liste d’attente de ${named} : une place s’est libérée, elle est à vous.`,
      'Vous ne pouvez plus venir ? Dites-le sur votre suivi : votre place ira à quelqu’un d’autre.',
    ],
    sms: ({ named, when }) =>
      `une place s’est libérée pour ${named}, elle est à vous : ${when}. Vous ne pouvez plus venir ? Répondez à ce SMS.`,
    hasPlace: true,
  },
  waiting: {
    title: TITLES.waiting,
    texts: ({ named }) => [
      `Toutes les places de ${named} sont prises pour l’instant. Vous êtes sur la liste d’attente.`,
      'Dès qu’une place se libère, elle va à la première personne de la liste, et nous vous prévenons. Vous n’avez rien à faire.',
    ],
    sms: ({ named }) =>
      `toutes les places de ${named} sont prises pour l’instant. Vous êtes sur la liste d’attente : nous vous prévenons si une place se libère.`,
  },
  moved: {
    title: TITLES.moved,
    texts: ({ named }) => [
      `La date, l’heure ou le lieu de ${named} ont changé. Voici ce qui compte maintenant.`,
      'Vous ne pouvez plus venir ? Dites-le sur votre suivi.',
    ],
    sms: ({ named, when }) =>
      `la date, l’heure ou le lieu de ${named} ont changé. Maintenant : ${when}. Vous ne pouvez plus venir ? Répondez à ce SMS.`,
    hasPlace: true,
  },
  cancelled: {
    title: TITLES.cancelled,
    texts: ({ named, when }) => [
      `${capital(named)} n’aura pas lieu (c’était ${when}).`,
      'Vous n’avez rien à faire. Les autres dates sont sur votre suivi.',
    ],
    sms: ({ named, when }) => `${named} n’aura pas lieu (c’était ${when}). Vous n’avez rien à faire.`,
  },
  restored: {
    title: TITLES.restored,
    texts: ({ named }) => [
      `Nous avions annulé ${named}. Finalement, l’événement a bien lieu.`,
      'Vous ne pouvez plus venir ? Dites-le sur votre suivi.',
    ],
    sms: ({ named, when }) =>
      `nous avions annulé ${named}. Finalement, l’événement a bien lieu. ${capital(when)}.`,
    hasPlace: true,
  },
  reminder: {
    title: TITLES.reminder,
    texts: ({ named }) => [
      `Nous vous attendons pour ${named}.`,
      'Un empêchement ? Dites-le sur votre suivi : quelqu’un d’autre attend peut-être une place.',
    ],
    sms: ({ named, when }) =>
      `nous vous attendons pour ${named} : ${when}. Un empêchement ? Répondez à ce SMS.`,
    hasPlace: true,
  },
  // Nobody asks for the authorisation of a mentor.
  blocked: { title: TITLES.blocked, texts: () => [], sms: () => '' },
};

const WORDS = { youth: TO_YOUTH, mentor: TO_MENTOR } as const;

function placeOf({ start, end, place }: Place): string {
  return `${formatSpan(start, end)}, ${place}`;
}

function filled(event: Place) {
  return { named: `« ${event.title} »`, when: placeOf(event) };
}

/** To somebody who asked to come, by e-mail. @param link to the person's own page. */
export function registrationMessage(
  guest: Guest,
  what: RegistrationEvent,
  { name, ...draft }: Omit<Draft, 'letter' | 'limit' | 'calendar'> & { readonly name: string },
  event: Place & Pick<ProgrammeEvent, 'calendar'>,
  link: Link,
  settings: LetterSettings,
): Message {
  const { title, texts, hasPlace } = WORDS[guest][what];
  const [first = '', ...others] = texts(filled(event));
  const blocks = [
    ...paragraphs(
      first,
      ...(hasPlace ? [`${capital(formatSpan(event.start, event.end))}.\n${event.place}`] : []),
    ),
    ...paragraphs(...others),
    linkBlock('Ouvrir mon suivi', link, settings),
  ];
  const closing = guest === 'youth' ? QUESTION.tu : QUESTION.vous;
  const letter = { title: title(event.title), greeting: greetingTo(name), blocks, closing };
  // A calendar that holds the event takes its new version, or that it is cancelled.
  const calendar = hasPlace || what === 'cancelled' ? event.calendar : undefined;
  return messageOf({ ...draft, limit: 'team', letter, calendar }, settings);
}

/** The same, for the team to say or to send. */
export function registrationText(
  guest: Guest,
  what: RegistrationEvent,
  name: string,
  event: Place,
  { programmeName }: LetterSettings,
): string {
  const opening = guest === 'youth' ? `c’est ${programmeName} :` : `ici ${programmeName} :`;
  return `${greetingTo(name)} ${opening} ${WORDS[guest][what].sms(filled(event))}`;
}

/** Something that the guardian of a minor is told. */
export type GuardianTold = Extract<RegistrationEvent, 'registered' | 'moved' | 'cancelled' | 'restored'>;

function guardianTexts(
  what: GuardianTold,
  youthName: string,
  event: Place,
  { programmeName, contactEmail, contactPhone }: LetterSettings,
): readonly string[] {
  const youth = quotableFirstName(youthName) || 'La personne dont vous êtes responsable';
  const { named, when } = filled(event);
  const call = contactPhone === undefined ? contactEmail : `${contactPhone} ou ${contactEmail}`;
  const first = {
    registered: `${youth} a une place pour ${named}, avec « ${programmeName} » : ${when}.`,
    moved: `${youth} a une place pour ${named} : la date, l’heure ou le lieu ont changé. Maintenant : ${when}.`,
    cancelled: `${capital(named)}, où ${youth} avait une place, n’aura pas lieu (c’était ${when}).`,
    restored: `${capital(named)} a lieu, finalement, et ${youth} y a une place : ${when}.`,
  }[what];
  return [first, `Une question, une inquiétude ? ${call}.`];
}

/** To the guardian of a minor, by e-mail: when and where, and whom to call. */
export function guardianOfGuestMessage(
  what: GuardianTold,
  draft: Omit<Draft, 'letter' | 'limit' | 'calendar'>,
  youthName: string,
  event: Place,
  settings: LetterSettings,
): Message {
  const letter = {
    title: TITLES[what](event.title),
    greeting: greetingTo(''),
    ...closedByLast(guardianTexts(what, youthName, event, settings)),
  };
  return messageOf({ ...draft, limit: 'team', letter }, settings);
}

/** The same, for the team to say or to send. */
export function guardianOfGuestText(
  what: GuardianTold,
  name: string,
  youthName: string,
  event: Place,
  settings: LetterSettings,
): string {
  return [greetingTo(name), ...guardianTexts(what, youthName, event, settings)].join(' ');
}
