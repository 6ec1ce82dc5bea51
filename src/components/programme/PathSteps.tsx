const kinds = {
  pair: 'Rendez-vous du binôme',
  visit: 'Visite d’entreprise',
  workshop: 'Atelier',
  immersion: 'Immersion',
} as const;

interface Props {
  steps: { title: string; kind: keyof typeof kinds; hours: number; text: string }[];
}

const number = new Intl.NumberFormat('fr-FR');

/** The path as a line of stations: what happens, how long it lasts, how many hours are behind. */
export function PathSteps({ steps }: Props) {
  const total = steps.reduce((sum, { hours }) => sum + hours, 0);
  const stations = steps.map((step, index) => ({
    ...step,
    reached: steps.slice(0, index + 1).reduce((sum, { hours }) => sum + hours, 0),
  }));
  return (
    <ol className="path">
      {stations.map(({ title, kind, hours, text, reached }) => (
        <li key={title} data-hours={Math.min(8, Math.round(hours))}>
          <p className="path-hours">
            <b>{`${number.format(hours)} h`}</b>
            <span>{`${number.format(reached)} sur ${number.format(total)}`}</span>
          </p>
          <div className="path-step">
            <p className="path-kind">{kinds[kind]}</p>
            <h3>{title}</h3>
            <p>{text}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
