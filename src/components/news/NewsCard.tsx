import { formatDay } from '../../domain/french-dates.ts';
import { Picture, type PictureProps } from '../media/Picture.tsx';

export interface NewsCardProps {
  href: string;
  title: string;
  /** Civil day `YYYY-MM-DD`. */
  date: string;
  lead: string;
  picture?: PictureProps | undefined;
  /** An invented entry, never shown on the published site. */
  isExample: boolean;
  /** Heading level of the title in the page around. */
  level?: 2 | 3 | undefined;
}

/** An entry of the news in a list; the whole card is the link. */
export function NewsCard({ level = 2, href, title, date, lead, picture, isExample }: NewsCardProps) {
  const Heading = `h${level}` as const;
  return (
    <a className="news-card" href={href}>
      <p className="news-date">
        <time dateTime={date}>{formatDay(date)}</time>
        {isExample && <em className="ribbon">Exemple</em>}
      </p>
      <div className="news-words">
        <Heading>{title}</Heading>
        <p>{lead}</p>
      </div>
      {picture !== undefined && (
        <div className="news-picture arched">
          <Picture {...picture} />
        </div>
      )}
    </a>
  );
}
