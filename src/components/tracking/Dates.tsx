import { type EventKind, kindLabel } from '../../domain/events/event.ts';
import type { Guest } from '../../domain/events/programme-event.ts';
import { formatHour, formatSpan, formatWeekday } from '../../domain/french-dates.ts';
import { typeset } from '../../domain/typeset.ts';
import { LinkAction } from '../invitations/LinkMessage.tsx';
import { WholeDates } from '../text/WholeDates.tsx';

/** An event to come, for one of those who may come to it. */
export interface DateShown {
  readonly slug: string;
  readonly title: string;
  readonly kind: EventKind;
  /** Local times of Paris. */
  readonly start: string;
  readonly end: string;
  readonly place: string;
  readonly kept:
    | 'open'
    /** Asked for, and not decided yet. */
    | 'asked'
    | 'waiting'
    | 'registered'
    /** No longer wanted, and not done with yet. */
    | 'leaving'
    | 'closed'
    | 'cancelled'
    /** A minor on that day without the guardian's authorisation. */
    | 'unauthorised'
    /** It cannot be told now whether there is one. */
    | 'unknown'
    /** The team has taken the person off the list. */
    | 'off';
  /** Until when one may register, where staff say so. */
  readonly until: string | undefined;
  /** True until it begins. */
  readonly canLeave: boolean;
}

type Texts = Readonly<Record<DateShown['kept'], string>>;

interface Words {
  readonly states: Texts;
  readonly texts: Texts;
}

const STATES = {
  open: '',
  asked: 'Demande notée',
  waiting: 'Liste d’attente',
  leaving: 'C’est noté',
  closed: 'Inscriptions closes',
  cancelled: 'Annulé',
  unauthorised: 'Pas encore possible',
  unknown: 'Pas possible pour le moment',
  off: 'L’équipe a noté une absence',
} as const satisfies Partial<Texts>;

const WORDS: Readonly<Record<Guest, Words>> = {
  youth: {
    states: { ...STATES, registered: 'Ta demande : Inscrite' },
    texts: {
      open: '',
      asked: 'Un message te dit dans quelques minutes si tu as une place.',
      waiting:
        'Toutes les places sont prises. S’il s’en libère une, elle va à la première personne de la liste.',
      registered: 'Tu as ta place.',
      leaving: 'Ta place ira à quelqu’un d’autre.',
      closed: 'Une question ? Écris-nous.',
      cancelled: 'Cela n’aura pas lieu. Tu n’as rien à faire.',
      unauthorised:
        'Tu auras moins de 18 ans ce jour-là : il faut d’abord l’autorisation de ton responsable légal.',
      unknown: 'Reviens dans quelques minutes : nous ne pouvons pas lire ton dossier.',
      off: 'C’est une erreur ? Écris-nous.',
    },
  },
  mentor: {
    states: { ...STATES, registered: 'Votre demande : Inscrite' },
    texts: {
      open: '',
      asked: 'Un message vous dit dans quelques minutes si vous avez une place.',
      waiting:
        'Toutes les places sont prises. S’il s’en libère une, elle va à la première personne de la liste.',
      registered: 'Vous avez votre place.',
      leaving: 'Votre place ira à quelqu’un d’autre.',
      closed: 'Une question ? Écrivez-nous.',
      cancelled: 'Cela n’aura pas lieu. Vous n’avez rien à faire.',
      unauthorised: '',
      unknown: 'Revenez dans quelques minutes.',
      off: 'C’est une erreur ? Écrivez-nous.',
    },
  },
};

/** Those in which somebody may take themselves off the list. */
const LEAVABLE: ReadonlySet<DateShown['kept']> = new Set(['asked', 'waiting', 'registered']);

function Action({ date: { slug, title, kept, canLeave } }: { readonly date: DateShown }) {
  const values = { event: slug };
  const about = <span className="sr-only">{typeset(` : ${title}`)}</span>;
  if (kept === 'open') return <LinkAction intent="register" label="Je viens" about={about} values={values} />;
  if (!canLeave || !LEAVABLE.has(kept)) return null;
  return <LinkAction intent="unregister" label="Je ne viens plus" about={about} values={values} isQuiet />;
}

function DateItem({ date, words }: { readonly date: DateShown; readonly words: Words }) {
  const { slug, title, kind, start, end, place, kept, until } = date;
  return (
    <li>
      <h3>
        <a href={`/agenda/${slug}/`}>{typeset(title)}</a>
      </h3>
      <p>
        <WholeDates text={typeset(`${kindLabel(kind)}, ${formatSpan(start, end)}`)} />
        <br />
        {typeset(place)}
      </p>
      {kept !== 'open' && (
        <p>
          <strong>{typeset(`${words.states[kept]}. `)}</strong>
          {typeset(words.texts[kept])}
        </p>
      )}
      {kept === 'open' && until !== undefined && (
        <p>
          <WholeDates text={typeset(`Inscriptions jusqu’au ${formatWeekday(until)}, ${formatHour(until)}`)} />
        </p>
      )}
      <Action date={date} />
    </li>
  );
}

/** The events to come, each with the one thing to do about it. */
export function Dates({ guest, dates }: { readonly guest: Guest; readonly dates: readonly DateShown[] }) {
  if (dates.length === 0) return null;
  return (
    <section className="section wrap tracking-dates">
      <h2>Les dates</h2>
      <ul className="tracking-dates-list">
        {dates.map((date) => (
          <DateItem key={date.slug} date={date} words={WORDS[guest]} />
        ))}
      </ul>
    </section>
  );
}
