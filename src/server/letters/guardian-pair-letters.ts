import { quotableFirstName } from '../../domain/application/quotable.ts';
import type { PairEvent } from '../../domain/pairs/pair-events.ts';
import { closedByLast, type Draft, greetingTo, messageOf } from './draft.ts';
import type { LetterSettings } from './letter-links.ts';
import type { Message } from './message.ts';

/** What the guardian of a minor is told of: that a pair begins, and when the two meet first. */
export const GUARDIAN_PAIR_EVENTS = ['started', 'dated'] as const satisfies readonly PairEvent[];

export type GuardianPairEvent = (typeof GUARDIAN_PAIR_EVENTS)[number];

/** What the guardian of a minor is told of a pair: never how to reach the mentor. */
export interface GuardianOfPair {
  readonly youthName: string;
  readonly mentorName: string;
  readonly company: string;
  readonly site: string;
  /** In words; `''` while it is open. */
  readonly firstMeeting: string;
}

function textsOf(
  event: GuardianPairEvent,
  { youthName, mentorName, company, site, firstMeeting }: GuardianOfPair,
  { programmeName, contactEmail, contactPhone }: LetterSettings,
): readonly string[] {
  const youth = quotableFirstName(youthName) || 'La personne dont vous êtes responsable';
  const mentor = quotableFirstName(mentorName) || 'une personne bénévole';
  const where = [company, site].filter((place) => place !== '').join(', ');
  const whom = `${mentor}${where === '' ? '' : ` (${where})`}, mentor bénévole`;
  const call = contactPhone === undefined ? contactEmail : `${contactPhone} ou ${contactEmail}`;
  const meeting = `Première rencontre : ${firstMeeting}. Une personne de l’équipe y assiste.`;
  const started = [
    `${youth} commence « ${programmeName} » avec ${whom}.`,
    firstMeeting === '' ? 'L’équipe fixe la première rencontre et y assiste.' : meeting,
  ];
  const dated = [
    `${youth} rencontre ${whom}, pour « ${programmeName} ».`,
    `${meeting} Si nous vous avions donné une autre date, c’est celle-ci qui compte.`,
  ];
  return [
    ...(event === 'started' ? started : dated),
    `Une question, une inquiétude ? ${call}. Vous pouvez aussi retirer votre accord à tout moment, en nous le disant.`,
  ];
}

/** « d’Inès », « de Nora ». Before an h the name alone does not tell. */
function ofName(name: string): string {
  return /^[aeiouàâäéèêëîïôöùûüœæ]/i.test(name) ? `d’${name}` : `de ${name}`;
}

function titleOf(event: GuardianPairEvent, youthName: string): string {
  const youth = quotableFirstName(youthName);
  const whose = youth === '' ? '' : ` ${ofName(youth)}`;
  return event === 'started' ? `Le mentorat${whose} commence` : `La première rencontre${whose}`;
}

/** To the guardian of a minor, by e-mail. */
export function guardianOfPairMessage(
  event: GuardianPairEvent,
  draft: Omit<Draft, 'letter' | 'limit'>,
  about: GuardianOfPair,
  settings: LetterSettings,
): Message {
  const title = titleOf(event, about.youthName);
  const letter = { title, greeting: greetingTo(''), ...closedByLast(textsOf(event, about, settings)) };
  return messageOf({ ...draft, limit: 'team', letter }, settings);
}

/** The same, for the team to say or to send. */
export function guardianOfPairText(
  event: GuardianPairEvent,
  name: string,
  about: GuardianOfPair,
  settings: LetterSettings,
): string {
  return [greetingTo(name), ...textsOf(event, about, settings)].join(' ');
}
