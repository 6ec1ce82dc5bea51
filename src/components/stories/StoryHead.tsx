import type { StoryKind } from './StoryPanel.tsx';
import { StoryPicture, type StoryPictureProps } from './StoryPicture.tsx';

export interface StoryHeadProps extends StoryPictureProps {
  title: string;
  lead: string;
  quote: string;
  people: string;
}

const tellers: Record<StoryKind, string> = {
  youth: 'jeune',
  mentor: 'mentor',
  pair: 'en binôme',
};

/** Full-bleed head of a story: its title on the site's colour, the picture beside, then what was said, in large. */
export function StoryHead(story: StoryHeadProps) {
  const { title, lead, quote, people, kind, site } = story;
  return (
    <div data-motif={site.motif}>
      <div className="band story-head">
        <div className="band-words">
          <p className="story-by">
            <b>{people}</b>, {tellers[kind]}
          </p>
          <h1>{title}</h1>
          <p className="lead">{lead}</p>
        </div>
        <StoryPicture {...story} />
      </div>
      <blockquote className="wrap story-said">
        <p>{quote}</p>
      </blockquote>
    </div>
  );
}
