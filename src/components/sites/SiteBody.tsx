import { RichText } from '../text/RichText.tsx';
import type { SiteMotif } from './site-motifs.ts';

interface Props {
  motif: SiteMotif;
  /** HTML. */
  body: string;
  trades: readonly string[];
  place: string;
  access?: string | undefined;
  figures: readonly { value: string; label: string; source: string; year?: number | undefined }[];
  /** Words of the page around the entry, from the content. */
  words: { trades: string; tradesNote: string; access: string; accessNote: string };
}

/** A site's text under its head: its work, its trades, the way there, its figures. */
export function SiteBody({ motif, body, trades, place, access, figures, words }: Props) {
  return (
    <>
      <div className="section wrap site-body" data-motif={motif}>
        <RichText html={body} />
        <div className="site-aside">
          <section>
            <h2>{words.trades}</h2>
            <ul className="trades">
              {trades.map((trade) => (
                <li key={trade}>{trade}</li>
              ))}
            </ul>
            <p className="small">{words.tradesNote}</p>
          </section>
          <section className="site-access">
            <h2>{words.access}</h2>
            <p>
              <b>{place}</b>
            </p>
            <p>{access ?? words.accessNote}</p>
          </section>
        </div>
      </div>
      {figures.length > 0 && (
        <section className="section bricks site-wall" data-motif={motif}>
          <div className="wrap">
            <h2 className="sr-only">En chiffres</h2>
            <dl className="site-figures">
              {figures.map(({ value, label, source, year }) => (
                <div key={label}>
                  <dt>
                    <b>{value}</b> {label}
                  </dt>
                  <dd>{year === undefined ? source : `${source}, ${String(year)}`}</dd>
                </div>
              ))}
            </dl>
          </div>
        </section>
      )}
    </>
  );
}
