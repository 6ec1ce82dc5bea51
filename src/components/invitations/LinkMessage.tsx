import type { ReactNode } from 'react';
import { typeset } from '../../domain/typeset.ts';

/** The two lines of a thing done run on together; those of a link that leads nowhere miss each other. */
const LINES = {
  together: {
    viewBox: '0 180 480 380',
    paths: ['M64 560V330A110 110 0 0 1 174 220H480', 'M128 560V394A110 110 0 0 1 238 284H480'],
  },
  apart: {
    viewBox: '0 0 480 560',
    paths: ['M64 560V190A110 110 0 0 1 174 80H330', 'M416 560V330A110 110 0 0 0 306 220H150'],
  },
} as const;

export interface LinkWords {
  readonly title: string;
  readonly lead: string;
  readonly lines: keyof typeof LINES;
}

/** In answer to a form that nobody took, because its link opens nothing any more: never a success, nor words that sound like one. */
export function notTaken({ title, lead }: LinkWords): LinkWords {
  return { title: 'Cet envoi n’est pas enregistré', lead: `${title}. ${lead}`, lines: 'apart' };
}

/** Text of a link that opens nothing, and the next step. */
export interface LinkNotice extends LinkWords {
  readonly children?: ReactNode;
}

export interface LinkMessageProps extends LinkNotice {
  readonly contactEmail: string;
}

/** A page that says one thing about a link, and what to do next. */
export function LinkMessage({ title, lead, lines, contactEmail, children }: LinkMessageProps) {
  const { viewBox, paths } = LINES[lines];
  return (
    <div className="wrap not-found link-message">
      <div className="not-found-words">
        <h1>{typeset(title)}</h1>
        <p className="lead">{typeset(lead)}</p>
        {children}
        <p>
          {typeset('Une question ? ')}
          <a href={`mailto:${contactEmail}`}>{contactEmail}</a>
        </p>
      </div>
      <svg viewBox={viewBox} aria-hidden="true">
        {paths.map((path) => (
          <path key={path} d={path} />
        ))}
      </svg>
    </div>
  );
}

/** One thing to do, by a form that posts to the page's own address. */
export function LinkAction({
  intent,
  label,
  about,
  isQuiet = false,
  values = {},
}: {
  readonly intent: string;
  readonly label: string;
  /** Tells buttons of one label apart, for who hears them. */
  readonly about?: ReactNode;
  readonly isQuiet?: boolean;
  /** Hidden inputs sent with the form, by name. */
  readonly values?: Readonly<Record<string, string>>;
}) {
  return (
    <form method="post">
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className={isQuiet ? 'button button-quiet' : 'button'}>
        {typeset(label)}
        {about}
      </button>
    </form>
  );
}

/** Asks for a new link, or says that it is on its way. */
export function RenewLink({
  isOnItsWay,
  onItsWay = 'Un nouveau lien vient de partir par e-mail. Il peut mettre quelques minutes : regardez aussi dans les indésirables.',
}: {
  readonly isOnItsWay: boolean;
  /** Text for that case. */
  readonly onItsWay?: string;
}) {
  if (!isOnItsWay) return <LinkAction intent="renew" label="Recevoir un nouveau lien" />;
  return (
    <p role="status">
      <strong>{typeset(onItsWay)}</strong>
    </p>
  );
}
