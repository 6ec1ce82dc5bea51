import { formatWeekday } from '../../domain/french-dates.ts';
import { Picture, type PictureProps } from '../media/Picture.tsx';
import { Lines } from '../site/Lines.tsx';
import { RichText } from '../text/RichText.tsx';

interface Props {
  title: string;
  /** Civil day `YYYY-MM-DD`. */
  date: string;
  lead: string;
  picture: PictureProps | undefined;
  /** An invented entry, never shown on the published site. */
  isExample: boolean;
  /** HTML. */
  body: string;
}

/** An entry of the news: its head, its photo or else the two lines, its text. */
export function NewsArticle({ title, date, lead, picture, isExample, body }: Props) {
  return (
    <article className="wrap">
      <div className="news-head">
        <p className="news-date">
          <time dateTime={date}>{formatWeekday(date)}</time>
          {isExample && <em className="ribbon">Exemple</em>}
        </p>
        <h1>{title}</h1>
        <p className="lead">{lead}</p>
      </div>
      {picture === undefined ? (
        <div className="news-lines">
          <Lines />
        </div>
      ) : (
        <div className="news-photo arched">
          <Picture {...picture} />
        </div>
      )}
      <div className="news-body">
        <RichText html={body} />
      </div>
    </article>
  );
}
