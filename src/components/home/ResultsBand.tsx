import { SectionHead } from '../site/SectionHead.tsx';

export interface Results {
  year: number;
  figures: { value: string; label: string; meaning: string }[];
  source: string;
  method?: string | undefined;
}

interface Props {
  title: string;
  lead?: string;
  results: Results;
}

/** A year's results in large, on the wall. */
export function ResultsBand({ title, lead, results }: Props) {
  return (
    <section className="section bricks">
      <div className="wrap">
        <SectionHead title={title} lead={lead} />
        <dl className="results">
          {results.figures.map(({ value, label, meaning }) => (
            <div key={label}>
              <dt>
                <b>{value}</b> {label}
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <p className="results-source">{`Source\u00a0: ${results.source}, ${String(results.year)}.`}</p>
        {results.method && <p className="results-source">{results.method}</p>}
      </div>
    </section>
  );
}
