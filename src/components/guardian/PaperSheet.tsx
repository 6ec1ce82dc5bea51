import type { Field } from '../../domain/application/field.ts';
import { askedWith, DECISIONS } from '../../domain/guardian/questions.ts';
import { LANGUAGES } from '../../domain/languages.ts';
import { PROGRAMME } from '../../domain/programme.ts';
import { typeset } from '../../domain/typeset.ts';
import { Translated } from '../text/Translated.tsx';
import { handIn, IN_SHORT, summariesFor, type Team, YOUR_DATA } from './wording.ts';

/** A QR code as the dark squares of a grid. */
export interface QrCode {
  /** Squares on a side. */
  readonly size: number;
  /** For an SVG path, one unit a square. */
  readonly path: string;
}

export interface PaperSheetProps {
  readonly team: Team;
  /** Reference of the application; a blank sheet has none and leaves a line to write it on. */
  readonly reference?: string;
  readonly qrCode?: QrCode;
}

const { decision, guardianName, quality, emergencyPhone, statement } = askedWith(DECISIONS.accepted).fields;

function Line({ label }: { readonly label: string }) {
  return (
    <p className="paper-line">
      <span>{typeset(label)}</span>
      <span className="paper-rule" />
    </p>
  );
}

function Boxes({ field }: { readonly field: Field | undefined }) {
  const options = field !== undefined && 'options' in field.control ? field.control.options : [];
  return (
    <ul className="paper-boxes">
      {options.map(({ value, label, translations }) => (
        <li key={value}>
          {typeset(label)}
          <Translated translations={translations} />
        </li>
      ))}
    </ul>
  );
}

function Head({ reference, qrCode }: Omit<PaperSheetProps, 'team'>) {
  return (
    <div className="paper-head">
      <div>
        <p className="paper-title">{typeset('Accord de la personne responsable')}</p>
        <p>{typeset(`Programme « ${PROGRAMME.name} » de ${PROGRAMME.organisation.inText}`)}</p>
        {reference === undefined ? (
          <Line label="Référence de la candidature, si vous l’avez" />
        ) : (
          <p>
            {typeset('Référence : ')}
            <strong className="paper-reference">{reference}</strong>
          </p>
        )}
      </div>
      {qrCode !== undefined && (
        <svg
          className="paper-code"
          viewBox={`-4 -4 ${qrCode.size + 8} ${qrCode.size + 8}`}
          role="img"
          aria-label={`Code à scanner par l’équipe : ${reference ?? ''}`}
        >
          <path d={qrCode.path} />
        </svg>
      )}
    </div>
  );
}

/** The sheet to sign on paper, one A4 page; beside it, what it says in other languages. */
export function PaperSheet({ team, ...props }: PaperSheetProps) {
  return (
    <div className="paper-sheet">
      <Head {...props} />
      <Line label="Prénom et nom du jeune" />
      <p>{typeset(`Le programme, dans ${PROGRAMME.territory.inText}, c’est ${IN_SHORT}.`)}</p>
      <Line label={guardianName?.label ?? ''} />
      <p className="paper-label">{typeset(quality?.label ?? '')}</p>
      <Boxes field={quality} />
      <p className="paper-label">
        {typeset('Donnez-vous votre accord pour que ce jeune suive le programme ?')}
      </p>
      <Boxes field={decision} />
      <p className="paper-label">{typeset('En cas d’urgence, nous appelons')}</p>
      <Line label="Prénom et nom" />
      <Line label={emergencyPhone?.label.replace('Son numéro', 'Numéro') ?? ''} />
      {statement !== undefined && 'statement' in statement.control && (
        <p>
          {typeset(statement.control.statement)}
          <Translated translations={statement.control.translations} />
        </p>
      )}
      <div className="paper-signature">
        <Line label="Le" />
        <p className="paper-box">Signature</p>
      </div>
      <p>{typeset(`Rendez cette feuille ${handIn(team)} ${YOUR_DATA.join(' ')}`)}</p>
      <p>
        {typeset(`Une question ? ${team.name}, `)}
        {team.email}
      </p>
      <div className="paper-summaries">
        {summariesFor('here', team).map(({ language, texts }) => (
          <div key={language} lang={language} dir={LANGUAGES[language].direction}>
            <p>
              <strong>{LANGUAGES[language].name}</strong>
            </p>
            <p>{texts.join(' ')}</p>
          </div>
        ))}
      </div>
    </div>
  );
}
