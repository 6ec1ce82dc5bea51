interface Props {
  facts: readonly { label: string; value: string }[];
}

/** The first facts of a page, in a strip under its head. */
export function FactStrip({ facts }: Props) {
  return (
    <dl className="fact-strip">
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
