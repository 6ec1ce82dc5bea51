import type { ReactNode } from 'react';
import type { IsoDate } from '../../domain/eligibility/age.ts';
import { formatDay } from '../../domain/french-dates.ts';
import { type CertifiedHours, durationSpelledOut } from '../../domain/hours/certificate.ts';
import { durationInWords, type Minutes } from '../../domain/hours/duration.ts';
import type { HoursKind } from '../../domain/hours/hours-tab.ts';
import type { PairSide } from '../../domain/pairs/pairs-tab.ts';
import { PROGRAMME } from '../../domain/programme.ts';
import { typeset } from '../../domain/typeset.ts';

export interface CertificatePageProps {
  readonly side: PairSide;
  /** First and family name, as typed by the person. */
  readonly name: string;
  /** `undefined` while hours are missing. */
  readonly hours: CertifiedHours | undefined;
  readonly missing: Minutes;
  /** The day on which it is made. */
  readonly madeOn: IsoDate;
  readonly contactEmail: string;
  /** The follow-up that it belongs to. */
  readonly back: string;
}

export const CERTIFICATE_TITLE: Readonly<Record<PairSide, string>> = {
  youth: 'Ton attestation',
  mentor: 'Votre attestation',
};

const WORDS: Readonly<
  Record<
    PairSide,
    {
      readonly print: string;
      readonly missing: (left: string) => string;
      readonly did: string;
      readonly back: string;
    }
  >
> = {
  youth: {
    print: 'Imprime cette page, ou enregistre-la en PDF : seule la feuille sort, sur une page.',
    missing: (left) =>
      `Il manque ${left} pour ton attestation. Elle sera ici quand 20 heures seront comptées.`,
    did: 'a suivi',
    back: 'Revenir à mon suivi',
  },
  mentor: {
    print: 'Imprimez cette page, ou enregistrez-la en PDF : seule la feuille sort, sur une page.',
    missing: (left) =>
      `Il manque ${left} pour votre attestation. Elle sera ici quand 20 heures seront comptées.`,
    did: 'a été mentor bénévole dans',
    back: 'Revenir à mon suivi',
  },
};

const KINDS: Readonly<Record<HoursKind, string>> = {
  Rencontre: 'Rencontres en binôme',
  Visite: 'Visites d’entreprises',
  Atelier: 'Ateliers',
  Immersion: 'Immersions',
  Autre: 'Autres moments',
};

/** A spinning mill, and the two lines that come from apart, meet and go on to it. */
function Mill() {
  return (
    <svg className="certificate-art" viewBox="0 0 680 132" aria-hidden="true">
      <g className="certificate-mill">
        <path d="M452 104V60L486 40V60L520 40V60L554 40V60L588 40V104Z" />
        <path d="M600 104 604 8H622L626 104Z" />
      </g>
      <path className="certificate-windows" d="M466 84H478M500 84H512M534 84H546M566 84H578" />
      <path className="is-youth" d="M4 118H176C214 118 206 96 244 96H432C446 96 446 112 460 112H676" />
      <path className="is-mentor" d="M4 74H176C214 74 206 108 244 108H424C440 108 440 124 456 124H676" />
    </svg>
  );
}

function days({ from, to }: CertifiedHours): string {
  return from === to ? `le ${formatDay(from)}` : `du ${formatDay(from)} au ${formatDay(to)}`;
}

function Sheet({
  name,
  did,
  hours,
  madeOn,
  contactEmail,
}: {
  readonly name: string;
  readonly did: string;
  readonly hours: CertifiedHours;
  readonly madeOn: IsoDate;
  readonly contactEmail: string;
}) {
  const { total, kinds } = hours;
  return (
    <article className="certificate">
      <p className="certificate-by">{PROGRAMME.organisation.name}</p>
      <h2>Attestation</h2>
      <Mill />
      <p className="certificate-name">{name}</p>
      <p>
        {typeset(
          `${did} le programme « ${PROGRAMME.name} », dans ${PROGRAMME.territory.inText}, ${days(hours)}.`,
        )}
      </p>
      <div className="certificate-hours">
        <p className="certificate-total">
          <strong>{typeset(durationInWords(total))}</strong> {typeset('comptées')}
        </p>
        <dl className="certificate-kinds">
          {kinds.map(({ kind, minutes }) => (
            <div key={kind}>
              <dt>{typeset(KINDS[kind])}</dt>
              <dd>{typeset(durationInWords(minutes))}</dd>
            </div>
          ))}
        </dl>
      </div>
      <p className="certificate-note">
        {typeset(
          `Ce n’est pas un diplôme. Cette attestation dit les heures que ${PROGRAMME.organisation.inText} a comptées, à la date du ${formatDay(madeOn)}. Une question ? `,
        )}
        {contactEmail}
      </p>
    </article>
  );
}

/** Above the sheet, which prints alone; without one it is all that there is to print. */
function Head({
  title,
  lead,
  hasSheet,
  children,
}: {
  readonly title: string;
  readonly lead: string;
  readonly hasSheet: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={`section-head${hasSheet ? ' no-print' : ''}`}>
      <h1>{typeset(title)}</h1>
      <p className="lead">{typeset(lead)}</p>
      <p className="no-print">{children}</p>
    </div>
  );
}

/** The hours of somebody on a sheet to print, or what is missing for it. */
export function CertificatePage({
  side,
  name,
  hours,
  missing,
  madeOn,
  contactEmail,
  back,
}: CertificatePageProps) {
  const words = WORDS[side];
  return (
    <div className="section wrap certificate-page">
      <Head
        title={CERTIFICATE_TITLE[side]}
        hasSheet={hours !== undefined}
        lead={hours === undefined ? words.missing(durationSpelledOut(missing)) : words.print}
      >
        <a className="button button-quiet" href={back}>
          {words.back}
        </a>
      </Head>
      {hours !== undefined && (
        <Sheet name={name} did={words.did} hours={hours} madeOn={madeOn} contactEmail={contactEmail} />
      )}
    </div>
  );
}
