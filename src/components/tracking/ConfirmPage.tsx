import type { Audience } from '../../domain/application/form.ts';
import { typeset } from '../../domain/typeset.ts';
import { TRACKING_WORDING } from './wording.ts';

/** Confirmation before an action that cannot be taken back at once. */
export function ConfirmPage({
  audience,
  intent,
  once,
  path,
}: {
  readonly audience: Audience;
  readonly intent: 'withdraw' | 'erase';
  readonly once: string;
  /** The page's own path, which its form posts to. */
  readonly path: string;
}) {
  const { confirmWithdrawal, confirmErasure, back } = TRACKING_WORDING[audience];
  const { title, lead, points, button } = intent === 'erase' ? confirmErasure : confirmWithdrawal;
  return (
    <div className="section wrap apply">
      <div className="section-head">
        <h1>{typeset(title)}</h1>
        <p className="lead">{typeset(lead)}</p>
      </div>
      <div className="prose">
        <ul>
          {points.map((point) => (
            <li key={point}>{typeset(point)}</li>
          ))}
        </ul>
      </div>
      <form method="post" action={path} className="tracking-confirm">
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="once" value={once} />
        <button type="submit" className="button">
          {typeset(button)}
        </button>
        <a className="button button-quiet" href={path}>
          {typeset(back)}
        </a>
      </form>
    </div>
  );
}
