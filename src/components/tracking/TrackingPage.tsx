import type { ReactNode } from 'react';
import type { Audience } from '../../domain/application/form.ts';
import type { IsoDate } from '../../domain/eligibility/age.ts';
import { formatDay, formatWeekday } from '../../domain/french-dates.ts';
import type { Association } from '../../domain/tracking/status-words.ts';
import { typeset } from '../../domain/typeset.ts';
import { PAPER_PATH } from '../guardian/paper-path.ts';
import { LinkAction } from '../invitations/LinkMessage.tsx';
import { PageHead } from '../site/PageHead.tsx';
import type { DoorView } from '../site/door-views.ts';
import { Endings, type EndingShown } from './Endings.tsx';
import { Hours, type HoursShown } from './Hours.tsx';
import { CERTIFICATE_TITLE } from './CertificatePage.tsx';
import { Dates, type DateShown } from './Dates.tsx';
import { Pairs, type PairShown } from './Pairs.tsx';
import { type Step, STEPS } from './steps.ts';
import { TRACKING_WORDING, type TrackingWording } from './wording.ts';
import { WholeDates } from '../text/WholeDates.tsx';

/** Where an application is, for whom it is of. */
export interface Tracking {
  readonly audience: Audience;
  readonly reference: string;
  /** « Ta candidature est bien arrivée ». */
  readonly state: string;
  /** Next step, and who takes it. */
  readonly next: string;
  /** The day by which the team answers, while it is promised. */
  readonly promisedOn: IsoDate | undefined;
  /** Others who may help, where the status says so. */
  readonly associations: readonly Association[];
  /** View behind the page's door. */
  readonly view: DoorView;
  /** The oldest first; nothing personal. */
  readonly history: readonly { readonly on: IsoDate; readonly text: string }[];
  /** State of the guardian's authorisation; none where nobody asks for it. */
  readonly guardian:
    | {
        readonly text: string;
        readonly isAwaited: boolean;
        /** The one who can release the request to the guardian, while it waits. */
        readonly confirmedBy?: keyof TrackingWording['askGuardian']['waits'];
      }
    | undefined;
  /** Pairs that are proposed or under way. */
  readonly pairs: readonly PairShown[];
  /** Pairs that are over. */
  readonly endings: readonly EndingShown[];
  /** One of a youth, one a pair of a mentor. */
  readonly hours: readonly HoursShown[];
  /** The address of their certificate, once it is deserved. */
  readonly certificate: string | undefined;
  /** The events to come that are for them, the next first. */
  readonly dates: readonly DateShown[];
  /** Requests made on this page that are not done yet. */
  readonly pending: readonly (keyof TrackingWording['pending'])[];
  readonly canWithdraw: boolean;
  readonly hasEmail: boolean;
  /** True when a link was asked for within the hour. */
  readonly isLinkOnItsWay: boolean;
}

/** Before all else: it answers what was just asked, and is seen on the smallest screen. */
function Pending({
  pending,
  wording,
}: {
  readonly pending: Tracking['pending'];
  readonly wording: TrackingWording;
}) {
  if (pending.length === 0) return null;
  return (
    <div className="wrap">
      <div className="tracking-pending" role="status">
        {pending.map((kind) => (
          <p key={kind}>{typeset(wording.pending[kind])}</p>
        ))}
      </div>
    </div>
  );
}

function History({ history }: Pick<Tracking, 'history'>) {
  return (
    <ol className="tracking-history">
      {history.map(({ on, text }, index) => (
        <li key={index}>
          <time dateTime={on}>{formatDay(on)}</time>
          <span>{typeset(text)}</span>
        </li>
      ))}
    </ol>
  );
}

function Associations({
  associations,
  wording,
}: Pick<Tracking, 'associations'> & { readonly wording: TrackingWording }) {
  if (associations.length === 0) return null;
  return (
    <>
      <h2>{typeset(wording.associations)}</h2>
      <ul className="tracking-others">
        {associations.map(({ name, what, whom, url }) => (
          <li key={url}>
            <a href={url}>{name}</a>
            <span>{typeset(`${what} ${whom}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Aside({
  tracking: { reference, promisedOn, pending },
  wording,
  contactEmail,
}: {
  readonly tracking: Tracking;
  readonly wording: TrackingWording;
  readonly contactEmail: string;
}) {
  return (
    <aside className="text-aside">
      {promisedOn !== undefined && (
        <>
          <h2>{typeset(wording.promised)}</h2>
          <p className="tracking-promise">
            <time dateTime={promisedOn}>
              <WholeDates text={formatWeekday(promisedOn)} />
            </time>
          </p>
        </>
      )}
      <p className="reference">
        <span>{wording.reference}</span>
        <output>{reference}</output>
      </p>
      {!pending.includes('erase') && <p>{typeset(wording.keep)}</p>}
      <p>
        {typeset('Une question ? ')}
        <a href={`mailto:${contactEmail}?subject=${encodeURIComponent(reference)}`}>{contactEmail}</a>
      </p>
    </aside>
  );
}

function Choice({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}) {
  return (
    <li>
      <h3>{typeset(title)}</h3>
      <p>{typeset(text)}</p>
      {children}
    </li>
  );
}

function StepLink({ step, label }: { readonly step: Step; readonly label: string }) {
  return (
    <a className="button button-quiet" href={`?faire=${STEPS[step]}`}>
      {label}
    </a>
  );
}

function Choices({ tracking, wording }: { readonly tracking: Tracking; readonly wording: TrackingWording }) {
  const { canWithdraw, hasEmail, isLinkOnItsWay, pending } = tracking;
  const { correct, download, link, renewed, withdraw, erase } = wording;
  return (
    <ul className="tracking-choices">
      <Choice {...correct}>
        <StepLink step="correct" label="Corriger" />
      </Choice>
      <Choice {...download}>
        <div className="tracking-files">
          <LinkAction intent="read" label="Fichier à lire" isQuiet />
          <LinkAction intent="data" label="Pour un logiciel (JSON)" isQuiet />
        </div>
      </Choice>
      {hasEmail && (
        <Choice
          title={link.title}
          text={pending.includes('renew') ? wording.pending.renew : isLinkOnItsWay ? renewed : link.text}
        >
          {!isLinkOnItsWay && <LinkAction intent="renew" label="Envoyer un lien" isQuiet />}
        </Choice>
      )}
      {canWithdraw && (
        <Choice {...withdraw}>
          <StepLink step="withdraw" label="Retirer…" />
        </Choice>
      )}
      <Choice {...erase}>
        <StepLink step="erase" label="Effacer…" />
      </Choice>
    </ul>
  );
}

/** Pairs of the reader, and the hours spent in them. */
function Programme({
  tracking: { audience, pairs, endings, hours, certificate },
}: {
  readonly tracking: Tracking;
}) {
  if (audience !== 'youth' && audience !== 'mentor') return null;
  if (pairs.length + endings.length + hours.length === 0) return null;
  return (
    <div className="section wrap tracking-pairs">
      <Endings side={audience} endings={endings} />
      <Pairs side={audience} pairs={pairs} />
      <Hours hours={hours} />
      {certificate !== undefined && (
        <p>
          <a className="button" href={certificate}>
            {CERTIFICATE_TITLE[audience]}
          </a>
        </p>
      )}
    </div>
  );
}

/** Where an application is, what comes next, what happened, and what its owner can do about it. */
export function TrackingPage({
  tracking,
  contactEmail,
}: {
  readonly tracking: Tracking;
  readonly contactEmail: string;
}) {
  const { audience, state, next, associations, view, history, guardian, pending } = tracking;
  const wording = TRACKING_WORDING[audience];
  return (
    <>
      <Pending pending={pending} wording={wording} />
      <PageHead view={view} title={typeset(state)} lead={typeset(next)} />
      <Programme tracking={tracking} />
      {(audience === 'youth' || audience === 'mentor') && <Dates guest={audience} dates={tracking.dates} />}
      <div className="section wrap text-page tracking">
        <div>
          <h2>{typeset(wording.history)}</h2>
          <History history={history} />
          {guardian !== undefined && (
            <>
              <h2>{typeset(wording.guardian)}</h2>
              <p>{typeset(`${guardian.text}.`)}</p>
              {guardian.confirmedBy !== undefined && (
                <p>{typeset(wording.askGuardian.waits[guardian.confirmedBy])}</p>
              )}
              {guardian.confirmedBy === 'here' && (
                <LinkAction intent="ask-guardian" label={wording.askGuardian.button} />
              )}
              {guardian.isAwaited && (
                <p>
                  <a href={`${PAPER_PATH}${tracking.reference}`}>{wording.paper}</a>
                </p>
              )}
            </>
          )}
          <Associations associations={associations} wording={wording} />
        </div>
        <Aside tracking={tracking} wording={wording} contactEmail={contactEmail} />
      </div>
      {!pending.includes('erase') && (
        <div className="section sand no-print">
          <div className="wrap tracking-doors">
            <h2>{typeset(wording.choices)}</h2>
            <Choices tracking={tracking} wording={wording} />
          </div>
        </div>
      )}
    </>
  );
}
