import { Picture, type PictureProps } from '../media/Picture.tsx';
import type { SiteMotif } from '../sites/site-motifs.ts';
import { DoorArt } from './DoorArt.tsx';
import type { DoorView } from './door-views.ts';

interface Props {
  title: string;
  lead: string;
  /** View behind the page's door. */
  view: DoorView;
  /** Site that the page is about: the band takes its colour. */
  motif?: SiteMotif | undefined;
  /** In the door, in the place of the view. */
  picture?: PictureProps | undefined;
  /** HTML of what the page adds to its words. */
  html?: string | undefined;
}

/** Title and lead of an inner page; a coloured band stands at its right on wide screens. */
export function PageHead({ title, lead, view, motif, picture, html = '' }: Props) {
  return (
    <div className="page-head">
      <div className="page-head-words">
        <h1 className={motif === undefined ? undefined : 'site-name'}>{title}</h1>
        <p className="lead">{lead}</p>
        {html.trim() !== '' && <div dangerouslySetInnerHTML={{ __html: html }} />}
      </div>
      <div
        className={`page-head-art bricks${picture === undefined ? '' : ' page-head-photo'}`}
        data-view={view}
        data-motif={motif}
      >
        {picture === undefined ? <DoorArt view={view} /> : <Picture {...picture} />}
      </div>
    </div>
  );
}
