import { type StepKind, stepKindLabel } from '../../domain/step-kinds.ts';

interface Props {
  steps: { title: string; kind: StepKind; hours: number; text: string }[];
  /** Hours of all the steps. */
  total: number;
}

const number = new Intl.NumberFormat('fr-FR');

/** The path as a line of stations: what happens, how long it lasts, how many hours are behind. */
export function PathSteps({ steps, total }: Props) {
  const stations = steps.map((step, index) => ({
    ...step,
    reached: steps.slice(0, index + 1).reduce((sum, { hours }) => sum + hours, 0),
  }));
  return (
    <div className="path">
      <svg className="path-lines" viewBox="0 0 4000 128" aria-hidden="true">
        <path d="M0 40h1920a74 74 0 0 1 74 74v14" />
        <path d="M4000 40H2080a74 74 0 0 0-74 74v14" />
      </svg>
      <ol>
        {stations.map(({ title, kind, hours, text, reached }) => (
          <li key={title} data-hours={Math.min(8, Math.round(hours))}>
            <p className="path-hours">
              <b>{`${number.format(hours)} h`}</b>
              <span>{`${number.format(reached)} sur ${number.format(total)}`}</span>
            </p>
            <div className="path-step">
              <p className="path-kind">{stepKindLabel(kind)}</p>
              <h3>{title}</h3>
              <p>{text}</p>
            </div>
          </li>
        ))}
      </ol>
      <svg className="path-lines" viewBox="0 0 4000 128" aria-hidden="true">
        <path d="M1994 0v14a86 86 0 0 0 86 86h1920" />
        <path d="M2006 0v14a74 74 0 0 0 74 74h1920" />
      </svg>
    </div>
  );
}
