import type { TypedAnswers } from '../../domain/application/field.ts';
import type { FormErrors } from '../../domain/application/form.ts';
import { mentorForm } from '../../domain/application/mentor.ts';
import { formatDay } from '../../domain/french-dates.ts';
import { typeset } from '../../domain/typeset.ts';
import { ApplicationForm } from '../form/ApplicationForm.tsx';
import { LinkAction, LinkMessage, RenewLink } from './LinkMessage.tsx';

export interface InvitationFormProps {
  readonly companyName: string;
  /** The last day of the link, `YYYY-MM-DD`. */
  readonly lastDay: string;
  /** The page's own address. */
  readonly address: string;
  /** Tells the drafts of two invitations apart on one device. */
  readonly draft: string;
  readonly values: TypedAnswers;
  readonly errors?: FormErrors | undefined;
}

/** The mentor's form with what is already known, for somebody whom a company announced. */
export function InvitationForm({
  companyName,
  lastDay,
  address,
  draft,
  values,
  errors,
}: InvitationFormProps) {
  return (
    <div className="section wrap text-page apply">
      <div>
        <div className="section-head">
          <h1>Devenez mentor</h1>
          <p className="lead">
            {typeset(
              `${companyName} a donné votre nom. Ce que nous savons déjà est rempli : corrigez si besoin, puis complétez.`,
            )}
          </p>
          <p>
            <a href="#pas-moi">{typeset('Ce n’est pas vous, ou pas pour vous ?')}</a>
          </p>
        </div>
        <ApplicationForm
          form={mentorForm}
          action={address}
          draft={draft}
          values={values}
          {...(errors && { errors })}
        />
      </div>
      <aside className="text-aside prose">
        <h2>Ce que cela demande</h2>
        <p>
          {typeset(
            'Vingt heures avec une ou un jeune de 16 à 30 ans : visites d’entreprises, ateliers, immersions. Une formation avant la première rencontre.',
          )}
        </p>
        <p>
          <a href="/programme/">Voir le programme</a>
        </p>
        <p>
          {typeset(
            `Votre entreprise voit combien de personnes ont terminé, jamais vos réponses. Ce lien est à vous seul et fonctionne jusqu’au ${formatDay(lastDay)}.`,
          )}
        </p>
        <h2 id="pas-moi">{typeset('Ce n’est pas vous, ou pas pour vous ?')}</h2>
        <p>
          {typeset('Dites-le ici : nous effaçons votre nom et votre adresse, et nous ne vous écrivons plus.')}
        </p>
        <LinkAction intent="decline" label="Je ne donne pas suite" isQuiet />
      </aside>
    </div>
  );
}

/** What else the link of an invitation may lead to. */
export type InvitationNotice =
  /** `reference`: of the application, for whoever holds the link that was used. */
  | { readonly kind: 'completed'; readonly reference: string | undefined }
  | { readonly kind: 'declined' | 'erased' | 'foreign' }
  | { readonly kind: 'expired' | 'replaced'; readonly isOnItsWay: boolean };

const WORDS = {
  completed: {
    title: 'Votre inscription est terminée',
    lead: 'Elle est bien arrivée : ce lien a servi, il n’y a plus rien à faire ici. L’équipe vous répond.',
    lines: 'together',
  },
  declined: {
    title: 'C’est noté',
    lead: 'Vos informations sont effacées, et vous ne recevrez plus de message. Votre entreprise voit un nombre, jamais votre réponse.',
    lines: 'together',
  },
  erased: {
    title: 'Cette invitation est terminée',
    lead: 'Le lien n’a pas servi à temps, et vos informations ont été effacées. Vous pouvez encore devenir mentor, sans invitation.',
    lines: 'apart',
  },
  expired: {
    title: 'Ce lien a expiré',
    lead: 'Il fonctionnait pendant 30 jours. Nous pouvons en envoyer un nouveau à l’adresse e-mail qui a reçu celui-ci.',
    lines: 'apart',
  },
  replaced: {
    title: 'Ce lien a été remplacé',
    lead: 'Un lien plus récent a été envoyé à la même adresse e-mail : c’est celui-là qui fonctionne.',
    lines: 'apart',
  },
  foreign: {
    title: 'Ce lien ne mène nulle part',
    lead: 'Il manque peut-être un morceau : ouvrez-le depuis l’e-mail, ou copiez l’adresse jusqu’au bout.',
    lines: 'apart',
  },
} as const satisfies Record<
  InvitationNotice['kind'],
  { title: string; lead: string; lines: 'together' | 'apart' }
>;

export function noticeTitle({ kind }: InvitationNotice): string {
  return WORDS[kind].title;
}

/** A link that has served, or no longer does. */
export function InvitationNoticePage({
  notice,
  contactEmail,
}: {
  readonly notice: InvitationNotice;
  readonly contactEmail: string;
}) {
  return (
    <LinkMessage {...WORDS[notice.kind]} contactEmail={contactEmail}>
      {'reference' in notice && notice.reference !== undefined && (
        <p className="reference">
          <span>Votre référence</span>
          <output>{notice.reference}</output>
        </p>
      )}
      {'isOnItsWay' in notice && <RenewLink isOnItsWay={notice.isOnItsWay} />}
      {notice.kind === 'erased' && (
        <a className="button" href="/devenir-mentor/">
          Devenir mentor
        </a>
      )}
    </LinkMessage>
  );
}
