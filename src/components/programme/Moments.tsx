interface Props {
  moments: readonly { time: string; title: string; text?: string }[];
}

/** Moments in their order, each with its time. */
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
