import type { IsoDate } from '../../domain/eligibility/age.ts';
import { formatDay } from '../../domain/french-dates.ts';
import { durationInWords, type Minutes, PROMISED_MINUTES } from '../../domain/hours/duration.ts';
import { PROGRAMME } from '../../domain/programme.ts';
import { typeset } from '../../domain/typeset.ts';
import { STEPS } from './steps.ts';

/** The hours of a youth, or of a pair as its mentor sees them. */
export interface HoursShown {
  /** « Tes heures », « Vos heures avec Inès ». */
  readonly title: string;
  readonly total: Minutes;
  /** Lines that count, the oldest first. */
  readonly lines: readonly HoursLineShown[];
  /** Declared and not in the spreadsheet yet. */
  readonly waiting: readonly HoursLineShown[];
  /** `Identifiant` of the pair of which the reader may declare hours. */
  readonly declares?: string | undefined;
}

export interface HoursLineShown {
  readonly day: IsoDate;
  /** « Rencontre, 1 h 30 ». */
  readonly text: string;
}

/** Length of the path below, as a percentage of the promised hours. */
const WHOLE = 100;

/** The two lines, run on together as far as the hours go. */
function TwoLines({ total }: { readonly total: Minutes }) {
  const share = Math.min(WHOLE, (total / PROMISED_MINUTES) * WHOLE);
  const lines = [
    { of: 'youth', path: 'M4 40H150C174 40 166 16 190 16H416' },
    { of: 'mentor', path: 'M4 16H150C174 16 166 40 190 40H416' },
  ] as const;
  return (
    <svg className="tracking-hours-lines" viewBox="0 0 420 56" aria-hidden="true">
      {lines.map(({ of, path }) => (
        <path key={of} className="is-ahead" d={path} />
      ))}
      {share > 0 &&
        lines.map(({ of, path }) => (
          <path
            key={of}
            className={`is-${of}`}
            d={path}
            pathLength={WHOLE}
            strokeDasharray={`${share} ${WHOLE}`}
          />
        ))}
    </svg>
  );
}

function Lines({ lines }: { readonly lines: readonly HoursLineShown[] }) {
  return (
    <ul className="tracking-hours-list">
      {lines.map(({ day, text }, index) => (
        <li key={index}>
          <time dateTime={day}>{formatDay(day)}</time> <span>{typeset(text)}</span>
        </li>
      ))}
    </ul>
  );
}

function Block({ hours: { title, total, lines, waiting, declares } }: { readonly hours: HoursShown }) {
  return (
    <section className="tracking-hours">
      <h2>{typeset(title)}</h2>
      <p className="tracking-hours-total">
        <strong>{typeset(durationInWords(total))}</strong> {typeset(`sur ${PROGRAMME.hours} heures`)}
      </p>
      <TwoLines total={total} />
      {waiting.length > 0 && (
        <div className="tracking-pending" role="status">
          <p>{typeset('C’est noté. Cela s’ajoute au total dans quelques minutes :')}</p>
          <Lines lines={waiting} />
        </div>
      )}
      {lines.length > 0 && <Lines lines={lines} />}
      {declares !== undefined && (
        <a className="button button-quiet" href={`?faire=${STEPS.hours}&binome=${declares}`}>
          {typeset('Noter une rencontre')}
        </a>
      )}
    </section>
  );
}

/** Hours on the way to those of the programme: the total, and what they were, by date. */
export function Hours({ hours }: { readonly hours: readonly HoursShown[] }) {
  return hours.map((one) => <Block key={one.declares ?? one.title} hours={one} />);
}
