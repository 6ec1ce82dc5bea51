import { audienceLabel, type EventAudience } from '../../domain/events/event.ts';
import { formatHour, formatSpan, formatWeekday } from '../../domain/french-dates.ts';
import { typeset } from '../../domain/typeset.ts';
import type { SiteMotif } from '../sites/site-motifs.ts';
import { Picture, type PictureProps } from '../media/Picture.tsx';
import { RichText } from '../text/RichText.tsx';
import { EventHead } from './EventHead.tsx';
import { WholeDates } from '../text/WholeDates.tsx';

type Head = Parameters<typeof EventHead>[0];

interface Props extends Omit<Head, 'motif'> {
  id: string;
  place: string;
  site: { id: string; name: string; motif: SiteMotif } | undefined;
  places?: number | undefined;
  /** Local time of Paris; until the start when there is none. */
  registrationUntil?: string | undefined;
  registration: string;
  /** Title of how to take part. */
  register: string;
  /** Where to write to take part. */
  email: string;
  picture?: PictureProps | undefined;
  /** HTML. */
  body: string;
}

/** To those who have an application; companies have no dates on their page. */
const ON_TRACKING: Readonly<Partial<Record<EventAudience, readonly [question: string, link: string]>>> = {
  youth: ['Tu es déjà dans le programme ?', 'Inscris-toi sur ton suivi'],
  mentor: ['Vous êtes déjà dans le programme ?', 'Inscrivez-vous sur votre suivi'],
  everyone: ['Déjà dans le programme ?', 'L’inscription se fait sur la page de suivi'],
};

type RegistrationProps = Pick<
  Props,
  'title' | 'register' | 'registration' | 'email' | 'audience' | 'isExample'
>;

function Registration({ title, register, registration, email, audience, isExample }: RegistrationProps) {
  // Nobody can register for an invented event.
  const [question, link] = (isExample ? undefined : ON_TRACKING[audience]) ?? [];
  return (
    <section className="event-register">
      <h2>{register}</h2>
      <p>{registration}</p>
      {link !== undefined && (
        <p className="no-print">
          {typeset(`${question} `)}
          <a href="/suivi/">{link}</a>
        </p>
      )}
      <a className="button no-print" href={`mailto:${email}?subject=${encodeURIComponent(title)}`}>
        Écrire à l’équipe
      </a>
      <p className="small">{email}</p>
    </section>
  );
}

function Facts({ isOpen, ...event }: Omit<Props, 'body' | 'picture'> & { readonly isOpen: boolean }) {
  const { start, end, place, site, audience, places, registrationUntil } = event;
  return (
    <dl>
      <div>
        <dt>Quand</dt>
        <dd>
          <WholeDates text={formatSpan(start, end)} />
        </dd>
      </div>
      <div>
        <dt>Où</dt>
        <dd>{place}</dd>
      </div>
      {site !== undefined && (
        <div>
          <dt>Le site</dt>
          <dd>
            <a href={`/sites/${site.id}/`}>{site.name}</a>
          </dd>
        </div>
      )}
      <div>
        <dt>Pour qui</dt>
        <dd>{audienceLabel(audience)}</dd>
      </div>
      {places !== undefined && (
        <div>
          <dt>Places</dt>
          <dd>{places}</dd>
        </div>
      )}
      {isOpen && registrationUntil !== undefined && (
        <div>
          <dt>Inscriptions</dt>
          <dd>
            <WholeDates
              text={`jusqu’au ${formatWeekday(registrationUntil)}, ${formatHour(registrationUntil)}`}
            />
          </dd>
        </div>
      )}
    </dl>
  );
}

/** An event, from its head to how to take part; one that is past or cancelled no longer says how. */
export function EventArticle({ body, picture, ...event }: Props) {
  const { id, site } = event;
  const isOpen = !event.isPast && !event.isCancelled;
  return (
    <article>
      <EventHead {...event} motif={site?.motif} />
      <div className="section wrap event-body" data-motif={site?.motif}>
        <div>
          {picture !== undefined && (
            <div className="event-photo arched">
              <Picture {...picture} />
            </div>
          )}
          <RichText html={body} />
          {isOpen && <Registration {...event} />}
        </div>
        <div className="side-facts">
          <Facts {...event} isOpen={isOpen} />
          <p className="no-print">
            <a className="button button-quiet" href={isOpen ? `/agenda/${id}.ics` : '/agenda/'}>
              {isOpen ? 'Ajouter à mon agenda' : 'Voir l’agenda'}
            </a>
          </p>
        </div>
      </div>
    </article>
  );
}
