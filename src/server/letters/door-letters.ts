import type { ProgrammeEvent } from '../../domain/events/programme-event.ts';
import { formatSpan } from '../../domain/french-dates.ts';
import { capital } from '../../domain/typeset.ts';
import { type Draft, messageOf, type MessageSettings, paragraphs } from './draft.ts';
import type { Message } from './message.ts';

/** Somebody who is expected, as the door needs it: neither an address nor a number. */
export interface Expected {
  readonly givenName: string;
  readonly reference: string;
}

/** To the team: those expected at an event, to be printed for the door. */
export function doorList(
  draft: Omit<Draft, 'letter' | 'limit'>,
  { title, start, end, place }: Pick<ProgrammeEvent, 'title' | 'start' | 'end' | 'place'>,
  expected: readonly Expected[],
  settings: MessageSettings,
): Message {
  const letter = {
    title: `À imprimer : ${title}`,
    blocks: [
      ...paragraphs(
        `${capital(formatSpan(start, end))}, ${place}.`,
        `Une case par personne attendue, à l’heure de cet e-mail. Après, notez « Venue », « Excusée » ou « Absente » dans l’onglet « Inscriptions » : ajoutez-y une ligne pour qui est venu sans être sur la liste.`,
      ),
      {
        kind: 'answers',
        title: `Personnes attendues : ${expected.length}`,
        sections: [
          {
            title: 'Venue',
            answers: expected.map(({ givenName, reference }) => ({
              label: `☐ ${givenName === '' ? 'Sans prénom' : givenName}`,
              texts: [reference],
            })),
          },
        ],
      },
    ],
    closing: 'Cette feuille ne porte ni téléphone ni adresse. Jetez-la une fois les présences notées.',
  } as const;
  return messageOf({ ...draft, letter }, settings);
}
