import { StoryPicture, type StoryPictureProps } from './StoryPicture.tsx';

export interface StoryCardProps extends StoryPictureProps {
  href: string;
  title: string;
  quote: string;
  people: string;
  trade: string;
  /** Heading level of the title in the page around. */
  level?: 2 | 3 | undefined;
}

/** A story in a list; the whole card is the link. */
export function StoryCard({ level = 3, ...story }: StoryCardProps) {
  const { href, title, quote, people, trade, site } = story;
  const Heading = `h${level}` as const;
  return (
    <a className="story-card" href={href} data-motif={site.motif}>
      <StoryPicture {...story} />
      <div className="story-words">
        <Heading>{title}</Heading>
        <p className="story-quote">«&nbsp;{quote}&nbsp;»</p>
        <p className="small">
          <b>{people}</b>, {trade}, {site.name}
        </p>
      </div>
    </a>
  );
}
