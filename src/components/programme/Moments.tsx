interface Props {
  moments: readonly { time: string; title: string; text?: string }[];
}

/** An afternoon as a list of moments, each at its hour. */
export function Moments({ moments }: Props) {
  return (
    <ol className="moments">
      {moments.map(({ time, title, text }) => (
        <li key={time}>
          <b className="moment-time">{time}</b>
          {text === undefined ? (
            <span>{title}</span>
          ) : (
            <div>
              <h3>{title}</h3>
              <p>{text}</p>
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
