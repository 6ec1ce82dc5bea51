import { type Status, statusesOf, statusKey, statusNamed } from '../domain/application/statuses.ts';
import type { Audience } from '../domain/application/form.ts';
import {
  DAYS,
  namesDay,
  type Placeholder,
  PLACEHOLDERS,
  type StatusWords,
  UNDO_MINUTES,
  unknownPlaceholders,
} from '../domain/tracking/status-words.ts';
import { collection, type Mistake } from './collection.ts';
import { boolean, longText, object, optional, sometimes, text } from './fields.ts';

const AUDIENCES = ['youth', 'mentor', 'company', 'waiting'] as const satisfies readonly Audience[];

/** The form that opens again: only who waits for it is sent there. */
const FORM: Placeholder = 'formulaire';
/** A message is written to somebody, and may say everything. */
const IN_MESSAGES = Object.keys(PLACEHOLDERS).filter((name) => name !== FORM);
/** The page of an application may be shown without the person's name. */
const ON_PAGES = IN_MESSAGES.filter((name) => name !== 'prénom');

/** Where a day may pass, and the page is still read. */
const TIMELESS = ON_PAGES.filter((name) => !DAYS.some((day) => day === name));

const shown = (names: readonly string[]) => names.map((name) => `{${name}}`).join(', ');

function messageNames(audience: Audience): readonly string[] {
  return audience === 'waiting' ? [...IN_MESSAGES, FORM] : IN_MESSAGES;
}

const explained = (names: readonly string[]) =>
  Object.entries(PLACEHOLDERS)
    .filter(([name]) => names.includes(name))
    .map(([name, meaning]) => `{${name}} : ${meaning}`)
    .join(' ; ');

const onPage = {
  state: longText({
    label: 'Où en est la personne',
    hint: `Montré par la page de suivi. Possibles : ${shown(TIMELESS)}.`,
    max: 300,
  }),
  next: longText({
    label: 'La suite',
    hint: `Ce qui se passe ensuite, et quand. Montré par la page de suivi. Possibles : ${shown(ON_PAGES)}.`,
    max: 400,
  }),
  late: sometimes(
    longText({
      label: 'La suite, une fois le jour passé',
      hint: 'À la place de « La suite » quand le jour qu’elle nomme est passé : dites-le simplement, et à qui écrire. Obligatoire si elle en nomme un.',
      max: 400,
    }),
  ),
  associations: boolean({
    label: 'Proposer les autres associations',
    hint: 'Leur liste suit le message et se lit sur la page de suivi, s’il y en a dans la rubrique « Autres associations ».',
    default: false,
  }),
};

const letter = (audience: Audience) =>
  optional(
    object({
      label: 'Message envoyé',
      hint: `Une fois, ${UNDO_MINUTES} minutes après le changement de statut. Vide : rien n’est envoyé.`,
      fields: {
        subject: text({ label: 'Objet de l’e-mail', max: 90 }),
        email: longText({
          label: 'E-mail',
          hint: `« Bonjour » et la signature s’ajoutent seuls ; une ligne vide sépare deux paragraphes. ${explained(messageNames(audience))}.`,
          max: 2000,
        }),
        sms: longText({
          label: 'SMS',
          hint: 'À copier par l’équipe pour qui préfère un appel ou un SMS, ou n’a pas d’e-mail.',
          max: 480,
        }),
      },
    }),
  );

function ofStatus({ label, hasLetter }: Status, audience: Audience) {
  const fields = hasLetter === true ? { ...onPage, message: letter(audience) } : onPage;
  return object({ label, collapsed: true, fields });
}

/** One group a status: a status without its words is a mistake of the content. */
function ofAudience(label: string, audience: Audience) {
  return object({
    label,
    fields: Object.fromEntries(
      statusesOf(audience).map((status) => [statusKey(status.label), ofStatus(status, audience)]),
    ),
  });
}

function mistakesAt(path: readonly string[], text: string, allowed: readonly string[]): Mistake[] {
  return unknownPlaceholders(text, allowed).map((found) => ({
    path: [...path],
    message: `« ${found} » resterait tel quel : écrivez ${shown(allowed)}, ou retirez les accolades.`,
  }));
}

/** A page read after the day that it names would promise what is past. */
function mistakesOfDays(path: readonly string[], { next, late = '' }: StatusWords): Mistake[] {
  const [day] = DAYS.filter((name) => namesDay(next, name));
  if (day === undefined || late !== '') return [];
  return [
    {
      path: [...path, 'late'],
      message: `« La suite » nomme un jour ({${day}}), qui passera : dites ici ce que la page montrera ensuite.`,
    },
  ];
}

/** A day is promised only where the table says so: of no other is the team reminded. */
function mistakesOfPromise(path: readonly [Audience, string], { next, message }: StatusWords): Mistake[] {
  if (statusNamed(...path)?.isPromised === true) return [];
  const texts = { next: [next], message: [message?.subject, message?.email, message?.sms] };
  return Object.entries(texts).flatMap(([field, those]) =>
    those.some((one) => namesDay(one ?? '', 'date'))
      ? [
          {
            path: [...path, field],
            message:
              '« {date} » promet une réponse, et rien ne la rappellerait à l’équipe pour ce statut : retirez-le.',
          },
        ]
      : [],
  );
}

/** The one message to people on the waiting list announces the reopening: it must hold the URL of the form. */
function mistakesOfForm(
  [audience, status]: readonly [Audience, string],
  { message }: StatusWords,
): Mistake[] {
  if (audience !== 'waiting' || message === undefined) return [];
  return (['email', 'sms'] as const)
    .filter((part) => !message[part].includes(`{${FORM}}`))
    .map((part) => ({
      path: [audience, status, 'message', part],
      message: `Écrivez {${FORM}} : la personne attend ce message pour aller au formulaire.`,
    }));
}

/** Words of the follow-up: each state in plain words, and the message of each change of status. */
export const messages = collection({
  name: 'messages',
  label: 'Messages de suivi',
  singular: 'les messages',
  file: 'messages.json',
  format: 'json',
  fields: {
    youth: ofAudience('Jeunes', 'youth'),
    mentor: ofAudience('Mentors', 'mentor'),
    company: ofAudience('Entreprises', 'company'),
    waiting: ofAudience('Prochaine saison', 'waiting'),
  },
  check: (audiences) =>
    AUDIENCES.flatMap((audience) =>
      Object.entries<StatusWords>(audiences[audience]).flatMap(([status, words]) => [
        ...mistakesOfPromise([audience, status], words),
        ...mistakesAt([audience, status, 'state'], words.state, TIMELESS),
        ...mistakesAt([audience, status, 'next'], words.next, ON_PAGES),
        ...mistakesAt([audience, status, 'late'], words.late ?? '', TIMELESS),
        ...mistakesOfDays([audience, status], words),
        ...(['subject', 'email', 'sms'] as const).flatMap((part) =>
          mistakesAt(
            [audience, status, 'message', part],
            words.message?.[part] ?? '',
            messageNames(audience),
          ),
        ),
        ...mistakesOfForm([audience, status], words),
      ]),
    ),
});
