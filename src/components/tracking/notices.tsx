import type { Audience } from '../../domain/application/form.ts';
import { typeset } from '../../domain/typeset.ts';
import { LinkAction, type LinkNotice, type LinkWords } from '../invitations/LinkMessage.tsx';
import { TRACKING_WORDING } from './wording.ts';

/** Notices shown in place of the page of an application; `path` is that of the page to go back to. */
export type TrackingNotice =
  | { readonly kind: 'erased' | 'invalid' }
  | { readonly kind: 'rowGone' | 'unreadable'; readonly audience: Audience; readonly path: string }
  | {
      readonly kind: 'expired' | 'replaced';
      readonly audience: Audience;
      readonly hasEmail: boolean;
      readonly isOnItsWay: boolean;
    };

function wordsOf(notice: TrackingNotice): LinkWords {
  switch (notice.kind) {
    case 'erased':
      return {
        title: 'C’est effacé',
        lead: 'Il n’y a plus rien derrière ce lien : ni nom, ni coordonnées, ni réponses.',
        lines: 'together',
      };
    case 'invalid':
      return {
        title: 'Ce lien ne mène nulle part',
        lead: 'Il manque peut-être un morceau : il faut l’ouvrir depuis l’e-mail, ou copier l’adresse jusqu’au bout.',
        lines: 'apart',
      };
    case 'rowGone':
    case 'unreadable':
    case 'expired':
    case 'replaced':
      return { ...TRACKING_WORDING[notice.audience][notice.kind], lines: 'apart' };
  }
}

function Renewal({ notice }: { readonly notice: Extract<TrackingNotice, { hasEmail: boolean }> }) {
  const { renewed, withoutEmail } = TRACKING_WORDING[notice.audience];
  if (!notice.hasEmail) return <p>{typeset(withoutEmail)}</p>;
  if (!notice.isOnItsWay) return <LinkAction intent="renew" label="Recevoir un nouveau lien" />;
  return (
    <p role="status">
      <strong>{typeset(renewed)}</strong>
    </p>
  );
}

/** Notice of a link that no longer opens anything, or whose data cannot be shown. */
export function trackingNotice(notice: TrackingNotice): LinkNotice {
  return {
    ...wordsOf(notice),
    children: (
      <>
        {'hasEmail' in notice && <Renewal notice={notice} />}
        {'path' in notice ? (
          <a className="button button-quiet" href={notice.path}>
            Revenir à mon suivi
          </a>
        ) : (
          <a className="button button-quiet" href={notice.kind === 'erased' ? '/' : '/suivi/'}>
            {notice.kind === 'erased' ? 'Revenir à l’accueil' : 'Ouvrir le suivi avec la référence'}
          </a>
        )}
      </>
    ),
  };
}
