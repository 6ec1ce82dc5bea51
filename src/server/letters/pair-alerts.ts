import { type CheckIn, CHECK_IN_WORDS } from '../../domain/pairs/check-in.ts';
import { type Draft, messageOf, paragraphs } from './draft.ts';
import type { LetterSettings } from './letter-links.ts';
import type { Message } from './message.ts';

export const PAIR_ALERT = 'Un binôme demande votre attention';

/** To the team, at once: something of a pair does not hold any more. References only. */
export function pairAlert(
  { reference, ...draft }: Omit<Draft, 'letter' | 'limit'> & { readonly reference: string },
  todo: string,
  settings: LetterSettings,
): Message {
  const letter = {
    title: `${PAIR_ALERT} (${reference})`,
    blocks: paragraphs(`${reference} : ${todo}.`),
    closing: 'Rien n’a été dit aux deux personnes : c’est à vous de choisir comment.',
  };
  return messageOf({ ...draft, limit: 'notice', letter }, settings);
}

/** Why the team is to call somebody who asked for help, or wants to stop. */
export function checkInReason(answer: CheckIn): string {
  return `Binôme : appeler, la personne a répondu « ${CHECK_IN_WORDS[answer]} »`;
}

/** To the team, at once: what one of a pair answered. References only. */
export function checkInAlert(
  {
    reference,
    person,
    ...draft
  }: Omit<Draft, 'letter' | 'limit'> & { readonly reference: string; readonly person: string },
  answer: CheckIn,
  settings: LetterSettings,
): Message {
  const letter = {
    title: `Un binôme a besoin de vous (${reference})`,
    blocks: paragraphs(
      `${person} a répondu « ${CHECK_IN_WORDS[answer]} » à « Comment ça se passe ? ». Son numéro est dans l’onglet « À contacter ».`,
    ),
    closing: 'L’autre personne n’en sait rien : à vous de choisir quoi lui dire, et quand.',
  };
  return messageOf({ ...draft, limit: 'notice', letter }, settings);
}
