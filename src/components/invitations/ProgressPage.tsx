import { REMINDER_DAYS } from '../../domain/link-days.ts';
import { formatDay } from '../../domain/french-dates.ts';
import { typeset } from '../../domain/typeset.ts';
import { LinkAction } from './LinkMessage.tsx';

/** Progress of a company's volunteers: numbers alone, in which a refusal reads like silence. */
export interface Progress {
  readonly companyName: string;
  readonly announced: number;
  /** True when somebody has let the invitations leave. */
  readonly isReleased: boolean;
  readonly sent: number;
  readonly completed: number;
  /** Number of those in a pair; `undefined` where it would name somebody. */
  readonly paired: number | undefined;
  /** The day from which a reminder may be asked for, `YYYY-MM-DD`; `undefined` for now. */
  readonly nextReminder: string | undefined;
  /** The day the last one was asked for. */
  readonly lastReminder: string | undefined;
}

/** « 3 sur 5 ont terminé ». */
export function progressTitle({ isReleased, completed, announced }: Progress): string {
  if (!isReleased) return announced > 1 ? `Inviter vos ${announced} volontaires` : 'Inviter votre volontaire';
  return `${completed} sur ${announced} ${completed > 1 ? 'ont' : 'a'} terminé`;
}

/** A door a volunteer, open once they have finished. */
function Doors({ announced, completed }: Progress) {
  return (
    <div className="progress-doors" aria-hidden="true">
      {Array.from({ length: announced }, (_, index) => (
        <span key={index} data-state={index < completed ? 'open' : 'closed'} />
      ))}
    </div>
  );
}

/** Said once somebody has finished: none is in a pair before. */
function Paired({ paired, completed }: Progress) {
  if (paired === undefined || completed === 0) return null;
  return (
    <p>
      {typeset(
        paired === 0
          ? 'Personne n’est encore en binôme.'
          : `${paired} ${paired > 1 ? 'sont' : 'est'} en binôme avec une ou un jeune.`,
      )}
    </p>
  );
}

/** Before anybody is written to: whoever holds this link has the mailbox that the form named. */
function Confirmation({ announced }: Progress) {
  return (
    <>
      <p>
        {typeset(
          'Personne n’a encore été contacté. Chaque personne recevra son propre lien par e-mail, et restera libre de dire oui ou non.',
        )}
      </p>
      <LinkAction
        intent="invite"
        label={announced > 1 ? `Envoyer les ${announced} invitations` : 'Envoyer l’invitation'}
      />
      <p>{typeset('Vous n’avez rien annoncé ? Fermez cette page : personne ne sera invité.')}</p>
    </>
  );
}

/** While some invitations have not left. */
function Leaving({ announced, sent }: Progress) {
  if (sent >= announced) return null;
  return (
    <p role="status">
      <strong>{typeset('C’est noté. ')}</strong>
      {typeset(
        sent === 0
          ? 'Les invitations partent d’elles-mêmes, d’ici quelques minutes. Les jours de grande affluence, cela peut prendre un jour ou plus.'
          : `${sent} sur ${announced} ${sent > 1 ? 'sont parties' : 'est partie'}. Les autres suivent d’elles-mêmes.`,
      )}
    </p>
  );
}

/** The same whether somebody still waits for a link or nobody does: else its absence would tell of a refusal. */
function Reminder({ lastReminder, nextReminder }: Progress) {
  return (
    <>
      <p>
        {typeset(
          'Un rappel renvoie leur lien aux personnes qui n’ont pas terminé et dont l’invitation est encore ouverte.',
        )}
      </p>
      {nextReminder === undefined ? (
        <LinkAction intent="nudge" label="Envoyer un rappel" />
      ) : (
        <p role="status">
          {lastReminder !== undefined && (
            <strong>{typeset(`Vous avez demandé un rappel le ${formatDay(lastReminder)}. `)}</strong>
          )}
          {typeset(`Vous pourrez en demander un à partir du ${formatDay(nextReminder)}.`)}
        </p>
      )}
    </>
  );
}

function Released(progress: Progress) {
  if (progress.completed >= progress.announced)
    return <p>{typeset('Tout le monde a terminé. Merci à votre équipe !')}</p>;
  return (
    <>
      <Leaving {...progress} />
      <Reminder {...progress} />
    </>
  );
}

/** The page of a company's contact about its volunteers. */
export function ProgressPage({
  progress,
  contactEmail,
}: {
  readonly progress: Progress;
  readonly contactEmail: string;
}) {
  const { companyName, isReleased } = progress;
  return (
    <div className="section wrap text-page apply">
      <div className="link-progress">
        <div className="section-head">
          <h1>{typeset(progressTitle(progress))}</h1>
          <p className="lead">{typeset(`Les volontaires de ${companyName}`)}</p>
        </div>
        <Doors {...progress} />
        <Paired {...progress} />
        {isReleased ? <Released {...progress} /> : <Confirmation {...progress} />}
      </div>
      <aside className="text-aside prose">
        <h2>Ce que cette page montre</h2>
        <p>
          {typeset(
            'Combien de personnes ont terminé leur inscription et, à partir de trois volontaires, combien sont en binôme. Jamais qui, ni leurs réponses : chaque personne reste libre de dire oui ou non.',
          )}
        </p>
        <p>
          {typeset(
            `Chaque personne reçoit son lien, puis un rappel au bout de ${REMINDER_DAYS} jours si vous n’en avez pas demandé. Ce lien-ci est à vous : ne le transférez pas.`,
          )}
        </p>
        <p>
          <a href={`mailto:${contactEmail}`}>{contactEmail}</a>
        </p>
      </aside>
    </div>
  );
}
