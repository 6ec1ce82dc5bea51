interface Props {
  facts: readonly { label: string; value: string }[];
}

/** What somebody wants to know first, in a strip under the head of a page. */
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
