interface Points {
  title: string;
  points: readonly { title: string; text: string }[];
}

interface Commitment {
  title: string;
  gives: Points;
  receives: Points;
  /** Under both. */
  note: string;
}

function PointList({ title, points }: Points) {
  return (
    <div>
      <h3>{title}</h3>
      <dl>
        {points.map((point) => (
          <div key={point.title}>
            <dt>{point.title}</dt>
            <dd>{point.text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** A card in two columns: the gifts of a mentor or a company, and the returns. */
export function CommitmentCard({ title, gives, receives, note }: Commitment) {
  return (
    <section className="section wrap commitment">
      <h2>{title}</h2>
      <div className="commitment-card">
        <PointList {...gives} />
        <PointList {...receives} />
      </div>
      <p className="lead">{note}</p>
    </section>
  );
}
