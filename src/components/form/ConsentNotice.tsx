import { typeset } from '../../domain/typeset.ts';
import type { Wording } from './wording.ts';

/** Information at collection, in short (GDPR, art. 13); the page « Données personnelles » has the whole. */
export function ConsentNotice({ consent }: { readonly consent: Wording['consent'] }) {
  return (
    <div className="form-consent">
      <dl>
        <dt>Qui</dt>
        <dd>{consent.who}</dd>
        <dt>Pourquoi</dt>
        <dd>{consent.why}</dd>
        <dt>Sur quelle base</dt>
        <dd>{consent.basis}</dd>
        <dt>Combien de temps</dt>
        <dd>{typeset(consent.howLong)}</dd>
        <dt>{consent.rightsTitle}</dt>
        <dd>
          {typeset(consent.rights)} <a href="/contact/">{consent.contact}</a>. {consent.complaint}
        </dd>
      </dl>
      <p>
        <a href="/donnees-personnelles/">{consent.more}</a>
      </p>
    </div>
  );
}
