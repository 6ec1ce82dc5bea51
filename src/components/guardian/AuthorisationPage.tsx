import { formatDay } from '../../domain/french-dates.ts';
import { LANGUAGES } from '../../domain/languages.ts';
import { phoneLink } from '../site/phone-link.ts';
import { typeset } from '../../domain/typeset.ts';
import { type LinkNotice, type LinkWords, notTaken, RenewLink } from '../invitations/LinkMessage.tsx';
import { AuthorisationForm, type AuthorisationFormProps } from './AuthorisationForm.tsx';
import { PAPER_PATH } from './paper-path.ts';
import { PaperSheet, type PaperSheetProps } from './PaperSheet.tsx';
import { ReceiptCard } from './Receipt.tsx';
import {
  ALREADY_ANSWERED,
  type AuthorisationNotice,
  NAMELESS,
  type Receipt,
  type Team,
  explanations,
  handIn,
  summariesFor,
  NOTICES,
} from './wording.ts';

export interface AuthorisationPageProps extends AuthorisationFormProps {
  /** The youth's first name, where it could be read. */
  readonly youth: string | undefined;
  /** The last day of the link, `YYYY-MM-DD`. */
  readonly lastDay: string;
  readonly receipt: Receipt | undefined;
  readonly paper: Required<Omit<PaperSheetProps, 'team'>>;
  readonly team: Team;
}

function Explanations({ name, team }: { readonly name: string; readonly team: Team }) {
  return (
    <div className="guardian-facts">
      {explanations(name, team).map(({ title, texts }) => (
        <section key={title}>
          <h2>{typeset(title)}</h2>
          {texts.map((text) => (
            <p key={text}>{typeset(text)}</p>
          ))}
        </section>
      ))}
    </div>
  );
}

/** Summary of the page in other languages. */
function Languages({ team }: { readonly team: Team }) {
  return (
    <div className="guardian-languages">
      {summariesFor('here', team).map(({ language, texts }) => (
        <details key={language} lang={language} dir={LANGUAGES[language].direction}>
          <summary>{LANGUAGES[language].name}</summary>
          {texts.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </details>
      ))}
    </div>
  );
}

/** Contact for questions, the paper alternative until the guardian has answered, and the validity of the link. */
function Aside({
  team,
  reference,
  lastDay,
  isAnswered,
}: {
  readonly team: Team;
  readonly reference: string;
  readonly lastDay: string;
  readonly isAnswered: boolean;
}) {
  return (
    <aside className="text-aside prose no-print">
      <h2>{typeset('Une question ?')}</h2>
      <p>
        {typeset(`Écrivez à ${team.name}, de l’équipe du programme : `)}
        <a href={`mailto:${team.email}`}>{team.email}</a>
        {team.phone !== undefined && (
          <>
            {', ou appelez le '}
            <a href={phoneLink(team.phone)}>{team.phone}</a>
          </>
        )}
      </p>
      <p>{typeset(`La référence de cette demande : ${reference}.`)}</p>
      {!isAnswered && (
        <>
          <h2>{typeset('Vous préférez le papier ?')}</h2>
          <p>
            {typeset('Imprimez cette page, ou ')}
            <a href={`${PAPER_PATH}${reference}`}>la feuille à remplir</a>
            {typeset(`. Signez-la et rendez-la ${handIn(team)}`)}
          </p>
        </>
      )}
      <h2>Ce lien</h2>
      <p>
        {typeset(
          `Il est personnel : ne le donnez pas, même à votre enfant. Il fonctionne jusqu’au ${formatDay(lastDay)}.`,
        )}
      </p>
    </aside>
  );
}

/** The answer to show as given: none beside errors, which are of another that was not taken. */
function receiptShown({ receipt, errors }: Pick<AuthorisationPageProps, 'receipt' | 'errors'>) {
  return errors === undefined ? receipt : undefined;
}

export function pageTitle(props: Pick<AuthorisationPageProps, 'youth' | 'receipt' | 'errors'>): string {
  const of = `pour ${props.youth ?? NAMELESS}`;
  return receiptShown(props) === undefined ? `Votre accord ${of}` : `Votre réponse ${of}`;
}

/** To whoever changes their mind, and has something to correct first. */
function FormerAnswer({ receipt }: { readonly receipt: Receipt }) {
  return (
    <p>
      {typeset(
        `Votre réponse du ${formatDay(receipt.answeredOn)} ne change pas tant que celle-ci n’est pas envoyée.`,
      )}
    </p>
  );
}

/** The guardian's page: an explanation, then the form; once answered, the receipt and the way to change one's mind. */
export function AuthorisationPage(props: AuthorisationPageProps) {
  const { youth, lastDay, paper, team, errors } = props;
  const receipt = receiptShown(props);
  const name = youth ?? NAMELESS;
  return (
    <>
      <div className={`section wrap text-page apply guardian${receipt === undefined ? ' no-print' : ''}`}>
        <div>
          <div className="section-head">
            <h1>{typeset(pageTitle(props))}</h1>
            {receipt === undefined && errors === undefined && (
              <p className="lead">
                {typeset(`Lisez, puis répondez en bas de la page : oui ou non. Cela prend cinq minutes.`)}
              </p>
            )}
          </div>
          {receipt === undefined ? (
            <>
              {/* Errors come first. */}
              {errors !== undefined && (
                <>
                  {props.receipt !== undefined && <FormerAnswer receipt={props.receipt} />}
                  <AuthorisationForm {...props} />
                </>
              )}
              <Languages team={team} />
              <Explanations name={name} team={team} />
              {errors === undefined && <AuthorisationForm {...props} />}
            </>
          ) : (
            <>
              <ReceiptCard receipt={receipt} youth={youth} reference={paper.reference} />
              <details className="guardian-change no-print">
                <summary>{typeset('Vous changez d’avis ?')}</summary>
                <p>{typeset(`Jusqu’au ${formatDay(lastDay)}, une nouvelle réponse remplace celle-ci.`)}</p>
                <AuthorisationForm {...props} />
              </details>
            </>
          )}
        </div>
        <Aside team={team} reference={paper.reference} lastDay={lastDay} isAnswered={receipt !== undefined} />
      </div>
      {receipt === undefined && (
        <div className="print-only">
          <PaperSheet {...paper} team={team} />
        </div>
      )}
    </>
  );
}

function noticeWords({ kind }: AuthorisationNotice, isAnswerLost: boolean): LinkWords {
  if (!isAnswerLost) return NOTICES[kind];
  return kind === 'answered' ? ALREADY_ANSWERED : notTaken(NOTICES[kind]);
}

/** Notice of a link that no longer asks for anything; `isAnswerLost`: in reply to an answer that nobody took. */
export function authorisationNotice(notice: AuthorisationNotice, isAnswerLost = false): LinkNotice {
  return {
    ...noticeWords(notice, isAnswerLost),
    children: 'isOnItsWay' in notice && (
      <RenewLink
        isOnItsWay={notice.isOnItsWay}
        onItsWay="Un nouveau lien arrive en quelques minutes à l’adresse e-mail que nous avons, ou par SMS quand l’équipe l’aura envoyé."
      />
    ),
  };
}
