import { formatDay } from '../../domain/french-dates.ts';
import { typeset } from '../../domain/typeset.ts';
import { LinkAction } from './LinkMessage.tsx';

/** How far a company's volunteers are; of the answers, nothing. */
export interface Progress {
  readonly companyName: string;
  readonly announced: number;
  readonly completed: number;
  readonly declined: number;
  /** Who has not finished, by the names the company gave. */
  readonly waiting: readonly {
    readonly name: string;
    /** Day of the last link, `YYYY-MM-DD`. */
    readonly sentOn: string;
    readonly hasExpired: boolean;
  }[];
  /** The day from which a reminder may be asked for, `YYYY-MM-DD`; `undefined` for now. */
  readonly nextReminder: string | undefined;
  /** The day the last one was asked for. */
  readonly lastReminder: string | undefined;
}

/** « 3 sur 5 ont terminé ». */
export function progressTitle({ completed, announced }: Progress): string {
  return `${completed} sur ${announced} ${completed > 1 ? 'ont' : 'a'} terminé`;
}

/** A door a volunteer, open once they have finished. */
function Doors({ announced, completed, declined }: Progress) {
  const stateOf = (index: number): string => {
    if (index < completed) return 'open';
    return index < announced - declined ? 'closed' : 'gone';
  };
  return (
    <div className="progress-doors" aria-hidden="true">
      {Array.from({ length: announced }, (_, index) => (
        <span key={index} data-state={stateOf(index)} />
      ))}
    </div>
  );
}

function Waiting({ waiting }: Progress) {
  return (
    <>
      <h2>On attend encore</h2>
      <ul className="progress-waiting">
        {waiting.map(({ name, sentOn, hasExpired }, index) => (
          <li key={index}>
            <strong>{name}</strong>
            <span>
              {typeset(
                hasExpired ? `lien du ${formatDay(sentOn)}, expiré` : `lien envoyé le ${formatDay(sentOn)}`,
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Reminder({ lastReminder, nextReminder }: Progress) {
  if (nextReminder === undefined)
    return <LinkAction intent="nudge" label="Renvoyer leur lien à ces personnes" />;
  return (
    <p role="status">
      {lastReminder !== undefined && (
        <strong>{typeset(`Vous leur avez renvoyé leur lien le ${formatDay(lastReminder)}. `)}</strong>
      )}
      {typeset(`Vous pourrez renvoyer leur lien à partir du ${formatDay(nextReminder)}.`)}
    </p>
  );
}

function declinedText(declined: number): string {
  return declined > 1
    ? `${declined} personnes ne donnent pas suite : leurs informations sont effacées.`
    : 'Une personne ne donne pas suite : ses informations sont effacées.';
}

/** What the contact of a company sees of its volunteers. */
export function ProgressPage({
  progress,
  contactEmail,
}: {
  readonly progress: Progress;
  readonly contactEmail: string;
}) {
  const { companyName, declined, waiting } = progress;
  return (
    <div className="section wrap text-page apply">
      <div className="link-progress">
        <div className="section-head">
          <h1>{typeset(progressTitle(progress))}</h1>
          <p className="lead">{typeset(`Les volontaires de ${companyName}`)}</p>
        </div>
        <Doors {...progress} />
        {declined > 0 && <p>{typeset(declinedText(declined))}</p>}
        {waiting.length > 0 ? (
          <>
            <Waiting {...progress} />
            <Reminder {...progress} />
          </>
        ) : (
          <p>{typeset('Plus personne n’est attendu. Merci à votre équipe !')}</p>
        )}
      </div>
      <aside className="text-aside prose">
        <h2>Ce que cette page montre</h2>
        <p>
          {typeset(
            'Combien de personnes ont terminé leur inscription, et les noms de celles qui ne l’ont pas encore fait. Jamais leurs réponses.',
          )}
        </p>
        <p>
          {typeset(
            'Chaque personne reçoit son lien, puis un seul rappel au bout de sept jours. Ce lien-ci est à vous : ne le transférez pas.',
          )}
        </p>
        <p>
          <a href={`mailto:${contactEmail}`}>{contactEmail}</a>
        </p>
      </aside>
    </div>
  );
}
