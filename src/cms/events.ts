import { EVENT_AUDIENCES, EVENT_KINDS, EVENT_LISTS, isForWhomItMayBe } from '../domain/events/event.ts';
import { parisInstant } from '../domain/events/paris-time.ts';
import { collection } from './collection.ts';
import { EXAMPLE_STATE, exemple } from './example.ts';
import {
  boolean,
  dateTime,
  email,
  longText,
  number,
  optional,
  photo,
  relation,
  select,
  text,
} from './fields.ts';
import { richText } from './rich-text.ts';

export const events = collection({
  name: 'events',
  label: 'Agenda',
  singular: 'un événement',
  format: 'md',
  summary: `{{start | date('DD/MM/YYYY HH:mm')}} — {{title}}{{cancelled | ternary(' — annulé', '')}}${EXAMPLE_STATE}`,
  page: 'agenda/{{slug}}/',
  reservedNames: Object.values(EVENT_LISTS),
  fields: {
    title: text({ label: 'Titre', max: 90 }),
    kind: select({
      label: 'Ce que c’est',
      hint: 'Une formation est pour les mentors : elle est dans l’agenda, et les autres pages ne la proposent pas.',
      options: EVENT_KINDS,
    }),
    audience: select({ label: 'Pour qui', options: EVENT_AUDIENCES }),
    start: dateTime({ label: 'Début', hint: 'L’heure de Paris. Toute la journée : de 00:00 à 23:59.' }),
    end: dateTime({ label: 'Fin', hint: 'L’heure de Paris.' }),
    place: text({ label: 'Lieu', hint: 'L’adresse où se retrouver.', max: 140 }),
    site: optional(
      relation({
        label: 'Site d’excellence',
        hint: 'Vide si cela se passe ailleurs.',
        collection: 'sites',
        display: 'name',
      }),
    ),
    places: optional(number({ label: 'Nombre de places', min: 1, max: 2000 })),
    registration: longText({
      label: 'S’inscrire',
      hint: 'À qui écrire ou téléphoner, et jusqu’à quand.',
      max: 240,
    }),
    registrationUntil: optional(
      dateTime({
        label: 'Inscriptions jusqu’au',
        hint: 'L’heure de Paris. Jusqu’au début si vous laissez vide.',
      }),
    ),
    registrationEmail: optional(
      email({ label: 'E-mail pour s’inscrire', hint: 'Celui du contact public si vous laissez vide.' }),
    ),
    lead: longText({ label: 'Chapeau', hint: 'Une ou deux phrases courtes.', max: 240 }),
    photo: optional(photo({ label: 'Photo', hint: 'Au-dessus du déroulé.' })),
    cancelled: optional(
      boolean({
        label: 'Annulé',
        hint: 'La page reste et le dit, et les agendas aussi. Ne supprimez pas l’événement : il resterait dans l’agenda de qui l’a noté.',
        default: false,
      }),
    ),
    exemple: optional(exemple),
  },
  body: richText({ label: 'Déroulé', max: 8000 }),
  check: (event) => [
    ...(parisInstant(event.start) < parisInstant(event.end)
      ? []
      : [
          {
            path: ['end'],
            message: 'L’événement finit avant de commencer : corrigez le début ou la fin.',
          },
        ]),
    ...(event.registrationUntil === undefined || event.registrationUntil <= event.start
      ? []
      : [
          {
            path: ['registrationUntil'],
            message:
              'Les inscriptions finissent après le début : choisissez une date d’avant, ou videz ce champ.',
          },
        ]),
    ...(isForWhomItMayBe(event)
      ? []
      : [
          {
            path: ['audience'],
            message: 'Une formation est pour les mentors : choisissez « Mentors », ou un autre genre.',
          },
        ]),
  ],
});
