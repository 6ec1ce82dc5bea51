import { Picture, type PictureProps } from '../media/Picture.tsx';
import type { SiteMotif } from '../sites/site-motifs.ts';
import { type StoryKind, StoryPanel } from './StoryPanel.tsx';

export interface StoryPictureProps {
  id: string;
  kind: StoryKind;
  site: { name: string; motif: SiteMotif };
  picture?: PictureProps | undefined;
  /** An invented story, never shown on the published site. */
  isExample: boolean;
}

/** A story's photo, or else its panel. */
export function StoryPicture({ id, kind, site, picture, isExample }: StoryPictureProps) {
  return (
    <div className={picture === undefined ? 'story-picture' : 'story-picture story-photo'}>
      {picture === undefined ? (
        <StoryPanel motif={site.motif} kind={kind} id={id} />
      ) : (
        <Picture {...picture} />
      )}
      {isExample && <span className="ribbon">Exemple</span>}
    </div>
  );
}
