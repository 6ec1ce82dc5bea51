import { Picture, type PictureProps } from '../media/Picture.tsx';
import type { World } from '../sites/worlds.ts';
import { type StoryKind, StoryPanel } from './StoryPanel.tsx';

export interface StoryCardProps {
  id: string;
  href: string;
  title: string;
  quote: string;
  people: string;
  kind: StoryKind;
  trade: string;
  site: { name: string; world: World };
  picture?: PictureProps | undefined;
  /** An invented story, never shown on the published site. */
  isExample: boolean;
  /** Heading level of the title in the page around. */
  level?: 2 | 3 | undefined;
}

/** A story in a list; the whole card is the link. */
export function StoryCard({ level = 3, picture, isExample, ...story }: StoryCardProps) {
  const { id, href, title, quote, people, kind, trade, site } = story;
  const Heading = `h${level}` as const;
  return (
    <a className="story-card" href={href} data-world={site.world}>
      <div className="story-picture">
        {picture === undefined ? (
          <StoryPanel world={site.world} kind={kind} id={id} />
        ) : (
          <Picture {...picture} />
        )}
        {isExample && <span className="ribbon">Exemple</span>}
      </div>
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
