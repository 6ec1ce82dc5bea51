import type { HeldData } from '../../domain/tracking/held-data.ts';
import { typeset } from '../../domain/typeset.ts';

const STYLE =
  'body{font:1.1rem/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}table{width:100%;border-collapse:collapse;margin-bottom:2rem}th,td{padding:.5rem;border-bottom:1px solid #888;text-align:left;vertical-align:top;white-space:pre-wrap}th{width:35%}';

/** A line for each cell that is filled; one sentence names the empty ones. */
function Lines({
  caption,
  lines,
}: {
  readonly caption: string;
  readonly lines: readonly (readonly [string, string])[];
}) {
  const empty = lines.filter(([, text]) => text === '').map(([header]) => header);
  return (
    <>
      <table>
        <caption>
          <strong>{typeset(caption)}</strong>
        </caption>
        <tbody>
          {lines
            .filter(([, text]) => text !== '')
            .map(([header, text], index) => (
              <tr key={index}>
                <th scope="row">{header}</th>
                <td dir="auto">{text}</td>
              </tr>
            ))}
        </tbody>
      </table>
      {empty.length > 0 && <p>{typeset(`Rien dans : ${empty.join(', ')}.`)}</p>}
    </>
  );
}

/** Everything held about a person, as a document of its own that opens anywhere and fetches nothing. */
export function HeldDataPage({ data }: { readonly data: HeldData }) {
  const { reference, madeOn, explanation, rows, events, kept } = data;
  return (
    <html lang="fr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`Données ${reference}`}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <h1>{`Données de la référence ${reference}`}</h1>
        {explanation.map((text) => (
          <p key={text}>{typeset(text)}</p>
        ))}
        <p>{typeset(`Fichier fait le ${madeOn}.`)}</p>
        <h2>{typeset('Dans le tableur de l’équipe')}</h2>
        {rows.length === 0 && <p>Aucune ligne : l’équipe l’a retirée.</p>}
        {rows.map(({ tab, cells }, index) => (
          <Lines key={index} caption={`Onglet « ${tab} »`} lines={Object.entries(cells)} />
        ))}
        <h2>{typeset('Ce qui s’est passé')}</h2>
        <Lines caption="Le journal" lines={events.map(({ at, text }) => [at, text])} />
        <h2>{typeset('Ce que le site garde à côté')}</h2>
        <Lines caption="Le dossier" lines={Object.entries(kept)} />
      </body>
    </html>
  );
}
