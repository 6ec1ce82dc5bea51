import { LINK_DAYS } from '../../domain/link-days.ts';
import { COMPANY_SEES } from './company-sees.ts';
import { type LinkNotice, type LinkWords, notTaken, RenewLink } from './LinkMessage.tsx';

const INVALID_LINK = {
  title: 'Ce lien ne mène nulle part',
  lead: 'Il manque peut-être un morceau : ouvrez-le depuis l’e-mail, ou copiez l’adresse jusqu’au bout.',
  lines: 'apart',
} as const satisfies LinkWords;

/** Notices that the link of an invitation may lead to. */
export type InvitationNotice =
  | { readonly kind: 'completed' | 'declined' | 'erased' | 'invalid' }
  | { readonly kind: 'expired' | 'replaced'; readonly isOnItsWay: boolean };

const INVITATION_WORDS = {
  completed: {
    title: 'Votre inscription est terminée',
    lead: 'Elle est bien arrivée : ce lien a servi, il n’y a plus rien à faire ici. L’équipe vous répond. Votre référence est dans l’e-mail de confirmation.',
    lines: 'together',
  },
  declined: {
    title: 'C’est noté',
    lead: `Vos informations sont effacées, et vous ne recevrez plus de message. ${COMPANY_SEES}`,
    lines: 'together',
  },
  erased: {
    title: 'Cette invitation est terminée',
    lead: 'Vos informations ont été effacées : il n’y a plus rien derrière ce lien. Vous pouvez encore devenir mentor, sans invitation.',
    lines: 'apart',
  },
  expired: {
    title: 'Ce lien a expiré',
    lead: `Il fonctionnait pendant ${LINK_DAYS.invitation} jours. Nous pouvons en envoyer un nouveau à l’adresse e-mail qui a reçu celui-ci.`,
    lines: 'apart',
  },
  replaced: {
    title: 'Ce lien a été remplacé',
    lead: 'Un lien plus récent a été envoyé à la même adresse e-mail : c’est celui-là qui fonctionne.',
    lines: 'apart',
  },
  invalid: INVALID_LINK,
} as const satisfies Readonly<Record<InvitationNotice['kind'], LinkWords>>;

/** Told when a form comes after the link had served: the same sent twice, or another. */
const TOO_LATE: Partial<Record<InvitationNotice['kind'], LinkWords>> = {
  completed: {
    title: 'Votre inscription était déjà arrivée',
    lead: 'Ce lien avait servi : ce que vous venez d’envoyer n’y change rien. Une différence avec la première fois ? Écrivez-nous.',
    lines: 'apart',
  },
  declined: {
    title: 'Cet envoi n’est pas enregistré',
    lead: 'Vous aviez choisi de ne pas donner suite, et vos informations sont effacées. Vous pouvez encore devenir mentor, sans invitation.',
    lines: 'apart',
  },
};

function wordsOf(kind: InvitationNotice['kind'], isFormLost: boolean): LinkWords {
  const words = INVITATION_WORDS[kind];
  return isFormLost ? (TOO_LATE[kind] ?? notTaken(words)) : words;
}

/** Notice of an invitation that has served, or no longer does; `isFormLost`: in answer to a form that nobody took. */
export function invitationNotice(notice: InvitationNotice, isFormLost = false): LinkNotice {
  return {
    ...wordsOf(notice.kind, isFormLost),
    children: (
      <>
        {'isOnItsWay' in notice && <RenewLink isOnItsWay={notice.isOnItsWay} />}
        {(notice.kind === 'erased' || (notice.kind === 'declined' && isFormLost)) && (
          <a className="button" href="/devenir-mentor/">
            Devenir mentor
          </a>
        )}
      </>
    ),
  };
}

/** Notices that the link of a company may lead to. */
export type ProgressNotice =
  | { readonly kind: 'erased' | 'invalid' }
  | { readonly kind: 'expired' | 'replaced'; readonly isOnItsWay: boolean };

const PROGRESS_WORDS = {
  erased: {
    title: 'Ce suivi est terminé',
    lead: 'Il n’y a plus rien derrière ce lien. Pour annoncer d’autres volontaires, une nouvelle inscription suffit.',
    lines: 'apart',
  },
  expired: {
    title: 'Ce lien a expiré',
    lead: `Il fonctionnait pendant ${LINK_DAYS.progress} jours. Nous pouvons en envoyer un nouveau à l’adresse e-mail de l’inscription.`,
    lines: 'apart',
  },
  replaced: {
    title: 'Ce lien a été remplacé',
    lead: 'Un lien plus récent a été envoyé à l’adresse e-mail de l’inscription : c’est celui-là qui fonctionne.',
    lines: 'apart',
  },
  invalid: INVALID_LINK,
} as const satisfies Readonly<Record<ProgressNotice['kind'], LinkWords>>;

/** Notice of a company's link that no longer shows the progress of its volunteers. */
export function progressNotice(notice: ProgressNotice): LinkNotice {
  return {
    ...PROGRESS_WORDS[notice.kind],
    children: 'isOnItsWay' in notice && <RenewLink isOnItsWay={notice.isOnItsWay} />,
  };
}
