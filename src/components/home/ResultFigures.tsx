interface Props {
  figures: { value: string; label: string; meaning: string }[];
}

/** A year's results, in large. */
export function ResultFigures({ figures }: Props) {
  return (
    <dl className="results">
      {figures.map(({ value, label, meaning }) => (
        <div key={label}>
          <dt>
            <b>{value}</b> {label}
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
