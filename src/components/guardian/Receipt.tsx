import { readableAcceptance } from '../../domain/application/field.ts';
import { readablePhone } from '../../domain/application/phone.ts';
import { formatDay } from '../../domain/french-dates.ts';
import { typeset } from '../../domain/typeset.ts';
import type { Receipt } from './wording.ts';

const DECIDED = { accepted: 'Vous autorisez', refused: 'Vous n’autorisez pas' } as const;

/** The answers, to keep or to print; one that could not be read or was not asked is left out. */
export function ReceiptCard({
  receipt,
  youth,
  reference,
}: {
  readonly receipt: Receipt;
  readonly youth: string | undefined;
  readonly reference: string;
}) {
  const { decision, answeredOn, guardianName, quality, emergencyName, emergencyPhone, statement } = receipt;
  const facts = [
    ['Réponse', DECIDED[decision]],
    ['Donnée le', formatDay(answeredOn)],
    ['Pour', youth],
    ['Référence', reference],
    ['Par', guardianName],
    ['Vous êtes', quality],
    ['En cas d’urgence', emergencyName],
    ['Téléphone', emergencyPhone === undefined ? undefined : readablePhone(emergencyPhone)],
    ['Déclaration signée', statement === undefined ? undefined : readableAcceptance(statement)],
  ] as const;
  return (
    <div className="guardian-receipt" role="status">
      <p className="lead">
        {typeset(
          'Merci. Votre réponse est enregistrée. Vous pouvez imprimer cette page ou en garder une photo.',
        )}
      </p>
      <dl>
        {facts.map(([label, text]) =>
          text === undefined || text === '' ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{typeset(text)}</dd>
            </div>
          ),
        )}
      </dl>
    </div>
  );
}
