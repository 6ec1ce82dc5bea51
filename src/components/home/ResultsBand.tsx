import { ResultFigures } from './ResultFigures.tsx';

export interface Results {
  year: number;
  figures: { value: string; label: string; meaning: string }[];
  source: string;
}

interface Props {
  title: string;
  lead?: string;
  results: Results;
}

/** A year's results, on the wall. */
export function ResultsBand({ title, lead, results }: Props) {
  return (
    <section className="section bricks">
      <div className="wrap">
        <div className="section-head">
          <h2>{title}</h2>
          {lead !== undefined && <p className="lead">{lead}</p>}
        </div>
        <ResultFigures figures={results.figures} />
        <p className="results-source">{`Source\u00a0: ${results.source}, ${String(results.year)}.`}</p>
      </div>
    </section>
  );
}
