import type { Audience } from '../../../../domain/application/form.ts';
import { statusesOf, statusKey } from '../../../../domain/application/statuses.ts';
import { PROGRAMME } from '../../../../domain/programme.ts';
import {
  filledText,
  type PlaceholderValues,
  type StatusWords,
} from '../../../../domain/tracking/status-words.ts';
import { messages } from '../../../../cms/messages.ts';

const AUDIENCES = ['youth', 'mentor', 'company', 'waiting'] as const satisfies readonly Audience[];

/** Somebody that does not exist. */
const SAMPLE: PlaceholderValues = {
  prénom: 'Inès',
  référence: 'JE-7K2M9QXA',
  date: 'mardi 1er décembre 2026',
  'fin de saison': 'mardi 31 août 2027',
  programme: PROGRAMME.name,
  contact: 'equipe@exemple.org',
  'adresse du site': 'https://www.exemple.org',
  formulaire: 'https://www.exemple.org/candidater/',
  bulletin: 'Nous regardons votre bulletin n° 3 avec vous : ni copie, ni résultat.',
};

const sampled = (text: string) => filledText(text, SAMPLE);

function Status({ label, words }: { label: string; words: StatusWords }) {
  const { state, next, late = '', message } = words;
  return (
    <section>
      <h3>{label}</h3>
      <p>
        <strong>{sampled(state)}</strong>
      </p>
      <p>{sampled(next)}</p>
      {late !== '' && <p className="small">{`Une fois le jour passé : ${sampled(late)}`}</p>}
      {message && (
        <blockquote>
          <p>
            <strong>{sampled(message.subject)}</strong>
          </p>
          {sampled(message.email)
            .split('\n\n')
            .map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          <p className="small">{`SMS : ${sampled(message.sms)}`}</p>
        </blockquote>
      )}
    </section>
  );
}

/** The messages by audience and status, as somebody that does not exist would read them. */
export function MessagesPreview({
  data,
}: {
  data: Readonly<Record<Audience, Readonly<Record<string, StatusWords>>>>;
}) {
  return (
    <div className="section wrap prose">
      {AUDIENCES.map((audience) => (
        <section key={audience}>
          <h2>{messages.fields[audience].widget.label}</h2>
          {statusesOf(audience).map(({ label }) => {
            const words = data[audience][statusKey(label)];
            return words && <Status key={label} label={label} words={words} />;
          })}
        </section>
      ))}
    </div>
  );
}
