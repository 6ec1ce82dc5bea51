import { Picture, type PictureProps } from '../media/Picture.tsx';
import type { World } from '../sites/worlds.ts';
import { type StoryKind, StoryPanel } from './StoryPanel.tsx';

export interface StoryHeadProps {
  id: string;
  title: string;
  lead: string;
  quote: string;
  people: string;
  kind: StoryKind;
  site: { name: string; world: World };
  picture?: PictureProps | undefined;
  /** An invented story, never shown on the published site. */
  isExample: boolean;
}

const tellers: Record<StoryKind, string> = {
  youth: 'jeune',
  mentor: 'mentor',
  pair: 'en binôme',
};

/** Full-bleed head of a story: its title on the site's colour, the picture beside, then what was said, in large. */
export function StoryHead({
  id,
  title,
  lead,
  quote,
  people,
  kind,
  site,
  picture,
  isExample,
}: StoryHeadProps) {
  return (
    <div data-world={site.world}>
      <div className="band story-head">
        <div className="band-words">
          <p className="story-by">
            <b>{people}</b>, {tellers[kind]}
          </p>
          <h1>{title}</h1>
          <p className="lead">{lead}</p>
        </div>
        <div className={picture === undefined ? 'story-picture' : 'story-picture story-photo'}>
          {picture === undefined ? (
            <StoryPanel world={site.world} kind={kind} id={id} />
          ) : (
            <Picture {...picture} />
          )}
          {isExample && <span className="ribbon">Exemple</span>}
        </div>
      </div>
      <blockquote className="wrap story-said">
        <p>{quote}</p>
      </blockquote>
    </div>
  );
}
