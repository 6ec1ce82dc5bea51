import { formatWeekday } from '../../domain/french-dates.ts';

interface Props {
  title: string;
  /** Civil day `YYYY-MM-DD`. */
  date: string;
  lead: string;
  /** An invented entry, never shown on the published site. */
  isExample: boolean;
}

/** Head of an entry of the news. */
export function NewsHead({ title, date, lead, isExample }: Props) {
  return (
    <div className="news-head">
      <p className="news-date">
        <time dateTime={date}>{formatWeekday(date)}</time>
        {isExample && <em className="ribbon">Exemple</em>}
      </p>
      <h1>{title}</h1>
      <p className="lead">{lead}</p>
    </div>
  );
}
